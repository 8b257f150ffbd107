//! The story of Adré, whole: its people follow its figures, and its figures follow their rows.

#![cfg(test)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panic, its helpers too")]

use kernel::{BirthDate, PCode, Sex};
use population::{Arrival, Arrivals, Flow, Movement, Person, Relation, Story, UrgentNeed, mrz::Format, story::Band};
use std::collections::{BTreeMap, HashSet};

const STORY: &str = include_str!("../../../../scenarios/adre-influx/story.toml");
const AREAS: &str = include_str!("../../../../data/pcodes/areas.csv");
const ROWS: &str = include_str!("../../../../scenarios/adre-influx/unhcr.csv");
/// People a marginal is measured on.
const SAMPLE: usize = 50_000;

fn story() -> Story {
    Story::parse(STORY).unwrap()
}

/// At least `SAMPLE` displaced people with their groups.
fn displaced(story: &Story, seed: u64) -> Vec<Arrival> {
    let mut people = 0;
    let all = Arrivals::repeating(story, seed).filter(|arrival| arrival.flow == Flow::Displaced);
    all.take_while(|arrival| {
        let more = people < SAMPLE;
        people += arrival.members.len();
        more
    })
    .collect()
}

fn members(arrivals: &[Arrival]) -> impl Iterator<Item = &Person> {
    arrivals.iter().flat_map(|arrival| &arrival.members)
}

/// Fails unless `found` of `of` lies within four standard deviations of the share: of 16 000 true shares one would fail.
fn assert_share(what: &str, found: usize, of: usize, share: f64) {
    let (found, of) = (found as f64, of as f64);
    let deviation = (of * share * (1.0 - share)).sqrt();
    assert!((found - of * share).abs() <= 4.0 * deviation, "{what}: {found} of {of}, expected {share} ± {deviation}");
}

fn in_band(person: &Person, band: &Band) -> bool {
    person.sex == band.sex && (band.from..=band.to).contains(&person.age_years)
}

#[test]
fn sex_and_age_follow_the_source() {
    let story = story();
    let arrivals = displaced(&story, 1);
    let total: u32 = story.displaced.demography.iter().map(|band| band.people).sum();
    let people = members(&arrivals).count();
    assert!(people >= SAMPLE);
    for band in &story.displaced.demography {
        let found = members(&arrivals).filter(|person| in_band(person, band)).count();
        assert_share(&format!("{band:?}"), found, people, f64::from(band.people) / f64::from(total));
    }
}

#[test]
fn needs_and_papers_follow_their_shares() {
    let story = story();
    let arrivals = displaced(&story, 2);
    let needs = &story.displaced.needs;
    let share_of = |need, among: &dyn Fn(&Person) -> bool, share| {
        let group: Vec<&Person> = members(&arrivals).filter(|person| among(person)).collect();
        let found = group.iter().filter(|person| person.needs.contains(&need)).count();
        assert_share(&format!("{need:?}"), found, group.len(), share);
    };
    let fertile = |person: &Person| person.sex == Sex::Female && (15..50).contains(&person.age_years);
    share_of(UrgentNeed::Medical, &|_| true, needs.medical);
    share_of(UrgentNeed::Disability, &|_| true, needs.disability);
    share_of(UrgentNeed::Distress, &|_| true, needs.distress);
    share_of(UrgentNeed::Pregnant, &fertile, needs.pregnant);
    share_of(UrgentNeed::UnaccompaniedChild, &|p| (6..18).contains(&p.age_years), needs.unaccompanied_child);
    let sudanese = |person: &&Person| person.nationality.code() == "SDN" && person.age_years >= 18;
    let (all, carrying) = (members(&arrivals).filter(sudanese).count(), members(&arrivals).filter(sudanese));
    let without = carrying.filter(|person| person.document.is_none()).count();
    let none = story.displaced.peoples[0].papers[0].share;
    assert_share("without papers", without, all, none);
    let returnees = arrivals.iter().filter(|arrival| arrival.members[0].nationality.code() == "TCD").count();
    let weights: f64 = story.displaced.peoples.iter().map(|people| people.weight).sum();
    assert_share("returnee households", returnees, arrivals.len(), story.displaced.peoples[1].weight / weights);
}

#[test]
fn families_look_like_families() {
    let story = story();
    let arrivals = displaced(&story, 3);
    let groups: Vec<&Arrival> = arrivals.iter().filter(|arrival| arrival.members.len() > 1).collect();
    for arrival in &arrivals {
        let head = &arrival.members[0];
        assert_eq!(head.relation, Relation::Head);
        let flagged = arrival.members.iter().all(|person| person.needs.contains(&UrgentNeed::UnaccompaniedChild));
        assert_eq!(arrival.members.iter().all(|person| person.age_years < 18), flagged, "{arrival:?}");
        for person in &arrival.members {
            let older_alone = arrival.members.len() == 1 && person.age_years >= 60;
            assert_eq!(person.needs.contains(&UrgentNeed::OlderAlone), older_alone);
            if person.relation == Relation::Child {
                assert!((16..=45).contains(&(head.age_years - person.age_years)), "{arrival:?}");
            }
        }
        assert!(arrival.members.iter().filter(|person| person.relation == Relation::Spouse).count() <= 1);
    }
    let women = groups.iter().filter(|group| group.members[0].sex == Sex::Female).count();
    let share = women as f64 / groups.len() as f64;
    assert!((0.6..0.8).contains(&share), "women head {share}");
    let mean = members(&arrivals).count() as f64 / arrivals.len() as f64;
    assert!((3.3..3.7).contains(&mean), "mean household {mean}");
    let related = |relation| members(&arrivals).filter(|person| person.relation == relation).count() as f64;
    let minors = members(&arrivals).filter(|person| person.age_years < 18).count() as f64;
    let heads = groups.iter().map(|group| &group.members[0]);
    let men = heads.filter(|head| head.sex == Sex::Male && (18..60).contains(&head.age_years)).count() as f64;
    let wives = related(Relation::Spouse) / men;
    assert!((0.6..0.8).contains(&wives), "men with their wives {wives}");
    assert!(related(Relation::Child) > 0.75 * minors, "{} of {minors}", related(Relation::Child));
}

#[test]
fn each_day_has_the_people_that_the_story_plans() {
    let story = story();
    let mut found: BTreeMap<_, (u32, u32)> = BTreeMap::new();
    let mut last = None;
    for arrival in Arrivals::new(&story, 4) {
        let day = found.entry(arrival.at.date_at(story.utc_offset_minutes)).or_default();
        let people = u32::try_from(arrival.members.len()).unwrap();
        *(if arrival.flow == Flow::Displaced { &mut day.0 } else { &mut day.1 }) += people;
        assert!(last <= Some(arrival.at), "not in order of time");
        last = Some(arrival.at);
    }
    let planned: BTreeMap<_, _> = story.days().iter().map(|day| (day.date, (day.displaced, day.ordinary))).collect();
    assert_eq!(found, planned);
    assert_eq!(planned.values().map(|day| day.0).max(), Some(5_000));
}

#[test]
fn the_same_seed_gives_the_same_people_and_another_seed_others() {
    let story = story();
    let told = |seed| Arrivals::new(&story, seed).take(2_000).collect::<Vec<_>>();
    assert_eq!(told(5), told(5));
    assert_ne!(told(5), told(6));
}

#[test]
fn told_again_the_story_goes_on_the_day_after_with_others() {
    let story = story();
    let once = Arrivals::new(&story, 7).count();
    let again = Arrivals::repeating(&story, 7).nth(once).unwrap();
    let days = i64::try_from(story.days().len()).unwrap();
    assert_eq!(again.at.date_at(story.utc_offset_minutes), story.first_day.plus_days(days));
    assert_ne!(again.members, Arrivals::new(&story, 7).next().unwrap().members);
}

#[test]
fn every_zone_is_read_without_fault_by_another_implementation() {
    let story = story();
    let mut formats = HashSet::new();
    let mut documents = 0;
    for person in Arrivals::new(&story, 8).flat_map(|arrival| arrival.members) {
        for document in person.document.iter().chain(&person.visa) {
            let line = |place: usize| document.mrz[place].as_str();
            let read = match document.kind {
                Format::Td1 => mrz::parse_td1(line(0), line(1), line(2)),
                Format::Td2 => mrz::parse_td2(line(0), line(1)),
                Format::Td3 => mrz::parse_td3(line(0), line(1)),
                Format::MrvA => mrz::parse_mrv_a(line(0), line(1)),
                Format::MrvB => mrz::parse_mrv_b(line(0), line(1)),
            };
            let read = read.unwrap_or_else(|error| panic!("{error:?} {:?}", document.mrz));
            assert!(read.valid(), "{:?}", document.mrz);
            assert_eq!(read.full_document_number(), document.number);
            assert!(document.number.starts_with("SP"));
            assert!(document.mrz.iter().all(|line| line.len() == document.kind.line_width()));
            assert!(matches!(person.birth, BirthDate::Exact { .. }));
            formats.insert(document.kind);
            documents += 1;
        }
    }
    assert_eq!(formats.len(), 5, "{formats:?}");
    assert!(documents > 5_000, "{documents}");
}

#[test]
fn births_are_possible_and_known_as_well_as_the_story_says() {
    let story = story();
    let arrivals = displaced(&story, 9);
    let mut estimated = 0;
    let mut without_paper = 0;
    for arrival in &arrivals {
        let on = arrival.at.date_at(story.utc_offset_minutes);
        for person in &arrival.members {
            person.birth.check(on).unwrap_or_else(|error| panic!("{error:?} {person:?}"));
            if person.document.is_none() {
                without_paper += 1;
                estimated += usize::from(matches!(person.birth, BirthDate::Estimated { .. }));
            }
        }
    }
    assert_share("estimated", estimated, without_paper, story.displaced.births[3].share);
}

#[test]
fn traffic_goes_both_ways_and_some_come_back() {
    let story = story();
    let ordinary: Vec<Arrival> = Arrivals::new(&story, 10).filter(|a| a.flow == Flow::Ordinary).collect();
    let back = ordinary.iter().filter(|arrival| arrival.crossed_before).count() as f64 / ordinary.len() as f64;
    assert!((0.15..0.3).contains(&back), "{back}");
    let entries = ordinary.iter().filter(|arrival| arrival.movement == Movement::Entry).count();
    assert!((0.4..0.6).contains(&(entries as f64 / ordinary.len() as f64)));
    for arrival in Arrivals::new(&story, 11).filter(|arrival| arrival.destination.is_some()) {
        let inside = arrival.destination.as_ref().is_some_and(|place| place.as_str().starts_with("TCD"));
        assert_eq!(inside, arrival.movement == Movement::Entry, "{arrival:?}");
    }
    assert!(ordinary.iter().all(|arrival| arrival.members[0].age_years >= 18));
}

/// The value of a row of `unhcr.csv`.
fn row(name: &str) -> f64 {
    let line =
        ROWS.lines().find(|line| line.split(',').next() == Some(name)).unwrap_or_else(|| panic!("no row {name}"));
    line.split(',').nth(5).unwrap().parse().unwrap()
}

#[test]
fn every_figure_that_is_not_assumed_comes_from_its_row() {
    let story = story();
    for band in &story.displaced.demography {
        let (sex, to) = (if band.sex == Sex::Female { "f" } else { "m" }, band.to);
        let name = if band.from == 60 { format!("age-{sex}-60") } else { format!("age-{sex}-{}-{to}", band.from) };
        assert_eq!(f64::from(band.people), row(&name), "{name}");
    }
    let total: u32 = story.displaced.demography.iter().map(|band| band.people).sum();
    assert_eq!(f64::from(total), row("refugees-2023-10") + row("asylum-seekers-2023-10"));
    assert_eq!(story.displaced.peoples[0].weight, row("arrived-2023-10"));
    assert_eq!(story.displaced.peoples[1].weight, row("returnees-2023-10"));
    let at_adre = row("ouaddai-2024-08") / row("east-2024-08");
    let [quiet, _, _, decline, steady, easing] = story.phases.as_slice() else { panic!("six phases") };
    assert_eq!(f64::from(quiet.displaced.first), (row("flow-2022") / 365.0).round());
    // 15 April to 31 December 2023.
    assert_eq!(f64::from(steady.displaced.first), (row("flow-2023") * at_adre / 261.0).round());
    assert_eq!(decline.displaced.last, steady.displaced.first);
    assert_eq!(f64::from(easing.displaced.last), (row("flow-2025") * at_adre / 365.0).round());
    let sizes = &story.displaced.household_sizes;
    let mean = (1..).zip(sizes).map(|(size, weight)| f64::from(size) * weight).sum::<f64>() / sizes.iter().sum::<f64>();
    let published = row("east-2024-08") / row("households-2024-08");
    assert!((mean - published).abs() < 0.05, "{mean}, published {published}");
}

#[test]
fn every_place_of_the_story_is_in_the_list_of_areas() {
    let story = story();
    let listed: HashSet<PCode> =
        AREAS.lines().skip(1).map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    for parent in AREAS.lines().skip(1).filter_map(|line| line.split(',').nth(2)).filter(|parent| !parent.is_empty()) {
        assert!(listed.contains(&parent.parse().unwrap()), "{parent}");
    }
    let peoples = story.displaced.peoples.iter().chain(&story.ordinary.peoples);
    let lived = peoples.flat_map(|people| people.origins.iter().chain(&people.destinations)).map(|share| &share.of);
    for code in lived.chain([&story.post.p_code]).chain(story.sites.iter().map(|site| &site.p_code)) {
        assert!(listed.contains(code), "{code}");
    }
}

#[test]
fn a_story_that_cannot_be_told_is_refused_by_field() {
    for (from, to, field) in [
        ("utc_offset_minutes = 60", "utc_offset_minutes = 9000", "utc_offset_minutes"),
        ("women_headed = 0.70", "women_headed = 1.7", "displaced.women_headed"),
        ("women_headed = 0.70", "women_headed = nan", "displaced.women_headed"),
        ("from = 5, to = 11, people = 124028", "from = 11, to = 5, people = 124028", "displaced.demography"),
        ("days = 6\n", "days = 60000\n", "phases"),
        ("hours = [0.2, ", "hours = [", "displaced.hours"),
        ("party_sizes = [0.72,", "party_sizes = [-0.72,", "ordinary.party_sizes"),
    ] {
        assert!(STORY.contains(from), "{from}");
        let refused = Story::parse(&STORY.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(refused.contains(&format!(": {field} must be")), "{refused}");
    }
    let refused = Story::parse(&STORY.replacen("women_headed", "women_heated", 1)).unwrap_err().to_string();
    assert!(refused.contains("women_heated"), "{refused}");
}
