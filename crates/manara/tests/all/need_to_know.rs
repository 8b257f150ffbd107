//! Need to know: each free text of each command of the capabilities that hold what people confide × each role × each purpose, through each
//! view with each id in each parameter, and through each page. The texts are generated from the commands' own examples, so that a new field
//! is planted by itself and a new command fails the test until it is planted; who may read one follows from the matrix and the circle.

use crate::{node_of_test::TestNode, zone_wall::TestDoors};
use access::{Query, Relation, Role, Who};
use contracts::registration::{Details, RegistrationFact};
use kernel::{ActorId, HouseholdId, PersonId, Purpose, SiteId, StreamId, Text, Zone};
use manara::serve;
use serde_json::{Value, json};
use shell::{Raw, export, server};
use std::collections::BTreeSet;

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

/// The owner of cases, who supervises, a colleague who is offered a case, a colleague who is not.
struct Cast {
    worker: Who,
    boss: Who,
    offered: Who,
    colleague: Who,
    provider: Who,
}

fn cast(world: &mut World) -> Cast {
    let cast = Cast {
        worker: world.somebody(Role::SocialWorker),
        boss: world.somebody(Role::ProtectionSupervisor),
        offered: world.somebody(Role::ChildProtectionOfficer),
        colleague: world.somebody(Role::SocialWorker),
        provider: world.somebody(Role::ServiceProvider),
    };
    for (who, command) in
        [(&cast.worker, "enter"), (&cast.boss, "lead"), (&cast.offered, "enter"), (&cast.colleague, "enter")]
    {
        let entered = json!({ "name": "somebody", "organisation": "Red Cross" });
        world.node.done(who, &format!("protection.{command}_roster"), entered);
    }
    cast
}

/// A case with a text in each field; of violence and trafficking its circle alone knows.
fn case(world: &mut World, cast: &Cast, n: u128, about: &str, view: Option<&'static str>) {
    let (person, Cast { worker, boss, offered, .. }) = (world.person(n), cast);
    let (circle, with_offered) = ([worker, boss], [worker, boss, offered]);
    let opened = json!({ "person": person, "about": about, "supervisor": boss.actor });
    let case = world.plant(worker, "protection.open_case", opened, view, &circle)["case"].clone();
    let on = |mut json: Value| {
        json["case"] = case.clone();
        json
    };
    let due = "2099-01-01";
    let action =
        world.plant(worker, "protection.plan_action", on(json!({ "due": due })), view, &circle)["action"].clone();
    world.plant(worker, "protection.finish_action", on(json!({ "action": action })), view, &circle);
    for (readers, view, circle) in
        [("case", view, circle.as_slice()), ("circle", None, &circle), ("author", None, &[worker])]
    {
        world.plant(worker, "protection.write_note", on(json!({ "readers": readers })), view, circle);
    }
    let decision = world.plant(worker, "protection.propose_decision", on(json!({})), view, &circle)["decision"].clone();
    world.plant(boss, "protection.rule_on_decision", on(json!({ "decision": decision })), view, &circle);
    // Why it is offered is for who is asked; what they answer goes to the history.
    world.plant(worker, "protection.offer_handover", on(json!({ "to": offered.actor })), view, &with_offered);
    world.plant(offered, "protection.answer_handover", on(json!({ "accepted": false })), view, &circle);
    world.plant(worker, "protection.ask_closure", on(json!({})), view, &circle);
    world.plant(boss, "protection.rule_on_closure", on(json!({ "reason": "rather well done" })), view, &circle);
    world.plant(worker, "protection.reopen_case", on(json!({})), view, &circle);
}

/// A person's flags and needs, of which some are for who asked and the supervisor alone.
fn file(world: &mut World, cast: &Cast) {
    let (person, view, Cast { worker, boss, .. }) = (world.person(50), Some("protection.file"), cast);
    let on = |mut json: Value| {
        json["person"] = json!(person);
        json
    };
    let answers = json!({ "carer": { "one": "nobody" }, "fighters": { "one": "yes" }, "age": { "number": 9 } });
    let asked =
        on(json!({ "sheet": "child", "version": 1, "answers": answers, "supervisor": boss.actor, "language": "ar" }));
    let screening = world.plant(worker, "protection.screen_person", asked, view, &[])["screening"].clone();
    for (rule, view) in [("unaccompanied", view), ("fighters", None)] {
        let flag = on(json!({ "flag": { "screening": screening, "rule": rule } }));
        world.plant(worker, "protection.overrule_flag", flag, view, &[worker, boss]);
    }
    for (code, ends, view) in
        [("ER-NF", "address_need", view), ("SV-VA", "overrule_need", None), ("TR-PI", "expire_need", None)]
    {
        let raise = on(json!({ "code": code, "supervisor": boss.actor }));
        let need = world.plant(worker, "protection.raise_need", raise, view, &[worker, boss])["need"].clone();
        let end = on(json!({ "need": need }));
        world.plant(worker, "protection.confirm_need", end.clone(), view, &[worker, boss]);
        if ends == "expire_need" {
            world.node.pass_seconds(40 * 86_400);
        }
        world.plant(worker, &format!("protection.{ends}"), end, view, &[worker, boss]);
    }
}

/// A best-interests procedure: officer, supervisor and panel know of it.
fn best_interests(world: &mut World, cast: &Cast) {
    let (child, Cast { worker, boss, offered, colleague, .. }) = (world.person(60), cast);
    // The colleague goes on with it at the end.
    let circle = [worker, boss, offered, colleague];
    let opened = json!({ "child": child, "supervisor": boss.actor });
    let procedure = world.plant(worker, "best_interests.open_procedure", opened, None, &circle)["procedure"].clone();
    let mut act = |who: &Who, command: &str, mut json: Value| {
        json["procedure"] = procedure.clone();
        world.plant(who, &format!("best_interests.{command}"), json, None, &circle)
    };
    act(worker, "write_assessment", json!({}));
    act(boss, "rule_on_step", json!({ "step": "assessment", "agreed": true }));
    act(worker, "check_caregiver", json!({}));
    act(worker, "list_document", json!({}));
    act(worker, "arrange_care", json!({}));
    let members = [boss.actor, offered.actor];
    act(worker, "call_panel", json!({ "members": members }));
    act(boss, "give_opinion", json!({}));
    act(offered, "give_opinion", json!({}));
    act(boss, "take_decision", json!({}));
    act(worker, "tell_child", json!({}));
    act(worker, "ask_closing", json!({ "outcome": "cared_for" }));
    act(boss, "rule_on_step", json!({ "step": "closing", "agreed": false }));
    let read = world
        .node
        .gate()
        .view(worker, "best_interests.procedure", &Query::by("id", procedure.as_str().unwrap()))
        .unwrap();
    let care = read.record()["procedure"]["care"].as_object().unwrap().keys().next().unwrap().clone();
    let mut act = |who: &Who, command: &str, mut json: Value| {
        json["procedure"] = procedure.clone();
        world.plant(who, &format!("best_interests.{command}"), json, None, &circle)
    };
    act(worker, "end_care", json!({ "care": care, "day": "2099-06-01" }));
    act(boss, "give_procedure", json!({ "to": colleague.actor }));
}

/// A referral that was sent and answered, one that stayed a draft, and one from outside.
fn referral(world: &mut World, cast: &Cast) {
    let (person, view, Cast { worker, provider, .. }) = (world.person(70), Some("referral.case"), cast);
    let focal = world.somebody(Role::ReferralFocalPoint);
    let organisation = world.node.done(
        &focal,
        "referral.describe_organisation",
        json!({ "description": { "name": "Clinic" } }),
    )["organisation"]
        .clone();
    let service = json!({ "organisation": organisation, "service": { "name": "Care", "category": "health",
        "hours": { "from": "00:00", "to": "00:00" }, "languages": ["ar"] } });
    let service = world.node.done(&focal, "referral.describe_service", service)["service"].clone();
    let member = json!({ "organisation": organisation, "account": provider.actor });
    world.node.done(&focal, "referral.name_inbox_member", member);
    let draft = |world: &mut World, circle: &[&Who]| {
        let drafted = json!({ "person": person });
        let referral = world.plant(worker, "referral.draft_referral", drafted, view, circle)["referral"].clone();
        world.plant(worker, "referral.name_basis", json!({ "referral": referral }), view, &[worker]);
        referral
    };
    // What leaves is read by the organisation too: the answers of this draft are among it.
    let sent = draft(world, &[worker, provider]);
    let consent = json!({ "consent": { "agreed": true, "by": "oneself", "form": "spoken", "language": "ar",
        "organisations": [organisation], "fields": ["reason"] }, "referral": sent });
    world.plant(worker, "referral.answer_consent", consent, view, &[worker]);
    let send = json!({ "referral": sent, "service": service, "fields": ["reason"] });
    let sending = world.plant(worker, "referral.send_referral", send, view, &[])["sending"].clone();
    for command in ["acknowledge_referral", "accept_referral", "begin_help", "record_outcome"] {
        let answer = json!({ "sending": sending, "outcome": (command == "record_outcome").then_some("helped"),
            "expected": (command == "accept_referral").then_some("2099-01-01") });
        world.plant(provider, &format!("referral.{command}"), answer, view, &[worker, provider]);
    }
    let told = json!({ "referral": sent, "sending": sending });
    world.plant(worker, "referral.tell_person", told, view, &[worker]);
    let changed = draft(world, &[worker]);
    world.plant(worker, "referral.change_draft", json!({ "referral": changed }), view, &[worker]);
    for (ends, who) in [("decline_referral", provider), ("note_answer", worker), ("revoke_referral", worker)] {
        let again = draft(world, &[worker, provider]);
        let send = json!({ "referral": again, "service": service, "fields": ["reason"] });
        let sending = world.plant(worker, "referral.send_referral", send, view, &[])["sending"].clone();
        let end = match ends {
            "note_answer" => json!({ "referral": again, "answered": { "s": sending } }),
            "decline_referral" => json!({ "sending": sending }),
            _ => json!({ "referral": again }),
        };
        world.plant(who, &format!("referral.{ends}"), end, view, &[worker, provider]);
    }
    let withdrawn = draft(world, &[worker]);
    let consent = json!({ "referral": withdrawn, "consent": { "agreed": true, "by": "oneself", "form": "spoken", "language": "ar",
        "organisations": [organisation], "fields": ["reason"] } });
    world.plant(worker, "referral.answer_consent", consent, view, &[worker]);
    world.plant(worker, "referral.withdraw_consent", json!({ "referral": withdrawn }), view, &[worker]);
    let late = draft(world, &[worker, provider]);
    let send = json!({ "referral": late, "service": service, "fields": ["reason"] });
    let sending = world.plant(worker, "referral.send_referral", send, view, &[])["sending"].clone();
    world.node.pass_seconds(30 * 86_400);
    world.plant(worker, "referral.escalate_referral", json!({ "referral": late, "sending": sending }), view, &[worker]);
    let received = json!({ "organisation": organisation, "sending": PersonId::from_bytes(&bytes(99)).unwrap(), "answer_key": null });
    world.plant(provider, "referral.receive_referral", received, None, &[provider]);
}

/// What stands in a column of the first open item of a site, by the view that lists them.
fn item(world: &World, who: &Who, view: &str, column: &str) -> Value {
    let gate = world.node.gate();
    let answer = gate.view(who, view, &Query { per_page: 500, ..Query::default() }).unwrap();
    export::json(gate.view_def(view).unwrap(), &answer)["rows"][0][column].clone()
}

/// A family whose people sleep apart, one of them in a house that is not meant for them.
fn reception(world: &mut World) {
    let (manager, view) = (world.somebody(Role::ReceptionManager), Some("reception.household"));
    let (_, people) = world.family();
    let places: Vec<Value> = people
        .iter()
        .zip(["A", "B"])
        .map(|(person, code)| {
            let unit = json!({ "code": code, "name": "House", "is": "house", "policy": { "families_only": code == "A" },
                "rooms": [{ "code": "1", "beds": 2, "accessible": 0 }] });
            let unit = world.node.done(&manager, "reception.define_unit", unit)["unit"].clone();
            let id = unit.as_str().unwrap();
            world.ids.insert(id.to_owned());
            let read = world.node.gate().view(&manager, "reception.unit", &Query::by("id", id)).unwrap();
            json!({ "person": person, "unit": unit, "room": read.record()["rooms"][0]["room"], "bed": 1 })
        })
        .collect();
    world.plant(&manager, "reception.assign_places", json!({ "places": places }), view, &[]);
    let open = item(world, &manager, "reception.items", "reception_item");
    world.plant(&manager, "reception.settle_item", json!({ "item": open }), view, &[]);
}

/// Something that was handed out besides the rule, and taken back; something given again without a word, which is a question.
fn relief(world: &mut World) {
    let (manager, view) = (world.somebody(Role::ReceptionManager), Some("relief.handout"));
    let (household, _) = world.family();
    let item = json!({ "code": "KIT-H", "name": "Kit", "unit": "kit" });
    let item = world.node.done(&manager, "relief.define_item", item)["item"].clone();
    let line = json!({ "item": item, "quantity": 1 });
    let given = json!({ "household": household, "lines": [line] });
    let handout = world.plant(&manager, "relief.hand_out", given, view, &[])["handout"].clone();
    world.plant(&manager, "relief.take_back", json!({ "handout": handout }), view, &[]);
    let rule = json!({ "item": item, "quantity": 1, "basis": "household", "rule": { "min_interval_hours": 48 } });
    let rule = world.node.done(&manager, "relief.define_entitlement", rule)["entitlement"].clone();
    let line = json!({ "item": item, "quantity": 1, "entitlement": rule });
    for _ in 0..2 {
        world.node.done(&manager, "relief.hand_out", json!({ "household": household, "lines": [line] }));
        world.node.pass_seconds(3_600);
    }
    let open = self::item(world, &manager, "relief.questions", "relief_question");
    world.plant(&manager, "relief.settle_question", json!({ "question": open }), Some("relief.questions"), &[]);
}

/// A family that travels apart: one is taken off the list, one does not arrive.
fn transfer(world: &mut World) {
    let (manager, view) = (world.somebody(Role::ReceptionManager), Some("transfer.convoy"));
    let there = SiteId::from_bytes(&bytes(78)).unwrap();
    let receiver = world.node.somebody(Role::ReceptionManager, Some(there));
    let (_, [first, second]) = world.family();
    let due = world.node.gate().now().plus_seconds(3_600);
    let announced = json!({ "is": "road", "from": "here", "to": there, "due": due });
    let convoy = world.node.done(&manager, "transfer.announce_convoy", announced)["convoy"].clone();
    world.ids.insert(convoy.as_str().unwrap().to_owned());
    let on = |mut json: Value| {
        json["convoy"] = convoy.clone();
        json
    };
    let both = [&receiver];
    world.plant(&manager, "transfer.list_people", on(json!({ "people": [first] })), view, &both);
    let open = item(world, &manager, "transfer.items", "transfer_item");
    world.plant(&manager, "transfer.settle_item", json!({ "item": open }), view, &both);
    world.node.done(&manager, "transfer.list_people", on(json!({ "people": [second] })));
    world.plant(
        &manager,
        "transfer.unlist_person",
        on(json!({ "people": [second], "apart": { "reason": "own_wish", "note": "said by both" } })),
        view,
        &both,
    );
    world.node.done(&receiver, "transfer.arrive_convoy", on(json!({ "counted": 0, "people": [] })));
    world.plant(&receiver, "transfer.explain_missing", on(json!({ "person": first })), view, &both);
    seats(world, &manager, &receiver, there);
}

/// A family that sits in two vehicles, of which one has no seat for it, and is still to come.
fn seats(world: &mut World, manager: &Who, receiver: &Who, there: SiteId) {
    let (_, people) = world.family();
    let due = world.node.gate().now().plus_seconds(3_600);
    let vehicles = json!([{ "name": "A", "seats": 1 }, { "name": "B", "seats": 0 }]);
    let announced = json!({ "is": "road", "from": "here", "to": there, "due": due, "vehicles": vehicles });
    let convoy = world.node.done(manager, "transfer.announce_convoy", announced)["convoy"].clone();
    world.ids.insert(convoy.as_str().unwrap().to_owned());
    world.node.done(manager, "transfer.list_people", json!({ "convoy": convoy, "people": people }));
    let seats: Vec<Value> =
        people.iter().zip(["A", "B"]).map(|(person, name)| json!({ "person": person, "vehicle": name })).collect();
    let seats = json!({ "convoy": convoy, "seats": seats });
    world.plant(manager, "transfer.seat_people", seats, Some("transfer.items"), &[receiver]);
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
