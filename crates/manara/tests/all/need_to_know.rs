//! Need to know: each free text of each command of the capabilities that hold what people confide × each role × each purpose, through each
//! view with each id in each parameter, and through each page. The texts are generated from the commands' own examples, so that a new field
//! is planted by itself and a new command fails the test until it is planted; who may read one follows from the matrix and the circle.

mod story;

use crate::{node_of_test::TestNode, zone_wall::TestDoors};
use access::{Query, Relation, Role, Who};
use contracts::registration::{Details, RegistrationFact};
use kernel::{ActorId, HouseholdId, PersonId, Purpose, SiteId, StreamId, Text, Zone};
use manara::serve;
use serde_json::{Value, json};
use shell::{Raw, export, server};
use std::collections::BTreeSet;
use story::{Cast, best_interests, case, cast, file, reception, referral, relief, transfer};

/// Capabilities whose texts are planted, each command of theirs.
const CONFIDED: [&str; 3] = ["protection.", "best_interests.", "referral."];

/// Capabilities of which each command that takes a free text is planted.
const WORKED_WITH: [&str; 3] = ["reception.", "relief.", "transfer."];

/// Commands whose texts are of organisations, staff, buildings, stock and vehicles, or that have none and change who reads.
const PUBLIC: [&str; 27] = [
    "protection.enter_roster",
    "protection.lead_roster",
    "protection.assign_case",
    "protection.name_supervisor",
    "protection.add_subject",
    "protection.take_flag",
    "referral.describe_organisation",
    "referral.describe_service",
    "referral.name_inbox_member",
    "referral.remove_inbox_member",
    "referral.publish_paper_key",
    "referral.set_capacity",
    "referral.suspend_service",
    "referral.resume_service",
    "reception.block_bed",
    "reception.close_unit",
    "reception.report_defect",
    "relief.define_item",
    "relief.end_entitlement",
    "relief.state_rate",
    "relief.receive_stock",
    "relief.count_stock",
    "transfer.announce_convoy",
    "transfer.change_convoy",
    "transfer.cancel_convoy",
    "transfer.depart_convoy",
    "transfer.explain_counts",
];

/// Whether there is a free text in a command.
fn has_text(command: &Value) -> bool {
    match command {
        Value::String(text) => text.contains(' '),
        Value::Array(list) => list.iter().any(has_text),
        Value::Object(map) => map.values().any(has_text),
        _ => false,
    }
}

/// A text that stands in a record, and who may read it.
struct Planted {
    text: String,
    place: String,
    /// The view whose rows in the matrix open it to a whole site, or to everybody of a role.
    view: Option<&'static str>,
    /// Who may read it besides.
    circle: Vec<ActorId>,
}

/// A node where something was confided.
struct World {
    node: TestNode,
    site: SiteId,
    texts: Vec<Planted>,
    ids: BTreeSet<String>,
    done: BTreeSet<String>,
}

/// `json` over `example`; a null takes a field away.
fn over(example: &mut Value, json: &Value) {
    match (example, json) {
        (Value::Object(map), Value::Object(given)) => {
            for (name, value) in given {
                if value.is_null() {
                    map.remove(name);
                } else {
                    over(map.entry(name).or_insert(Value::Null), value);
                }
            }
        }
        (place, given) => place.clone_from(given),
    }
}

fn bytes(n: u128) -> [u8; 16] {
    n.to_be_bytes()
}

impl World {
    fn new() -> Self {
        let node = TestNode::new();
        let site = node.site();
        Self { node, site, texts: vec![], ids: BTreeSet::new(), done: BTreeSet::new() }
    }

    fn somebody(&self, role: Role) -> Who {
        self.node.somebody(role, Some(self.site))
    }

    fn person(&mut self, n: u128) -> PersonId {
        let (person, household) =
            (PersonId::from_bytes(&bytes(n)).unwrap(), HouseholdId::from_bytes(&bytes(n + 1_000)).unwrap());
        let details = Details::named(Text::parse("Hawa Barka").unwrap());
        let gate = self.node.gate();
        let at = gate.at(&gate.system(), Purpose::Registration).unwrap();
        let fact = RegistrationFact::PersonRegistered { person, household, site: self.site, on: at.today(), details };
        let log = gate.log(Zone::Humanitarian).unwrap();
        log.commit(&at, |commit| commit.record(StreamId(person.0), &[fact], &at)).unwrap();
        self.ids.insert(person.to_string());
        person
    }

    /// Two people of one household, registered.
    fn family(&mut self) -> (String, [String; 2]) {
        let birth = json!({ "precision": "estimated", "age_years": 30, "on": "2026-09-01" });
        let details =
            json!({ "name": { "original": "Hawa Barka" }, "sex": "female", "birth": birth, "nationality": "SDN" });
        let household = json!({ "head": details, "members": [{ "relationship": "child", "details": details }] });
        let done =
            self.node.done(&self.somebody(Role::RegistrationClerk), "registration.register_household", household);
        let id = |at: &str| done.pointer(at).unwrap().as_str().unwrap().to_owned();
        let (household, people) = (id("/household"), ["/people/0", "/people/1"].map(id));
        self.ids.extend(people.iter().chain([&household]).cloned());
        (household, people)
    }

    /// Runs a command as its example with what `json` says, and with a text of its own in each free field that `json` leaves.
    fn plant(&mut self, who: &Who, action: &str, json: Value, view: Option<&'static str>, circle: &[&Who]) -> Value {
        let mut command = (self.node.gate().commands().find(|(name, ..)| *name == action).unwrap().2.example)();
        self.texts_of(&mut command, &json, action, view, circle);
        over(&mut command, &json);
        let answer = self.node.done(who, action, command);
        self.done.insert(action.to_owned());
        // Ids of what has a page or a view of its own.
        for name in ["case", "procedure", "referral", "sending", "screening", "handout"] {
            self.ids.extend(answer.get(name).and_then(Value::as_str).map(str::to_owned));
        }
        answer
    }

    fn texts_of(&mut self, value: &mut Value, given: &Value, place: &str, view: Option<&'static str>, circle: &[&Who]) {
        match value {
            Value::String(text) if text.contains(' ') && !given.is_string() => {
                *text = format!("planted text {:04}", self.texts.len());
                let circle = circle.iter().map(|who| who.actor).collect();
                self.texts.push(Planted { text: text.clone(), place: place.to_owned(), view, circle });
            }
            Value::Array(list) if !given.is_array() => {
                list.iter_mut().for_each(|one| self.texts_of(one, &Value::Null, place, view, circle));
            }
            Value::Object(map) => {
                for (name, value) in map.iter_mut().filter(|(name, _)| given.get(*name) != Some(&Value::Null)) {
                    let given = given.get(name).cloned().unwrap_or_default();
                    self.texts_of(value, &given, &format!("{place}/{name}"), view, circle);
                }
            }
            _ => {}
        }
    }

    /// Whether the matrix opens a text to somebody, or the circle does.
    fn may(&self, who: &Who, planted: &Planted) -> bool {
        let opens = |view: &str| {
            self.node.gate().matrix().rows().any(|row| {
                let there = match row.relation {
                    Relation::Anywhere => true,
                    Relation::OwnSite => who.site == Some(self.site),
                    _ => false,
                };
                row.action == view && there && row.roles.iter().any(|role| who.roles.contains(role))
            })
        };
        planted.circle.contains(&who.actor) || planted.view.is_some_and(opens)
    }

    /// All that somebody is shown by views.
    fn shown(&self, who: &Who) -> String {
        let gate = self.node.gate();
        let mut out = String::new();
        for (action, _, def) in gate.views().filter(|(action, ..)| gate.may(who, action)) {
            let mut queries = vec![Query { per_page: 500, ..Query::default() }];
            queries.extend(self.ids.iter().filter(|_| def.params.iter().any(|p| p.kind == access::Kind::Id)).map(
                |id| {
                    let ids = def.params.iter().filter(|param| param.kind == access::Kind::Id);
                    ids.fold(Query { per_page: 500, ..Query::default() }, |query, param| query.and(param.name, id))
                },
            ));
            for query in queries {
                match gate.view(who, action, &query) {
                    Ok(answer) => out.push_str(&export::json(def, &answer).to_string()),
                    Err(problem) => out.push_str(&format!("{problem:?}")),
                }
            }
        }
        out
    }
}

/// The cast, somebody in each role at the site, and somebody in each role at another one.
fn everybody(world: &World, cast: Cast) -> Vec<Who> {
    let elsewhere = SiteId::from_bytes(&bytes(77)).unwrap();
    let mut people = vec![cast.worker, cast.boss, cast.offered, cast.colleague, cast.provider];
    people.extend(Role::ALL.iter().map(|role| world.somebody(*role)));
    people.extend(Role::ALL.iter().map(|role| world.node.somebody(*role, Some(elsewhere))));
    people
}

#[test]
fn no_text_is_shown_to_somebody_who_need_not_know_it_in_any_role_for_any_purpose() {
    let mut world = World::new();
    let cast = cast(&mut world);
    case(&mut world, &cast, 1, "child", Some("protection.case"));
    case(&mut world, &cast, 2, "gbv", None);
    case(&mut world, &cast, 3, "trafficking", None);
    file(&mut world, &cast);
    best_interests(&mut world, &cast);
    referral(&mut world, &cast);
    reception(&mut world);
    relief(&mut world);
    transfer(&mut world);
    let of = |begins: &[&str], name: &str| begins.iter().any(|begin| name.starts_with(begin));
    let commands =
        world.node.gate().commands().filter(|(name, _, command)| {
            of(&CONFIDED, name) || of(&WORKED_WITH, name) && has_text(&(command.example)())
        });
    let commands = commands.map(|(name, ..)| name).filter(|name| !PUBLIC.contains(name));
    let missing: Vec<_> = commands.filter(|name| !world.done.contains(*name)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "commands whose texts nobody planted");

    let people = everybody(&world, cast);
    let (mut checked, mut read) = (0, BTreeSet::new());
    let doors = TestDoors::default();
    let (app, _woken) = serve::app(&world.node.node, Box::new(doors.clone())).unwrap();
    for who in &people {
        // At another site every row that there is ends at the same relation, whatever the purpose.
        let purposes = if who.site == Some(world.site) { Purpose::ALL } else { &[] };
        for purpose in purposes.iter().map(|purpose| Some(*purpose)).chain([None]) {
            let who = Who { purpose, ..who.clone() };
            let shown = world.shown(&who);
            for planted in &world.texts {
                let seen = shown.contains(&planted.text);
                let Planted { text, place, .. } = planted;
                assert!(!seen || world.may(&who, planted), "{} for {purpose:?} reads {text:?} of {place}", who.name);
                read.extend(seen.then_some(text.as_str()));
                checked += 1;
            }
        }
        *doors.0.lock().unwrap() = Some(who.clone());
        let pages = pages(&app, &world.ids);
        for planted in &world.texts {
            let Planted { text, place, .. } = planted;
            assert!(world.may(who, planted) || !pages.contains(text), "a page shows {} {text:?} of {place}", who.name);
            checked += 1;
        }
    }
    println!(
        "{} texts, {} people, {checked} combinations, 0 leaks; {} texts read by those who may",
        world.texts.len(),
        people.len(),
        read.len()
    );
    assert!(
        world.texts.len() > 80 && read.len() * 2 > world.texts.len(),
        "too little was planted or shown: {}",
        read.len()
    );
}

/// Every page that holds such records, with every id in its address.
fn pages(app: &shell::App, ids: &BTreeSet<String>) -> String {
    let mut out = String::new();
    let begins = ["/protection", "/best-interests", "/referral", "/reception", "/registration", "/relief", "/transfer"];
    for page in app.pages.iter().filter(|page| begins.iter().any(|begin| page.path.starts_with(begin))) {
        let with_id = page.path.contains("{id}");
        for id in ids.iter().take(if with_id { ids.len() } else { 1 }) {
            let raw = Raw { method: "GET".into(), path: page.path.replace("{id}", id), ..Raw::default() };
            out.push_str(&String::from_utf8_lossy(&server::serve(app, &raw).body));
        }
    }
    out
}
