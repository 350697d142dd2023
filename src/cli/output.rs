//! The options of reports: which kinds are written, how, and what counts.

use std::num::NonZeroU64;
use std::path::PathBuf;

use clap::ValueEnum;
use onrecord::config::{Config, Delimiter, ReportFormat};
use onrecord::people::NearCopies;
use onrecord::pipeline::report::{MIN_STATEMENTS, Options};
use onrecord::reports::{Formats, Style};
use onrecord::tally::Period;

use super::{Code, Failure};

/// What is written, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reports")]
pub struct Output {
    /// Kinds of reports [default: csv,html]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    formats: Vec<Kind>,
    /// Statements below which a mean is called “too few” [default: 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    min_statements: Option<u64>,
    /// Length of the periods in timeline.csv [default: month]
    #[arg(long, value_name = "day|week|month")]
    period: Option<Period>,
    /// How similar the texts of copies are, from 0.5 to 1 for the very same text [default: 0.6]
    #[arg(long, value_name = "SHARE")]
    near_copies: Option<NearCopies>,
    /// Leave out all quoted words, for publishing
    #[arg(long)]
    no_quotes: bool,
    /// What parts the cells of CSV files: , ; | or tab [default: , or ; with --decimal-comma]
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<Delimiter>,
    /// Write 0,5 for 0.5, as spreadsheets of many countries read it
    #[arg(long)]
    decimal_comma: bool,
    /// Begin CSV files without a byte order mark (by which Excel knows UTF-8)
    #[arg(long)]
    no_bom: bool,
    /// Leave the text of cells as it is: no ' before formulas, line ends kept, nothing cut
    #[arg(long)]
    raw_csv: bool,
    /// Folder of templates that replace those of report.html
    #[arg(long, value_name = "DIR")]
    template: Option<PathBuf>,
}

/// As [`ReportFormat`], for the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Csv,
    Html,
    Xlsx,
    Parquet,
}

impl From<Kind> for ReportFormat {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Csv => Self::Csv,
            Kind::Html => Self::Html,
            Kind::Xlsx => Self::Xlsx,
            Kind::Parquet => Self::Parquet,
        }
    }
}

impl Output {
    /// Decides, with `config` where the command line is silent.
    ///
    /// # Errors
    /// When two options do not go together.
    pub fn resolve(&self, config: &Config, tally_indirect: bool) -> anyhow::Result<Options> {
        Ok(Options {
            formats: self.formats(config)?,
            style: self.style(config)?,
            tally_indirect,
            near_copies: self.near_copies.or(config.near_copies).unwrap_or_default(),
            min_statements: self
                .min_statements
                .or(config.min_statements.map(NonZeroU64::get))
                .unwrap_or(MIN_STATEMENTS),
            period: self.period.or(config.period).unwrap_or_default(),
            template: self.template.clone().or_else(|| config.template.clone()),
        })
    }

    fn formats(&self, config: &Config) -> anyhow::Result<Formats> {
        let named: Vec<ReportFormat> = self.formats.iter().map(|&kind| kind.into()).collect();
        let wanted = if named.is_empty() { &config.formats } else { &named };
        let has = |format| wanted.contains(&format);
        if has(ReportFormat::Parquet) && !cfg!(feature = "parquet") {
            let message = "this build writes no Parquet\n  \
                           build it with: cargo install --path . --features parquet";
            return Err(Failure::new(Code::Usage, message.to_owned()));
        }
        Ok(match wanted.is_empty() {
            true => Formats::default(),
            false => Formats {
                csv: has(ReportFormat::Csv),
                html: has(ReportFormat::Html),
                xlsx: has(ReportFormat::Xlsx),
                parquet: has(ReportFormat::Parquet),
            },
        })
    }

    fn style(&self, config: &Config) -> anyhow::Result<Style> {
        let default = Style::default();
        let decimal_comma = self.decimal_comma || config.decimal_comma.unwrap_or(false);
        let usual = if decimal_comma { b';' } else { default.delimiter };
        let delimiter = self.delimiter.or(config.delimiter).map_or(usual, |d| d.0);
        if decimal_comma && delimiter == b',' {
            let message = "a decimal comma cannot stand in cells that commas part\n  \
                           use --delimiter ';', or leave the delimiter out";
            return Err(Failure::new(Code::Usage, message.to_owned()));
        }
        Ok(Style {
            delimiter,
            bom: !self.no_bom && config.bom.unwrap_or(default.bom),
            raw: self.raw_csv || config.raw_csv.unwrap_or(default.raw),
            decimal_comma,
            no_quotes: self.no_quotes || config.no_quotes.unwrap_or(false),
        })
    }
}
