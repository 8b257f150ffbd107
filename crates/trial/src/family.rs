use crate::{Trial, site};
use contracts::{
    number::Number,
    registration::{Details, RegistrationFact, Relationship},
};
use kernel::{BirthDate, HouseholdId, PersonId, Sex, SiteId, Text};
use uuid::Uuid;

impl Trial {
    /// Records the `n`th household as registration does: its first person the head, the others children. Sex and age as given.
    pub fn household(&self, n: u16, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        self.household_at(n, site(), people)
    }

    /// The same at another site.
    pub fn household_at(&self, n: u16, at: SiteId, people: &[(Sex, u8)]) -> (HouseholdId, Vec<PersonId>) {
        let id = HouseholdId(Uuid::from_u128(10_000_000 + u128::from(n)));
        let ids: Vec<PersonId> =
            (1..).zip(people).map(|(m, _)| PersonId(Uuid::from_u128(u128::from(n) * 100 + m))).collect();
        let on = self.app.gate.now().date_at(0);
        let bytes = |draw: u32| {
            let [high, low] = n.to_be_bytes();
            [high, low, u8::try_from(draw).unwrap(), low, high, low, high, low, high, low, high]
        };
        let number = Number::draw(bytes, |_| Ok::<_, ()>(false));
        let mut facts = vec![
            RegistrationFact::HouseholdOpened { household: id, site: at, token: None },
            RegistrationFact::HouseholdRegistered {
                household: id,
                number: number.unwrap(),
                head: *ids.first().unwrap(),
                on,
            },
        ];
        for (person, (sex, age)) in ids.iter().zip(people) {
            let name = Text::parse(&format!("Person {} {}", n, person.short())).unwrap();
            let birth = BirthDate::Estimated { age_years: *age, on };
            let details = Details { sex: *sex, birth, ..Details::named(name) };
            let relationship = if Some(person) == ids.first() { Relationship::Head } else { Relationship::Child };
            facts.push(RegistrationFact::PersonRegistered { person: *person, household: id, site: at, on, details });
            facts.push(RegistrationFact::MemberJoined { household: id, person: *person, relationship });
        }
        self.append(id.into(), &facts);
        (id, ids)
    }
}
