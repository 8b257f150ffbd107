//! The binary as an operator meets it: a new node, commands and views, a backup, damage that is found and named, a restore.

use std::{
    fs,
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process::{Command, Output},
};

pub const SITE: &str = "01900000-0000-7000-8000-000000000001";
pub const SET_UP: &str = r#"{"post":{"country":"TCD","stay_limit_days":90},"lanes":[{"code":"A","name":"Piétons","kind":"foot","direction":"entry"}]}"#;

pub struct Shell(PathBuf);

impl Shell {
    pub fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("manara-cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("words"), "six words that nobody guesses here\n").unwrap();
        fs::write(dir.join("wrong"), "six other words\n").unwrap();
        Self(dir)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn manara(&self, passphrase: &str, args: &[&str]) -> Output {
        self.on("node", passphrase, args)
    }

    /// Runs a command on one of several nodes.
    pub fn on(&self, node: &str, passphrase: &str, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_manara"))
            .env_remove("MANARA_PASSPHRASE")
            .env_remove("MANARA_NODE")
            .arg("--node")
            .arg(self.path(node))
            .arg("--passphrase-file")
            .arg(self.path(passphrase))
            .args(args)
            .output()
            .unwrap()
    }

    fn good(&self, args: &[&str]) -> String {
        let out = self.manara("words", args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    fn bad(&self, passphrase: &str, args: &[&str]) -> String {
        let out = self.manara(passphrase, args);
        assert!(!out.status.success(), "{args:?} succeeded");
        format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
    }

    fn commander(&self, args: &[&str]) -> String {
        self.good(&[args, &["--role", "post_commander", "--site", SITE]].concat())
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Turns one bit in the middle of a file.
fn damage(file: &Path) {
    let mut file = fs::OpenOptions::new().read(true).write(true).open(file).unwrap();
    let middle = file.metadata().unwrap().len() / 2;
    let mut byte = [0];
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.write_all(&[byte[0] ^ 1]).unwrap();
}

#[test]
fn a_damaged_node_is_named_and_comes_back_from_its_backup() {
    let shell = Shell::new("restore");
    shell.good(&["init"]);
    assert!(shell.bad("words", &["init"]).contains("KEY-002"));
    assert!(shell.bad("wrong", &["verify"]).contains("KEY-003"));

    let first = shell.commander(&["do", "crossing.set_up_post", SET_UP, "--key", "once"]);
    assert_eq!(
        shell.commander(&["do", "crossing.set_up_post", SET_UP, "--key", "once"]),
        first,
        "a repeated request is answered as before"
    );
    let lanes = shell.commander(&["view", "crossing.lanes", "--format", "csv"]);
    assert!(lanes.contains("Piétons"), "{lanes}");
    assert!(
        shell.bad("words", &["do", "crossing.set_up_post", "{}", "--role", "registration_clerk"]).contains("GEN-403")
    );

    let backup = shell.path("one.manara");
    shell.good(&["backup", backup.to_str().unwrap()]);
    shell.good(&["verify"]);
    damage(&shell.path("node").join("border.db"));
    assert!(shell.bad("words", &["verify"]).contains("VER-0"), "the damage is not found");
    shell.good(&["restore", backup.to_str().unwrap()]);
    shell.good(&["verify"]);
    shell.good(&["rebuild"]);
    assert_eq!(shell.commander(&["view", "crossing.lanes", "--format", "csv"]), lanes);
    let facts = shell.good(&["export", "border"]);
    assert!(facts.lines().all(|line| line.contains("\"zone\":\"border\"")) && facts.contains("crossing.post_set_up"));
}

pub const MAPPING: &str = r#"
version = 1
list = "arrivals of a week"
group = "Ménage"
[columns]
"Nom" = "name"
"Sexe" = "sex"
"Né" = "birth"
"Lien" = "relationship"
[values.sex]
"F" = "female"
"M" = "male"
[values.relationship]
"chef" = "head"
"enfant" = "child"
[fixed]
nationality = "SDN"
"#;

#[test]
fn a_line_list_comes_in_whole_households_and_only_once() {
    let shell = Shell::new("import");
    shell.good(&["init"]);
    let file = |name: &str, text: &str| {
        fs::write(shell.path(name), text).unwrap();
        shell.path(name).to_str().unwrap().to_owned()
    };
    let rows = "\u{feff}Ménage;Nom;Sexe;Né;Lien\r\n1;زينب إدريس;F;1992-03-14;chef\r\n1;Ali;M;2019;enfant\r\n\
                2;Hawa Moussa;F;1990;chef\r\n2;Nobody;X;2015;enfant\r\n3;Idriss;M;1984;chef\r\n";
    let (list, mapping, errors) = (file("list.csv", rows), file("map.toml", MAPPING), file("errors.csv", ""));
    let clerk = ["--role", "registration_supervisor", "--site", SITE];
    let import = [&["import", &list, "--mapping", &mapping, "--errors", &errors], &clerk[..]].concat();

    let dry = shell.bad("words", &[&import[..], &["--dry-run"]].concat());
    assert!(dry.contains("2 households with 3 people would be registered") && dry.contains("IMP-004"), "{dry}");
    let first = shell.bad("words", &import);
    assert!(first.contains("2 households with 3 people registered") && first.contains("1 left out"), "{first}");
    let named = fs::read_to_string(&errors).unwrap();
    assert!(named.lines().any(|line| line.starts_with("5,sex,GEN-004,")), "{named}");
    let again = shell.bad("words", &import);
    assert!(
        again.contains("0 households with 0 people registered")
            && again.contains("2 households were registered by an earlier"),
        "{again}"
    );
    let households = shell.good(&[&["view", "registration.households"], &clerk[..]].concat());
    assert_eq!(households.matches("registration_number").count(), 2, "{households}");
}

#[test]
fn the_openapi_document_names_each_command_and_view() {
    let shell = Shell::new("openapi");
    shell.good(&["init", "--zone", "border", "--zone", "shared"]);
    let document: serde_json::Value = serde_json::from_str(&shell.good(&["openapi"])).unwrap();
    let paths = document["paths"].as_object().unwrap();
    assert!(document["openapi"] == "3.1.0" && paths.contains_key("/api/v1/commands/crossing.record_crossing"));
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(document["components"]["schemas"].get(name).is_some(), "no schema {name}");
    }
}
