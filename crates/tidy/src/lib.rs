//! The repository's own rules, as tests: `cargo test -p tidy`.
//!
//! A rule is one file under `rules/`. It takes the repository (or the dependency graph) as a value and returns what it found, so
//! each rule is tested on a sample that breaks it; `tests/repository.rs` then runs every rule over the real tree. A finding names the
//! place, what is wrong there and the remedy. To add a rule: write the file with its bad sample, list it in its `mod.rs`, add one
//! test in `tests/repository.rs`.

mod catalogue;
mod finding;
mod graph;
mod repository;
pub mod rules;
mod rust_source;
mod template;

pub use finding::Finding;
pub use graph::Graph;
pub use repository::Repository;
