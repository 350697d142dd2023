//! A table as Parquet, for programs that query many runs at once. Only in builds with the
//! feature `parquet`.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::cells::{Cell, one_line};
use super::schema::{Column, Kind, TableSchema};
use super::table::Sink;
use crate::reading::SCORE_UNIT;

/// Rows that are gathered before they are written together.
const GROUP: usize = 1 << 16;

/// Days from the year 1 to 1970-01-01, from which Parquet counts.
const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

/// A table being written as Parquet.
pub(super) struct Parquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Values>,
    at: usize,
    rows: usize,
}

/// The values of a column, `None` where a cell is empty.
enum Values {
    Text(Vec<Option<ByteArray>>),
    Integer(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Date(Vec<Option<i32>>),
    Truth(Vec<Option<bool>>),
}

impl<W: Write + Send> Parquet<W> {
    /// Begins it.
    pub(super) fn new(schema: &TableSchema, out: W) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("onrecord".to_owned())
            .build();
        let group = group(schema).map_err(failed)?;
        let writer = SerializedFileWriter::new(out, group, Arc::new(properties)).map_err(failed)?;
        let columns = schema.columns.iter().map(|column| Values::of(column.kind)).collect();
        Ok(Self { writer, columns, at: 0, rows: 0 })
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            column.write(&mut group)?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl<W: Write + Send> Sink<W> for Parquet<W> {
    fn put(&mut self, cell: Cell<'_>) {
        if let Some(column) = self.columns.get_mut(self.at) {
            column.push(cell);
        }
        self.at += 1;
    }

    fn end(&mut self) -> io::Result<()> {
        (self.at, self.rows) = (0, self.rows + 1);
        if self.rows == GROUP { self.flush().map_err(failed) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<W> {
        if self.rows > 0 {
            self.flush().map_err(failed)?;
        }
        self.writer.into_inner().map_err(failed)
    }
}

impl Values {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Vec::new()),
            Kind::Integer => Self::Integer(Vec::new()),
            Kind::Number => Self::Number(Vec::new()),
            Kind::Date => Self::Date(Vec::new()),
            Kind::Truth => Self::Truth(Vec::new()),
        }
    }

    /// A cell of another kind than its column counts as empty; the schema's tests hold that
    /// there is none.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(all), Cell::Text(text)) => {
                all.push(Some(one_line(text, "").0.into_bytes().into()));
            }
            (Self::Text(all), Cell::Word(word)) => all.push(Some(word.into())),
            (Self::Text(all), _) => all.push(None),
            (Self::Integer(all), Cell::Count(count)) => all.push(i64::try_from(count).ok()),
            (Self::Integer(all), _) => all.push(None),
            (Self::Number(all), Cell::Units(units)) => all.push(Some(units as f64 / SCORE_UNIT)),
            (Self::Number(all), _) => all.push(None),
            (Self::Date(all), Cell::Day(day)) => {
                all.push(EPOCH.until(day).ok().map(|span| span.get_days()));
            }
            (Self::Date(all), _) => all.push(None),
            (Self::Truth(all), Cell::Truth(truth)) => all.push(Some(truth)),
            (Self::Truth(all), _) => all.push(None),
        }
    }

    fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        match self {
            Self::Text(all) => write::<ByteArrayType, W>(group, all),
            Self::Integer(all) => write::<Int64Type, W>(group, all),
            Self::Number(all) => write::<DoubleType, W>(group, all),
            Self::Date(all) => write::<Int32Type, W>(group, all),
            Self::Truth(all) => write::<BoolType, W>(group, all),
        }
    }
}

fn write<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    all: &mut Vec<Option<T::T>>,
) -> Result<(), ParquetError> {
    let present: Vec<i16> = all.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = all.drain(..).flatten().collect();
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(&values, Some(&present), None)?;
        column.close()?;
    }
    Ok(())
}

fn group(schema: &TableSchema) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<TypePtr>, ParquetError> = schema.columns.iter().map(field).collect();
    Type::group_type_builder(&schema.name).with_fields(fields?).build().map(Arc::new)
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Truth => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_converted_type(ConvertedType::NONE)
        .with_logical_type(logical)
        .build()
        .map(Arc::new)
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(format!("Parquet: {error}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::reports::schema::Schema;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    #[test]
    fn a_table_comes_back_with_its_types() {
        let schema = Schema::new(&[]).table("timeline");
        let mut table = Box::new(Parquet::new(&schema, tempfile::tempfile().unwrap()).unwrap());
        let day = jiff::civil::date(2025, 3, 1);
        for (name, mean) in [("Mira Oakes", Cell::Units(-5_000)), ("", Cell::Empty)] {
            for column in schema.columns.iter() {
                table.put(match (column.kind, column.name.as_str()) {
                    (_, "name") if name.is_empty() => Cell::Empty,
                    (_, "name") => Cell::Text(name),
                    (_, "mean") => mean,
                    (Kind::Date, _) => Cell::Day(day),
                    (Kind::Integer, _) => Cell::Count(3),
                    _ => Cell::Empty,
                });
            }
            table.end().unwrap();
        }
        let reader = SerializedFileReader::new(table.finish().unwrap()).unwrap();
        let rows: Vec<String> =
            reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
        assert_eq!(rows.len(), 2);
        for part in ["name: \"Mira Oakes\"", "mean: -5E-1", "statements: 3", "start: 2025-03-01"] {
            assert!(rows[0].contains(part), "{part}: {}", rows[0]);
        }
        assert!(rows[1].contains("mean: null") && rows[1].contains("name: null"), "{}", rows[1]);
    }
}
