//! A line list, as messy as they come.

use crate::node::{Node, somebody};
use access::{Query, Request, Role};
use linelist::Mapping;
use registration::import::{Report, RowError, error_file, import};
use serde_json::Value;

const MAPPING: &str = r#"
version = 1
list = "Adré, week 47"
group = "N° ménage"
[columns]
"Nom et prénom" = "name"
"Sexe" = "sex"
"Date de naissance ou âge" = "birth"
"Lien" = "relationship"
"Origine" = "origin"
"Téléphone" = "phone"
[values.sex]
F = "female"
M = "male"
"أنثى" = "female"
[values.relationship]
chef = "head"
enfant = "child"
"épouse" = "spouse"
[fixed]
nationality = "SDN"
languages = "ar"
"#;

/// A byte-order mark, semicolons, Arabic digits, days before months, a household number twice, a row too long.
const FILE: &str = "\u{feff}N° ménage;Nom et prénom;Sexe;Date de naissance ou âge;Lien;Origine;Téléphone\r\n\
    12;Issa;m;٧;enfant;;\r\n\
    12;زينب إدريس;أنثى;14/03/1992;chef;SD04;+235 66\r\n\
    ;;;;;;\r\n\
    13;Hawa;F;31/02/1990;chef;SD04;\r\n\
    13;Ali;M;5;enfant;;\r\n\
    14;Mariam;X;40;chef;SD04;\r\n\
    15;Brahim;M;1988;chef;SD04;;;;\r\n\
    15;Fatimé;F;30;épouse;;\r\n\
    ;Seul;M;22;chef;SD04;\r\n\
    16;\"Ali; dit Baba\";M;1955-1960;chef;;\r\n";

fn run(node: &Node, file: &str, dry: bool) -> Report {
    let clerk = somebody(Role::RegistrationClerk);
    let mapping = Mapping::parse(MAPPING).unwrap();
    let mut carry = |command: &Value, key: &str| {
        let request = Request { key: Some(key.to_owned()), happened: None };
        node.app.gate.run(&clerk, "registration.register_household", command, &request).map(|done| done.repeated)
    };
    let today = node.app.gate.now().date_at(0);
    import(file.as_bytes(), &mapping, today, if dry { None } else { Some(&mut carry) }).unwrap()
}

fn error(row: usize, field: &str, code: &str) -> RowError {
    RowError { row, field: field.into(), code: code.into() }
}

#[test]
fn a_household_with_a_wrong_row_stays_out_and_the_others_come_in() {
    let node = Node::new();
    let errors = vec![error(5, "birth", "PER-004"), error(7, "sex", "GEN-004"), error(8, "", "REG-090")];
    let report = Report { households: 3, people: 4, repeated: 0, left_out: 3, errors };
    assert_eq!(run(&node, FILE, true), report);
    assert_eq!(node.facts(), 0, "a dry run records nothing");
    assert_eq!(run(&node, FILE, false), report);
    let heads: Vec<_> =
        node.rows("households", &Query::default()).iter().map(|r| r["registration_head"].clone()).collect();
    assert_eq!(heads.len(), 3);
    assert!(heads.contains(&"زينب إدريس".into()) && heads.contains(&"Ali; dit Baba".into()));
    let child = &node.rows("find", &Query::by("q", "Issa"))[0];
    assert_eq!(child["people_size"], 2);
}

#[test]
fn a_second_run_adds_nothing_and_a_mended_row_comes_in() {
    let node = Node::new();
    run(&node, FILE, false);
    let facts = node.facts();
    let again = run(&node, FILE, false);
    assert_eq!((again.households, again.repeated, node.facts()), (0, 3, facts));
    let mended = FILE.replace("31/02/1990", "28/02/1990");
    let report = run(&node, &mended, false);
    assert_eq!((report.households, report.people, report.repeated), (1, 2, 3));
    let changed = mended.replace("14/03/1992", "15/03/1992");
    assert_eq!(
        run(&node, &changed, false).errors[0],
        error(3, "", "GEN-409"),
        "a household that was imported is corrected, not imported"
    );
}

#[test]
fn the_error_file_names_row_field_code_and_words() {
    let node = Node::new();
    let file = error_file(&run(&node, FILE, true), &|code| format!("words of {code}"));
    assert_eq!(file.lines().nth(1), Some("5,birth,PER-004,words of PER-004"));
    assert!(file.starts_with("\u{feff}row,field,code,words"));
}
