//! A node for tests, with this capability and the register of people.

use access::{Query, Role, Who};
use contracts::registration::{Details, RegistrationFact};
use kernel::{HouseholdId, PersonId, Problem};
use serde_json::{Value, json};
use std::ops::Deref;
use trial::Trial;
pub use trial::{another, site, somebody};

/// A node, open.
pub struct Node(Trial);

impl Node {
    pub fn new() -> Self {
        Self(Trial::new(referral::capability(), &[people::capability()], trial::by_role))
    }

    /// A record as somebody sees it.
    pub fn record(&self, who: &Who, view: &str, id: &Value) -> Result<Value, Problem> {
        self.0.record(who, view, &Query::by("id", id.as_str().unwrap()))
    }

    /// Registers a person at the first site.
    pub fn person(&self, name: &str) -> PersonId {
        let at = self.app.gate.at(&self.app.gate.system(), kernel::Purpose::Registration).unwrap();
        let (person, household): (PersonId, HouseholdId) = (at.id(1), at.id(2));
        let details = Details::named(kernel::Text::parse(name).unwrap());
        let registered =
            RegistrationFact::PersonRegistered { person, household, site: site(), on: at.today(), details };
        self.append(person.into(), &[registered]);
        person
    }

    /// An organisation with one service of health, and somebody who reads its inbox.
    pub fn clinic(&self, member: &Who) -> (Value, Value) {
        let focal = somebody(Role::ReferralFocalPoint);
        let named = json!({ "description": { "name": "Clinic" } });
        let organisation = self.done(&focal, "describe_organisation", &named)["organisation"].clone();
        let service = json!({ "organisation": organisation, "service": { "name": "Antenatal care", "category": "health",
            "hours": { "from": "00:00", "to": "00:00" }, "languages": ["ar"] } });
        let service = self.done(&focal, "describe_service", &service)["service"].clone();
        self.done(&focal, "name_inbox_member", &json!({ "organisation": organisation, "account": member.actor }));
        (organisation, service)
    }

    /// A referral that was written about somebody.
    pub fn draft(&self, who: &Who, person: PersonId) -> Value {
        let draft = json!({ "person": person, "category": "health", "priority": "urgent",
            "answers": { "reason": "SECRET-REASON", "help": "Antenatal care", "safe_contact": "SECRET-CONTACT" } });
        self.done(who, "draft_referral", &draft)["referral"].clone()
    }

    /// The person agrees to these things for this organisation.
    pub fn agree(&self, who: &Who, referral: &Value, organisation: &Value, fields: &[&str]) {
        let consent = json!({ "referral": referral, "consent": { "agreed": true, "by": "oneself", "form": "spoken",
            "language": "ar", "organisations": [organisation], "fields": fields } });
        self.done(who, "answer_consent", &consent);
    }

    /// What this node answers to somebody who sends a form or asks for a page.
    pub fn ask(&self, role: Role, language: &str, method: &str, address: &str, form: &str) -> (u16, String) {
        self.0.ask_in(language, role, method, address, form)
    }
}

impl Deref for Node {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}
