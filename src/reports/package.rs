//! `datapackage.json`: every column described for programs.
//!
//! Frictionless Data Package, version 2 (datapackage.org): programs that know it read the tables
//! with the right types and can check them.

use serde_json::{Map, Value, json};

use super::Style;
use super::manifest::FileEntry;
use super::schema::{Column, Kind, Schema, TableSchema};

/// Name of the file.
pub const FILE: &str = "datapackage.json";

/// What the whole is.
const DESCRIPTION: &str = "Quoted statements of news articles: who said them, for which party, and \
    how they are worded toward each target. A score counts words and constructions by open lexicons; \
    it is not a person's opinion.";

/// The file for those of `files` that are tables of the schema.
pub fn describe(schema: &Schema, files: &[FileEntry], style: Style) -> String {
    let resources: Vec<Value> = schema
        .tables()
        .iter()
        .filter_map(|table| {
            let file = files.iter().find(|file| file.name == table.file())?;
            Some(resource(table, file, style))
        })
        .collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "onrecord",
        "title": "Who said what, and where they stand",
        "description": DESCRIPTION,
        "resources": resources,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(table: &TableSchema, file: &FileEntry, style: Style) -> Value {
    json!({
        "name": table.name,
        "type": "table",
        "path": file.name,
        "title": table.title,
        "description": format!("A row is {}.", table.row_is),
        "format": "csv",
        "mediatype": "text/csv",
        // The name that the standard asks for, with or without a byte order mark.
        "encoding": "utf-8",
        "bytes": file.bytes,
        "dialect": {
            "delimiter": char::from(style.delimiter).to_string(),
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
        },
        "schema": fields(table, style),
    })
}

fn fields(table: &TableSchema, style: Style) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(|column| field(column, style)).collect();
    let mut schema = Map::new();
    schema.insert("fields".into(), fields.into());
    schema.insert("missingValues".into(), json!([""]));
    if !table.keys().is_empty() {
        schema.insert("primaryKey".into(), json!(table.keys()));
    }
    if let Some((own, other, column)) = table.reference() {
        let reference =
            json!({"fields": [own], "reference": {"resource": other, "fields": [column]}});
        schema.insert("foreignKeys".into(), json!([reference]));
    }
    schema.into()
}

fn field(column: &Column, style: Style) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), column.name.clone().into());
    field.insert("type".into(), type_of(column.kind).into());
    field.insert("description".into(), column.meaning.clone().into());
    if !column.unit.is_empty() {
        field.insert("unit".into(), column.unit.clone().into());
    }
    match column.kind {
        Kind::Number if style.decimal_comma => {
            field.insert("decimalChar".into(), ",".into());
        }
        Kind::Truth => {
            field.insert("trueValues".into(), json!(["true"]));
            field.insert("falseValues".into(), json!(["false"]));
        }
        _ => {}
    }
    let constraints = constraints(column);
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    field.into()
}

fn constraints(column: &Column) -> Map<String, Value> {
    let number = |n: f64| match column.kind {
        Kind::Integer => json!(n as i64),
        _ => json!(n),
    };
    let mut constraints = Map::new();
    for (name, bound) in [("minimum", column.minimum), ("maximum", column.maximum)] {
        if let Some(bound) = bound {
            constraints.insert(name.into(), number(bound));
        }
    }
    if !column.words().is_empty() {
        constraints.insert("enum".into(), json!(column.words()));
    }
    constraints
}

/// Name of a type in the Table Schema.
fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Truth => "boolean",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_described_with_type_unit_and_range() {
        let file = FileEntry { name: "speakers.csv".into(), rows: 1, bytes: 9, blake3: "x".into() };
        let style = Style { decimal_comma: true, ..Style::default() };
        let text = describe(&Schema::new(&["russia"]), &[file], style);
        let package: Value = serde_json::from_str(&text).unwrap();
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), 1, "only tables that are there");
        let fields = resources[0]["schema"]["fields"].as_array().unwrap();
        let mean = fields.iter().find(|field| field["name"] == "russia_mean").unwrap();
        assert_eq!((&mean["type"], &mean["unit"]), (&json!("number"), &json!("score")));
        assert_eq!(mean["constraints"], json!({"minimum": -1.0, "maximum": 1.0}));
        assert_eq!(mean["decimalChar"], ",");
        assert_eq!(resources[0]["schema"]["primaryKey"], json!(["speaker_id"]));
    }
}
