//! A post, the capital and a police post of one realm exchange sealed files, as people with a stick do.

use crate::command_line::{MAPPING, SET_UP, SITE, Shell};
use std::fs;

/// Nodes of one realm, with what people call each.
struct Country {
    shell: Shell,
    ids: Vec<(String, String)>,
}

const TWO: [&str; 4] = ["--first", "first", "--second", "second"];

impl Country {
    fn new(name: &str) -> Self {
        let shell = Shell::new(name);
        fs::write(shell.path("first"), "words of the ministry").unwrap();
        fs::write(shell.path("second"), "words of the guardian").unwrap();
        let country = Self { shell, ids: vec![] };
        country
            .good("post", &[&["realm", "found", &country.file("root"), "--name", "Chad"], &country.two()[..]].concat());
        country
    }

    fn file(&self, name: &str) -> String {
        self.shell.path(name).to_str().unwrap().to_owned()
    }

    fn two(&self) -> Vec<&'static str> {
        // Paths are relative to the folder of the test: leaked, as a test's are.
        TWO.iter().map(|word| if word.starts_with("--") { *word } else { &*self.file(word).leak() }).collect()
    }

    fn run(&self, node: &str, args: &[&str]) -> (bool, String) {
        let out = self.shell.on(node, "words", args);
        (
            out.status.success(),
            format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr)),
        )
    }

    fn good(&self, node: &str, args: &[&str]) -> String {
        let (well, said) = self.run(node, args);
        assert!(well, "{args:?}: {said}");
        said
    }

    fn bad(&self, node: &str, args: &[&str]) -> String {
        let (well, said) = self.run(node, args);
        assert!(!well, "{args:?} succeeded: {said}");
        said
    }

    fn id(&self, node: &str) -> &str {
        &self.ids.iter().find(|(name, _)| name == node).unwrap().1
    }

    fn enrol(&self, node: &str, code: &str) -> (bool, String) {
        let (request, root, realm) = (self.file(&format!("{node}.asks")), self.file("root"), self.file("realm"));
        let enrol = ["realm", "enrol", &request, "--code", code, "--root", &root, "--realm", &realm];
        self.run(node, &[&enrol[..], &self.two()].concat())
    }

    /// A new node of these zones, enrolled by two persons who compared its code; it joins after comparing the root's.
    fn node(&mut self, node: &str, zones: &[&str]) {
        let zones: Vec<&str> = zones.iter().flat_map(|zone| ["--zone", zone]).collect();
        self.good(node, &[&["init"], &zones[..]].concat());
        let asked = self.good(node, &["realm", "request", &self.file(&format!("{node}.asks")), "--name", node]);
        let code = asked.lines().find_map(|line| line.split("Code: ").nth(1)).unwrap().to_owned();
        assert!(self.enrol(node, "0000-0000-0000-0000").1.contains("RLM-004"));
        let (well, said) = self.enrol(node, &code);
        assert!(well, "{said}");
        let root = said.rsplit("root: ").next().unwrap().trim().to_owned();
        let realm = self.file("realm");
        assert!(self.bad(node, &["realm", "join", &realm, "--code", "0000-0000-0000-0000"]).contains("RLM-007"));
        let joined = self.good(node, &["realm", "join", &realm, "--code", &root]);
        let line = joined.lines().find(|line| line.contains("(this node)")).unwrap();
        self.ids.push((node.to_owned(), line.split_whitespace().next().unwrap().to_owned()));
    }

    /// Each node learns whom the realm has by now.
    fn learn(&self) {
        for (node, _) in &self.ids {
            self.good(node, &["realm", "join", &self.file("realm")]);
        }
    }

    fn bundle(&self, from: &str, to: &str) -> String {
        let file = self.file(&format!("{from}-{to}.bundle"));
        self.good(from, &["bundle", "write", &file, "--for", self.id(to)]);
        file
    }

    /// How many facts `to` took of what `from` wrote for it.
    fn carry(&self, from: &str, to: &str) -> i64 {
        let said = self.good(to, &["bundle", "read", &self.bundle(from, to)]);
        let count = |line: &str| line.strip_suffix("new facts")?.split_whitespace().last()?.parse::<i64>().ok();
        said.lines().filter_map(count).sum()
    }

    fn households(&self, node: &str) -> String {
        self.good(node, &["view", "registration.households", "--role", "registration_supervisor", "--site", SITE])
    }
}

#[test]
fn what_a_post_recorded_is_read_in_the_capital_and_nowhere_else() {
    let mut country = Country::new("bundles");
    country.node("post", &["border", "humanitarian", "shared"]);
    country.node("capital", &["border", "humanitarian", "shared"]);
    country.node("police", &["border", "shared"]);
    country.learn();
    country.good("post", &["do", "crossing.set_up_post", SET_UP, "--role", "post_commander", "--site", SITE]);
    fs::write(country.shell.path("map.toml"), MAPPING).unwrap();
    let rows = "\u{feff}Ménage;Nom;Sexe;Né;Lien\r\n1;زينب إدريس;F;1992-03-14;chef\r\n1;Ali;M;2019;enfant\r\n2;Hawa Moussa;F;1990;chef\r\n";
    fs::write(country.shell.path("list.csv"), rows).unwrap();
    let (list, mapping) = (country.file("list.csv"), country.file("map.toml"));
    let errors = country.file("errors.csv");
    country.good(
        "post",
        &[
            "import",
            &list,
            "--mapping",
            &mapping,
            "--errors",
            &errors,
            "--role",
            "registration_supervisor",
            "--site",
            SITE,
        ],
    );

    let file = country.bundle("post", "capital");
    assert!(country.bad("police", &["bundle", "read", &file]).contains("BND-003"));
    let whole = fs::read(&file).unwrap();
    for name in ["زينب", "Hawa", "registration", "Piétons"] {
        assert!(!whole.windows(name.len()).any(|part| part == name.as_bytes()), "{name} stands in the file");
    }
    let torn = country.file("torn.bundle");
    fs::write(&torn, &whole[..whole.len() - 1]).unwrap();
    assert!(country.bad("capital", &["bundle", "read", &torn]).contains("BND-004"));

    let first = country.carry("post", "capital");
    assert!(first > 5, "{first}");
    assert_eq!(country.households("capital"), country.households("post"));
    assert!(country.good("capital", &["bundle", "read", &file]).contains(" 0 new facts"));
    country.good("capital", &["verify"]);

    // The police post holds no humanitarian key, and is sent nothing of that zone.
    country.carry("post", "police");
    assert!(country.good("police", &["export", "border"]).contains("crossing.post_set_up"));
    assert!(!country.shell.path("police").join("humanitarian.db").exists());
    // What it lets through to the capital is known there already.
    assert_eq!(
        country.carry("police", "capital"),
        country.good("police", &["export", "shared"]).lines().filter(|line| line.contains(country.id("police"))).count()
            as i64
    );

    // The folder of a node, put back to an older state, is told so before it records more.
    let old = country.file("old");
    fs::create_dir(&old).unwrap();
    for file in ["keyring.json", "realm.json"] {
        fs::copy(country.shell.path("post").join(file), country.shell.path("old").join(file)).unwrap();
    }
    let back = country.bundle("capital", "post");
    assert!(country.bad("old", &["bundle", "read", &back]).contains("SYN-007"));
    // Whoever has the disk and not the passphrase cannot name another root.
    let realm = country.shell.path("old").join("realm.json");
    fs::write(&realm, fs::read_to_string(&realm).unwrap().replace("Chad", "Chaos")).unwrap();
    assert!(country.bad("old", &["realm", "show"]).contains("RLM-011"));

    // Once the capital has said what it has, only what is new is written.
    country.carry("capital", "post");
    country.good(
        "post",
        &[
            "do",
            "crossing.set_up_post",
            &SET_UP.replace("Piétons", "Voie 1"),
            "--role",
            "post_commander",
            "--site",
            SITE,
            "--key",
            "two",
        ],
    );
    let small = fs::metadata(country.bundle("post", "capital")).unwrap().len();
    assert!(small < u64::try_from(whole.len()).unwrap(), "{small}");
    country.carry("post", "capital");
}

#[test]
fn a_lost_laptop_is_revoked_and_nothing_more_of_it_is_taken() {
    let mut country = Country::new("revoked");
    country.node("post", &["border", "shared"]);
    country.node("capital", &["border", "shared"]);
    country.learn();
    country.good("post", &["do", "crossing.set_up_post", SET_UP, "--role", "post_commander", "--site", SITE]);
    let file = country.bundle("post", "capital");
    let (root, realm) = (country.file("root"), country.file("realm"));
    let revoke = ["realm", "revoke", country.id("post"), "--root", &root, "--realm", &realm];
    country.good("capital", &[&revoke[..], &country.two()].concat());
    country.good("capital", &["realm", "join", &realm]);
    assert!(country.bad("capital", &["bundle", "read", &file]).contains("BND-001"));
    assert!(country.bad("capital", &["bundle", "write", &file, "--for", country.id("post")]).contains("BND-001"));
    assert!(!country.good("capital", &["export", "border"]).contains("crossing.post_set_up"));
    assert!(country.good("capital", &["realm", "show"]).contains("revoked"));
}

#[test]
fn what_is_wrong_with_a_realm_or_a_bundle_is_told_by_its_code() {
    let mut country = Country::new("told");
    country.node("post", &["border", "shared"]);
    country.node("capital", &["border", "shared"]);
    country.learn();
    let (root, realm, asks) = (country.file("root"), country.file("realm"), country.file("post.asks"));
    let two = country.two();
    let with = |args: &[&str]| country.bad("post", &[args, &two[..]].concat());
    fs::write(country.shell.path("short"), "short").unwrap();
    let found = ["realm", "found", &country.file("other"), "--name", "Chad"];
    let (first, short) = (country.file("first"), country.file("short"));
    for second in [&first, &short] {
        assert!(
            country.bad("post", &[&found[..], &["--first", &first, "--second", second]].concat()).contains("RLM-001")
        );
    }
    assert!(with(&["realm", "found", &root, "--name", "Chad"]).contains("KEY-002"));
    let nobody = "01900000-0000-7000-8000-00000000dead";
    assert!(with(&["realm", "revoke", nobody, "--root", &root, "--realm", &realm]).contains("RLM-006"));

    // A request whose name was changed on the way, and files that are none.
    let altered = country.file("altered.asks");
    fs::write(&altered, fs::read_to_string(&asks).unwrap().replace("post", "past")).unwrap();
    let enrol = |request: &str| with(&["realm", "enrol", request, "--code", "x", "--root", &root, "--realm", &realm]);
    assert!(enrol(&altered).contains("RLM-003"));
    assert!(enrol(&root).contains("RLM-002"));
    let zone = ["realm", "enrol", &asks, "--code", "x", "--root", &root, "--realm", &realm, "--zone", "sea"];
    assert!(with(&zone).contains("NOD-006"));

    // A realm of another root, one that does not name this node, and a node of none.
    let foreign = country.file("foreign");
    fs::write(&foreign, fs::read_to_string(&realm).unwrap().replacen("\"root\": \"", "\"root\": \"00", 1)).unwrap();
    assert!(with(&["realm", "revoke", country.id("post"), "--root", &root, "--realm", &foreign]).contains("RLM-008"));
    assert!(country.bad("post", &["realm", "join", &asks]).contains("RLM-002"));
    country.good("loner", &["init"]);
    assert!(country.bad("loner", &["realm", "show"]).contains("RLM-010"));
    assert!(country.bad("loner", &["bundle", "write", &foreign, "--for", nobody]).contains("RLM-010"));
    let code = country.good("post", &["realm", "show"]);
    let code = code.lines().next().unwrap().rsplit(' ').next().unwrap();
    assert!(country.bad("loner", &["realm", "join", &realm, "--code", code]).contains("RLM-009"));

    // What is sealed to the capital and was not made by a node of the realm.
    let known: serde_json::Value = serde_json::from_slice(&fs::read(&realm).unwrap()).unwrap();
    let said = |n: usize| -> serde_json::Value {
        serde_json::from_str(known["statements"][n]["text"].as_str().unwrap()).unwrap()
    };
    let capital = (0..2).map(said).find(|said| said["node"]["name"] == "capital").unwrap();
    let recipient = log::keyring::unhex(capital["node"]["sealing_key"].as_str().unwrap()).unwrap();
    let read = |plain: &[u8]| {
        let sealed = seal::age::seal(plain, recipient.as_slice().try_into().unwrap(), &seal::age::Once::of([5; 64]));
        fs::write(country.shell.path("forged"), sealed).unwrap();
        country.bad("capital", &["bundle", "read", &country.file("forged")])
    };
    let head = |from: &str| {
        let head = serde_json::json!({ "from": from, "to": country.id("capital"), "made": "2026-11-24T12:00:00Z", "heads": {},
            "statements": [], "frames": "" });
        let head = head.to_string();
        let length = u32::try_from(head.len()).unwrap().to_le_bytes();
        [b"MNRB\x01\n".as_slice(), &length, head.as_bytes(), &64_u32.to_le_bytes(), &[0; 64]].concat()
    };
    assert!(read(b"anything").contains("BND-002"));
    assert!(read(b"MNRB\x01\n\xff\xff\xff\xff").contains("BND-002"));
    assert!(read(&head(nobody)).contains("BND-001"));
    assert!(read(&head(country.id("post"))).contains("BND-005"));
    assert!(country.bad("capital", &["bundle", "read", &realm]).contains("BND-002"));
}
