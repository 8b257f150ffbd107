//! What did not work.

use super::node::{Node, between};
use kernel::{Problem, Zone};
use log::Reaction;

const FAILS: Reaction<()> = Reaction {
    name: "letter_written",
    wants: |kind| kind == "account.account_opened",
    run: |(), _| Err(Problem::refused("GEN-403")),
};

#[test]
fn what_was_given_up_is_told_without_what_the_fact_holds_and_tried_again_when_asked() {
    let node = Node::new();
    let administrator = node.administrator();
    let (somebody, _) = node.somebody(&administrator, "zeinab");
    assert_eq!(somebody.get("/administration/unfinished").status, 403);
    let address = "/administration/unfinished";
    assert!(administrator.get(address).body.contains("Everything worked"));
    let log = node.app.gate.log(Zone::Shared).unwrap();
    let now = node.app.gate.now();
    for _ in 0..10 {
        log.react(&FAILS, &(), now, 100).unwrap();
    }
    let list = administrator.get(address).body;
    assert_eq!(list.matches("letter_written</h2>").count(), 2, "{list}");
    assert!(list.contains("Given up after five tries") && list.contains("Your role does not allow this"), "{list}");
    assert!(list.contains("account.account_opened") && !list.contains("zeinab"), "{list}");

    let form = between(&list, "<form method=\"post\" action=\"/administration/unfinished\">", "</form>");
    let fields: Vec<String> = form
        .split("name=\"")
        .skip(1)
        .map(|field| {
            let value = between(field, "value=\"", "\"");
            format!("{}={value}", field.split('"').next().unwrap())
        })
        .collect();
    assert_eq!(administrator.post(address, &fields.join("&")).go(), address);
    for reaction in administration::capability().reactions {
        log.react(&reaction, &node.app.gate, now, 1000).unwrap();
    }
    let works = Reaction { run: |(), _| Ok(()), ..FAILS };
    assert_eq!(log.react(&works, &(), now, 100).unwrap().done, 1);
    assert_eq!(administrator.get(address).body.matches("letter_written</h2>").count(), 1);
}
