//! What is planted: a story through every capability that holds what people confide or what is said of them.

use super::{World, bytes};
use access::{Query, Role, Who};
use kernel::{PersonId, SiteId};
use serde_json::{Value, json};
use shell::export;

/// The owner of cases, who supervises, a colleague who is offered a case, a colleague who is not.
pub(super) struct Cast {
    pub(super) worker: Who,
    pub(super) boss: Who,
    pub(super) offered: Who,
    pub(super) colleague: Who,
    pub(super) provider: Who,
}

pub(super) fn cast(world: &mut World) -> Cast {
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
pub(super) fn case(world: &mut World, cast: &Cast, n: u128, about: &str, view: Option<&'static str>) {
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
pub(super) fn file(world: &mut World, cast: &Cast) {
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
pub(super) fn best_interests(world: &mut World, cast: &Cast) {
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
pub(super) fn referral(world: &mut World, cast: &Cast) {
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
pub(super) fn reception(world: &mut World) {
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
pub(super) fn relief(world: &mut World) {
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
pub(super) fn transfer(world: &mut World) {
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
