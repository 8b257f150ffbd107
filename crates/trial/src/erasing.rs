use crate::Trial;
use contracts::registration::{ErasureBasis, RegistrationFact};
use kernel::PersonId;
use log::At;

impl Trial {
    /// Registration erases a person: its fact, and the person's key.
    pub fn erase(&self, person: PersonId) {
        let at = At::example();
        let fact = RegistrationFact::PersonErased { person, basis: ErasureBasis::Requested };
        let erase = |commit: &mut log::Commit<'_>| {
            commit.record(person.into(), &[fact], &at)?;
            commit.erase(person.into(), &at)
        };
        self.log().commit(&at, erase).unwrap();
    }

    /// Whether a text stands in the body of a fact that can still be read.
    pub fn can_read(&self, text: &str) -> bool {
        let bodies = self.recorded().into_iter().filter_map(|fact| fact.body);
        bodies.into_iter().any(|body| String::from_utf8_lossy(&body).contains(text))
    }
}
