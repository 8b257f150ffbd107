//! A person's name in the tradition of an origin, in its own script and with the rendering that a document shows.

use super::given_names::{Given, MEN, SAHEL_MEN, SAHEL_WOMEN, SOUTHERN_FAMILIES, SOUTHERN_MEN, SOUTHERN_WOMEN, WOMEN};
use crate::{random::Random, story::Tradition};
use kernel::{PersonName, Sex, Text};

/// One in so many people gives only their own name.
const MONONYM: f64 = 0.04;
/// Share of chains that stop at the father.
const SHORT_CHAIN: f64 = 0.3;
/// Share of Sudanese who give their name in Latin letters, as a document writes it.
const LATIN_FIRST_SUDAN: f64 = 0.03;
/// The same of people of northern and eastern Chad, whose documents are in French.
const LATIN_FIRST_CHAD: f64 = 0.6;

/// What children of one father share: the place in the lists of his name and of his father's, or of the family's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    father: usize,
    grandfather: usize,
}

/// A name, its Latin parts for a document, and what the person's children are called after.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) name: PersonName,
    /// Own name as a document spells it.
    pub(crate) own: &'static str,
    /// Primary identifier.
    pub(crate) primary: String,
    /// Secondary identifier; empty for a mononym.
    pub(crate) secondary: String,
    /// The line of this person's children, when the person is their father.
    pub(crate) children: Line,
}

/// A father's line at random.
pub(crate) fn line(random: &mut Random, tradition: Tradition) -> Line {
    let len = match tradition {
        Tradition::Sudan | Tradition::ChadNorth => MEN.len(),
        Tradition::ChadSouth => SOUTHERN_FAMILIES.len(),
        Tradition::Sahel => SAHEL_MEN.len(),
    };
    // Squaring the fraction favours the front of the lists, where the commonest names stand.
    Line { father: frequent(random, len), grandfather: frequent(random, len) }
}

/// Whether people of a household give their names in Latin letters where their tradition writes both scripts.
pub(crate) fn in_latin(random: &mut Random, tradition: Tradition) -> bool {
    random.chance(match tradition {
        Tradition::Sudan => LATIN_FIRST_SUDAN,
        Tradition::ChadNorth => LATIN_FIRST_CHAD,
        Tradition::ChadSouth | Tradition::Sahel => 1.0,
    })
}

/// A person of that line; none only if a list held unsafe text, which its test forbids.
pub(crate) fn name(random: &mut Random, tradition: Tradition, sex: Sex, line: Line, in_latin: bool) -> Option<Named> {
    match tradition {
        Tradition::Sudan => chain(random, sex, line, |given| given.1, in_latin),
        Tradition::ChadNorth => chain(random, sex, line, |given| given.2, in_latin),
        Tradition::ChadSouth => {
            let given = random.pick(if sex == Sex::Female { &SOUTHERN_WOMEN } else { &SOUTHERN_MEN })?;
            latin(SOUTHERN_FAMILIES.get(line.father)?, given, true, line)
        }
        Tradition::Sahel => {
            let list: &[&str] = if sex == Sex::Female { &SAHEL_WOMEN } else { &SAHEL_MEN };
            let own = frequent(random, list.len());
            let children =
                Line { father: if sex == Sex::Female { line.father } else { own }, grandfather: line.father };
            latin(SAHEL_MEN.get(line.father)?, list.get(own)?, false, children)
        }
    }
}

/// Own name, father's and mostly grandfather's, in Arabic and in a Latin spelling.
fn chain(
    random: &mut Random,
    sex: Sex,
    line: Line,
    spelled: fn(&Given) -> &'static str,
    in_latin: bool,
) -> Option<Named> {
    let list = if sex == Sex::Female { &WOMEN } else { &MEN };
    let index = frequent(random, list.len());
    let (own, father, grandfather) = (list.get(index)?, MEN.get(line.father)?, MEN.get(line.grandfather)?);
    let (primary, primary_arabic) = if random.chance(SHORT_CHAIN) {
        (spelled(father).to_owned(), father.0.to_owned())
    } else {
        (format!("{} {}", spelled(father), spelled(grandfather)), format!("{} {}", father.0, grandfather.0))
    };
    let children = Line { father: if sex == Sex::Female { line.father } else { index }, grandfather: line.father };
    let (original_own, other_own) = if in_latin { (spelled(own), own.0) } else { (own.0, spelled(own)) };
    if random.chance(MONONYM) {
        let mut name = PersonName::whole(Text::parse(original_own).ok()?);
        name.renderings.push(Text::parse(other_own).ok()?);
        return Some(Named {
            name,
            own: spelled(own),
            primary: spelled(own).to_owned(),
            secondary: String::new(),
            children,
        });
    }
    let (original_rest, other_rest) = if in_latin { (&primary, &primary_arabic) } else { (&primary_arabic, &primary) };
    let name = PersonName {
        original: Text::parse(&format!("{original_own} {original_rest}")).ok()?,
        family: Some(Text::parse(original_rest).ok()?),
        given: Some(Text::parse(original_own).ok()?),
        renderings: vec![Text::parse(&format!("{other_own} {other_rest}")).ok()?],
    };
    Some(Named { name, own: spelled(own), primary, secondary: spelled(own).to_owned(), children })
}

/// A name of two parts in Latin letters.
fn latin(family: &str, given: &'static str, family_first: bool, children: Line) -> Option<Named> {
    let whole = if family_first { format!("{family} {given}") } else { format!("{given} {family}") };
    let name = PersonName {
        original: Text::parse(&whole).ok()?,
        family: Some(Text::parse(family).ok()?),
        given: Some(Text::parse(given).ok()?),
        renderings: Vec::new(),
    };
    Some(Named { name, own: given, primary: family.to_owned(), secondary: given.to_owned(), children })
}

/// An index that favours small ones: density falls as 1/√x.
fn frequent(random: &mut Random, len: usize) -> usize {
    let fraction = random.fraction();
    ((fraction * fraction * len as f64) as usize).min(len.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_of_a_father_carry_his_name() {
        let mut random = Random::new(8, 0);
        let grandfather = line(&mut random, Tradition::Sudan);
        let father = name(&mut random, Tradition::Sudan, Sex::Male, grandfather, false).unwrap();
        assert!(!father.secondary.is_empty(), "this seed gives a father with more than one name");
        let called_after_him = (0..100)
            .filter_map(|_| name(&mut random, Tradition::Sudan, Sex::Female, father.children, false))
            .filter(|child| child.primary.split(' ').next() == father.secondary.split(' ').next())
            .count();
        // All but those who give only their own name.
        assert!((85..=100).contains(&called_after_him), "{called_after_him}");
    }

    #[test]
    fn every_tradition_gives_original_and_document_names() {
        let mut random = Random::new(6, 0);
        for tradition in [Tradition::Sudan, Tradition::ChadNorth, Tradition::ChadSouth, Tradition::Sahel] {
            for sex in Sex::ALL {
                let line = line(&mut random, tradition);
                let named = name(&mut random, tradition, sex, line, true).unwrap();
                assert!(named.primary.is_ascii() || tradition != Tradition::Sudan);
                assert!(!named.name.keys().is_empty());
            }
        }
    }
}
