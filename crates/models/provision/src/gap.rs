//! What is needed at a site by a norm, what is there, and what is missing.

use crate::{Basis, Norm, Part};

/// Who stays at a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Population {
    /// People.
    pub people: u64,
    /// Households they belong to.
    pub households: u64,
}

/// What was measured of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// All of it.
    pub total: u64,
    /// Of it for women and girls, where that was measured.
    pub women: Option<u64>,
    /// Of it for men and boys, where that was measured.
    pub men: Option<u64>,
}

impl Measured {
    /// The part that a norm counts.
    #[must_use]
    pub const fn part(self, part: Option<Part>) -> Option<u64> {
        match part {
            None => Some(self.total),
            Some(Part::Women) => self.women,
            Some(Part::Men) => self.men,
        }
    }
}

/// How a site stands to a norm, from the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The minimum is not met.
    Short,
    /// Nobody measured it.
    NotMeasured,
    /// The minimum is met, the target not.
    Minimum,
    /// The target is met.
    Target,
}

impl State {
    /// Every state.
    pub const ALL: [State; 4] = [State::Short, State::NotMeasured, State::Minimum, State::Target];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            State::Short => "short",
            State::NotMeasured => "not_measured",
            State::Minimum => "minimum",
            State::Target => "target",
        }
    }

    /// Whether the minimum is met, as far as is known.
    #[must_use]
    pub const fn is_met(self) -> bool {
        matches!(self, State::Minimum | State::Target)
    }
}

/// How a site stands to a norm, in the unit of the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The least that must be there; of a way or a wait the most that may be.
    pub needed: u64,
    /// The same for the target.
    pub aimed: u64,
    /// What is there.
    pub has: Option<u64>,
    /// How many more are needed; of a way or a wait how much it is too long. Of what was not measured, all that is needed.
    pub missing: u64,
    /// How much of the minimum is met, of a hundred, rounded down: 100 only where it is met.
    pub share: Option<u64>,
    /// The state.
    pub state: State,
}

/// How `population` stands to `norm` when `measured` is there.
#[must_use]
pub fn gap(norm: &Norm, population: Population, measured: Option<Measured>) -> Gap {
    let has = measured.and_then(|measured| measured.part(norm.part));
    if population.people == 0 {
        let limit = |of: crate::Ratio| if norm.basis.is_limit() { of.whole() } else { 0 };
        let (needed, aimed) = (limit(norm.minimum), limit(norm.aim()));
        return Gap { needed, aimed, has, missing: 0, share: Some(100), state: State::Target };
    }
    if norm.basis.is_limit() { kept(norm, has) } else { supplied(norm, population, has) }
}

/// A least that must be there.
fn supplied(norm: &Norm, population: Population, has: Option<u64>) -> Gap {
    let of = match norm.basis {
        Basis::Household => population.households,
        Basis::Site => 1,
        Basis::Person | Basis::Distance | Basis::Queue => population.people,
    };
    let (needed, aimed) = (norm.minimum.of(of), norm.aim().of(of));
    let state = match has {
        None => State::NotMeasured,
        Some(has) if has < needed => State::Short,
        Some(has) if has < aimed => State::Minimum,
        Some(_) => State::Target,
    };
    let missing = needed.saturating_sub(has.unwrap_or(0));
    Gap { needed, aimed, has, missing, share: has.map(|has| percent(has, needed)), state }
}

/// A most that may be.
fn kept(norm: &Norm, has: Option<u64>) -> Gap {
    let (needed, aimed) = (norm.minimum.whole(), norm.aim().whole());
    let state = match has {
        None => State::NotMeasured,
        Some(has) if has > needed => State::Short,
        Some(has) if has > aimed => State::Minimum,
        Some(_) => State::Target,
    };
    let missing = has.map_or(0, |has| has.saturating_sub(needed));
    Gap { needed, aimed, has, missing, share: has.map(|has| percent(needed, has)), state }
}

/// `part` of `whole` in hundredths, at most 100, rounded down.
fn percent(part: u64, whole: u64) -> u64 {
    if part >= whole {
        return 100;
    }
    u64::try_from(u128::from(part) * 100 / u128::from(whole)).unwrap_or(100)
}
