//! Referrals in bulk, as facts: a thousand in a commit.

use crate::node::Node;
use kernel::{LanguageCode, OrganisationId, PersonId, Purpose, ReferralId, ServiceId};
use referral::{
    case::{Answers, Consent, Line, SendingId, clock},
    facts::Fact,
    words::{Category, ConsentForm, ConsentGiver, Decline, Field, Outcome, Priority},
};
use serde_json::Value;

/// Sends `count` referrals to an organisation; a third of them is answered, a third over.
pub fn referrals(node: &Node, organisation: &Value, service: &Value, count: usize, name: fn(usize) -> String) {
    let organisation: OrganisationId = organisation.as_str().unwrap().parse().unwrap();
    let service: ServiceId = service.as_str().unwrap().parse().unwrap();
    let gate = &node.app.gate;
    for from in (0..count).step_by(1000) {
        node.pass(60);
        let mut at = gate.at(&gate.system(), Purpose::Protection).unwrap();
        at.site = Some(crate::node::site());
        node.log()
            .commit(&at, |commit| {
                for n in from..(from + 1000).min(count) {
                    let facts = facts(n, &at, organisation, service, name(n));
                    let stream = facts[0].referral().unwrap();
                    commit.record(stream.into(), &facts, &at)?;
                }
                Ok(())
            })
            .unwrap();
    }
}

fn facts(n: usize, at: &log::At, organisation: OrganisationId, service: ServiceId, name: String) -> Vec<Fact> {
    let draw = u32::try_from(n % 1000).unwrap() * 4;
    let (referral, person, sending): (ReferralId, PersonId, SendingId) =
        (at.id(draw), at.id(draw + 1), at.id(draw + 2));
    let category = [Category::Health, Category::Shelter, Category::Legal][n % 3];
    let priority = Priority::ALL[n / 3 % 3];
    let (site, by, answers) = (at.site.unwrap(), at.actor, Answers::example());
    let language: LanguageCode = "ar".parse().unwrap();
    let fields = vec![Field::Name, Field::Age, Field::Reason];
    let consent = Consent {
        agreed: true,
        by: ConsentGiver::Oneself,
        form: ConsentForm::Spoken,
        language,
        organisations: vec![organisation],
        fields: fields.clone(),
    };
    let line = |field, value: &str| Line { field, value: value.to_owned() };
    let content = vec![line(Field::Name, &name), line(Field::Age, "31"), line(Field::Reason, "Fever for a week")];
    let due = clock::answer_due(priority, at.now);
    let outcome_due = clock::outcome_due(priority, at.now, None, 60);
    let mut facts = vec![
        Fact::ReferralDrafted { referral, person, site, by, category, priority, answers },
        Fact::ConsentAnswered { referral, person, consent },
        Fact::ReferralSent { referral, sending, organisation, service, category, priority, fields, due },
        Fact::ContentSealed { referral, person, sending, content, answer_key: None },
    ];
    match n % 6 {
        0 | 1 => facts.push(Fact::ReferralAccepted { referral, sending, expected: None, outcome_due }),
        2 => facts.push(Fact::ReferralDeclined { referral, sending, why: Decline::Full }),
        3 => {
            facts.push(Fact::ReferralAccepted { referral, sending, expected: None, outcome_due });
            facts.push(Fact::OutcomeRecorded { referral, sending, outcome: Outcome::Helped });
        }
        _ => {}
    }
    facts
}
