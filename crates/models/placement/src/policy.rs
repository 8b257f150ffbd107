//! For whom a unit or a room is meant.

use crate::{Member, Party};
use kernel::Sex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whom a room takes by sex.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SexRule {
    /// Everybody.
    #[default]
    Everybody,
    /// Women and girls, and boys below [`Policy::boys_under_years`] who come with somebody.
    Women,
    /// Men and boys.
    Men,
}

impl SexRule {
    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            SexRule::Everybody => "everybody",
            SexRule::Women => "women",
            SexRule::Men => "men",
        }
    }
}

/// For whom a unit or a room is meant. The default takes everybody but those in quarantine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Whom it takes by sex.
    pub sex: SexRule,
    /// Boys younger than this stay with the women they came with, in completed years.
    pub boys_under_years: u8,
    /// Youngest age it takes, in completed years.
    pub from_years: u8,
    /// Oldest age it takes, in completed years.
    pub to_years: u8,
    /// Only for people who came with others of their household.
    pub families_only: bool,
    /// A room for one household at a time.
    pub one_household: bool,
    /// For those who must stay apart for their health, and only for them.
    pub quarantine: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            sex: SexRule::Everybody,
            boys_under_years: 12,
            from_years: 0,
            to_years: u8::MAX,
            families_only: false,
            one_household: false,
            quarantine: false,
        }
    }
}

/// Why a place does not suit somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    /// Closed to all for whom quarantine was not ordered, or open to none for whom it was.
    Quarantine,
    /// Meant for the other sex.
    Sex,
    /// Meant for other ages.
    Age,
    /// Meant for families.
    FamiliesOnly,
    /// No place that can be reached without steps.
    Steps,
    /// Those with whom they belong are in another unit.
    Apart,
    /// No room left.
    Full,
}

impl Misfit {
    /// Its name in data and in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Misfit::Quarantine => "quarantine",
            Misfit::Sex => "sex",
            Misfit::Age => "age",
            Misfit::FamiliesOnly => "families_only",
            Misfit::Steps => "steps",
            Misfit::Apart => "apart",
            Misfit::Full => "full",
        }
    }
}

impl Policy {
    /// Whether it takes this member of this party; otherwise why not. Quarantine is not asked here: a room in a quarantine
    /// unit is a quarantine room ([`crate::Site`]).
    ///
    /// # Errors
    /// The first rule that does not suit.
    pub fn takes(&self, party: &Party, member: &Member) -> Result<(), Misfit> {
        let boy_with_others = party.members.len() > 1 && member.age_years < self.boys_under_years;
        let sex = match self.sex {
            SexRule::Everybody => true,
            SexRule::Women => member.sex == Sex::Female || boy_with_others,
            SexRule::Men => member.sex == Sex::Male,
        };
        if !sex {
            return Err(Misfit::Sex);
        }
        if !(self.from_years..=self.to_years).contains(&member.age_years) {
            return Err(Misfit::Age);
        }
        if self.families_only && party.members.len() < 2 && party.unit.is_none() {
            return Err(Misfit::FamiliesOnly);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(sex: Sex, age_years: u8) -> Member {
        Member { sex, age_years, no_steps: false }
    }

    #[test]
    fn a_small_boy_stays_with_the_women_he_came_with_and_alone_does_not() {
        let women = Policy { sex: SexRule::Women, ..Policy::default() };
        let boy = member(Sex::Male, 6);
        let family = Party::of(vec![member(Sex::Female, 30), boy]);
        assert_eq!(women.takes(&family, &boy), Ok(()));
        assert_eq!(women.takes(&family, &member(Sex::Male, 12)), Err(Misfit::Sex));
        assert_eq!(women.takes(&Party::of(vec![boy]), &boy), Err(Misfit::Sex));
    }

    #[test]
    fn ages_and_families_are_asked_after_sex() {
        let party = Party::of(vec![member(Sex::Female, 17)]);
        let minors = Policy { to_years: 17, families_only: true, ..Policy::default() };
        assert_eq!(minors.takes(&party, &member(Sex::Female, 18)), Err(Misfit::Age));
        assert_eq!(minors.takes(&party, &member(Sex::Female, 17)), Err(Misfit::FamiliesOnly));
    }
}
