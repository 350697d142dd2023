//! `onrecord.xlsx`: every table as a sheet, and a codebook.
//!
//! Sheets stream through temporary files, so that memory does not grow with the rows.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Worksheet};

use super::guard::guarded;
use super::sheet::failed;

/// Name of the file.
pub const FILE: &str = "onrecord.xlsx";

/// A workbook being written; clones are the same workbook.
#[derive(Clone)]
pub struct Workbook(Rc<RefCell<rust_xlsxwriter::Workbook>>);

impl fmt::Debug for Workbook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Workbook")
    }
}

impl Workbook {
    /// An empty one, with temporary files in `folder`.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.set_tempdir(folder).map_err(failed)?;
        // A fixed day: the same input makes the same bytes.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        let properties = DocProperties::new()
            .set_title("onrecord: who said what, and where they stand")
            .set_creation_datetime(&day);
        workbook.set_properties(&properties);
        Ok(Self(Rc::new(RefCell::new(workbook))))
    }

    /// A sheet to fill and to add.
    pub(super) fn sheet(&self) -> io::Result<Worksheet> {
        self.0.borrow_mut().new_worksheet_with_constant_memory().map_err(failed)
    }

    /// Adds a sheet that is complete.
    pub(super) fn add(&self, sheet: Worksheet) {
        self.0.borrow_mut().push_worksheet(sheet);
    }

    /// Writes the whole to `out`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, out: impl Write + Send) -> io::Result<()> {
        let out = FailsOnce { out, has_failed: false };
        guarded(|| self.0.borrow_mut().save_to_writer(out).map_err(failed))
    }
}

/// Fails once and from then on takes whatever comes. What makes the archive closes it even after an
/// error, and would print a second error past our messages.
struct FailsOnce<W> {
    out: W,
    has_failed: bool,
}

impl<W: Write> FailsOnce<W> {
    fn once<T>(
        &mut self,
        otherwise: T,
        write: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.has_failed {
            return Ok(otherwise);
        }
        write(&mut self.out).inspect_err(|_| self.has_failed = true)
    }
}

impl<W: Write> Write for FailsOnce<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.once(buffer.len(), |out| out.write(buffer))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.once((), W::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_told_once_and_then_nothing_fails() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::StorageFull.into())
            }
        }
        let mut out = FailsOnce { out: Full, has_failed: false };
        assert!(out.write_all(b"more than fits").is_err());
        assert!(out.write_all(b"more").is_ok());
        assert!(out.flush().is_ok());
    }
}
