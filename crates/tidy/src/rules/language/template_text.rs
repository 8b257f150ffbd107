//! No words are written by hand into a page: text and spoken attributes come from the catalogues, so every page has three languages.

use crate::{Finding, Repository, template::words_written_by_hand};

/// Words that are the same in every language, or that name a language in itself.
const SAME_IN_EVERY_LANGUAGE: &[&str] =
    &["Manara", "JSON", "CSV", "HXL", "QR", "العربية", "Français", "English", "ar", "fr", "en"];

const REMEDY: &str = "give the words a key in the three catalogues and write {{ words.t(\"key\") }}";

/// Every piece of text written by hand in a template.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in repository.files().filter(|file| file.path.starts_with("crates/") && file.path.ends_with(".html")) {
        for (line, words) in words_written_by_hand(&file.text) {
            let foreign = words
                .split(|c: char| !c.is_alphabetic())
                .any(|word| !word.is_empty() && !SAME_IN_EVERY_LANGUAGE.contains(&word));
            if foreign {
                findings.push(Finding::at_line(&file.path, line, format!("\"{words}\" is written by hand"), REMEDY));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(template: &str) -> Vec<String> {
        let tree = Repository::of(&[("crates/shell/src/frame.html", template)]);
        check(&tree).into_iter().map(|finding| format!("{} {}", finding.place, finding.what)).collect()
    }

    #[test]
    fn words_written_by_hand_are_caught() {
        assert_eq!(whats("<h1>\nOpen lanes</h1>"), ["crates/shell/src/frame.html:2 \"Open lanes\" is written by hand"]);
    }

    #[test]
    fn translated_text_and_words_of_every_language_are_accepted() {
        let template =
            "<h1>{{ words.t(\"lanes\") }}</h1><a lang=\"ar\">العربية</a> <a>JSON</a> <b>Manara · {{ post }}</b>";
        assert_eq!(whats(template), Vec::<String>::new());
    }
}
