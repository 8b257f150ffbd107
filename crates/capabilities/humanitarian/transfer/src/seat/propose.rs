//! Which vehicle for whom: people who belong together in one vehicle, none over its seats, as many people seated as can be. It proposes;
//! a person gives. Who belongs to somebody that has a seat sits there or nowhere.

/// People who travel in one vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    /// How many of them have no seat.
    pub people: u32,
    /// The vehicle in which the others sit, where some do.
    pub with: Option<usize>,
}

/// So many steps and no more: the first way found is the one that fills the fullest vehicle first, the others only better it.
const MOST_STEPS: u32 = 20_000;

/// The vehicle of each group, if it gets one. `free` are the seats that nobody has, by vehicle.
pub(crate) fn propose(mut free: Vec<u32>, groups: &[Group]) -> Vec<Option<usize>> {
    let mut place = vec![None; groups.len()];
    let mut order: Vec<(usize, u32)> = Vec::new();
    for ((n, group), at) in groups.iter().enumerate().zip(&mut place) {
        match group.with {
            Some(vehicle) => *at = take(&mut free, vehicle, group.people).then_some(vehicle),
            None => order.push((n, group.people)),
        }
    }
    order.sort_by_key(|(n, people)| (std::cmp::Reverse(*people), *n));
    let mut search = Search::new(free.clone(), order.iter().map(|(_, people)| *people).collect());
    search.from(0, 0);
    for ((n, people), vehicle) in order.iter().zip(search.best) {
        let vehicle = vehicle.filter(|vehicle| take(&mut free, *vehicle, *people));
        if let Some(at) = place.get_mut(*n) {
            *at = vehicle;
        }
    }
    // Where the search was broken off, somebody may still fit.
    for (n, people) in order {
        let Some(at) = place.get_mut(n).filter(|at| at.is_none()) else { continue };
        *at = fitting(&free, people).into_iter().find(|vehicle| take(&mut free, *vehicle, people));
    }
    place
}

fn take(free: &mut [u32], vehicle: usize, people: u32) -> bool {
    let Some(seats) = free.get_mut(vehicle) else { return false };
    let fits = *seats >= people;
    *seats -= if fits { people } else { 0 };
    fits
}

/// The vehicles with room, the fullest first; of equally full ones the first.
fn fitting(free: &[u32], people: u32) -> Vec<usize> {
    let mut fit: Vec<(u32, usize)> =
        free.iter().enumerate().filter(|(_, seats)| **seats >= people).map(|(n, seats)| (*seats, n)).collect();
    fit.sort_unstable();
    fit.dedup_by_key(|(seats, _)| *seats);
    fit.into_iter().map(|(_, n)| n).collect()
}

struct Search {
    free: Vec<u32>,
    sizes: Vec<u32>,
    /// People of this group and all after it.
    rest: Vec<u32>,
    now: Vec<Option<usize>>,
    best: Vec<Option<usize>>,
    seated: Option<u32>,
    steps: u32,
}

impl Search {
    fn new(free: Vec<u32>, sizes: Vec<u32>) -> Self {
        let mut rest: Vec<u32> = sizes
            .iter()
            .rev()
            .scan(0, |sum: &mut u32, size| {
                *sum += size;
                Some(*sum)
            })
            .collect();
        rest.reverse();
        let none = vec![None; sizes.len()];
        Self { free, sizes, rest, now: none.clone(), best: none, seated: None, steps: 0 }
    }

    /// Tries every vehicle for the group `n` and those after it, `seated` people having a seat already.
    fn from(&mut self, n: usize, seated: u32) {
        let Some((size, rest)) = self.sizes.get(n).copied().zip(self.rest.get(n).copied()) else {
            if self.seated.is_none_or(|best| seated > best) {
                (self.seated, self.best) = (Some(seated), self.now.clone());
            }
            return;
        };
        self.steps += 1;
        let hopeless = |best: u32| self.steps > MOST_STEPS || seated + rest <= best;
        if self.seated.is_some_and(hopeless) {
            return;
        }
        let put = |of: &mut Self, vehicle| {
            if let Some(at) = of.now.get_mut(n) {
                *at = vehicle;
            }
        };
        for vehicle in fitting(&self.free, size) {
            put(self, Some(vehicle));
            take(&mut self.free, vehicle, size);
            self.from(n + 1, seated + size);
            if let Some(seats) = self.free.get_mut(vehicle) {
                *seats += size;
            }
        }
        put(self, None);
        self.from(n + 1, seated);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(sizes: &[u32]) -> Vec<Group> {
        sizes.iter().map(|people| Group { people: *people, with: None }).collect()
    }

    fn seated(groups: &[Group], place: &[Option<usize>]) -> u32 {
        groups.iter().zip(place).filter(|(_, at)| at.is_some()).map(|(group, _)| group.people).sum()
    }

    #[test]
    fn everybody_sits_where_the_greatest_first_would_leave_somebody_out() {
        // The greatest first puts 4 and 3 into one vehicle, 3, 2 and 2 into the other, and two people stay.
        let families = groups(&[4, 3, 3, 2, 2, 2]);
        assert_eq!(seated(&families, &propose(vec![8, 8], &families)), 16);
    }

    #[test]
    fn who_belongs_to_somebody_with_a_seat_sits_there_or_nowhere() {
        let beside = |people| Group { people, with: Some(0) };
        assert_eq!(propose(vec![2, 9], &[beside(2), beside(1)]), [Some(0), None]);
    }

    #[test]
    fn a_family_that_no_vehicle_holds_is_left_to_a_person() {
        assert_eq!(propose(vec![3, 3], &groups(&[5, 3])), [None, Some(0)]);
        assert_eq!(propose(vec![], &groups(&[1])), [None]);
    }

    #[test]
    fn a_convoy_of_six_hundred_is_seated_at_once() {
        let families = groups(&(0..120).map(|n| 1 + n * 7 % 9).collect::<Vec<u32>>());
        let people: u32 = families.iter().map(|group| group.people).sum();
        let buses = usize::try_from(people.div_ceil(50)).unwrap();
        let place = propose(vec![50; buses], &families);
        assert_eq!((people, seated(&families, &place)), (600, people));
    }

    proptest! {
        #[test]
        fn no_vehicle_is_over_its_seats_and_whoever_is_left_out_fits_nowhere(
            free in proptest::collection::vec(0u32..12, 0..5),
            sizes in proptest::collection::vec((1u32..9, proptest::option::of(0usize..6)), 0..12),
        ) {
            let families: Vec<Group> = sizes.iter().map(|(people, with)| Group { people: *people, with: *with }).collect();
            let place = propose(free.clone(), &families);
            let mut left = free;
            for (family, at) in families.iter().zip(&place) {
                if let Some(vehicle) = at {
                    prop_assert!(left[*vehicle] >= family.people, "{place:?}");
                    prop_assert!(family.with.is_none_or(|with| with == *vehicle));
                    left[*vehicle] -= family.people;
                }
            }
            for (family, at) in families.iter().zip(&place) {
                let fits = match family.with {
                    Some(with) => left.get(with).is_some_and(|seats| *seats >= family.people),
                    None => left.iter().any(|seats| *seats >= family.people),
                };
                prop_assert!(at.is_some() || !fits || family.with.is_some(), "{family:?} of {place:?}, {left:?}");
            }
        }
    }
}
