//! Households made of a day's people: first the people, so that sex and age follow the source whatever the families look
//! like; then who belongs with whom.

use crate::{
    arrival::Relation,
    random::Random,
    story::{Band, Displaced},
};
use kernel::Sex;

/// A person as the source counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Soul {
    pub(crate) sex: Sex,
    pub(crate) age: u8,
}

impl Soul {
    fn is_child(self) -> bool {
        self.age < 18
    }
}

/// People who belong together; the first is the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) souls: Vec<Soul>,
    /// The second is the head's wife.
    pub(crate) couple: bool,
}

/// Youngest and oldest parent at a birth, in years.
const PARENT: std::ops::RangeInclusive<i16> = 16..=45;
/// From this gap on, a child with a head of 60 or more is a grandchild.
const GRANDPARENT_GAP: i16 = 40;
/// How many cards of the deck are looked at for a child that can be the head's own.
const LOOK_AHEAD: usize = 8;
/// Share of unaccompanied children who come two by two, as brothers and sisters do.
const CHILDREN_IN_PAIRS: f64 = 0.35;

/// A person of the demography. Ages fall off within the bands of adults, and are even within those of children.
pub(crate) fn soul(random: &mut Random, demography: &[Band]) -> Option<Soul> {
    let band = random.weighted(demography, |band| f64::from(band.people))?;
    let (from, to) = (i64::from(band.from), i64::from(band.to));
    let age =
        if band.from < 18 { random.between(from, to) } else { random.between(from, to).min(random.between(from, to)) };
    Some(Soul { sex: band.sex, age: u8::try_from(age).unwrap_or(band.from) })
}

/// `people` displaced people in their households.
pub(crate) fn households(random: &mut Random, displaced: &Displaced, people: u32) -> Vec<Group> {
    let mut rest: Vec<Soul> = (0..people).filter_map(|_| soul(random, &displaced.demography)).collect();
    let mut alone = without_company(random, displaced, &mut rest);
    let mut sizes = household_sizes(random, displaced, rest.len());
    let mut adults = Adults::out_of(&mut rest);
    sizes.truncate(adults.len());
    let mut groups = with_heads(random, displaced, &mut adults, &sizes);
    rest.extend(adults.into_rest());
    random.shuffle(&mut rest);
    fill(random, &mut groups, &sizes, &mut rest);
    seat_the_rest(random, &mut groups, rest);
    groups.append(&mut alone);
    groups
}

/// Takes out unaccompanied children and older people who come alone.
fn without_company(random: &mut Random, displaced: &Displaced, people: &mut Vec<Soul>) -> Vec<Group> {
    let (mut children, mut groups, mut rest) = (Vec::new(), Vec::new(), Vec::with_capacity(people.len()));
    for soul in people.drain(..) {
        match soul.age {
            6..=17 if random.chance(displaced.needs.unaccompanied_child) => children.push(soul),
            60.. if random.chance(displaced.older_alone) => groups.push(Group { souls: vec![soul], couple: false }),
            _ => rest.push(soul),
        }
    }
    *people = rest;
    while let Some(child) = children.pop() {
        let mut souls = vec![child];
        if random.chance(CHILDREN_IN_PAIRS) {
            souls.extend(children.pop());
        }
        souls.sort_by_key(|soul| std::cmp::Reverse(soul.age));
        groups.push(Group { souls, couple: false });
    }
    groups
}

/// Sizes of households that hold exactly `people`.
fn household_sizes(random: &mut Random, displaced: &Displaced, people: usize) -> Vec<usize> {
    let by_size: Vec<(usize, f64)> = (1..).zip(displaced.household_sizes.iter().copied()).collect();
    let (mut sizes, mut left) = (Vec::new(), people);
    while left > 0 {
        let size = random.weighted(&by_size, |size| size.1).map_or(1, |size| size.0).min(left);
        sizes.push(size);
        left -= size;
    }
    sizes
}

/// Those who can head a household.
struct Adults {
    women: Vec<Soul>,
    men: Vec<Soul>,
    older: Vec<Soul>,
}

impl Adults {
    fn out_of(people: &mut Vec<Soul>) -> Self {
        let mut adults = Self { women: Vec::new(), men: Vec::new(), older: Vec::new() };
        people.retain(|soul| {
            let place = match soul {
                Soul { age: 0..=17, .. } => return true,
                Soul { age: 60.., .. } => &mut adults.older,
                Soul { sex: Sex::Female, .. } => &mut adults.women,
                _ => &mut adults.men,
            };
            place.push(*soul);
            false
        });
        adults
    }

    fn len(&self) -> usize {
        self.women.len() + self.men.len() + self.older.len()
    }

    /// A head, of the wanted kind while there are any.
    fn head(&mut self, older: bool, woman: bool) -> Option<Soul> {
        let Self { women, men, older: elders } = self;
        let order = match (older, woman) {
            (true, true) => [elders, women, men],
            (true, false) => [elders, men, women],
            (false, true) => [women, men, elders],
            (false, false) => [men, women, elders],
        };
        order.into_iter().find_map(Vec::pop)
    }

    fn into_rest(self) -> impl Iterator<Item = Soul> {
        self.women.into_iter().chain(self.men).chain(self.older)
    }
}

fn with_heads(random: &mut Random, displaced: &Displaced, adults: &mut Adults, sizes: &[usize]) -> Vec<Group> {
    let heads = sizes.iter().filter_map(|&size| {
        let woman = if size == 1 { displaced.women_among_alone } else { displaced.women_headed };
        adults.head(size > 1 && random.chance(displaced.older_headed), random.chance(woman)).map(|head| (size, head))
    });
    let heads: Vec<(usize, Soul)> = heads.collect();
    // Wives only after every head is found, or the last households would lack one.
    let marry = |(size, head): (usize, Soul)| {
        let mut souls = Vec::with_capacity(size);
        souls.push(head);
        let married =
            size > 1 && head.sex == Sex::Male && (18..60).contains(&head.age) && random.chance(displaced.couples);
        let wife = if married { wife_of(random, head, &mut adults.women) } else { None };
        souls.extend(wife);
        Group { couple: wife.is_some(), souls }
    };
    heads.into_iter().map(marry).collect()
}

/// A woman of an age near the man's, among a few at random; none when there is none.
fn wife_of(random: &mut Random, head: Soul, women: &mut Vec<Soul>) -> Option<Soul> {
    let near = |soul: &Soul| (-3..=15).contains(&(i16::from(head.age) - i16::from(soul.age)));
    let mut places = (0..LOOK_AHEAD).map(|_| random.index(women.len()));
    let place = places.find(|&place| women.get(place).is_some_and(near))?;
    Some(women.swap_remove(place))
}

/// Deals people to the free places, children by preference where they can be the head's own.
fn fill(random: &mut Random, groups: &mut [Group], sizes: &[usize], rest: &mut Vec<Soul>) {
    let mut places: Vec<usize> = Vec::new();
    for (index, (group, size)) in groups.iter().zip(sizes).enumerate() {
        places.extend(std::iter::repeat_n(index, size.saturating_sub(group.souls.len())));
    }
    random.shuffle(&mut places);
    for index in places {
        let Some(group) = groups.get_mut(index) else { continue };
        let Some(&head) = group.souls.first() else { continue };
        let from = rest.len().saturating_sub(LOOK_AHEAD);
        let own = rest.iter().enumerate().skip(from).rev().find(|(_, soul)| fits(head, **soul)).map(|(place, _)| place);
        let Some(place) = own.or(rest.len().checked_sub(1)) else { return };
        group.souls.push(rest.swap_remove(place));
    }
}

/// Whether the person can be the head's child, grandchild or parent.
fn fits(head: Soul, soul: Soul) -> bool {
    let gap = i16::from(head.age) - i16::from(soul.age);
    PARENT.contains(&gap) || (head.age >= 60 && gap >= GRANDPARENT_GAP) || (soul.age >= 60 && PARENT.contains(&-gap))
}

/// Where a day has more children than places, they join households, or come by themselves when there is no adult at all.
fn seat_the_rest(random: &mut Random, groups: &mut Vec<Group>, mut rest: Vec<Soul>) {
    if groups.is_empty() && !rest.is_empty() {
        rest.sort_by_key(|soul| std::cmp::Reverse(soul.age));
        groups.push(Group { souls: rest, couple: false });
        return;
    }
    for soul in rest {
        let index = random.index(groups.len());
        if let Some(group) = groups.get_mut(index) {
            group.souls.push(soul);
        }
    }
}

impl Group {
    /// Whether no member is 18 or more.
    pub(crate) fn is_of_children(&self) -> bool {
        self.souls.iter().all(|soul| soul.is_child())
    }

    /// What the member in that place is to the head.
    pub(crate) fn relation(&self, place: usize) -> Relation {
        let (Some(head), Some(soul)) = (self.souls.first(), self.souls.get(place)) else { return Relation::Head };
        let gap = i16::from(head.age) - i16::from(soul.age);
        match place {
            0 => Relation::Head,
            1 if self.couple => Relation::Spouse,
            _ if PARENT.contains(&gap) => Relation::Child,
            _ if head.age >= 60 && gap >= GRANDPARENT_GAP => Relation::Grandchild,
            _ if soul.age >= 60 && PARENT.contains(&-gap) => Relation::Parent,
            _ if gap.abs() < *PARENT.start() => Relation::Sibling,
            _ => Relation::OtherRelative,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Story;

    const STORY: &str = include_str!("../../../../../scenarios/adre-influx/story.toml");

    #[test]
    fn nobody_is_lost_however_few_come_and_whoever_they_are() {
        let of_story = Story::parse(STORY).unwrap().displaced;
        let mut only_children = of_story.clone();
        only_children.demography.retain(|band| band.to < 18);
        let mut only_older = of_story.clone();
        only_older.demography.retain(|band| band.from >= 60);
        for (seed, displaced) in [of_story, only_children, only_older].iter().enumerate() {
            let mut random = Random::new(seed as u64, 0);
            for people in 0..200 {
                let groups = households(&mut random, displaced, people);
                assert_eq!(groups.iter().map(|group| group.souls.len()).sum::<usize>(), people as usize);
                assert!(groups.iter().all(|group| !group.souls.is_empty()));
            }
        }
    }

    #[test]
    fn relations_follow_the_ages() {
        let soul = |sex, age| Soul { sex, age };
        let souls = vec![
            soul(Sex::Male, 62),
            soul(Sex::Female, 50),
            soul(Sex::Male, 30),
            soul(Sex::Female, 8),
            soul(Sex::Female, 85),
            soul(Sex::Male, 58),
        ];
        let group = Group { souls, couple: true };
        let relations: Vec<Relation> = (0..group.souls.len()).map(|place| group.relation(place)).collect();
        assert_eq!(
            relations,
            [
                Relation::Head,
                Relation::Spouse,
                Relation::Child,
                Relation::Grandchild,
                Relation::Parent,
                Relation::Sibling
            ]
        );
    }
}
