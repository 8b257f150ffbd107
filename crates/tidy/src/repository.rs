//! The files of the repository as values, so that a rule can be tried on an invented tree.

use std::{fs, io, path::Path};

use crate::{
    rust_source::{RustSource, Token},
    template,
};

/// Folders that hold built or installed things, never sources.
const NOT_SOURCES: &[&str] = &[".git", ".build", "target", "node_modules", "dist", "var"];

/// Every source file of a tree.
pub struct Repository {
    files: Vec<File>,
}

/// One file: its path from the root (with `/`), its text, and its tokens when it is Rust.
pub struct File {
    /// Path from the repository's root.
    pub path: String,
    /// The whole text; empty when the file is not UTF-8.
    pub text: String,
    /// Tokens of a `.rs` file, none for any other file.
    pub rust: Option<RustSource>,
    /// Tokens of what a page template says in Rust (`{{ … }}`, `{% … %}`), none for any other file.
    pub expressions: Option<RustSource>,
}

/// A capability's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapabilityFolder {
    /// The folder above it: `border`, `humanitarian`, `security` or `shared`.
    pub zone: String,
    /// Its own name.
    pub name: String,
    /// Path from the root, without a slash at the end.
    pub path: String,
}

impl Repository {
    /// Reads every source file under `root`. Fails when a folder or file cannot be read.
    pub fn open(root: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        read_folder(root, "", &mut files)?;
        files.sort_by(|a: &File, b: &File| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    /// A tree invented for a test: (path, text) pairs.
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| File::new((*path).to_owned(), (*text).to_owned())).collect() }
    }

    /// All files, by path.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The file at this exact path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files().find(|file| file.path == path)
    }

    /// Files under a folder, at any depth.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        self.files().filter(move |file| file.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Rust files with their tokens, except this crate's own: its samples break the rules on purpose.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &RustSource)> {
        self.files()
            .filter(|file| !file.path.starts_with("crates/tidy/"))
            .filter_map(|file| file.rust.as_ref().map(|rust| (file, rust)))
    }

    /// What may ask for a text: product code and the expressions of templates, as tokens.
    pub fn asking(&self) -> impl Iterator<Item = (&File, Vec<&Token>)> {
        let sources = self.rust().filter(|(file, _)| file.path.starts_with("crates/") && file.path.contains("/src/"));
        let code = sources.map(|(file, source)| (file, source.product()));
        let templates = self.files().filter_map(|file| Some((file, file.expressions.as_ref()?.product())));
        code.chain(templates)
    }

    /// The folders `crates/capabilities/<zone>/<name>` that hold a crate.
    pub fn capabilities(&self) -> Vec<CapabilityFolder> {
        self.files().filter_map(|file| CapabilityFolder::of_manifest(&file.path)).collect()
    }
}

impl CapabilityFolder {
    fn of_manifest(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("crates/capabilities/")?.strip_suffix("/Cargo.toml")?;
        let (zone, name) = rest.split_once('/')?;
        let path = format!("crates/capabilities/{rest}");
        (!name.contains('/')).then(|| Self { zone: zone.to_owned(), name: name.to_owned(), path })
    }
}

impl File {
    fn new(path: String, text: String) -> Self {
        let rust = path.ends_with(".rs").then(|| RustSource::read(&text));
        let only_tests = path.ends_with("_tests.rs") || path.ends_with("/tests.rs");
        let rust = rust.map(|source| if only_tests { source.all_test(&text) } else { source });
        let is_template = path.starts_with("crates/") && path.ends_with(".html");
        let expressions = is_template.then(|| RustSource::read(&template::expressions(&text)));
        Self { path, text, rust, expressions }
    }

    /// The path of the folder that holds the file; empty at the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name without its folder.
    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(self.path.as_str(), |(_, name)| name)
    }

    /// Lines with their numbers, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().zip(1..).map(|(line, number)| (number, line))
    }
}

fn read_folder(folder: &Path, path: &str, files: &mut Vec<File>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let kind = entry.file_type()?;
        let below = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        if kind.is_dir() && !NOT_SOURCES.contains(&name.as_str()) {
            read_folder(&entry.path(), &below, files)?;
        } else if kind.is_file() && name != ".git" {
            let text = String::from_utf8(fs::read(entry.path())?).unwrap_or_default();
            files.push(File::new(below, text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capability_is_a_crate_two_folders_below_capabilities() {
        let tree = Repository::of(&[
            ("crates/capabilities/border/crossing/Cargo.toml", ""),
            ("crates/capabilities/border/crossing/fuzz/Cargo.toml", ""),
            ("crates/kernel/Cargo.toml", ""),
        ]);
        let found: Vec<_> = tree.capabilities().into_iter().map(|c| (c.zone, c.name, c.path)).collect();
        let expected = ("border".into(), "crossing".into(), "crates/capabilities/border/crossing".into());
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_folder_does_not_hold_its_neighbour_with_a_longer_name() {
        let tree = Repository::of(&[("crates/log/src/lib.rs", ""), ("crates/logbook/src/lib.rs", "")]);
        assert_eq!(tree.under("crates/log").count(), 1);
    }
}
