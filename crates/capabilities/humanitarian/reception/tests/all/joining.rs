//! Two households that were joined, or two records that were said to be one person's, are apart again as if nobody had ever said so:
//! each stay, bed, list, item and count shows, byte for byte, what a node shows that was told all the same facts but those of the
//! joining, each stay in the household that its person came from. Nothing is left out of the comparison.

use crate::node::{Node, site, somebody};
use access::{Query, Role};
use contracts::registration::{LinkBasis, LinkKind, RegistrationFact as Registered};
use kernel::{
    HouseholdId, LinkId, PersonId,
    Sex::{Female, Male},
    Text,
};
use log::{At, Recorded};
use proptest::prelude::*;
use serde_json::{Value, json};
use trial::{difference, shuffled};
use uuid::Uuid;

const MANAGER: Role = Role::ReceptionManager;

/// What somebody does: what, to whom, where.
type Act = (u8, usize, usize);

struct World {
    node: Node,
    households: [(HouseholdId, Vec<PersonId>); 2],
    units: Vec<(String, Vec<String>)>,
}

impl World {
    fn new() -> Self {
        let node = Node::new();
        let households =
            [node.household(1, &[(Female, 30), (Male, 8)]), node.household(2, &[(Female, 40), (Female, 16)])];
        let units = ["A", "B"].iter().map(|code| node.unit(code, &json!({}), &[3])).collect();
        Self { node, households, units }
    }

    fn people(&self) -> Vec<PersonId> {
        self.households.iter().flat_map(|(_, people)| people.clone()).collect()
    }

    /// Does it; what is refused is refused.
    fn act(&self, (what, who, place): Act) {
        self.node.pass(3_600);
        let (person, (unit, rooms)) = (self.people()[who % 4], &self.units[place % 2]);
        let run = |command: &str, json: Value| drop(self.node.run(&somebody(MANAGER), command, &json));
        let all = json!({ "people": [person] });
        match what % 8 {
            0..=2 => {
                let at = json!({ "person": person, "unit": unit, "room": rooms[0], "bed": place % 3 + 1 });
                let apart = json!({ "reason": "own_wish", "note": "they asked" });
                run("assign_places", json!({ "places": [at], "apart": apart, "exception": "one night" }));
            }
            3 => run("check_in", all),
            4 => run("mark_absent", all),
            5 => run("mark_returned", all),
            6 => {
                let why = ["departed", "mistake"][place % 2];
                run("end_stay", json!({ "people": [person], "why": why }));
            }
            _ => {
                let needs = json!({ "no_steps": place % 2 == 0, "quarantine": place % 5 == 4 });
                run("note_place_needs", json!({ "person": person, "needs": needs }));
            }
        }
    }

    fn join(&self, how: u8) {
        let ((one, own), (other, came)) = (&self.households[0], &self.households[1]);
        if how != 2 {
            let is = if how == 1 { LinkKind::NotSameAs } else { LinkKind::SameAs };
            let (person, link, basis) = (own[0], LinkId(Uuid::from_u128(7)), LinkBasis::Declared);
            self.node.append(person.into(), &[Registered::LinkAsserted { person, link, is, other: came[0], basis }]);
        }
        if how >= 2 {
            let joined = Registered::HouseholdsJoined { household: *one, from: *other, members: came.clone() };
            self.node.append((*one).into(), &[joined]);
            self.node.append((*other).into(), &[Registered::HouseholdRested { household: *other, with: *one }]);
            self.place(came, *one);
        }
    }

    fn part(&self, how: u8) {
        let ((one, own), (other, came)) = (&self.households[0], &self.households[1]);
        if how != 2 {
            let (person, link, reason) = (own[0], LinkId(Uuid::from_u128(7)), Text::parse("two sisters").unwrap());
            self.node.append(person.into(), &[Registered::LinkRetracted { person, link, reason }]);
        }
        if how >= 2 {
            self.node.append((*one).into(), &[Registered::JoinUndone { household: *one, from: *other }]);
            let resumed = Registered::HouseholdResumed { household: *other, members: came.clone() };
            self.node.append((*other).into(), &[resumed]);
            self.place(came, *other);
        }
    }

    fn place(&self, people: &[PersonId], household: HouseholdId) {
        for person in people.iter().copied() {
            self.node.append(person.into(), &[Registered::PersonPlaced { person, household, site: site() }]);
        }
    }

    /// The fact as it would have been recorded had nothing been joined: none, if it is of the joining.
    fn never_joined(&self, fact: &Recorded) -> Option<Recorded> {
        const OF_JOINING: [&str; 7] = [
            "registration.link_asserted",
            "registration.link_retracted",
            "registration.households_joined",
            "registration.household_rested",
            "registration.join_undone",
            "registration.household_resumed",
            "registration.person_placed",
        ];
        let mut fact = fact.clone();
        if let (Some(bytes), true) = (&fact.body, fact.kind().starts_with("reception.")) {
            let mut body: Value = serde_json::from_slice(bytes).unwrap();
            let is = |person: &PersonId| body["person"].as_str() == Some(&person.to_string());
            let own = self.households.iter().find(|(_, people)| people.iter().any(is)).map(|(household, _)| *household);
            if let (Some(own), true) = (own, body["household"].is_string()) {
                body["household"] = json!(own);
            }
            fact.body = Some(body.to_string().into_bytes());
        }
        Some(fact).filter(|fact| !OF_JOINING.contains(&fact.kind()))
    }

    /// Everything that is shown, as text; read in the same order on every node.
    fn seen(&self, node: &Node) -> Vec<String> {
        let mut out = Vec::new();
        let all = Query { per_page: Query::MOST, ..Query::default() };
        for (household, people) in &self.households {
            out.push(node.record_of("household", "id", &household.to_string()).to_string());
            out.push(node.page(MANAGER, &format!("/reception/households/{household}")));
            out.extend(people.iter().map(|person| format!("{:?}", node.rows("find", &Query::by("q", person.short())))));
        }
        for (unit, _) in &self.units {
            out.push(node.record_of("unit", "id", unit).to_string());
            out.push(node.page(MANAGER, &format!("/reception/units/{unit}")));
        }
        for view in ["presence", "waiting", "items", "occupancy", "units", "places"] {
            out.push(Value::from(node.rows(view, &all)).to_string());
        }
        out.push(node.record_of("board", "-", "-").to_string());
        for page in ["", "/presence", "/items", "/places"] {
            out.push(node.page(MANAGER, &format!("/reception{page}")));
        }
        out
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stays_of_what_was_joined_are_apart_again_as_if_it_had_never_been_joined(
        before in proptest::collection::vec((0u8..8, 0usize..4, 0usize..12), 0..8),
        between in proptest::collection::vec((0u8..8, 0usize..4, 0usize..12), 0..10),
        after in proptest::collection::vec((0u8..8, 0usize..4, 0usize..12), 0..4),
        how in 0u8..4, keys in proptest::collection::vec(any::<u16>(), 7),
    ) {
        let world = World::new();
        before.into_iter().for_each(|act| world.act(act));
        world.join(how);
        between.into_iter().for_each(|act| world.act(act));
        world.part(how);
        after.into_iter().for_each(|act| world.act(act));
        let facts = world.node.recorded();
        let now = world.node.app.gate.now().seconds_since(At::example().now);
        let told = |facts: &[Recorded]| {
            let node = Node::new();
            node.tell(facts);
            node.pass(now);
            node
        };
        let never: Vec<Recorded> = facts.iter().filter_map(|fact| world.never_joined(fact)).collect();
        let (never, elsewhere) = (told(&never), told(&shuffled(&facts, &keys)));
        let expected = world.seen(&never);
        prop_assert_eq!(difference(&world.seen(&world.node), &expected), None, "here");
        prop_assert_eq!(difference(&world.seen(&elsewhere), &expected), None, "at another post");
        for node in [&never, &world.node, &elsewhere] {
            node.log().rebuild(&mut |_, _| {}).unwrap();
        }
        let expected = world.seen(&never);
        prop_assert_eq!(difference(&world.seen(&world.node), &expected), None, "after a rebuild");
        prop_assert_eq!(difference(&world.seen(&elsewhere), &expected), None, "at another post, after a rebuild");
    }
}
