//! Each field of each example, spoiled: a coded refusal that names the field, and nothing recorded.

use super::node::Post;
use access::Request;
use kernel::Zone;
use serde_json::{Value, json};

fn leaves(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, v)| leaves(v, format!("{path}/{key}"), out)),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, v)| leaves(v, format!("{path}/{i}"), out)),
        _ => out.push(path),
    }
}

fn spoiled(leaf: &Value) -> Vec<Value> {
    let mut out = vec![json!({ "an": "object" }), json!([[]])];
    match leaf {
        Value::String(text) => {
            out.extend([json!(42), json!(true), json!("x".repeat(100_000))]);
            out.extend(["\u{202e}", "\u{200b}", "\u{2066}", "\u{0}"].map(|hidden| json!(format!("a{hidden}{text}"))));
            if text.parse::<kernel::Date>().is_ok() {
                out.extend(["2023-02-30", "0000-00-00", "23-1-1"].map(|day| json!(day)));
            }
        }
        Value::Number(_) => out.extend([json!("seven"), json!(1e300), json!(-1)]),
        Value::Bool(_) => out.extend([json!("yes"), json!(2)]),
        _ => {}
    }
    out
}

#[test]
fn every_spoiled_field_is_refused_with_a_code_and_nothing_is_recorded() {
    let post = Post::new();
    let commander = post.commander();
    let before = post.facts(Zone::Border);
    let mut tried = 0;
    for (name, _, def) in post.gate.commands() {
        let example = (def.example)();
        assert_eq!((def.check)(&example), Ok(()), "{name}");
        let mut paths = Vec::new();
        leaves(&example, String::new(), &mut paths);
        for path in paths {
            for bad in spoiled(example.pointer(&path).unwrap()) {
                let mut json = example.clone();
                *json.pointer_mut(&path).unwrap() = bad;
                // A year of birth may be negative as a number; it is refused later, as impossible.
                let Err(problem) = post.gate.run(&commander, name, &json, &Request::default()) else {
                    panic!("{name} takes {path}")
                };
                assert!(
                    problem.status == 422 || problem.status == 404 || problem.status == 409,
                    "{name} {path} {problem}"
                );
                assert_eq!(problem.code.len(), 7, "{problem}");
                tried += 1;
            }
        }
    }
    assert_eq!(post.facts(Zone::Border), before);
    println!("{tried} spoiled commands refused");
}
