//! Who may do what, whole: no command or view without a row, no row without one, and the text that officials read is the matrix.

use crate::node_of_test::TestNode;
use access::{Query, Request, Role, coverage};
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

/// Each role at each command and view: what the matrix refuses is refused with 403 whatever is sent, and nothing else is.
#[test]
fn each_role_is_refused_what_the_matrix_does_not_give() {
    let node = TestNode::new();
    let mut refused = 0;
    for role in Role::ALL {
        let who = node.somebody(*role, Some(node.site()));
        for (name, _, def) in node.gate().commands() {
            let allowed = node.gate().may(&who, name);
            let answer = node.gate().run(&who, name, &(def.example)(), &Request::default());
            let forbidden = matches!(&answer, Err(problem) if problem.status == 403 && problem.code == "GEN-403");
            assert!(allowed || forbidden, "{role} {name}: {answer:?}");
            assert!(!(allowed && forbidden), "{role} may {name}, but is forbidden");
            refused += usize::from(!allowed);
        }
        for (name, _, _) in node.gate().views() {
            let allowed = node.gate().may(&who, name);
            let answer = node.gate().view(&who, name, &Query::default());
            let forbidden = matches!(&answer, Err(problem) if problem.status == 403 && problem.code == "GEN-403");
            assert_eq!(allowed, !forbidden, "{role} {name}: {answer:?}");
            refused += usize::from(!allowed);
        }
        let unknown = node.gate().run(&who, "crossing.no_such_command", &json!({}), &Request::default());
        assert_eq!(unknown.unwrap_err().status, 403);
    }
    println!("{refused} combinations refused");
}
