//! Actions that take two.

use crate::{
    node::{Node, account, record},
    toy::{self, RefuseEntry},
};
use access::{
    Command, Gate, Request, Role, Who,
    account::AccountFact,
    approval,
    signin::{Door, password::Hasher},
};
use kernel::{Problem, StreamId, Text, Zone};
use serde_json::{Value, json};

struct Post {
    node: Node,
    gate: Gate,
    door: Door,
    ask: Value,
}

impl Post {
    fn new() -> Self {
        let node = Node::new();
        let gate = toy::on(node.start(toy::MATRIX, &[Zone::Shared, Zone::Border]));
        let door = Door::new(&gate, Hasher::quick().unwrap(), None).unwrap();
        Self { node, gate, door, ask: serde_json::to_value(RefuseEntry::example()).unwrap() }
    }

    fn officer(&self, login: &str, role: Role) -> Who {
        let site = RefuseEntry::example().site;
        let actor = account(&self.gate, &self.door, login, &[role], &[site]);
        Who { name: login.into(), roles: vec![role], sites: vec![site], site: Some(site), ..Who::system(actor) }
            .without_purpose()
    }

    fn asks(&self, who: &Who) -> Result<StreamId, Problem> {
        let done = self.gate.run(who, "toy.refuse_entry", &self.ask, &Request::default())?;
        Ok(done.waits_for().unwrap().parse().unwrap())
    }

    fn kinds(&self) -> Vec<String> {
        let facts = self.gate.log(Zone::Border).unwrap().after(0, 100).unwrap();
        facts.iter().map(|f| f.kind().to_owned()).collect()
    }
}

trait WithoutPurpose {
    fn without_purpose(self) -> Self;
}

impl WithoutPurpose for Who {
    fn without_purpose(mut self) -> Self {
        self.purpose = None;
        self
    }
}

fn code<T>(result: Result<T, Problem>) -> String {
    result.map(|_| "ok".to_owned()).unwrap_or_else(|p| p.code.to_string())
}

#[test]
fn one_asks_another_agrees_and_only_then_is_it_done_in_the_first_ones_name() {
    let post = Post::new();
    let (one, two) = (post.officer("one", Role::LaneOfficer), post.officer("two", Role::SecondLineOfficer));
    let id = post.asks(&one).unwrap();
    assert_eq!(post.kinds(), ["approval.approval_asked", "approval.command_kept"]);
    let waiting = post.gate.approvals(&two).unwrap();
    assert_eq!(waiting.iter().map(|w| (w.row.approval, w.own)).collect::<Vec<_>>(), [(id, false)]);
    assert_eq!(post.gate.approval(&two, Zone::Border, id).unwrap(), ("toy.refuse_entry".to_owned(), post.ask.clone()));

    assert_eq!(post.gate.approve(&two, Zone::Border, id).unwrap().answer, json!({ "facts": 1 }));
    let facts = post.gate.log(Zone::Border).unwrap().after(0, 100).unwrap();
    let approved = facts.iter().find(|f| f.kind() == "approval.approved").unwrap();
    let refused = facts.iter().find(|f| f.kind() == "toy.entry_refused").unwrap();
    assert_eq!((approved.header.actor, refused.header.actor), (two.actor, one.actor));
    assert_eq!(refused.header.caused_by, Some(approved.header.at));
    assert!(String::from_utf8_lossy(refused.body.as_deref().unwrap()).contains("\"approved\":true"));
    // The command's own copy is gone.
    assert!(facts.iter().find(|f| f.kind() == "approval.command_kept").unwrap().body.is_none());
    assert_eq!(code(post.gate.approve(&two, Zone::Border, id)), "ACC-050");
    assert!(post.gate.approvals(&two).unwrap().is_empty());
}

#[test]
fn nobody_agrees_with_themselves_and_no_stranger_learns_that_something_waits() {
    let post = Post::new();
    let one = post.officer("one", Role::LaneOfficer);
    let stranger = post.officer("three", Role::PostCommander);
    let elsewhere = Who { sites: vec![], ..post.officer("four", Role::LaneOfficer) };
    let id = post.asks(&one).unwrap();
    assert_eq!(code(post.gate.approve(&one, Zone::Border, id)), "ACC-051");
    for who in [&stranger, &elsewhere] {
        assert_eq!(code(post.gate.approve(who, Zone::Border, id)), "GEN-404");
        assert_eq!(code(post.gate.refuse(who, Zone::Border, id)), "GEN-404");
        assert_eq!(code(post.gate.approval(who, Zone::Border, id)), "GEN-404");
        assert_eq!(code(post.gate.standing(who, Zone::Border, id)), "GEN-404");
        assert!(post.gate.approvals(who).unwrap().is_empty());
    }
    assert!(!post.kinds().contains(&"toy.entry_refused".to_owned()));
}

#[test]
fn what_is_refused_or_too_late_is_never_done_and_its_command_is_destroyed() {
    let post = Post::new();
    let (one, two) = (post.officer("one", Role::LaneOfficer), post.officer("two", Role::LaneOfficer));
    let id = post.asks(&one).unwrap();
    post.gate.refuse(&two, Zone::Border, id).unwrap();
    assert_eq!(code(post.gate.approve(&two, Zone::Border, id)), "ACC-050");
    let taken_back = post.asks(&one).unwrap();
    post.gate.refuse(&one, Zone::Border, taken_back).unwrap();
    let late = post.asks(&one).unwrap();
    post.node.wait_s(approval::VALID_S);
    assert_eq!(code(post.gate.approve(&two, Zone::Border, late)), "ACC-052");
    let forgotten = post.asks(&one).unwrap();
    post.node.wait_s(approval::VALID_S);
    assert!(post.gate.approvals(&two).unwrap().is_empty());
    assert_eq!(code(post.gate.approve(&two, Zone::Border, forgotten)), "ACC-050");
    let outcome = |id| post.gate.standing(&one, Zone::Border, id).unwrap().row.outcome;
    assert_eq!([id, taken_back, late, forgotten].map(outcome), ["refused", "refused", "expired", "expired"]);
    assert_eq!(post.gate.decided_approvals(&two).unwrap().len(), 4);
    post.node.wait_s(8 * 24 * 60 * 60);
    assert!(post.gate.decided_approvals(&two).unwrap().is_empty(), "a week later the list is short again");
    assert!(!post.kinds().contains(&"toy.entry_refused".to_owned()));
    let facts = post.gate.log(Zone::Border).unwrap().after(0, 100).unwrap();
    assert_eq!(facts.iter().filter(|f| f.kind() == "approval.command_kept" && f.body.is_some()).count(), 0);
}

#[test]
fn what_would_be_refused_now_is_refused_before_it_waits() {
    let post = Post::new();
    let (one, two) = (post.officer("one", Role::LaneOfficer), post.officer("two", Role::LaneOfficer));
    let (first, second) = (post.asks(&one).unwrap(), post.asks(&one).unwrap());
    post.gate.approve(&two, Zone::Border, first).unwrap();
    assert_eq!(code(post.asks(&one)), "TOY-001");
    // What became impossible in the meantime says so, and is over.
    assert_eq!(code(post.gate.approve(&two, Zone::Border, second)), "TOY-001");
    assert_eq!(code(post.gate.approve(&two, Zone::Border, second)), "ACC-050");
    let standing = post.gate.standing(&one, Zone::Border, second).unwrap();
    assert_eq!((standing.row.outcome.as_str(), standing.row.code.as_deref()), ("failed", Some("TOY-001")));
}

#[test]
fn who_was_suspended_meanwhile_gets_nothing_done() {
    let post = Post::new();
    let (one, two) = (post.officer("one", Role::LaneOfficer), post.officer("two", Role::LaneOfficer));
    let id = post.asks(&one).unwrap();
    record(
        &post.gate,
        one.actor,
        &[AccountFact::Suspended { account: one.actor, reason: Text::parse("left").unwrap() }],
    );
    assert_eq!(code(post.gate.approve(&two, Zone::Border, id)), "ACC-053");
    assert!(!post.kinds().contains(&"toy.entry_refused".to_owned()));
}

#[test]
fn a_request_sent_twice_waits_once() {
    let post = Post::new();
    let one = post.officer("one", Role::LaneOfficer);
    let request = Request { key: Some("form-7".into()), happened: None };
    let first = post.gate.run(&one, "toy.refuse_entry", &post.ask, &request).unwrap();
    let again = post.gate.run(&one, "toy.refuse_entry", &post.ask, &request).unwrap();
    assert_eq!((first.answer, again.repeated), (again.answer, true));
    assert_eq!(post.gate.approvals(&one).unwrap().len(), 1);
}

#[test]
fn the_permission_test_finds_each_hole_and_lists_what_is_allowed() {
    let post = Post::new();
    assert_eq!(access::coverage::holes(&post.gate), Vec::<String>::new());
    let table = access::coverage::table(&post.gate);
    let (actions, roles, purposes) = (2, Role::ALL.len(), kernel::Purpose::ALL.len());
    let asked = actions * roles * purposes;
    assert!(
        table.contains(&format!("\n4 of {asked} combinations of action, role and purpose are allowed.")),
        "{table}"
    );
    assert!(table.contains("\ntoy.refuse_entry · lane_officer · own site, two persons · border_control\n"));
    let holey = toy::MATRIX.replace("toy.refusals", "toy.nothing").replace("lane_officer", "registration_clerk");
    let gate = toy::on(post.node.start(&holey, &[]));
    assert_eq!(
        access::coverage::holes(&gate),
        [
            "toy.refusals: no row in permissions.toml, so nobody may do it",
            "toy.nothing: a row in permissions.toml, but no command or view of this name",
            "toy.refuse_entry: registration_clerk is no role of the zone border",
        ]
    );
}
