//! Who arrives, and who belongs together.

use kernel::Sex;

/// Somebody who needs a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Sex as recorded. Of `Unspecified`, only rooms for everybody are proposed.
    pub sex: Sex,
    /// Completed years; where the birth is uncertain, the youngest possible age, so that who may be a child counts as one.
    pub age_years: u8,
    /// Needs a place without steps.
    pub no_steps: bool,
}

/// What makes people a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Together {
    /// A household: split only when nothing keeps it together, along its bonds.
    Household,
    /// Brothers and sisters without a parent: never split.
    Siblings,
    /// A child and who cares for it: never split.
    Care,
}

/// Members of a party who are never proposed places in different units: a child and its caregiver, siblings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bond {
    /// Their places in the party's list.
    pub members: Vec<usize>,
}

/// People who must stay together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Everybody who needs a place.
    pub members: Vec<Member>,
    /// What makes them a party.
    pub together: Together,
    /// Who stays together even when the party is split.
    pub bonds: Vec<Bond>,
    /// Whether they were told to stay apart from others for their health.
    pub quarantine: bool,
    /// The unit where the rest of their household already is, by its place in the site's list.
    pub unit: Option<usize>,
}

impl Party {
    /// A household of these members, without bonds.
    #[must_use]
    pub const fn of(members: Vec<Member>) -> Self {
        Self { members, together: Together::Household, bonds: Vec::new(), quarantine: false, unit: None }
    }

    /// The members in groups that stay together, the largest first: each bond, bonds that share somebody as one, and everybody
    /// without a bond alone.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut group_of: Vec<usize> = (0..self.members.len()).collect();
        for bond in &self.bonds {
            let joined: Vec<usize> = bond.members.iter().filter_map(|member| group_of.get(*member).copied()).collect();
            let Some(least) = joined.iter().copied().min() else { continue };
            for group in group_of.iter_mut().filter(|group| joined.contains(group)) {
                *group = least;
            }
        }
        let mut groups: Vec<Vec<usize>> = (0..self.members.len())
            .map(|group| (0..self.members.len()).filter(|member| group_of.get(*member) == Some(&group)).collect())
            .filter(|members: &Vec<usize>| !members.is_empty())
            .collect();
        groups.sort_by_key(|members| std::cmp::Reverse(members.len()));
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bonds_that_share_somebody_are_one_group() {
        let member = Member { sex: Sex::Female, age_years: 30, no_steps: false };
        let mut party = Party::of(vec![member; 6]);
        party.bonds = [vec![4, 2], vec![0, 5], vec![2, 5]].map(|members| Bond { members }).to_vec();
        assert_eq!(party.groups(), [vec![0, 2, 4, 5], vec![1], vec![3]]);
    }
}
