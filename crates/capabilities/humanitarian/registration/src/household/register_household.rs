//! Register a household at once: its head, its members, and what the head agrees to. The order of questions and what may stay
//! open follow UNHCR's individual emergency registration (Guidance on Registration and Identity Management, ch. 6).

use super::{CompositionError, OpenHouseholdError, Relationship, composition::MOST_MEMBERS, open_household};
use crate::{
    facts::{Fact, token_stream},
    person::{ConsentGiver, ConsentPurpose},
    person_answers::check,
    record::{self, Record},
};
use access::{Command, Here};
use contracts::number::Number;
use contracts::registration::Details;
use kernel::{FieldProblem, HouseholdId, PersonId, Problem, SiteId, StreamId, Text};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Registers a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterHousehold {
    /// A household opened before; none opens one now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<HouseholdId>,
    /// The hand-over token, where the household is opened now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Text<200>>,
    /// Who speaks for the household.
    pub head: Details,
    /// The other members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<NewMember>,
    /// What the head answered when asked; what was not asked is left out, and a no never changes what is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Answered>,
    #[serde(skip)]
    number: Option<Number>,
}

/// A member who is registered with the household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    /// How the member stands to the head.
    pub relationship: Relationship,
    /// The member's answers.
    pub details: Details,
}

/// The answer to one consent question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// What was asked.
    pub about: ConsentPurpose,
    /// Yes or no.
    pub agreed: bool,
}

/// Why a household is not registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterHouseholdError {
    /// It could not be opened.
    Opening(OpenHouseholdError),
    /// The household named was never opened here.
    NotFound,
    /// It is registered already.
    Registered,
    /// Too many members.
    Composition(CompositionError),
    /// Answers that cannot be.
    Answers(Vec<FieldProblem>),
}

impl From<RegisterHouseholdError> for Problem {
    fn from(error: RegisterHouseholdError) -> Self {
        match error {
            RegisterHouseholdError::Opening(error) => error.into(),
            RegisterHouseholdError::NotFound => Problem::not_found(),
            RegisterHouseholdError::Registered => Problem::conflict("REG-011"),
            RegisterHouseholdError::Composition(error) => error.into(),
            RegisterHouseholdError::Answers(fields) => Problem { fields, ..Problem::refused("GEN-422") },
        }
    }
}

impl RegisterHousehold {
    /// A household of one person.
    #[must_use]
    pub fn of(head: Details) -> Self {
        Self { household: None, token: None, head, members: vec![], consents: vec![], number: None }
    }

    fn household(&self, at: &At) -> HouseholdId {
        self.household.unwrap_or_else(|| at.id(0))
    }

    fn check(&self, at: &At) -> Result<(), RegisterHouseholdError> {
        if self.members.len() >= MOST_MEMBERS {
            return Err(RegisterHouseholdError::Composition(CompositionError::TooMany));
        }
        let mut wrong = check(&self.head, "head", at.today());
        for (i, member) in self.members.iter().enumerate() {
            wrong.extend(check(&member.details, &format!("members[{i}].details"), at.today()));
            if member.relationship == Relationship::Head {
                let field = format!("members[{i}].relationship");
                wrong.push(FieldProblem { field, code: "REG-014".into() });
            }
        }
        for (i, answer) in self.consents.iter().enumerate() {
            if self.consents.iter().take(i).any(|before| before.about == answer.about) {
                wrong.push(FieldProblem { field: format!("consents[{i}].about"), code: "REG-060".into() });
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(RegisterHouseholdError::Answers(wrong)) }
    }

    fn people(&self, household: HouseholdId, site: SiteId, at: &At) -> Vec<Fact> {
        let head = std::iter::once((Relationship::Head, &self.head));
        let members = self.members.iter().map(|member| (member.relationship, &member.details));
        let mut facts = Vec::new();
        for (n, (relationship, details)) in (1..).zip(head.chain(members)) {
            facts.extend(new_member(household, site, at.id(n), relationship, details, at));
        }
        let by = ConsentGiver::Oneself;
        facts.extend(self.consents.iter().map(|answer| Fact::ConsentAnswered {
            person: at.id(1),
            about: answer.about,
            agreed: answer.agreed,
            by,
            language: self.head.languages.first().map_or_else(String::new, ToString::to_string),
        }));
        facts
    }
}

/// The facts of one person's registration in a household.
pub(super) fn new_member(
    household: HouseholdId,
    site: SiteId,
    person: PersonId,
    relationship: Relationship,
    details: &Details,
    at: &At,
) -> [Fact; 2] {
    let (on, details) = (at.today(), details.clone());
    [
        Fact::PersonRegistered { person, household, site, on, details },
        Fact::MemberJoined { household, person, relationship },
    ]
}

impl Command for RegisterHousehold {
    const NAME: &'static str = "register_household";
    type State = Record;
    type Error = RegisterHouseholdError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.number = Some(Number::draw(
            |n| here.at.random(super::NUMBER_DRAWS + n),
            |number| people::is_number_taken(here.sql, number),
        )?);
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        let token = self.token.as_ref().map(|token| token_stream(token));
        std::iter::once(self.household(at).into()).chain(token).collect()
    }

    fn site(&self, past: &Past<Record>) -> Option<SiteId> {
        record::site(past)
    }

    fn decide(&self, past: &Past<Record>, at: &At) -> Result<Vec<Fact>, RegisterHouseholdError> {
        self.check(at)?;
        let household = self.household(at);
        let (mut facts, site) = match (self.household, past.main().household.site) {
            (None, _) => {
                let token = self.token.as_ref().map(Text::as_str);
                let facts =
                    open_household::open(past, household, token, at).map_err(RegisterHouseholdError::Opening)?;
                (facts, at.site.ok_or(RegisterHouseholdError::Opening(OpenHouseholdError::NoSite))?)
            }
            (Some(_), None) => return Err(RegisterHouseholdError::NotFound),
            (Some(_), Some(_)) if past.main().household.number.is_some() => {
                return Err(RegisterHouseholdError::Registered);
            }
            (Some(_), Some(site)) => (vec![], site),
        };
        let number = match &self.number {
            Some(number) => number.clone(),
            None => Number::draw(|n| at.random(super::NUMBER_DRAWS + n), |_| Ok::<_, RegisterHouseholdError>(false))?,
        };
        facts.push(Fact::HouseholdRegistered { household, number, head: at.id(1), on: at.today() });
        facts.extend(self.people(household, site, at));
        Ok(facts)
    }

    fn answer(&self, facts: &[Fact], at: &At) -> Value {
        let number = facts.iter().find_map(|fact| match fact {
            Fact::HouseholdRegistered { number, .. } => Some(number.to_string()),
            _ => None,
        });
        let people: Vec<PersonId> = facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::PersonRegistered { person, .. } => Some(*person),
                _ => None,
            })
            .collect();
        json!({ "household": self.household(at), "number": number, "people": people })
    }

    fn example() -> Self {
        let child = Details { birth: kernel::BirthDate::Partial { year: 2019, month: None }, ..Details::example() };
        Self {
            token: Text::parse("MN1:7F3K-22QE").ok(),
            members: vec![NewMember { relationship: Relationship::Child, details: child }],
            consents: vec![Answered { about: ConsentPurpose::Assistance, agreed: false }],
            ..Self::of(Details::example())
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use kernel::BirthDate;

    /// A clerk's circumstances.
    pub fn at() -> At {
        let mut at = At::example();
        at.site = Some(SiteId(uuid::Uuid::from_u128(1)));
        at
    }

    fn named(name: &str) -> Details {
        Details::named(Text::parse(name).unwrap())
    }

    /// The facts of a household registered with people of these names, the first its head.
    pub fn registered(household: HouseholdId, names: &[&str]) -> Vec<Fact> {
        let opened = Fact::HouseholdOpened { household, site: at().site.unwrap(), token: None };
        let member = |name: &&str| NewMember { relationship: Relationship::Child, details: named(name) };
        let command = RegisterHousehold {
            household: Some(household),
            members: names[1..].iter().map(member).collect(),
            ..RegisterHousehold::of(named(names[0]))
        };
        let mut circumstances = At::new(at().now, at().actor, at().purpose, [household.bytes()[15]; 32]);
        circumstances.site = at().site;
        let past = Past::given(household.into(), std::slice::from_ref(&opened));
        let facts = command.decide(&past, &circumstances).unwrap();
        std::iter::once(opened).chain(facts).collect()
    }

    /// The household that these facts make.
    pub fn fold(household: HouseholdId, facts: &[Fact]) -> crate::household::Household {
        let own: Vec<Fact> = facts.iter().filter(|f| f.household() == Some(household)).cloned().collect();
        Past::<Record>::given(household.into(), &own).main().household.clone()
    }

    /// The past of households, each with its facts among `facts`.
    pub fn past_of(households: &[HouseholdId], facts: &[Fact]) -> Past<Record> {
        let mut past = Past::new(vec![]);
        for household in households {
            let own: Vec<Fact> = facts.iter().filter(|f| f.household() == Some(*household)).cloned().collect();
            past.and_given((*household).into(), &own);
        }
        past
    }

    /// The `n`th household of a test.
    pub fn house(n: u128) -> HouseholdId {
        HouseholdId(uuid::Uuid::from_u128(n))
    }

    fn decide(command: &RegisterHousehold, given: &[Fact]) -> Result<Vec<Fact>, RegisterHouseholdError> {
        command.decide(&Past::given(command.streams(&at())[0], given), &at())
    }

    #[test]
    fn a_household_of_two_is_opened_numbered_and_its_people_recorded_in_one_commit() {
        let facts = decide(&RegisterHousehold::example(), &[]).unwrap();
        let kinds: Vec<_> =
            facts.iter().map(|f| serde_json::to_value(f).unwrap()["kind"].as_str().unwrap().to_owned()).collect();
        assert_eq!(
            kinds,
            [
                "household_opened",
                "token_taken",
                "household_registered",
                "person_registered",
                "member_joined",
                "person_registered",
                "member_joined",
                "consent_answered"
            ]
        );
    }

    #[test]
    fn a_no_to_every_question_leaves_the_same_household() {
        let yes = |agreed| RegisterHousehold {
            consents: ConsentPurpose::ALL.iter().map(|about| Answered { about: *about, agreed }).collect(),
            ..RegisterHousehold::of(Details::example())
        };
        let household = |agreed| fold(at().id(0), &decide(&yes(agreed), &[]).unwrap());
        assert_eq!(household(true), household(false));
    }

    #[test]
    fn a_household_is_registered_once() {
        let opened = Fact::HouseholdOpened { household: at().id(9), site: at().site.unwrap(), token: None };
        let command = RegisterHousehold { household: Some(at().id(9)), ..RegisterHousehold::of(Details::example()) };
        let facts = decide(&command, std::slice::from_ref(&opened)).unwrap();
        let given: Vec<Fact> = std::iter::once(opened).chain(facts).collect();
        assert_eq!(decide(&command, &given), Err(RegisterHouseholdError::Registered));
        assert_eq!(decide(&command, &[]), Err(RegisterHouseholdError::NotFound));
    }

    #[test]
    fn a_birth_in_the_future_names_its_member() {
        let mut command = RegisterHousehold::example();
        command.members[0].details.birth = BirthDate::Exact { date: at().today().plus_days(1) };
        let wrong = FieldProblem { field: "members[0].details.birth".into(), code: "PER-001".into() };
        assert_eq!(decide(&command, &[]), Err(RegisterHouseholdError::Answers(vec![wrong])));
    }

    #[test]
    fn a_second_head_and_a_question_answered_twice_are_refused() {
        let mut command = RegisterHousehold::example();
        command.members[0].relationship = Relationship::Head;
        command.consents.push(command.consents[0].clone());
        let Err(RegisterHouseholdError::Answers(wrong)) = decide(&command, &[]) else { panic!("accepted") };
        assert_eq!(wrong.iter().map(|f| f.code.as_ref()).collect::<Vec<_>>(), ["REG-014", "REG-060"]);
    }
}
