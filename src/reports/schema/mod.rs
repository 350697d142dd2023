//! Every table and column of the reports, in order, with type, unit, range and meaning.
//!
//! `tables.csv` and `columns.csv` beside this file are the one source of headers, of
//! `datapackage.json`, of `codebook.md` and of the workbook's formats. Columns whose names begin
//! with `T_` stand once for each target.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

const TABLES: &str = include_str!("tables.csv");
const COLUMNS: &str = include_str!("columns.csv");

/// Begins the name, and stands in the meaning, of a column that each target has.
const TARGET: &str = "T_";

/// All tables.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    tables: Vec<TableSchema>,
}

/// A table.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TableSchema {
    /// Name of the file, without `.csv`.
    #[serde(rename = "table")]
    pub name: String,
    /// Name of the sheet.
    pub title: String,
    /// Columns that name a row, parted by `|`.
    pub key: String,
    /// `column=table.column` where a column points to another table.
    pub refers: String,
    /// Columns that stay in sight in the workbook while the others move.
    pub frozen: u16,
    /// What a row is.
    pub row_is: String,
    /// In order.
    #[serde(skip)]
    pub columns: Arc<[Column]>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Words.
    #[default]
    Text,
    /// A count.
    Integer,
    /// A number with four decimals.
    Number,
    /// A day.
    Date,
    /// True or false.
    Truth,
}

/// How a column looks in the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Long text on several lines.
    Wrap,
    /// Coloured by value.
    Scale,
    /// Words coloured by what they say.
    Label,
    /// Folded away behind a `+` above the columns.
    Fold,
}

/// Names of looks in `columns.csv`.
const LOOKS: &[(&str, Look)] =
    &[("wrap", Look::Wrap), ("scale", Look::Scale), ("label", Look::Label), ("fold", Look::Fold)];

/// A column.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Column {
    table: String,
    /// Name in the header.
    #[serde(rename = "column")]
    pub name: String,
    /// What the cells hold.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What a number counts or measures.
    pub unit: String,
    /// Least number.
    pub minimum: Option<f64>,
    /// Largest number.
    pub maximum: Option<f64>,
    /// The words that can stand here, parted by `|`; empty for any.
    pub values: String,
    /// Whether quoted words stand here.
    #[serde(deserialize_with = "yes")]
    pub quoted: bool,
    /// Characters of the column in the workbook.
    pub width: u16,
    /// How it looks there, parted by `|`.
    pub look: String,
    /// What it says.
    pub meaning: String,
}

fn yes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(String::deserialize(deserializer)? == "yes")
}

impl Schema {
    /// The schema with columns for each of `targets`.
    pub fn new(targets: &[&str]) -> Self {
        let all: Vec<Column> = rows(COLUMNS);
        let mut tables: Vec<TableSchema> = rows(TABLES);
        for table in &mut tables {
            let own: Vec<&Column> = all.iter().filter(|c| c.table == table.name).collect();
            table.columns = expand(&own, targets).into();
        }
        Self { tables }
    }

    /// All tables, in the order a person reads them.
    pub fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    /// A table by name; one without columns where there is none.
    pub fn table(&self, name: &str) -> TableSchema {
        self.tables.iter().find(|t| t.name == name).cloned().unwrap_or_default()
    }
}

impl TableSchema {
    /// Name of its file.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// A table of which no more than the header is known.
    pub fn untyped<S: AsRef<str>>(header: &[S]) -> Self {
        let column = |name: &S| Column { name: name.as_ref().to_owned(), ..Column::default() };
        Self { columns: header.iter().map(column).collect(), ..Self::default() }
    }

    /// The columns that name a row.
    pub fn keys(&self) -> Vec<&str> {
        self.key.split('|').filter(|key| !key.is_empty()).collect()
    }

    /// The column that points elsewhere, the table and the column it points to.
    pub fn reference(&self) -> Option<(&str, &str, &str)> {
        let (own, other) = self.refers.split_once('=')?;
        let (table, column) = other.split_once('.')?;
        Some((own, table, column))
    }
}

impl Column {
    /// The words that can stand here; empty for any.
    pub fn words(&self) -> Vec<&str> {
        self.values.split('|').filter(|word| !word.is_empty()).collect()
    }

    /// Whether it has that look.
    pub fn is(&self, look: Look) -> bool {
        self.look.split('|').any(|name| LOOKS.contains(&(name, look)))
    }

    fn of_target(&self, target: &str) -> Self {
        let own = |text: &str| text.replace(TARGET, &format!("{target}_"));
        let meaning = own(&self.meaning).replace("the target", target);
        Self { name: own(&self.name), meaning, ..self.clone() }
    }
}

/// The rows of an embedded file; a test holds that all can be read.
fn rows<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().filter_map(Result::ok).collect()
}

/// Columns with each run of `T_` columns repeated for each target.
fn expand(columns: &[&Column], targets: &[&str]) -> Vec<Column> {
    columns
        .chunk_by(|a, b| a.name.starts_with(TARGET) == b.name.starts_with(TARGET))
        .flat_map(|run| -> Vec<Column> {
            if !run[0].name.starts_with(TARGET) {
                return run.iter().map(|&column| column.clone()).collect();
            }
            let of = |target: &&str| run.iter().map(|c| c.of_target(target)).collect::<Vec<_>>();
            targets.iter().flat_map(of).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_schema_can_be_read() {
        for (text, read) in
            [(TABLES, rows::<TableSchema>(TABLES).len()), (COLUMNS, rows::<Column>(COLUMNS).len())]
        {
            let all = csv::Reader::from_reader(text.as_bytes()).into_records().count();
            assert_eq!(read, all);
        }
    }

    #[test]
    fn every_column_has_a_table_a_width_and_a_meaning() {
        let schema = Schema::new(&["russia"]);
        let named: usize = schema.tables().iter().map(|t| t.columns.len()).sum();
        assert_eq!(named, rows::<Column>(COLUMNS).len());
        for column in schema.tables().iter().flat_map(|t| t.columns.iter()) {
            assert!(column.width > 0 && !column.meaning.is_empty(), "{column:?}");
            let numeric = matches!(column.kind, Kind::Number | Kind::Integer);
            assert!(numeric || column.minimum.is_none(), "{column:?}");
            let looks = column.look.split('|').filter(|look| !look.is_empty());
            let known = |look: &str| LOOKS.iter().any(|&(name, _)| name == look);
            assert!(looks.clone().all(known), "{column:?}");
        }
    }

    #[test]
    fn keys_and_references_name_columns() {
        let schema = Schema::new(&[]);
        let has = |table: &TableSchema, name: &str| table.columns.iter().any(|c| c.name == name);
        for table in schema.tables() {
            assert!(table.keys().iter().all(|key| has(table, key)), "{}", table.name);
            if let Some((own, other, column)) = table.reference() {
                assert!(has(table, own) && has(&schema.table(other), column), "{}", table.name);
            }
        }
    }

    #[test]
    fn each_target_has_its_columns_side_by_side() {
        let columns = Schema::new(&["moon", "sun"]).table("statements").columns;
        let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
        let at = names.iter().position(|&n| n == "moon_score").unwrap_or_default();
        assert_eq!(names[at..at + 4], ["moon_score", "moon_label", "moon_evidence", "sun_score"]);
        assert!(columns[at].meaning.contains("toward moon"));
    }
}
