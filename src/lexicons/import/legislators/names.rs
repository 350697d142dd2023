//! What news calls a legislator, and the id that follows from it.

use super::record::Name;
use crate::text::fold_name;

impl Name {
    /// The name news uses: what the person goes by, and the surname. No suffix: few have a
    /// namesake whom it must tell them from.
    pub fn common(&self) -> String {
        format!("{} {}", self.given(), self.last)
    }

    /// Nickname, else first name; where that is an initial, with the middle name behind it.
    fn given(&self) -> String {
        if !self.nickname.is_empty() {
            return self.nickname.clone();
        }
        let initial = self.first.trim_end_matches('.').chars().count() == 1;
        if initial && !self.middle.is_empty() {
            return format!("{} {}", self.first, self.middle);
        }
        self.first.clone()
    }

    /// First name, initial of the middle name, surname: "Odell J. Harrow".
    pub fn with_initial(&self) -> String {
        match self.middle.chars().next() {
            Some(initial) => format!("{} {initial}. {}", self.first, self.last),
            None => format!("{} {}", self.first, self.last),
        }
    }

    /// Every way to write the whole name, the common one first; two that fold alike count once.
    pub fn variants(&self) -> Vec<String> {
        let first = format!("{} {}", self.first, self.last);
        let full = format!("{} {} {}", self.first, self.middle, self.last);
        let with_suffix = |name: &str| match self.suffix.as_str() {
            "" => String::new(),
            suffix => format!("{name} {suffix}"),
        };
        let common = self.common();
        let (suffixed, first_suffixed) = (with_suffix(&common), with_suffix(&first));
        let mut seen = Vec::new();
        let all = [common, self.official.clone(), first, full, suffixed, first_suffixed];
        let one_line = |name: String| name.split_whitespace().collect::<Vec<_>>().join(" ");
        all.into_iter().map(one_line).filter(|name| is_new(name, &mut seen)).collect()
    }

    /// Id in `people.csv`: the folded common name with hyphens.
    pub fn id(&self) -> String {
        fold_name(&self.common()).replace(' ', "-")
    }
}

/// Whether `name` says something and folds like none before it.
fn is_new(name: &str, seen: &mut Vec<String>) -> bool {
    let key = fold_name(name);
    let new = !key.is_empty() && !seen.contains(&key);
    seen.push(key);
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(parts: [&str; 6]) -> Name {
        let [first, middle, last, suffix, nickname, official] = parts.map(str::to_owned);
        Name { first, middle, last, suffix, nickname, official }
    }

    #[test]
    fn a_person_is_called_what_he_or_she_goes_by() {
        for (parts, common, id) in [
            (["Odell", "J.", "Harrow", "", "", "Odell J. Harrow"], "Odell Harrow", "odell-harrow"),
            (["Lucian", "", "Oakes", "Jr.", "Luke", ""], "Luke Oakes", "luke-oakes"),
            (["J.", "Marlow", "Fenn", "", "", ""], "J. Marlow Fenn", "j-marlow-fenn"),
            (["Ana", "", "Núñez Ortega", "", "", ""], "Ana Núñez Ortega", "ana-nunez-ortega"),
        ] {
            assert_eq!((name(parts).common().as_str(), name(parts).id().as_str()), (common, id));
        }
    }

    #[test]
    fn spellings_that_fold_alike_count_once() {
        let variants = name(["Lucian", "Dale", "Oakes", "Jr.", "Luke", "Lucian D. Oakes, Jr."]);
        assert_eq!(
            variants.variants(),
            [
                "Luke Oakes",
                "Lucian D. Oakes, Jr.",
                "Lucian Oakes",
                "Lucian Dale Oakes",
                "Luke Oakes Jr."
            ]
        );
    }
}
