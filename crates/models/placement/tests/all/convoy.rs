//! A convoy as it comes, made by arithmetic: shared by the tests and the bench.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, dead_code, reason = "a story for tests and benches")]

use kernel::Sex;
use placement::{Bond, Member, Party, Place, Policy, Room, SexRule, Site, Together, Unit};

/// Numbers that follow from a seed (a linear congruential generator; Knuth, TAOCP 2, 3.3.4).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n.max(1)
    }
}

/// People in households, children alone and siblings among them, until there are `people`.
pub fn arrivals(people: usize, seed: u64) -> Vec<Party> {
    let mut numbers = Numbers(seed);
    let mut parties = Vec::new();
    let mut so_far = 0;
    while so_far < people {
        let mut party = party(&mut numbers);
        party.members.truncate(people - so_far);
        let size = party.members.len();
        party.bonds.iter_mut().for_each(|bond| bond.members.retain(|member| *member < size));
        so_far += size;
        parties.push(party);
    }
    parties
}

fn party(numbers: &mut Numbers) -> Party {
    let one = |numbers: &mut Numbers, age: std::ops::Range<u64>| Member {
        sex: if numbers.below(2) == 0 { Sex::Female } else { Sex::Male },
        age_years: u8::try_from(age.start + numbers.below(age.end - age.start)).unwrap(),
        no_steps: numbers.below(40) == 0,
    };
    let mut out = match numbers.below(10) {
        0 | 1 => Party::of(vec![one(numbers, 18..60)]),
        2 => {
            let siblings = (0..2 + numbers.below(2)).map(|_| one(numbers, 6..17)).collect();
            Party { together: Together::Siblings, ..Party::of(siblings) }
        }
        _ => {
            let adults = 1 + numbers.below(3);
            let children = numbers.below(6);
            let mut members: Vec<Member> = (0..adults).map(|_| one(numbers, 18..70)).collect();
            members.extend((0..children).map(|_| one(numbers, 0..17)));
            let head = if members[0].sex == Sex::Male && adults > 1 { 1 } else { 0 };
            let minors = usize::try_from(adults).unwrap()..members.len();
            let bonds =
                minors.filter(|m| members[*m].age_years < 12).map(|m| Bond { members: vec![head, m] }).collect();
            Party { bonds, ..Party::of(members) }
        }
    };
    out.quarantine = numbers.below(60) == 0;
    out
}

/// Units of a reception centre: for everybody, for women, for men, for families, for children, one for quarantine.
pub fn site(units: usize, places: usize, seed: u64) -> Site {
    let mut numbers = Numbers(seed);
    let rooms_each = 5;
    let mut left = places;
    let each = places.div_ceil(units * rooms_each);
    let unit = |n: usize| {
        let policy = match n % 10 {
            0 => Policy { sex: SexRule::Women, ..Policy::default() },
            1 => Policy { sex: SexRule::Men, from_years: 15, ..Policy::default() },
            2..=5 => Policy { families_only: true, ..Policy::default() },
            9 if n == 9 => Policy { quarantine: true, ..Policy::default() },
            _ => Policy::default(),
        };
        let rooms = (0..rooms_each)
            .map(|r| {
                let some = each.min(left) + usize::try_from(numbers.below(3)).unwrap();
                let some = some.min(left);
                left -= some;
                let place = |p: usize| Place { accessible: r == 0 && p < 2, transitory: n % 10 == 8 };
                let one_household = n % 10 == 2 && r % 2 == 0;
                Room {
                    policy: Policy { one_household, ..Policy::default() },
                    free: (0..some).map(place).collect(),
                    lived_in: false,
                }
            })
            .collect();
        Unit { policy, rooms }
    };
    Site { units: (0..units).map(unit).collect() }
}
