//! Who may do what, whole: no command or view without a row, no row without one, and the text that officials read is the matrix.

use crate::node_of_test::TestNode;
use access::{Query, Request, Role, coverage};
use kernel::Problem;
use serde_json::json;
use std::{env, fs, path::Path};

#[test]
fn every_command_and_view_has_a_row_and_every_row_names_one() {
    let node = TestNode::new();
    assert_eq!(coverage::holes(node.gate()), Vec::<String>::new());
}

/// `MANARA_UPDATE=1 cargo test -p manara` writes the text anew; the change is then read in review.
#[test]
fn the_matrix_is_the_text_that_officials_read() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/permissions.txt");
    let now = coverage::table(TestNode::new().gate());
    if env::var_os("MANARA_UPDATE").is_some() {
        fs::write(&file, &now).unwrap();
    }
    let read = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        read == now,
        "docs/permissions.txt is not the matrix: run MANARA_UPDATE=1 cargo test -p manara, and read what changed"
    );
}

/// Each role at each command and view of each zone: whoever has no row is refused with 403 whatever is sent, and nobody else is.
#[test]
fn each_role_is_refused_what_no_row_gives() {
    let node = TestNode::new();
    let gate = node.gate();
    let mut refused = 0;
    for role in Role::ALL {
        let who = node.somebody(*role, Some(node.site()));
        let in_row = |action: &str| gate.matrix().rows().any(|row| row.action == action && row.roles.contains(role));
        let forbidden = |problem: &Problem| problem.status == 403 && problem.code == "GEN-403";
        for (name, _, def) in gate.commands() {
            let answer = gate.run(&who, name, &(def.example)(), &Request::default());
            assert_eq!(answer.as_ref().is_err_and(forbidden), !in_row(name), "{role} {name}: {answer:?}");
            assert_eq!(gate.may(&who, name), in_row(name), "{role} {name}");
            refused += usize::from(!in_row(name));
        }
        for (name, _, _) in gate.views() {
            let answer = gate.view(&who, name, &Query::default());
            assert_eq!(answer.as_ref().is_err_and(forbidden), !in_row(name), "{role} {name}: {answer:?}");
            assert_eq!(gate.may(&who, name), in_row(name), "{role} {name}");
            refused += usize::from(!in_row(name));
        }
        let unknown = gate.run(&who, "crossing.no_such_command", &json!({}), &Request::default());
        assert_eq!(unknown.unwrap_err().status, 403);
    }
    println!("{refused} combinations refused");
}
