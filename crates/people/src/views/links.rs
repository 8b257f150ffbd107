//! How people stand to one another: statements that can be taken back, never a merge.

use contracts::registration::{LinkBasis, LinkKind};
use kernel::{LinkId, Moment, PersonId, Problem};
use log::{Row, Sql, StoreError, params};
use std::collections::BTreeSet;

/// A link that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The link.
    pub link: LinkId,
    /// The first person: the parent, the caregiver.
    pub person: PersonId,
    /// Which relation.
    pub is: LinkKind,
    /// The second person.
    pub other: PersonId,
    /// On what it rests.
    pub basis: LinkBasis,
    /// Since when.
    pub at: Moment,
}

impl Link {
    fn of(row: &Row) -> Option<Self> {
        Some(Self {
            link: LinkId(row.id(0)?),
            person: row.id(1)?,
            is: LinkKind::named(row.text(2))?,
            other: row.id(3)?,
            basis: LinkBasis::named(row.text(4))?,
            at: Moment::from_millis(row.int(5)),
        })
    }

    /// The one at the other end of it.
    #[must_use]
    pub fn beside(&self, person: PersonId) -> PersonId {
        if self.person == person { self.other } else { self.person }
    }
}

/// The links from and to a person, the oldest first. Whoever was erased is at no end of any.
pub fn links(sql: &mut dyn Sql, person: PersonId) -> Result<Vec<Link>, Problem> {
    let select = "SELECT link, person, relation, other, basis, at FROM registration_link \
                  WHERE person = $1 OR other = $1 ORDER BY at, link";
    let rows = sql.rows(select, params![person]).map_err(StoreError::problem)?;
    Ok(rows.iter().filter_map(Link::of).collect())
}

/// Who looks after this person in fact.
pub fn caregivers_of(sql: &mut dyn Sql, child: PersonId) -> Result<Vec<PersonId>, Problem> {
    Ok(firsts(links(sql, child)?, LinkKind::CaregiverOf, child))
}

/// Whom this person looks after in fact.
pub fn in_care_of(sql: &mut dyn Sql, caregiver: PersonId) -> Result<Vec<PersonId>, Problem> {
    Ok(seconds(links(sql, caregiver)?, LinkKind::CaregiverOf, caregiver))
}

/// The mother or father of this person.
pub fn parents_of(sql: &mut dyn Sql, child: PersonId) -> Result<Vec<PersonId>, Problem> {
    Ok(firsts(links(sql, child)?, LinkKind::ParentOf, child))
}

/// The daughters and sons of this person.
pub fn children_of(sql: &mut dyn Sql, parent: PersonId) -> Result<Vec<PersonId>, Problem> {
    Ok(seconds(links(sql, parent)?, LinkKind::ParentOf, parent))
}

fn firsts(links: Vec<Link>, is: LinkKind, other: PersonId) -> Vec<PersonId> {
    links.into_iter().filter(|link| link.is == is && link.other == other).map(|link| link.person).collect()
}

fn seconds(links: Vec<Link>, is: LinkKind, person: PersonId) -> Vec<PersonId> {
    links.into_iter().filter(|link| link.is == is && link.person == person).map(|link| link.other).collect()
}

/// The records that are said to be of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SamePerson {
    /// The records, the one that was asked for among them.
    pub people: BTreeSet<PersonId>,
    /// Pairs of these of which it is also said that they are two persons: two posts, apart, stated the contrary, or a chain led
    /// there. For somebody to resolve; nothing decides it.
    pub disputed: BTreeSet<(PersonId, PersonId)>,
}

/// Most records that are followed: beyond, the links themselves are wrong.
const MOST_RECORDS: usize = 50;

/// The records of the same person as `person`, over any number of links.
pub fn same_person(sql: &mut dyn Sql, person: PersonId) -> Result<SamePerson, Problem> {
    let mut people = BTreeSet::from([person]);
    let (mut next, mut denied) = (vec![person], BTreeSet::new());
    while let Some(one) = next.pop() {
        for link in links(sql, one)? {
            let other = link.beside(one);
            if link.is == LinkKind::NotSameAs {
                denied.insert((one.min(other), one.max(other)));
            } else if link.is == LinkKind::SameAs && people.len() < MOST_RECORDS && people.insert(other) {
                next.push(other);
            }
        }
    }
    let disputed = denied.into_iter().filter(|(one, other)| people.contains(one) && people.contains(other)).collect();
    Ok(SamePerson { people, disputed })
}
