//! The permission matrix, enumerated whole: every command and view × every role.

use crate::node::{EVERYBODY, Node, somebody};
use access::{Query, Request, coverage};

#[test]
fn every_command_and_view_has_a_row_and_every_row_has_its_command_or_view() {
    assert_eq!(coverage::holes(&Node::new().app.gate), Vec::<String>::new());
}

#[test]
fn whoever_has_no_row_is_refused() {
    let node = Node::new();
    let gate = &node.app.gate;
    for (name, role) in EVERYBODY {
        let who = somebody(name);
        let in_row = |action: &str| gate.matrix().rows().any(|row| row.action == action && row.roles.contains(&role));
        for (action, _, command) in gate.commands() {
            let refused =
                gate.run(&who, action, &(command.example)(), &Request::default()).is_err_and(|p| p.status == 403);
            assert_eq!(refused, !in_row(action), "{role} runs {action}");
        }
        for (action, _, _) in gate.views() {
            let refused = gate.view(&who, action, &Query::default()).is_err_and(|p| p.status == 403);
            assert_eq!(refused, !in_row(action), "{role} reads {action}");
        }
    }
}
