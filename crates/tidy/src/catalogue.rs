//! A Fluent file as the rules see it: which keys it has, which values each key takes, and where it counts.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{ast, parser};

use crate::repository::{File, Repository};

/// The six plural classes of Arabic (Unicode CLDR, plural rules, `ar`, cardinal).
pub const PLURAL_CLASSES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The languages that every text exists in.
pub const LANGUAGES: [&str; 3] = ["ar", "fr", "en"];

/// One parsed `.ftl` file.
pub struct Catalogue {
    /// Keys (`name`, or `name.attribute`) in order.
    pub messages: BTreeMap<String, Message>,
    /// Lines that Fluent could not read.
    pub unreadable: Vec<usize>,
}

/// What a message holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Line of its key, counted from 1.
    pub line: usize,
    /// What stands between braces: `$variable`, `message` or `-term`.
    pub placeables: BTreeSet<String>,
    /// Each place where the words depend on a number: the variable, and the plural classes that have words of their own.
    pub counts: BTreeMap<String, BTreeSet<String>>,
}

/// The folders that hold catalogues, `…/locales`.
pub fn locale_folders(repository: &Repository) -> BTreeSet<String> {
    repository
        .files()
        .filter(|file| file.path.starts_with("crates/") && file.path.ends_with(".ftl"))
        .map(|file| file.folder().to_owned())
        .collect()
}

/// The catalogue of one language in a `locales` folder.
pub fn of_language<'a>(repository: &'a Repository, folder: &str, language: &str) -> Option<(&'a File, Catalogue)> {
    repository.file(&format!("{folder}/{language}.ftl")).map(|file| (file, Catalogue::read(&file.text)))
}

impl Catalogue {
    /// Reads a Fluent file; what cannot be read is listed in `unreadable`, the rest is kept.
    pub fn read(text: &str) -> Self {
        let (resource, errors) = match parser::parse(text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let unreadable = errors.iter().map(|error| line_of_offset(text, error.pos.start)).collect();
        let mut catalogue = Self { messages: BTreeMap::new(), unreadable };
        for entry in &resource.body {
            match entry {
                ast::Entry::Message(message) => {
                    catalogue.add(text, message.id.name, "", message.value.as_ref());
                    for attribute in &message.attributes {
                        catalogue.add(text, message.id.name, attribute.id.name, Some(&attribute.value));
                    }
                }
                ast::Entry::Term(term) => catalogue.add(text, &format!("-{}", term.id.name), "", Some(&term.value)),
                _ => {}
            }
        }
        catalogue
    }

    /// Whether any key begins so.
    pub fn has_family(&self, beginning: &str) -> bool {
        self.messages.range(beginning.to_owned()..).next().is_some_and(|(key, _)| key.starts_with(beginning))
    }

    fn add(&mut self, text: &str, name: &str, attribute: &str, pattern: Option<&ast::Pattern<&str>>) {
        let Some(pattern) = pattern else { return };
        let key = if attribute.is_empty() { name.to_owned() } else { format!("{name}.{attribute}") };
        let mut message = Message { line: line_of_key(text, name), ..Message::default() };
        message.read_pattern(pattern);
        self.messages.insert(key, message);
    }
}

impl Message {
    fn read_pattern(&mut self, pattern: &ast::Pattern<&str>) {
        for element in &pattern.elements {
            if let ast::PatternElement::Placeable { expression } = element {
                self.read_expression(expression);
            }
        }
    }

    fn read_expression(&mut self, expression: &ast::Expression<&str>) {
        match expression {
            ast::Expression::Inline(inline) => self.read_inline(inline),
            ast::Expression::Select { selector, variants } => {
                self.read_inline(selector);
                let classes: BTreeSet<String> = variants.iter().filter_map(|variant| class_of(&variant.key)).collect();
                if is_count(selector, &classes) {
                    self.counts.entry(name_of(selector)).or_default().extend(classes);
                }
                variants.iter().for_each(|variant| self.read_pattern(&variant.value));
            }
        }
    }

    fn read_inline(&mut self, inline: &ast::InlineExpression<&str>) {
        match inline {
            ast::InlineExpression::VariableReference { .. }
            | ast::InlineExpression::MessageReference { .. }
            | ast::InlineExpression::TermReference { .. } => {
                self.placeables.insert(name_of(inline));
            }
            ast::InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| self.read_inline(argument));
            }
            ast::InlineExpression::Placeable { expression } => self.read_expression(expression),
            ast::InlineExpression::StringLiteral { .. } | ast::InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

/// The plural class a variant is for; an exact number (`[0]`) is none.
fn class_of(key: &ast::VariantKey<&str>) -> Option<String> {
    match key {
        ast::VariantKey::Identifier { name } => PLURAL_CLASSES.contains(name).then(|| (*name).to_owned()),
        ast::VariantKey::NumberLiteral { .. } => None,
    }
}

/// A selector counts when it calls `NUMBER`, or when a variant is for a plural class other than `other`, which words such as
/// "female / male / other" share.
fn is_count(selector: &ast::InlineExpression<&str>, classes: &BTreeSet<String>) -> bool {
    let number = matches!(selector, ast::InlineExpression::FunctionReference { id, .. } if id.name == "NUMBER");
    number || classes.iter().any(|class| class != "other")
}

fn name_of(inline: &ast::InlineExpression<&str>) -> String {
    match inline {
        ast::InlineExpression::VariableReference { id } => format!("${}", id.name),
        ast::InlineExpression::MessageReference { id, attribute } => match attribute {
            Some(attribute) => format!("{}.{}", id.name, attribute.name),
            None => id.name.to_owned(),
        },
        ast::InlineExpression::TermReference { id, .. } => format!("-{}", id.name),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.first().map(name_of).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn line_of_offset(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

fn line_of_key(text: &str, key: &str) -> usize {
    let is_key = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(is_key).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARRIVALS: &str = "\
# people at the gate
arrivals = { NUMBER($n) ->
    [zero] nobody at { $post }
    [one] one person
   *[other] { $n } people
}
    .title = Arrivals at { -brand }
-brand = Manara
sex = { $sex ->
    [female] woman
   *[other] unknown
}
";

    #[test]
    fn a_message_gives_its_placeables_and_where_it_counts() {
        let catalogue = Catalogue::read(ARRIVALS);
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
        let expected = Message {
            line: 2,
            placeables: set(&["$n", "$post"]),
            counts: [("$n".to_owned(), set(&["zero", "one", "other"]))].into(),
        };
        assert_eq!(catalogue.messages["arrivals"], expected);
        assert_eq!(catalogue.messages["arrivals.title"].placeables, set(&["-brand"]));
    }

    #[test]
    fn a_choice_between_words_is_not_a_count() {
        assert_eq!(Catalogue::read(ARRIVALS).messages["sex"].counts, BTreeMap::new());
    }

    #[test]
    fn a_broken_message_is_listed_by_its_line_and_the_rest_is_kept() {
        let catalogue = Catalogue::read("good = yes\nbroken = { $\nalso = yes\n");
        assert_eq!(catalogue.unreadable, [2]);
        assert_eq!(catalogue.messages.keys().collect::<Vec<_>>(), ["also", "good"]);
    }
}
