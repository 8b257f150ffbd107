//! Who knows of a procedure: each person, each view, each page, each command, each purpose; and what stays when the child is erased.

use crate::node::{EVERYBODY, Node, child, somebody};
use access::{Query, Request, Who};
use contracts::registration::{ErasureBasis, RegistrationFact};
use kernel::{Purpose, SubjectId};
use log::Facts;
use serde_json::json;

/// All that somebody is shown for a purpose, with the ids of the procedure and the child in every parameter.
fn shown(node: &Node, who: &Who) -> String {
    let gate = &node.trial.app.gate;
    let mut out = String::new();
    for (action, _, def) in gate.views() {
        for id in ["", node.procedure.as_str(), &child().to_string()] {
            let query = def.params.iter().fold(Query { per_page: 100, ..Query::default() }, |q, p| q.and(p.name, id));
            match gate.view(who, action, &query) {
                Ok(answer) => out.push_str(&shell::export::json(def, &answer).to_string()),
                Err(problem) => out.push_str(&format!("{problem:?}")),
            }
        }
    }
    out
}

#[test]
fn a_procedure_is_known_to_its_officer_its_supervisor_and_its_panel_alone() {
    let node = Node::new().with_panel();
    let gate = &node.trial.app.gate;
    let mut checked = 0;
    for (name, _) in EVERYBODY {
        let knows = ["officer", "boss", "doctor"].contains(&name);
        for purpose in Purpose::ALL.iter().map(|purpose| Some(*purpose)).chain([None]) {
            let who = Who { purpose, ..somebody(name) };
            let shown = shown(&node, &who);
            for secret in ["SAID-BY-CHILD", "SAID-OF-FAMILY", "came alone", "opinions"] {
                assert!(knows || !shown.contains(secret), "{name} for {purpose:?} reads {secret}");
                assert!(!knows || purpose.is_some() || shown.contains(secret), "{name} cannot read {secret}");
                checked += 1;
            }
        }
        let nowhere = "00000000-0000-7000-8000-000000000000";
        for (action, _, command) in gate.commands().filter(|_| !knows) {
            let on = |id: &str| {
                let mut json = (command.example)();
                if json.get("procedure").is_some() {
                    json["procedure"] = json!(id);
                }
                gate.run(&somebody(name), action, &json, &Request::default()).err()
            };
            assert_eq!(on(&node.procedure), on(nowhere), "{name} {action}");
        }
        let (status, page) =
            node.trial.request(&format!("who={name}"), "GET", &format!("/best-interests/{}", node.procedure), "");
        assert_eq!(status == 200, knows, "{name}");
        assert!(knows || !page.contains("SAID"), "{name}");
    }
    println!("{checked} combinations of text, reader and purpose");
}

#[test]
fn no_reading_is_noted_where_the_receipt_of_registration_looks() {
    let node = Node::new();
    node.seen("officer").unwrap();
    shown(&node, &somebody("officer"));
    for fact in node.trial.log().after(0, 10_000).unwrap() {
        if let Some(access::audit::AuditFact::RecordsRead { subjects, action, .. }) = fact.fact().unwrap() {
            // Finding a person is noted under the person by every capability that finds people.
            assert!(action.ends_with(".find") || !subjects.contains(&SubjectId(child().0)), "{action}");
        }
    }
    assert_eq!(access::audit::AuditFact::SET, "audit");
}

#[test]
fn erasing_the_child_leaves_nothing_and_views_built_anew_are_the_same() {
    let node = Node::new().with_panel();
    let before = node.seen("officer").unwrap();
    node.trial.log().rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(node.seen("officer").unwrap(), before);
    let erased = RegistrationFact::PersonErased { person: child(), basis: ErasureBasis::Requested };
    node.trial.append(child().into(), &[erased]);
    assert_eq!(node.seen("officer").unwrap_err().status, 404);
    let list = node.trial.table(&somebody("officer"), "procedures", &Query::default());
    assert_eq!(list["rows"], json!([]));
}
