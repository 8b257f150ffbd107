//! The story's referrals: two organisations that offer services, and people of the transit site who were sent to them, each
//! referral at another point of its way.

use super::post::{Post, run, run_at};
use crate::node::{Failure, Node};
use access::{Query, Role, Who};
use kernel::Moment;
use serde_json::{Value, json};

/// One referral of the story.
pub struct Told {
    category: &'static str,
    priority: &'static str,
    reason: &'static str,
    help: &'static str,
    hours_ago: i64,
    /// What was done with it, an hour apart each.
    steps: &'static [Step],
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Agreed,
    Sent,
    Seen,
    Taken,
    Refused,
    Begun,
    Ended,
    Told,
}

use Step::{Agreed, Begun, Ended, Refused, Seen, Sent, Taken, Told as Heard};

const STORY: [Told; 8] = [
    Told {
        category: "health",
        priority: "emergency",
        reason: "Fièvre depuis trois jours, ne boit plus",
        help: "Consultation",
        hours_ago: 30,
        steps: &[Agreed, Sent],
    },
    Told {
        category: "health",
        priority: "urgent",
        reason: "Enceinte de huit mois, jamais examinée",
        help: "Consultation prénatale",
        hours_ago: 20,
        steps: &[Agreed, Sent, Seen],
    },
    Told {
        category: "health",
        priority: "urgent",
        reason: "Plaie à la jambe",
        help: "Pansement",
        hours_ago: 40,
        steps: &[Agreed, Sent, Seen, Taken],
    },
    Told {
        category: "health",
        priority: "normal",
        reason: "Diabète, traitement fini",
        help: "Suivi",
        hours_ago: 100,
        steps: &[Agreed, Sent, Taken, Begun, Ended, Heard],
    },
    Told {
        category: "shelter",
        priority: "urgent",
        reason: "Seule avec deux enfants",
        help: "Un lieu sûr pour la nuit",
        hours_ago: 10,
        steps: &[Agreed, Sent, Refused],
    },
    Told {
        category: "shelter",
        priority: "normal",
        reason: "Âgé, ne peut rester sous la bâche",
        help: "Une place",
        hours_ago: 60,
        steps: &[Agreed, Sent, Seen, Taken, Begun],
    },
    Told {
        category: "shelter",
        priority: "emergency",
        reason: "Menacée par un parent",
        help: "Un lieu sûr",
        hours_ago: 8,
        steps: &[Agreed, Sent, Taken, Ended],
    },
    Told {
        category: "health",
        priority: "normal",
        reason: "Toux depuis un mois",
        help: "Consultation",
        hours_ago: 3,
        steps: &[],
    },
];

/// The referral of the family that can be followed by name: the clinic has answered, and nobody has told her yet.
pub const OF_THE_FAMILY: Told = Told {
    category: "health",
    priority: "emergency",
    reason: "Fièvre depuis trois jours, allaite un bébé",
    help: "Consultation aujourd’hui",
    hours_ago: 1,
    steps: &[Agreed, Sent, Seen, Taken, Begun, Ended],
};

/// An organisation with its service.
pub struct Office {
    organisation: Value,
    service: Value,
    member: Who,
}

/// Lists the organisations and sends people to them; answers the clinic.
pub fn tell(node: &Node, post: &Post) -> Result<Office, Failure> {
    let clinic = Service {
        name: "Clinique de Farchana",
        service: "Consultations",
        category: "health",
        from: "07:30",
        to: "15:00",
        unit: "week",
        total: 60,
        emergencies: true,
    };
    let shelter = Service {
        name: "Maison d’accueil Al-Amal",
        service: "Hébergement sûr",
        category: "shelter",
        from: "00:00",
        to: "00:00",
        unit: "places",
        total: 12,
        emergencies: false,
    };
    let (clinic, shelter) = (office(node, post, &clinic, "clinic")?, office(node, post, &shelter, "shelter")?);
    for (told, person) in STORY.iter().zip(people(node, post)?) {
        let office = if told.category == "health" { &clinic } else { &shelter };
        let begun = node.gate.now().plus_seconds(-told.hours_ago * 3600);
        let an_hour_each = |step| begun.plus_seconds(i64::try_from(step).unwrap_or(0) * 3600);
        go(node, post.who(Role::SocialWorker)?, office, told, &person, &an_hour_each)?;
    }
    Ok(clinic)
}

/// What is listed of an organisation.
struct Service {
    name: &'static str,
    service: &'static str,
    category: &'static str,
    from: &'static str,
    to: &'static str,
    unit: &'static str,
    total: u16,
    emergencies: bool,
}

fn office(node: &Node, post: &Post, listed: &Service, login: &str) -> Result<Office, Failure> {
    let focal = post.who(Role::ReferralFocalPoint)?;
    let member = post.login(login)?.clone();
    let named = json!({ "description": { "name": listed.name, "contact": "+235 66 00 00 00" } });
    let organisation = answered(&run(node, focal, "referral.describe_organisation", &named)?, "organisation");
    let described = json!({ "organisation": organisation, "service": {
        "name": listed.service, "category": listed.category, "hours": { "from": listed.from, "to": listed.to },
        "languages": ["ar", "fr"], "takes_emergencies": listed.emergencies } });
    let service = answered(&run(node, focal, "referral.describe_service", &described)?, "service");
    let capacity = json!({ "service": service, "capacity": { "unit": listed.unit, "total": listed.total } });
    run(node, focal, "referral.set_capacity", &capacity)?;
    let account = json!({ "organisation": organisation, "account": member.actor });
    run(node, focal, "referral.name_inbox_member", &account)?;
    Ok(Office { organisation, service, member })
}

/// The heads of some households, who are referred.
fn people(node: &Node, post: &Post) -> Result<Vec<Value>, Failure> {
    let supervisor = post.who(Role::RegistrationSupervisor)?;
    let view = |name: &str, query: &Query| {
        node.gate.view(supervisor, name, query).map_err(|problem| format!("DEM-003 {name}: {problem}"))
    };
    let access::Answer::Table { rows, .. } = view("registration.households", &Query::default())? else {
        return Ok(vec![]);
    };
    let mut people = Vec::new();
    for row in rows.iter().take(STORY.len()) {
        let Some(access::Cell::Text(household)) = row.first() else { continue };
        let answer = view("registration.household", &Query::by("id", household))?;
        people.extend(answer.record().pointer("/head").cloned());
    }
    Ok(people)
}

/// Takes a person through a referral; `when` says at what moment each step happened.
pub fn go(
    node: &Node,
    worker: &Who,
    office: &Office,
    told: &Told,
    person: &Value,
    when: &dyn Fn(usize) -> Moment,
) -> Result<(), Failure> {
    let act = |who: &Who, step: usize, name: &str, command: &Value| {
        run_at(node, who, &format!("referral.{name}"), command, Some(when(step)))
    };
    let draft = json!({ "person": person, "category": told.category, "priority": told.priority,
        "answers": { "reason": told.reason, "help": told.help } });
    let referral = answered(&act(worker, 0, "draft_referral", &draft)?, "referral");
    let fields = json!(["name", "sex", "age", "languages", "reason", "help"]);
    let mut sending = Value::Null;
    for (n, step) in told.steps.iter().enumerate() {
        let (who, name, command) = match step {
            Agreed => {
                let consent = json!({ "agreed": true, "by": "oneself", "form": "spoken", "language": "ar",
                    "organisations": [office.organisation], "fields": fields });
                (worker, "answer_consent", json!({ "referral": referral, "consent": consent }))
            }
            Sent => {
                (worker, "send_referral", json!({ "referral": referral, "service": office.service, "fields": fields }))
            }
            Seen => (&office.member, "acknowledge_referral", json!({ "sending": sending })),
            Taken => {
                (&office.member, "accept_referral", json!({ "sending": sending, "note": "Qu’elle vienne lundi." }))
            }
            Refused => (&office.member, "decline_referral", json!({ "sending": sending, "why": "full" })),
            Begun => (&office.member, "begin_help", json!({ "sending": sending })),
            Ended => (&office.member, "record_outcome", json!({ "sending": sending, "outcome": "helped" })),
            Heard => {
                let how = json!({ "referral": referral, "sending": sending, "how": "in_person", "language": "ar" });
                (worker, "tell_person", how)
            }
        };
        let answer = act(who, n, name, &command)?;
        if *step == Sent {
            sending = answered(&answer, "sending");
        }
    }
    Ok(())
}

fn answered(answer: &Value, key: &str) -> Value {
    answer.get(key).cloned().unwrap_or_default()
}
