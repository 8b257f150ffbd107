//! Each field of each command, spoiled in each way that outside data is spoiled: the answer is a code with words in three
//! languages, and nothing is recorded. What is sent twice is done once.

use crate::{node_of_test::TestNode, visitor::post_at_work, words::said};
use access::{Request, Role};
use kernel::{Problem, Zone};
use serde_json::{Value, json};

/// Every path to a leaf of the JSON.
fn leaves(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, v)| leaves(v, format!("{path}/{key}"), out)),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, v)| leaves(v, format!("{path}/{i}"), out)),
        _ => out.push(path),
    }
}

/// What a leaf may be replaced by, and must then be refused for.
fn spoiled(leaf: &Value) -> Vec<Value> {
    let mut out = vec![json!({ "an": "object" }), json!([[]])];
    match leaf {
        Value::String(text) => {
            out.extend([json!(42), json!(true), json!("x".repeat(100_000))]);
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(i, _)| i);
            for hidden in ["\u{202e}", "\u{200b}", "\u{2066}", "\u{0}", "\u{feff}"] {
                let mut trick = text.clone();
                trick.insert_str(middle, &format!("a{hidden}a"));
                out.push(json!(trick));
            }
            if text.len() == 10 && text.as_bytes().get(4) == Some(&b'-') {
                out.extend(["2023-02-30", "0000-00-00", "9999-99-99", "23-1-1"].map(|day| json!(day)));
            }
        }
        Value::Number(_) => out.extend([json!("seven"), json!(1e300), json!(true)]),
        Value::Bool(_) => out.extend([json!("yes"), json!(2)]),
        _ => {}
    }
    out
}

fn with(example: &Value, path: &str, value: Value) -> Value {
    let mut json = example.clone();
    *json.pointer_mut(path).unwrap() = value;
    json
}

#[test]
fn every_field_of_every_command_refuses_what_it_cannot_take() {
    let node = TestNode::new();
    let mut tried = 0;
    for (name, _, def) in node.gate().commands() {
        let example = (def.example)();
        assert_eq!((def.check)(&example), Ok(()), "{name}: its own example is refused");
        let mut paths = Vec::new();
        leaves(&example, String::new(), &mut paths);
        for path in paths {
            for bad in spoiled(example.pointer(&path).unwrap()) {
                let json = with(&example, &path, bad.clone());
                let Err(Problem { code, fields, .. }) = (def.check)(&json) else {
                    panic!("{name} takes {path} = {}", bad.to_string().chars().take(80).collect::<String>());
                };
                said(&node, &code);
                assert!(!fields.is_empty(), "{name} {path}: the wrong field is not named");
                fields.iter().for_each(|field| {
                    said(&node, &field.code);
                });
                tried += 1;
            }
        }
        for stray in [json!([]), json!("text"), json!(null), json!({ "stray": 1 })] {
            assert!((def.check)(&stray).is_err() || example == json!({}), "{name} takes {stray}");
        }
    }
    println!("{tried} spoiled commands refused");
}

#[test]
fn a_refused_command_leaves_nothing() {
    let node = TestNode::new();
    let before: Vec<usize> = Zone::ALL.iter().map(|zone| node.facts(*zone)).collect();
    for role in Role::ALL {
        let who = node.somebody(*role, Some(node.site()));
        for (name, _, _) in node.gate().commands() {
            let refused = node.gate().run(&who, name, &json!({ "stray": [] }), &Request::default());
            if let Err(problem) = refused {
                said(&node, &problem.code);
            }
        }
    }
    let after: Vec<usize> = Zone::ALL.iter().map(|zone| node.facts(*zone)).collect();
    assert_eq!(before, after, "a refused command was recorded");
}

#[test]
fn a_request_sent_again_is_answered_as_before_and_done_once() {
    let (node, people) = post_at_work(10);
    let all = || Zone::ALL.iter().map(|zone| node.facts(*zone)).sum::<usize>();
    let mut done = Vec::new();
    for who in &people {
        let commands = node.gate().commands().filter(|(name, _, _)| node.gate().may(who, name));
        for (n, (name, _, def)) in commands.enumerate() {
            let request = Request { key: Some(format!("{}-{n}", who.actor)), ..Request::default() };
            let example = (def.example)();
            let answer = || node.gate().run(who, name, &example, &request).map(|done| done.answer);
            let first = answer();
            let before = all();
            assert_eq!(answer(), first, "{name}");
            assert_eq!(all(), before, "{name} was done twice");
            if first.is_ok() {
                done.push(name);
            }
        }
    }
    println!("done once although sent twice: {done:?}");
    assert!(done.len() > 5, "the examples do something: {done:?}");
}
