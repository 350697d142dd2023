//! Where tables go: CSV files, sheets of the workbook, and what describes both.

use std::io;

use super::codebook;
use super::guard::guarded;
use super::package;
use super::publish::{Draft, PublishError, Publisher};
use super::schema::{Schema, TableSchema};
use super::sheet::Sheet;
use super::table::{Sink, Table};
use super::workbook::{self, Workbook};
use super::{Formats, Style};

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The output folder fails.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A file fails while it is written.
    #[error("cannot write a report")]
    Write(#[from] io::Error),
}

/// Forms of a table beside CSV and sheet.
type Others = Vec<Box<dyn Sink<Draft>>>;

/// Opens tables, takes them when they are complete, and describes them at the end.
#[derive(Debug)]
pub struct Output {
    schema: Schema,
    style: Style,
    formats: Formats,
    workbook: Option<Workbook>,
    /// Cells that were cut, by table.
    cut: Vec<(String, u64)>,
    /// Tables that fill more than one sheet, with how many.
    long: Vec<(String, usize)>,
}

impl Output {
    /// Ready to open tables with columns for each of `targets`.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new(
        publisher: &Publisher,
        targets: &[&str],
        style: Style,
        formats: Formats,
    ) -> Result<Self, OutputError> {
        let workbook = formats.xlsx.then(|| Workbook::new(&publisher.state())).transpose()?;
        let schema = Schema::new(targets);
        Ok(Self { schema, style, formats, workbook, cut: Vec::new(), long: Vec::new() })
    }

    /// Begins the table of that name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn open(&self, publisher: &Publisher, name: &str) -> Result<Table<Draft>, OutputError> {
        let schema = self.schema.table(name);
        let csv = self.formats.csv.then(|| publisher.draft(&schema.file())).transpose()?;
        let sheet = self.workbook.as_ref().map(|book| Sheet::new(book, &schema)).transpose()?;
        let others = self.others(publisher, &schema)?;
        Ok(Table::new(&schema, csv, sheet, self.style)?.with(others))
    }

    #[cfg(feature = "parquet")]
    fn others(&self, publisher: &Publisher, schema: &TableSchema) -> Result<Others, OutputError> {
        if !self.formats.parquet {
            return Ok(Others::new());
        }
        let draft = publisher.draft(&format!("{}.parquet", schema.name))?;
        Ok(vec![Box::new(super::parquet::Parquet::new(schema, draft)?)])
    }

    #[cfg(not(feature = "parquet"))]
    #[allow(clippy::unnecessary_wraps, clippy::unused_self)] // as its twin above
    fn others(&self, _: &Publisher, _: &TableSchema) -> Result<Others, OutputError> {
        Ok(Others::new())
    }

    /// Takes a table that is complete; sheets stand in the order of these calls.
    ///
    /// # Errors
    /// When its last bytes do not reach the disk.
    pub fn keep(
        &mut self,
        publisher: &mut Publisher,
        name: &str,
        table: Table<Draft>,
    ) -> Result<(), OutputError> {
        let finished = table.finish()?;
        if finished.cut > 0 {
            self.cut.push((name.to_owned(), finished.cut));
        }
        if finished.sheets > 1 {
            self.long.push((name.to_owned(), finished.sheets));
        }
        for draft in finished.csv.into_iter().chain(finished.others) {
            publisher.keep(draft, finished.rows)?;
        }
        Ok(())
    }

    /// Writes the workbook, `datapackage.json` and `codebook.md`; what deserves a look comes back.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn finish(self, publisher: &mut Publisher) -> Result<Kept, OutputError> {
        if let Some(workbook) = &self.workbook {
            guarded(|| codebook::sheet(workbook, &self.schema))?;
            let mut draft = publisher.draft(workbook::FILE)?;
            workbook.save(&mut draft)?;
            publisher.keep(draft, 0)?;
        }
        if self.formats.csv {
            let package = package::describe(&self.schema, &publisher.files(), self.style);
            write(publisher, package::FILE, package.as_bytes())?;
            write(publisher, codebook::FILE, codebook::text(&self.schema).as_bytes())?;
        }
        Ok(Kept {
            cells_cut: self.cut.iter().map(|(_, cut)| cut).sum(),
            warnings: self.warnings().collect(),
        })
    }

    fn warnings(&self) -> impl Iterator<Item = String> {
        let cut = self.cut.iter().map(|(name, cut)| {
            format!(
                "{name}: {cut} cells are longer than a spreadsheet holds and were cut; \
                 --raw-csv keeps them whole in CSV"
            )
        });
        let long = self.long.iter().map(|(name, sheets)| {
            format!(
                "{}: {name} has more rows than a sheet holds; it fills {sheets}",
                workbook::FILE
            )
        });
        cut.chain(long)
    }
}

/// What became of the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Cells that were too long and were cut.
    pub cells_cut: u64,
    /// What deserves a look.
    pub warnings: Vec<String>,
}

/// Writes a file at once.
///
/// # Errors
/// When it cannot be written.
pub fn write(publisher: &mut Publisher, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
    let mut draft = publisher.draft(name)?;
    io::Write::write_all(&mut draft, bytes)?;
    Ok(publisher.keep(draft, 0)?)
}
