//! A person made whole: name, birth date, languages and papers, by the customs of the people they belong to.

use super::{
    birth,
    household::Soul,
    names::{self, Line, Named},
};
use crate::{
    arrival::{Person, Relation},
    papers::document::{Holder, issue},
    random::Random,
    story::{BirthPrecision, Papers, People, Share, Tradition},
};
use kernel::{Date, Nationality, PCode, Sex};

/// How often another name is drawn when the household has somebody of that name.
const ANOTHER_NAME: u8 = 5;

/// What the members of one group have in common.
pub(crate) struct Customs<'a> {
    people: &'a People,
    records: Records<'a>,
    on: Date,
    origin: Option<PCode>,
    languages: Vec<String>,
    /// The head's father.
    line: Line,
    /// The father of the head's children, once the head is named.
    children: Line,
    in_latin: bool,
    /// Own names given so far.
    taken: Vec<&'static str>,
}

/// How a list of peoples knows its births and keeps its papers.
#[derive(Clone, Copy)]
pub(crate) struct Records<'a> {
    /// The country that a visa opens.
    pub(crate) country: Nationality,
    pub(crate) births: &'a [Share<BirthPrecision>],
    pub(crate) expired_papers: f64,
    pub(crate) children_with_papers: f64,
}

impl<'a> Customs<'a> {
    /// The customs of a group that arrives on `on`; none when the list of peoples is empty.
    pub(crate) fn draw(random: &mut Random, peoples: &'a [People], records: Records<'a>, on: Date) -> Option<Self> {
        let people = random.weighted(peoples, |people| people.weight)?;
        let origin = random.weighted(&people.origins, |origin| origin.share).map(|origin| origin.of.clone());
        let spoken = people.languages.iter().enumerate();
        let languages = spoken
            .filter(|(place, language)| *place == 0 || random.chance(language.share))
            .map(|(_, language)| language.of.clone())
            .collect();
        let line = names::line(random, people.names);
        let children = names::line(random, people.names);
        let in_latin = names::in_latin(random, people.names);
        Some(Self { people, records, on, origin, languages, line, children, in_latin, taken: Vec::new() })
    }

    /// Where the group can go: its destinations, and home.
    pub(crate) fn destinations(&self) -> impl Iterator<Item = (&PCode, f64)> {
        let home = self.origin.iter().map(|origin| (origin, 1.0));
        self.people.destinations.iter().map(|share| (&share.of, share.share)).chain(home)
    }

    /// A member of the group. The head comes first: a father gives his line to the children.
    pub(crate) fn member(&mut self, random: &mut Random, soul: Soul, relation: Relation) -> Option<Person> {
        let tradition = self.people.names;
        let line = match relation {
            Relation::Head | Relation::Sibling => self.line,
            Relation::Child => self.children,
            _ => names::line(random, tradition),
        };
        let mut named = names::name(random, tradition, soul.sex, line, self.in_latin)?;
        for _ in 0..ANOTHER_NAME {
            if !self.taken.contains(&named.own) {
                break;
            }
            named = names::name(random, tradition, soul.sex, line, self.in_latin)?;
        }
        self.taken.push(named.own);
        if relation == Relation::Head && (soul.sex == Sex::Male || tradition == Tradition::ChadSouth) {
            self.children = named.children;
        }
        Some(self.recorded(random, soul, relation, named))
    }

    fn recorded(&self, random: &mut Random, soul: Soul, relation: Relation, named: Named) -> Person {
        let carried =
            random.weighted(&self.people.papers, |papers| papers.share).map_or(Papers::None, |papers| papers.of);
        let papers =
            if soul.age >= 18 || random.chance(self.records.children_with_papers) { carried } else { Papers::None };
        let born = birth::day(random, soul.age, self.on);
        let nationality = self.people.nationality;
        let holder = Holder { named: &named, sex: soul.sex, nationality, born };
        let mut issued =
            |format, issuer| issue(random, &holder, (format, issuer), self.on, self.records.expired_papers);
        let (format, visa) = papers.formats();
        let document = format.map(|format| issued(format, nationality));
        let visa = visa.map(|format| issued(format, self.records.country));
        let precision = match document {
            Some(_) => BirthPrecision::Exact,
            None => {
                random.weighted(self.records.births, |births| births.share).map_or(BirthPrecision::Estimated, |b| b.of)
            }
        };
        Person {
            birth: birth::known(random, born, soul.age, self.on, precision),
            name: named.name,
            sex: soul.sex,
            age_years: soul.age,
            nationality,
            languages: self.languages.clone(),
            origin: self.origin.clone(),
            relation,
            document,
            visa,
            needs: Vec::new(),
        }
    }
}
