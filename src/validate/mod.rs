//! How far the numbers may be trusted: statements drawn for people to code, and the program's
//! answers beside theirs.
//!
//! ```text
//! articles -> sample (who is drawn, with which weight) -> sheets, key          onrecord sample
//! sheets, key -> coded -+
//! reports -> program  --+-> cases -> findings (figures with intervals) -> page, tables
//! ```
//!
//! | module | question |
//! | --- | --- |
//! | [`sample`] | which statements are coded, by whom, and what the sheets look like |
//! | [`coded`] | what people answered, in sheets or as gold |
//! | [`program`] | what the reports of a run say |
//! | [`belongs`] | whether both are of the same articles |
//! | [`cases`] | which answers belong together, and what most coders say |
//! | [`agreement`] | how far coders agree |
//! | [`confusion`], [`figures`] | how far the program agrees with them |
//! | [`calibration`] | whether what it is sure of is right |
//! | [`corrected`] | what shares are once its errors are taken out |
//! | [`findings`], [`verdict`], [`report`] | all of it together, in words, as files |

pub mod agreement;
pub mod belongs;
pub mod calibration;
pub mod cases;
mod class;
pub mod coded;
pub mod columns;
pub mod confusion;
pub mod corrected;
pub mod figures;
mod files;
pub mod findings;
pub mod key;
pub mod misses;
mod names;
pub mod program;
pub mod report;
pub mod resample;
pub mod rows;
pub mod sample;
pub mod verdict;

pub use class::{CLASSES, Class};
pub use files::WriteError;
