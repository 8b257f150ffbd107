//! `manara import`: a household line list from somebody else's spreadsheet, through the same command as the registration form.

use crate::{
    commands::run::Caller,
    node::{Failure, Node},
    out,
};
use access::Request;
use linelist::Mapping;
use registration::import::{self, Run};
use serde_json::Value;
use shell::Words;
use std::{fs, path::Path};

/// What to import.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// The list, CSV.
    pub list: &'a Path,
    /// The saved mapping of its columns, TOML.
    pub mapping: &'a Path,
    /// Where rows that cannot be taken are written, CSV.
    pub errors: &'a Path,
    /// Check only.
    pub dry_run: bool,
}

/// Imports a list. Households with a wrong row stay out and are named in the error file; a second run adds nothing.
pub fn import(node: &Node, caller: &Caller, wanted: Import<'_>) -> Result<(), Failure> {
    let read = |file: &Path| fs::read(file).map_err(|e| format!("IMP-001 {} cannot be read: {e}", file.display()));
    let mapping = String::from_utf8_lossy(&read(wanted.mapping)?).into_owned();
    let mapping = Mapping::parse(&mapping).map_err(|e| format!("IMP-002 {}: {e}", wanted.mapping.display()))?;
    let who = caller.who(node);
    let mut register = |command: &Value, key: &str| {
        let request = Request { key: Some(key.to_owned()), happened: None };
        Ok(node.gate.run(&who, "registration.register_household", command, &request)?.repeated)
    };
    let run: Option<&mut Run<'_>> = if wanted.dry_run { None } else { Some(&mut register) };
    let today = node.gate.now().date_at(who.utc_offset_minutes);
    let report = import::import(&read(wanted.list)?, &mapping, today, run)
        .map_err(|e| format!("IMP-003 {}: {e}", wanted.list.display()))?;

    let done = if wanted.dry_run { "would be registered" } else { "registered" };
    out::say(format!("{} households with {} people {done}.", report.households, report.people));
    out::say(format!(
        "{} households were registered by an earlier run; {} left out.",
        report.repeated, report.left_out
    ));
    if report.errors.is_empty() {
        return Ok(());
    }
    let words = Words::new(node.catalogue.clone(), caller.language);
    fs::write(wanted.errors, import::error_file(&report, &|code| words.field_problem(code)))?;
    Err(format!("IMP-004 {} rows or fields are wrong: see {}", report.errors.len(), wanted.errors.display()).into())
}
