//! What `./dev new-capability` writes keeps the rules.

#![cfg(test)]

use std::{fs, path::Path};

use tidy::{
    Finding, Repository,
    rules::{
        code::{io_location, sql_location},
        language::{arabic_plurals, template_text, translation_keys, translations_complete},
        structure::{capability_shape, contents_only, use_case_shape, workspace_manifests, zones},
    },
};

/// The files of the template, filled in as `./dev` does it.
fn filled(folder: &Path, below: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{below}/{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            filled(&entry.path(), &path, files);
        } else {
            let text = fs::read_to_string(entry.path()).unwrap();
            let words = [
                ("@name@", "quarry"),
                ("@key@", "quarry"),
                ("@zone@", "shared"),
                ("@Zone@", "Shared"),
                ("@CODE@", "QUA"),
                ("@role@", "administrator"),
                ("@Role@", "Administrator"),
                ("@purpose@", "administration"),
            ];
            let text = words.iter().fold(text, |text, (mark, word)| text.replace(mark, word));
            assert!(!text.contains('@'), "{path} holds a mark that is not filled in");
            files.push((path, text));
        }
    }
}

#[test]
fn a_new_capability_keeps_the_rules() {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/templates/capability");
    let mut files = vec![
        // The shell's words that the template counts on, and the code that asks for them there.
        ("crates/shell/locales/en.ftl".to_owned(), "error-ACC-001 = x\n".to_owned()),
        ("crates/shell/locales/fr.ftl".to_owned(), "error-ACC-001 = x\n".to_owned()),
        ("crates/shell/locales/ar.ftl".to_owned(), "error-ACC-001 = x\n".to_owned()),
    ];
    filled(&template, "crates/capabilities/shared/quarry", &mut files);
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tree = Repository::of(&files);
    assert_eq!(tree.capabilities().len(), 1);
    let rules: [fn(&Repository) -> Vec<Finding>; 11] = [
        capability_shape::check,
        zones::check,
        use_case_shape::check,
        contents_only::check,
        workspace_manifests::check,
        translations_complete::check,
        translation_keys::check,
        arabic_plurals::check,
        template_text::check,
        sql_location::check,
        io_location::check,
    ];
    let findings: Vec<String> = rules.iter().flat_map(|rule| rule(&tree)).map(|finding| finding.to_string()).collect();
    assert_eq!(findings, Vec::<String>::new());
}
