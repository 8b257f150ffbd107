//! The story's protection: who is asked which questions at the transit site, what their answers raise, and the cases that follow.

use super::{
    feed::relationship,
    post::{Post, run},
};
use crate::node::{Failure, Node};
use access::{Role, Who};
use kernel::Sex;
use population::Person;
use serde_json::{Map, Value, json};

/// Every so many registered households, somebody is asked the first questions on arrival.
const ASKED_OF: usize = 3;
/// Every so many of these, somebody asks to speak in private and a case follows that few may know of.
const IN_PRIVATE_OF: usize = 8;

/// The case workers enter the roster.
pub fn enter(node: &Node, post: &Post) -> Result<(), Failure> {
    for (role, command, organisation) in [
        (Role::SocialWorker, "enter_roster", "Croix-Rouge du Tchad"),
        (Role::ChildProtectionOfficer, "enter_roster", "Enfance Sahel"),
        (Role::ProtectionSupervisor, "lead_roster", "Croix-Rouge du Tchad"),
    ] {
        let who = post.who(role)?;
        let command_json = json!({ "name": who.name, "organisation": organisation });
        run(node, who, &format!("protection.{command}"), &command_json)?;
    }
    Ok(())
}

/// A household that was registered, the `n`th: its people with their ids.
pub fn look_after(node: &Node, post: &Post, n: usize, people: &[(&str, &Person)]) -> Result<(), Failure> {
    for (id, person) in people {
        let needs = serde_json::to_value(&person.needs)?;
        let alone = needs.as_array().is_some_and(|needs| needs.iter().any(|need| need == "unaccompanied_child"));
        // A child who came with a grandmother, an aunt or neighbours: the parents are elsewhere.
        let separated =
            person.age_years >= 5 && !["child", "spouse", "other_relative"].iter().any(|w| relationship(person) == *w);
        match person.age_years < 18 {
            true if alone => child(node, post, id, person, "nobody")?,
            true if separated => child(node, post, id, person, "relative")?,
            _ => {}
        }
    }
    match people.first() {
        Some((id, head)) if n.is_multiple_of(ASKED_OF) && head.age_years >= 18 => {
            arrival(node, post, n, (id, head), people.len())
        }
        _ => Ok(()),
    }
}

/// The child-protection officer asks, and opens a case with the first steps.
fn child(node: &Node, post: &Post, id: &str, child: &Person, carer: &str) -> Result<(), Failure> {
    let officer = post.who(Role::ChildProtectionOfficer)?;
    let said = [("carer", carer), ("parents", "lost"), ("ill", "no")];
    let rule = if carer == "nobody" { "unaccompanied" } else { "separated" };
    let screening = screen(node, post, officer, "child", id, child, &said)?;
    let opened = json!({
        "person": id, "about": "child", "reason": "Enfant sans ses parents, qu’il cherche.",
        "supervisor": post.who(Role::ProtectionSupervisor)?.actor,
        "flag": { "screening": screening, "rule": rule },
    });
    let case = run(node, officer, "protection.open_case", &opened)?;
    let today = node.gate.now().date_at(officer.utc_offset_minutes);
    for (what, days) in [("Trouver un accueil pour cette nuit", 0), ("Entretien de recherche de la famille", 2)] {
        let planned = json!({ "case": case.get("case"), "what": what, "due": today.plus_days(days) });
        run(node, officer, "protection.plan_action", &planned)?;
    }
    let note = json!({ "case": case.get("case"), "text": "Calme, a mangé. Parle bien de sa grand-mère.", "readers": "circle" });
    run(node, officer, "protection.write_note", &note)?;
    if carer == "nobody" { best_interests(node, post, officer, id) } else { Ok(()) }
}

/// A child without anybody: what is best for it, as far as the panel.
fn best_interests(node: &Node, post: &Post, officer: &Who, child: &str) -> Result<(), Failure> {
    let (supervisor, social) = (post.who(Role::ProtectionSupervisor)?, post.who(Role::SocialWorker)?);
    let opened = json!({ "child": child, "why": "care_decision", "supervisor": supervisor.actor,
                         "reason": "Arrivé seul ; une voisine du village veut s’en occuper." });
    let done = run(node, officer, "best_interests.open_procedure", &opened)?;
    let step = |who: &Who, command: &str, mut json: Value| {
        if let Value::Object(map) = &mut json {
            map.insert("procedure".to_owned(), done.get("procedure").cloned().unwrap_or_default());
        }
        run(node, who, &format!("best_interests.{command}"), &json)
    };
    let check = json!({ "check": { "name": "Halimé Abdoulaye", "relation": "voisine du village", "proof": "both_tell", "wish": "yes",
                                   "found": "verified", "note": "Nomment séparément les mêmes voisins." } });
    step(officer, "check_caregiver", check)?;
    let assessment = json!({ "assessment": {
        "child": "Veut rester avec Halimé et aller à l’école.", "family": "Mère perdue à la fuite ; demande de recherche déposée.",
        "safety": "Pas de danger vu chez Halimé, qui a deux filles.", "options": "Chez Halimé, ou au foyer d’enfants.",
        "recommendation": "Chez Halimé, visite chaque semaine, la recherche continue.", "panel": true } });
    step(officer, "write_assessment", assessment)?;
    step(supervisor, "rule_on_step", json!({ "step": "assessment", "agreed": true }))?;
    let today = node.gate.now().date_at(officer.utc_offset_minutes);
    let members = [social.actor, supervisor.actor];
    step(officer, "call_panel", json!({ "members": members, "day": today.plus_days(1) }))?;
    Ok(())
}

/// The social worker asks the head of a household.
fn arrival(node: &Node, post: &Post, n: usize, (id, head): (&str, &Person), size: usize) -> Result<(), Failure> {
    let worker = post.who(Role::SocialWorker)?;
    let asked = n / ASKED_OF;
    let private = asked.is_multiple_of(IN_PRIVATE_OF);
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let said = [
        ("sex", if head.sex == Sex::Male { "male" } else { "female" }),
        ("ill_now", yes(asked.is_multiple_of(7))),
        ("company", if size > 1 { "family" } else { "alone" }),
        ("lost", yes(asked.is_multiple_of(4))),
        ("papers", yes(head.document.is_some())),
        ("speak_alone", yes(private)),
    ];
    screen(node, post, worker, "arrival", id, head, &said)?;
    if private {
        let opened = json!({
            "person": id, "about": "gbv", "reason": "Souhaite parler en privé.",
            "supervisor": post.who(Role::ProtectionSupervisor)?.actor,
        });
        run(node, worker, "protection.open_case", &opened)?;
    }
    Ok(())
}

fn screen(
    node: &Node,
    post: &Post,
    who: &Who,
    sheet: &str,
    id: &str,
    person: &Person,
    said: &[(&str, &str)],
) -> Result<Value, Failure> {
    let mut answers: Map<String, Value> =
        said.iter().map(|(question, said)| ((*question).to_owned(), json!({ "one": said }))).collect();
    answers.insert("age".to_owned(), json!({ "number": person.age_years }));
    let language = person.languages.first().map_or("fr", |language| language.as_str());
    let command = json!({
        "person": id, "sheet": sheet, "version": 1, "answers": answers, "language": language,
        "supervisor": post.who(Role::ProtectionSupervisor)?.actor,
    });
    let done = run(node, who, "protection.screen_person", &command)?;
    Ok(done.get("screening").cloned().unwrap_or_default())
}
