//! What each entry of a dictionary weighs on our scale of -1 to 1.

use super::categories::Weights;
use super::entry::{Dictionary, Entry, Left, Numbers};
use super::{Import, Term};

/// The smallest weight that four digits can write.
const SMALLEST: f64 = 1e-4;

/// An entry with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Line from 1.
    pub line: u64,
    /// Word or phrase as it stands.
    pub text: String,
    /// Categories that gave the weight.
    pub category: String,
    /// -1 to 1.
    pub weight: f64,
}

/// What numbers are divided by, and why; nothing where there are none.
pub fn scale(dictionary: &Dictionary, given: Option<f64>) -> Option<(f64, &'static str)> {
    let numbers = dictionary.entries.iter().filter_map(|entry| entry.number);
    let largest = numbers.map(f64::abs).fold(0.0, f64::max);
    if largest == 0.0 {
        return None;
    }
    Some(match (given, dictionary.scale) {
        (Some(given), _) => (given, "as --scale says"),
        (None, Some(scale)) => (scale, "the scale of the format"),
        (None, None) => (largest, "the largest in the file"),
    })
}

/// The entries that have a weight; what has none goes to `import`.
pub fn weighed(dictionary: Dictionary, weights: &Weights, import: &mut Import) -> Vec<Weighed> {
    let numbers = dictionary.numbers;
    let scale = import.scale.map_or(1.0, |(scale, _)| scale);
    let weigh = |entry: Entry| match weight(&entry, numbers, scale, weights) {
        Ok((weight, category)) => {
            Some(Weighed { line: entry.line, text: entry.text, category, weight })
        }
        Err(None) => {
            let category = names(entry.categories.iter());
            *import.weightless.entry(category).or_default() += 1;
            None
        }
        Err(Some(why)) => {
            import.left.push(Left::new(entry.line, &entry.text, why));
            None
        }
    };
    dictionary.entries.into_iter().filter_map(weigh).collect()
}

/// The weight of an entry with the categories that gave it; else why it has none, where that is
/// not for want of a weight of its categories.
fn weight(
    entry: &Entry,
    numbers: Numbers,
    scale: f64,
    weights: &Weights,
) -> Result<(f64, String), Option<String>> {
    let weighty: Vec<(f64, &Vec<String>)> =
        entry.categories.iter().filter_map(|path| Some((weights.of(path)?, path))).collect();
    let category = names(weighty.iter().map(|(_, path)| *path));
    let number = entry.number.map(|number| number / scale);
    if number.is_some_and(|number| number.abs() > 1.0) {
        return Err(Some(format!("its weight is beyond the scale of {scale}")));
    }
    if number.is_some_and(|number| number.abs() < SMALLEST) {
        return Err(Some("a weight of 0 says nothing".into()));
    }
    match (number, of_categories(&weighty)?) {
        (Some(number), Some(weight)) if number > 0.0 => Ok((weight * number, category)),
        (Some(number), _) if number < 0.0 || numbers == Numbers::Polarity => {
            Ok((number, names(entry.categories.iter())))
        }
        (None, Some(weight)) => Ok((weight, category)),
        _ if entry.categories.iter().all(Vec::is_empty) => Err(Some("in no category".into())),
        _ => Err(None),
    }
}

/// The mean weight of categories, which must not be of both signs.
fn of_categories(weighty: &[(f64, &Vec<String>)]) -> Result<Option<f64>, String> {
    let Some((first, _)) = weighty.first() else { return Ok(None) };
    if weighty.iter().any(|(weight, _)| weight * first < 0.0) {
        let names = names(weighty.iter().map(|(_, path)| *path));
        return Err(format!("in categories of both signs: {names}"));
    }
    #[allow(clippy::cast_precision_loss)] // an entry is in few categories
    let count = weighty.len() as f64;
    Ok(Some(weighty.iter().map(|(weight, _)| weight).sum::<f64>() / count))
}

/// Categories as a note and a message name them.
fn names<'a>(paths: impl Iterator<Item = &'a Vec<String>>) -> String {
    paths.map(|path| path.join("/")).collect::<Vec<_>>().join(", ")
}

impl Weighed {
    /// A row for this entry, where `pattern` says how; else why not, to `import`.
    pub fn or_left(
        &self,
        pattern: Result<String, String>,
        import: &mut Import,
    ) -> Option<(Self, Term)> {
        match pattern {
            Err(why) => {
                import.left.push(Left::new(self.line, &self.text, why));
                None
            }
            Ok(pattern) => {
                let parted = |c: char| c.is_whitespace() || c == '_';
                let phrase = self.text.trim().contains(parted);
                let class = if phrase { "idiom" } else { "word" };
                let (weight, category) = (self.weight, self.category.clone());
                Some((self.clone(), Term { pattern, weight, class, category }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_weighs_what_its_number_and_categories_say() {
        let weights = Weights::new(&[("glee".to_owned(), 0.8)]);
        let none = Err(None);
        let told = |why: &str| Err(Some(why.to_owned()));
        for (what, categories, number, numbers, expected) in [
            ("a polarity", &[][..], Some(-2.0), Numbers::Polarity, Ok(-0.5)),
            ("a polarity in any category", &["food"], Some(2.0), Numbers::Polarity, Ok(0.5)),
            ("a category", &["glee"], None, Numbers::Counts, Ok(0.8)),
            ("a count in a category", &["glee"], Some(2.0), Numbers::Counts, Ok(0.4)),
            ("a bad word of a bad category", &["neg"], Some(-4.0), Numbers::Polarity, Ok(-1.0)),
            ("two categories", &["glee", "food", "pos"], None, Numbers::Counts, Ok(0.7)),
            ("a count in no category", &["food"], Some(2.0), Numbers::Counts, none.clone()),
            ("nothing", &["food"], None, Numbers::Polarity, none),
            ("zero", &["glee"], Some(0.0), Numbers::Counts, told("a weight of 0 says nothing")),
            (
                "too much",
                &[],
                Some(5.0),
                Numbers::Polarity,
                told("its weight is beyond the scale of 4"),
            ),
            (
                "both",
                &["glee", "neg"],
                None,
                Numbers::Counts,
                told("in categories of both signs: glee, neg"),
            ),
        ] {
            let categories = categories.iter().map(|name| vec![(*name).to_owned()]).collect();
            let entry = Entry { categories, number, ..Entry::default() };
            let got = weight(&entry, numbers, 4.0, &weights).map(|(weight, _)| weight);
            assert_eq!(got, expected, "{what}");
        }
    }
}
