//! `onrecord lexicon import FILE`: rows of `terms.csv` out of a sentiment dictionary.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use onrecord::lexicons::Source;
use onrecord::lexicons::import::{self, dictionaries};
use onrecord::lexicons::source::File;

use super::super::Code;
use super::super::folder::Folder;
use super::super::lexicon::count;
use super::super::terminal::clean;
use super::{put, usage};

/// A dictionary and how to read it.
#[derive(Debug, clap::Args)]
pub struct Dictionary {
    /// A dictionary: quanteda (YAML), LIWC (.dic), Lexicoder (.lc3), Yoshikoder (.ykd), WordStat
    /// (.cat), VADER, AFINN, or CSV and TSV with a header; plain or packed
    #[arg(required = true, value_name = "FILE")]
    file: Option<PathBuf>, // a subcommand stands in its place
    /// Where to write the rows; standard output if not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The format, where content and name do not tell
    #[arg(long, value_parser = formats())]
    format: Option<dictionaries::Format>,
    /// What the words of a category weigh, -1 to 1; 0 leaves it out. May be given several times
    #[arg(long = "category", value_name = "NAME=WEIGHT", value_parser = category)]
    categories: Vec<(String, f64)>,
    /// The largest weight that the dictionary could give; else that of the format or of the file
    #[arg(long, value_name = "NUMBER", value_parser = scale)]
    scale: Option<f64>,
    /// Also write words that the lexicons hold already
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    folder: Folder,
}

pub const EXAMPLES: &str = "\
Examples:
  onrecord lexicon import my-words.dic --category anger=-0.7 --out my-lexicons/terms+.csv
  onrecord lexicon import my-scores.csv --scale 10 --out my-lexicons/terms.csv
  onrecord lexicon check --lexicons my-lexicons";

fn formats() -> impl TypedValueParser<Value = dictionaries::Format> {
    let names = dictionaries::Format::NAMES;
    PossibleValuesParser::new(names.map(|(name, _)| name)).map(move |wanted| {
        let found = names.iter().find(|(name, _)| *name == wanted);
        found.map_or_else(dictionaries::Format::default, |(_, format)| *format)
    })
}

fn category(text: &str) -> Result<(String, f64), String> {
    let (name, weight) = text.rsplit_once('=').ok_or("write it as NAME=WEIGHT")?;
    match weight.trim().parse::<f64>() {
        Ok(weight) if weight.abs() <= 1.0 && !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), weight))
        }
        _ => Err("write a name and a weight from -1 to 1".into()),
    }
}

fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(scale) if scale.is_finite() && scale > 0.0 => Ok(scale),
        _ => Err("write a number above 0".into()),
    }
}

impl Dictionary {
    /// Reads the dictionary, writes the rows, tells what became of the rest.
    pub fn import(self) -> anyhow::Result<Code> {
        let path = self.file.clone().unwrap_or_default();
        let file = import::read_text(&path).map_err(|error| usage(error.to_string()))?;
        let options = dictionaries::Options {
            format: self.format,
            categories: self.categories.clone(),
            scale: self.scale,
            all: self.all,
        };
        let import = dictionaries::import(&file, &self.beside()?, &options)
            .map_err(|errors| usage(errors.to_string()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match &self.out {
            Some(path) => put(path, |out| dictionaries::write::terms(&import, &name, out))?,
            None => dictionaries::write::terms(&import, &name, &mut anstream::stdout().lock())?,
        }
        report(&import, &file, &mut anstream::stderr().lock())?;
        Ok(Code::Done)
    }

    /// The lexicons that the rows will stand beside: without those that an import wrote, which
    /// is about to happen again, and without the `terms.csv` that a file of that name replaces.
    fn beside(&self) -> anyhow::Result<Source> {
        let source = self.folder.source()?;
        let replaced: Vec<File> = match self.out.as_deref().and_then(Path::file_name) {
            Some(name) if name.eq_ignore_ascii_case("terms.csv") => {
                source.files("terms.csv").to_vec()
            }
            _ => Vec::new(),
        };
        let goes = |file: &File| replaced.iter().any(|other| other.name == file.name);
        Ok(source.without(|file| import::is_ours(&file.text) || goes(file)))
    }
}

/// What became of all entries.
fn report(import: &dictionaries::Import, file: &File, out: &mut impl Write) -> io::Result<()> {
    let name = clean(&file.name);
    for left in &import.left {
        writeln!(out, "{name}:{}: {}: {}", left.line, clean(&left.entry), clean(&left.why))?;
    }
    for (category, entries) in &import.weightless {
        let (category, entries) = (clean(category), entries_of(*entries));
        writeln!(out, "no weight for category {category}: {entries}; give --category NAME=WEIGHT")?;
    }
    if let Some((scale, why)) = import.scale {
        writeln!(out, "weights divided by {scale}: {why}")?;
    }
    let known: usize = import.known.values().sum();
    let lexicons: Vec<String> =
        import.known.iter().map(|(lexicon, rows)| format!("{lexicon} {rows}")).collect();
    let lexicons = if known == 0 { String::new() } else { format!(" ({})", lexicons.join(", ")) };
    writeln!(
        out,
        "{} read as {}: {} written, {} merged, {known} known already{lexicons}, {} without weight, {} left out",
        entries_of(import.read),
        import.format.name(),
        count(import.terms.len(), "row"),
        import.merged,
        import.weightless.values().sum::<usize>(),
        import.left.len(),
    )
}

fn entries_of(n: usize) -> String {
    if n == 1 { "1 entry".into() } else { format!("{n} entries") }
}
