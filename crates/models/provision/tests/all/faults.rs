//! Each way in which a list can be wrong has its code and its place.

use provision::NormList;

const WORDS: &str = r#"text = { ar = "ع", fr = "f", en = "e" }"#;

fn item(code: &str, more: &str) -> String {
    format!("[[item]]\ncode = \"{code}\"\nunit = \"tap\"\nstale_after_days = 7\n{WORDS}\n{more}\n")
}

/// A norm of the item `A`; `change` replaces a line of it.
fn norm(change: (&str, &str)) -> String {
    let lines = [
        "code = \"N\"",
        "item = \"A\"",
        "phases = [\"emergency\", \"stable\"]",
        "basis = \"person\"",
        "minimum = \"1/50\"",
        "target = \"1/20\"",
        "source = \"s\"",
        "edition = \"2018\"",
        "valid_from = \"2018-01-01\"",
        "valid_to = \"2018-12-31\"",
        "verified = true",
        WORDS,
    ];
    let key = |line: &str| line.split(" = ").next().unwrap().to_owned();
    let lines =
        lines.map(|line| if key(line) == change.0 { format!("{} = {}", change.0, change.1) } else { line.into() });
    format!("[[norm]]\n{}\n", lines.join("\n"))
}

fn faults(parts: &[String]) -> Vec<String> {
    let list = NormList::parse(&format!("edition = \"1\"\n{}", parts.concat()));
    let said = list.err().unwrap_or_default().into_iter().map(|fault| format!("{} {}", fault.kind.code(), fault.place));
    said.collect()
}

#[test]
fn each_fault_is_named_with_its_place() {
    let a = || item("A", "");
    let plain = || norm(("", ""));
    for (parts, expected) in [
        (vec![a(), plain()], vec![]),
        (vec!["item = 3".into()], vec!["NRM-101 list"]),
        (vec![a(), norm(("minimum", "\"0\""))], vec!["NRM-101 list"]),
        (vec![a(), norm(("basis", "\"hearsay\""))], vec!["NRM-101 list"]),
        (vec![item("a", ""), a(), plain()], vec!["NRM-102 item a"]),
        (vec![a(), norm(("code", "\"N 1\""))], vec!["NRM-102 norm N 1 2018"]),
        (vec![a(), a(), plain()], vec!["NRM-103 item A"]),
        (vec![a(), norm(("text", "{ ar = \" \", fr = \"f\", en = \"e\" }"))], vec!["NRM-104 norm N 2018"]),
        (vec![a(), norm(("source", "\"\""))], vec!["NRM-104 norm N 2018"]),
        (vec![a(), norm(("item", "\"B\""))], vec!["NRM-105 norm N 2018"]),
        (vec![a(), norm(("code", "\"N\"\npart = \"women\""))], vec!["NRM-106 norm N 2018"]),
        (vec![item("A", "by_sex = true"), norm(("code", "\"N\"\npart = \"women\""))], vec![]),
        (vec![a(), norm(("target", "\"1/60\""))], vec!["NRM-107 norm N 2018"]),
        (vec![a(), norm(("basis", "\"queue\""))], vec!["NRM-107 norm N 2018"]),
        (vec![a(), norm(("valid_to", "\"2017-01-01\""))], vec!["NRM-108 norm N 2018"]),
        (vec![a(), norm(("phases", "[]"))], vec!["NRM-108 norm N 2018"]),
        (vec![a(), plain(), norm(("phases", "[\"stable\"]"))], vec!["NRM-109 norm N 2018"]),
        (vec![a(), plain(), norm(("phases", "[\"transition\"]"))], vec![]),
        (vec![a(), norm(("valid_to", "\"2018-06-30\"")), norm(("valid_from", "\"2018-07-01\""))], vec![]),
    ] {
        assert_eq!(faults(&parts), expected, "{}", parts.concat());
    }
}
