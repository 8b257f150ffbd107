//! A room while a proposal is being made: how many places of each kind are left.

use crate::Place;

/// Free places by kind, in the order in which somebody who can climb steps takes them: transitory places last, and before that
/// the accessible ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Free([usize; 4]);

const PLAIN: usize = 0;
const ACCESSIBLE: usize = 1;
const TRANSITORY: usize = 2;
const ACCESSIBLE_TRANSITORY: usize = 3;

/// Which kinds suit somebody who needs a place without steps.
const NO_STEPS: [usize; 2] = [ACCESSIBLE, ACCESSIBLE_TRANSITORY];
const ANY: [usize; 4] = [PLAIN, ACCESSIBLE, TRANSITORY, ACCESSIBLE_TRANSITORY];

/// The kind of a place, as a position in [`Free`].
pub(crate) const fn kind(place: Place) -> usize {
    match (place.accessible, place.transitory) {
        (false, false) => PLAIN,
        (true, false) => ACCESSIBLE,
        (false, true) => TRANSITORY,
        (true, true) => ACCESSIBLE_TRANSITORY,
    }
}

impl Free {
    pub(crate) fn of(places: &[Place]) -> Self {
        let mut free = Self::default();
        places.iter().for_each(|place| free.add(kind(*place), 1));
        free
    }

    pub(crate) fn total(self) -> usize {
        self.0.iter().sum()
    }

    pub(crate) fn accessible(self) -> usize {
        NO_STEPS.iter().map(|kind| self.count(*kind)).sum()
    }

    pub(crate) fn transitory(self) -> usize {
        self.count(TRANSITORY) + self.count(ACCESSIBLE_TRANSITORY)
    }

    pub(crate) fn accessible_lasting(self) -> usize {
        self.count(ACCESSIBLE)
    }

    fn count(self, kind: usize) -> usize {
        self.0.get(kind).copied().unwrap_or(0)
    }

    fn add(&mut self, kind: usize, places: usize) {
        if let Some(count) = self.0.get_mut(kind) {
            *count += places;
        }
    }

    pub(crate) fn plus(mut self, other: Self) -> Self {
        ANY.iter().for_each(|kind| self.add(*kind, other.count(*kind)));
        self
    }

    /// What these people take, of whom `no_steps` need an accessible place; nothing when there is too little.
    pub(crate) fn taken_by(self, people: usize, no_steps: usize) -> Option<Self> {
        if people > self.total() || no_steps > self.accessible() {
            return None;
        }
        let (mut left, mut taken) = (self, Self::default());
        for (kinds, mut wanted) in [(&NO_STEPS[..], no_steps), (&ANY[..], people.saturating_sub(no_steps))] {
            for kind in kinds {
                let some = wanted.min(left.count(*kind));
                taken.add(*kind, some);
                left = left.minus_kind(*kind, some);
                wanted -= some;
            }
        }
        Some(taken)
    }

    fn minus_kind(mut self, kind: usize, places: usize) -> Self {
        if let Some(count) = self.0.get_mut(kind) {
            *count = count.saturating_sub(places);
        }
        self
    }

    pub(crate) fn minus(mut self, taken: Self) -> Self {
        for kind in ANY {
            self = self.minus_kind(kind, taken.count(kind));
        }
        self
    }

    /// The kinds taken, for those who need no steps first and then for the others: one kind a person.
    pub(crate) fn kinds(self, no_steps: usize) -> (Vec<usize>, Vec<usize>) {
        let mut each: Vec<usize> = ANY.iter().flat_map(|kind| std::iter::repeat_n(*kind, self.count(*kind))).collect();
        let mut first = Vec::new();
        for kind in NO_STEPS {
            while first.len() < no_steps
                && let Some(at) = each.iter().position(|other| *other == kind)
            {
                first.push(each.remove(at));
            }
        }
        (first, each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transitory_places_are_taken_last_and_accessible_ones_are_spared() {
        let place = |accessible, transitory| Place { accessible, transitory };
        let free = Free::of(&[place(true, true), place(false, true), place(true, false), place(false, false)]);
        assert_eq!(free.taken_by(1, 0), Some(Free([1, 0, 0, 0])));
        assert_eq!(free.taken_by(2, 0), Some(Free([1, 1, 0, 0])));
        assert_eq!(free.taken_by(2, 1), Some(Free([1, 1, 0, 0])));
        assert_eq!(free.taken_by(3, 2), Some(Free([1, 1, 0, 1])));
        assert_eq!((free.taken_by(5, 0), free.taken_by(3, 3)), (None, None));
    }
}
