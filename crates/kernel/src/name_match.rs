//! Why a person is a candidate for a name: which written word met which, and whether by spelling or by sound. For a person to
//! read; nothing is decided by it (invariant 12).

use crate::name_key;

/// How well a name meets what was asked, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Every word is spelled so.
    Spelling,
    /// Every word sounds so.
    Sound,
    /// Some words sound so.
    Part,
}

impl Why {
    /// Its name in data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Why::Spelling => "spelling",
            Why::Sound => "sound",
            Why::Part => "part",
        }
    }
}

/// How a name meets what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// How.
    pub why: Why,
    /// How many words met.
    pub met: usize,
    /// For instance:
    /// `Mohamed ≈ محمد · Zeinab = Zeinab`.
    pub because: String,
}

/// Compares the words asked for with the written forms of a name, one a line.
#[must_use]
pub fn compare(asked: &str, forms: &str) -> Match {
    let words = |text: &str| -> Vec<(String, Vec<String>)> {
        text.split_whitespace().map(|word| (word.to_owned(), name_key::keys(word))).collect()
    };
    let (asked, written) = (words(asked), words(forms));
    let asked: Vec<_> = asked.into_iter().filter(|(_, keys)| !keys.is_empty()).collect();
    let (mut met, mut spelled, mut because) = (0, 0, Vec::new());
    for (word, keys) in &asked {
        let same = written.iter().find(|(other, _)| other.to_lowercase() == word.to_lowercase());
        let alike = || written.iter().find(|(_, other)| keys.iter().any(|key| other.contains(key)));
        if same.is_some() {
            spelled += 1;
        }
        if let Some((other, _)) = same.or_else(alike) {
            met += 1;
            because.push(format!("{word} {} {other}", if same.is_some() { "=" } else { "≈" }));
        }
    }
    let why = match asked.len() {
        all if spelled == all => Why::Spelling,
        all if met == all => Why::Sound,
        _ => Why::Part,
    };
    Match { why, met, because: because.join(" · ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_tells_which_words_met_and_how() {
        let found = compare("Mohamed Zeinab", "محمد زينب\nMahamat Zeinab");
        assert_eq!((found.why, found.met), (Why::Sound, 2));
        assert_eq!(found.because, "Mohamed ≈ محمد · Zeinab = Zeinab");
        assert_eq!(compare("zeinab", "Zeinab Ali").why, Why::Spelling);
        assert_eq!(compare("Zeinab Haroun", "زينب علي").why, Why::Part);
    }
}
