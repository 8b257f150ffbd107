//! Every rule over the real tree. A failing test lists each breach with its remedy.

#![cfg(test)]

use std::{path::PathBuf, sync::LazyLock};

use tidy::{
    Finding, Graph, Repository,
    rules::{
        code::{clock, forbidden_words, io_location, panic_exceptions, sql_location},
        language::{arabic_plurals, template_text, translation_keys, translations_complete},
        structure::{
            capability_shape, contents_only, dependencies_documented, dependency_direction, licences, mounted, sizes,
            use_case_shape, workspace_manifests, zones,
        },
    },
};

static ROOT: LazyLock<PathBuf> =
    LazyLock::new(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap());

static TREE: LazyLock<Repository> = LazyLock::new(|| Repository::open(&ROOT).unwrap());

static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::of_workspace(&ROOT).unwrap());

#[track_caller]
fn accept(findings: Vec<Finding>) {
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} found:\n\n{}\n", lines.len(), lines.join("\n"));
}

#[test]
fn the_tree_is_read_whole() {
    assert!(TREE.file("Cargo.toml").is_some() && TREE.file("crates/tidy/tests/repository.rs").is_some());
    assert!(TREE.capabilities().len() >= 2);
}

#[test]
fn dependencies_point_one_way() {
    assert!(GRAPH.ours().count() >= 9, "the graph holds only {} of our crates", GRAPH.ours().count());
    accept(dependency_direction::check(&GRAPH));
}

#[test]
fn each_package_has_a_licence_from_the_list() {
    accept(licences::check(&TREE, &GRAPH));
}

#[test]
fn each_crate_takes_lints_and_versions_from_the_workspace() {
    accept(workspace_manifests::check(&TREE));
}

#[test]
fn each_outside_dependency_has_its_line_of_reason() {
    accept(dependencies_documented::check(&TREE));
}

#[test]
fn each_capability_declares_the_zone_of_its_folder() {
    accept(zones::check(&TREE));
}

#[test]
fn each_capability_is_mounted() {
    accept(mounted::check(&TREE));
}

#[test]
fn each_capability_has_its_whole_shape() {
    accept(capability_shape::check(&TREE));
}

#[test]
fn each_use_case_opens_with_its_sentence_and_tests_itself() {
    accept(use_case_shape::check(&TREE));
}

#[test]
fn files_folders_and_capabilities_stay_small() {
    accept(sizes::check(&TREE));
}

#[test]
fn tables_of_contents_hold_no_logic() {
    accept(contents_only::check(&TREE));
}

#[test]
fn each_text_exists_in_three_languages() {
    accept(translations_complete::check(&TREE));
}

#[test]
fn arabic_counts_in_six_classes() {
    accept(arabic_plurals::check(&TREE));
}

#[test]
fn each_text_that_is_asked_for_exists_and_each_that_exists_is_asked_for() {
    accept(translation_keys::check(&TREE));
}

#[test]
fn pages_hold_no_words_written_by_hand() {
    accept(template_text::check(&TREE));
}

#[test]
fn sql_stays_in_the_log_and_in_views() {
    accept(sql_location::check(&TREE));
}

#[test]
fn io_stays_in_the_binary_the_log_and_the_shell() {
    accept(io_location::check(&TREE));
}

#[test]
fn only_the_binary_asks_for_the_time() {
    accept(clock::check(&TREE));
}

#[test]
fn each_exception_to_a_panic_lint_says_why() {
    accept(panic_exceptions::check(&TREE));
}

#[test]
fn forbidden_words_are_absent() {
    accept(forbidden_words::check(&TREE));
}
