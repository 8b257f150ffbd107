//! Who is who, read from the facts that registration gives to others: this crate's tables, and no capability.

#![cfg(test)]

use contracts::{
    number::Number,
    registration::{
        CardEnd, ConsentGiver, ConsentPurpose, Details, ErasureBasis, LinkBasis, LinkKind,
        RegistrationFact::{self, *},
        Relationship,
    },
};
use kernel::{BirthDate, HouseholdId, LinkId, PersonId, Problem, SiteId, Text, Zone};
use log::{At, Log, Sql};
use shell::{Catalogue, Language, Words};
use std::{collections::BTreeSet, sync::Arc};
use trial::Store;
use uuid::Uuid;

/// A log of the humanitarian zone with the tables of people.
struct Register {
    log: Log,
    _store: Store,
}

impl Register {
    fn with(facts: &[RegistrationFact]) -> Self {
        let store = Store::new("people");
        let log = store.log(Zone::Humanitarian, people::capability().projections);
        let register = Self { log, _store: store };
        register.record(facts);
        register
    }

    fn record(&self, facts: &[RegistrationFact]) {
        self.log
            .commit(&At::example(), |commit| {
                for fact in facts {
                    commit.record(house(1).into(), std::slice::from_ref(fact), &At::example())?;
                    if let PersonErased { person, .. } = fact {
                        commit.erase((*person).into(), &At::example())?;
                    }
                }
                Ok(())
            })
            .unwrap();
    }

    fn read<R>(&self, read: impl FnOnce(&mut dyn Sql) -> Result<R, Problem>) -> R {
        self.log.read(|sql| read(sql).map_err(Into::into)).unwrap()
    }
}

fn somebody(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn house(n: u128) -> HouseholdId {
    HouseholdId(Uuid::from_u128(100 + n))
}

fn site(n: u128) -> SiteId {
    SiteId(Uuid::from_u128(1000 + n))
}

fn number(n: u8) -> Number {
    Number::draw(|draw| [n.wrapping_add(u8::try_from(draw).unwrap()); 11], |_| Ok::<_, ()>(false)).unwrap()
}

fn text<const N: usize>(text: &str) -> Text<N> {
    Text::parse(text).unwrap()
}

/// A household at a site: its people are numbered from `first`, the first is its head, the others are children.
fn household(n: u8, at: SiteId, first: u128, names: &[&str]) -> Vec<RegistrationFact> {
    let (id, on) = (house(n.into()), At::example().today());
    let mut facts = vec![
        HouseholdOpened { household: id, site: at, token: None },
        HouseholdRegistered { household: id, number: number(n), head: somebody(first), on },
    ];
    for (person, name) in (first..).map(somebody).zip(names) {
        let relationship = if person == somebody(first) { Relationship::Head } else { Relationship::Child };
        let details = Details::named(text(name));
        facts.push(PersonRegistered { person, household: id, site: at, on, details });
        facts.push(MemberJoined { household: id, person, relationship });
    }
    facts
}

fn link(n: u128, person: u128, is: LinkKind, other: u128) -> RegistrationFact {
    let (person, other, link) = (somebody(person), somebody(other), LinkId(Uuid::from_u128(2000 + n)));
    LinkAsserted { person, link, is, other, basis: LinkBasis::Declared }
}

#[test]
fn a_person_is_known_with_name_site_and_household_and_a_correction_is_seen() {
    let store = Register::with(&household(1, site(1), 1, &["زينب إدريس", "Issa"]));
    let person = store.read(|sql| people::person(sql, somebody(1))).unwrap();
    assert_eq!((person.name(), person.rendering(), person.household), ("زينب إدريس", None, house(1)));
    assert!(person.is_of(None) && person.is_of(Some(site(1))) && !person.is_of(Some(site(2))));

    let mut now = person.details.clone();
    now.birth = BirthDate::Partial { year: 2001, month: None };
    now.name.renderings = vec![text("Zeinab Idriss")];
    let changes = person.details.changes(&now);
    store.record(&[PersonCorrected { person: somebody(1), changes, reason: text("her card") }]);
    let person = store.read(|sql| people::person(sql, somebody(1))).unwrap();
    assert_eq!((person.details.clone(), person.rendering()), (now, Some("Zeinab Idriss")));
    let known = store.read(|sql| people::people(sql, [somebody(2), somebody(9), somebody(1)]));
    assert_eq!(known.into_keys().collect::<Vec<_>>(), [somebody(1), somebody(2)]);
}

#[test]
fn a_household_has_its_members_in_order_its_number_and_its_card() {
    let mut facts = household(1, site(1), 1, &["Hawa", "Issa", "Amina"]);
    facts.push(CardIssued { household: house(1), serial: 1, on: At::example().today() });
    facts.push(CardEnded { household: house(1), serial: 1, why: CardEnd::Lost });
    facts.push(HeadNamed { household: house(1), head: somebody(3) });
    facts.push(MemberLeft { household: house(1), person: somebody(2) });
    let store = Register::with(&facts);
    let found = store.read(|sql| people::household(sql, house(1))).unwrap();
    assert_eq!((found.number, found.head, found.size), (Some(number(1)), Some(somebody(3)), 2));
    assert_eq!(found.card.unwrap().ended, Some(CardEnd::Lost));
    let members = store.read(|sql| people::members(sql, house(1)));
    let members: Vec<_> = members.iter().map(|member| (member.person.name(), member.relationship)).collect();
    assert_eq!(members, [("Hawa", Relationship::OtherRelative), ("Amina", Relationship::Head)]);
    assert_eq!(store.read(|sql| people::relationship(sql, house(1), somebody(2))), None);
}

#[test]
fn the_number_of_a_household_that_rests_leads_to_the_one_its_members_are_with() {
    let mut facts = [household(1, site(1), 1, &["Hawa"]), household(2, site(1), 5, &["Issa"])].concat();
    facts.push(HouseholdsJoined { household: house(1), from: house(2), members: vec![somebody(5)] });
    facts.push(HouseholdRested { household: house(2), with: house(1) });
    facts.push(PersonPlaced { person: somebody(5), household: house(1), site: site(1) });
    let store = Register::with(&facts);
    assert_eq!(store.read(|sql| people::household_numbered(sql, &number(2))), Some(house(1)));
    assert_eq!(store.read(|sql| people::households_of(sql, somebody(5))), [house(1), house(2)]);
    assert_eq!(store.read(|sql| people::joined_with(sql, house(1)))[0].id, house(2));
    let found = store.read(|sql| people::find(sql, number(2).as_str(), None));
    assert_eq!(found.iter().map(|one| (one.person.id, one.size)).collect::<Vec<_>>(), [(somebody(5), 2)]);
}

#[test]
fn those_who_look_after_a_child_are_told_apart_from_its_parents() {
    let mut facts = household(1, site(1), 1, &["Hawa", "Issa", "Amina"]);
    facts.push(link(1, 1, LinkKind::CaregiverOf, 3));
    facts.push(link(2, 2, LinkKind::ParentOf, 3));
    facts.push(link(3, 2, LinkKind::CaregiverOf, 3));
    facts.push(LinkRetracted { person: somebody(2), link: LinkId(Uuid::from_u128(2003)), reason: text("he left") });
    let store = Register::with(&facts);
    assert_eq!(store.read(|sql| people::caregivers_of(sql, somebody(3))), [somebody(1)]);
    assert_eq!(store.read(|sql| people::parents_of(sql, somebody(3))), [somebody(2)]);
    assert_eq!(store.read(|sql| people::in_care_of(sql, somebody(1))), [somebody(3)]);
    assert_eq!(store.read(|sql| people::children_of(sql, somebody(2))), [somebody(3)]);
    assert_eq!(store.read(|sql| people::children_of(sql, somebody(1))), []);
}

#[test]
fn records_of_one_person_are_followed_over_links_and_the_contrary_is_shown_not_resolved() {
    let mut facts: Vec<_> = (1..=4).flat_map(|n| household(n, site(1), n.into(), &["Hawa"])).collect();
    facts.extend([link(1, 1, LinkKind::SameAs, 2), link(2, 3, LinkKind::SameAs, 2)]);
    let store = Register::with(&facts);
    let same = store.read(|sql| people::same_person(sql, somebody(3)));
    assert_eq!((same.people, same.disputed.len()), (BTreeSet::from([1, 2, 3].map(somebody)), 0));
    store.record(&[link(3, 3, LinkKind::NotSameAs, 1), link(4, 1, LinkKind::NotSameAs, 4)]);
    let same = store.read(|sql| people::same_person(sql, somebody(1)));
    assert_eq!(same.people, BTreeSet::from([1, 2, 3].map(somebody)));
    assert_eq!(same.disputed, BTreeSet::from([(somebody(1), somebody(3))]));
}

#[test]
fn whoever_was_erased_is_found_nowhere_and_known_to_be_erased() {
    let mut facts = household(1, site(1), 1, &["زينب إدريس", "Issa Barka"]);
    facts.push(link(1, 1, LinkKind::ParentOf, 2));
    let about = ConsentPurpose::Tracing;
    let (by, language) = (ConsentGiver::Oneself, "ar".to_owned());
    facts.push(ConsentAnswered { person: somebody(1), about, agreed: true, by, language });
    let store = Register::with(&facts);
    assert!(store.read(|sql| people::agrees(sql, somebody(1), about)));
    assert_eq!(store.read(|sql| people::find(sql, "Zeinab Idris", None)).len(), 1);

    store.record(&[PersonErased { person: somebody(1), basis: ErasureBasis::Requested }]);
    assert_eq!(store.read(|sql| people::person(sql, somebody(1))), None);
    assert!(store.read(|sql| people::is_erased(sql, somebody(1))));
    assert!(
        !store.read(|sql| people::is_erased(sql, somebody(2)))
            && !store.read(|sql| people::is_erased(sql, somebody(77)))
    );
    assert!(!store.read(|sql| people::agrees(sql, somebody(1), about)));
    assert_eq!(store.read(|sql| people::parents_of(sql, somebody(2))), []);
    assert_eq!(store.read(|sql| people::find(sql, "Zeinab Idris", None)), []);
}

#[test]
fn a_name_is_found_by_its_sound_in_the_records_of_the_readers_site_alone() {
    let facts = [household(1, site(1), 1, &["محمد عيسى"]), household(2, site(2), 5, &["Mahamat Issa"])].concat();
    let store = Register::with(&facts);
    let found = |asked: &str, site| {
        let found = store.read(|sql| people::find(sql, asked, site));
        found.into_iter().map(|one| (one.person.id, one.why)).collect::<Vec<_>>()
    };
    assert_eq!(found("Mahamat Issa", None), [(somebody(5), "spelling"), (somebody(1), "sound")]);
    assert_eq!(found("Mahamat Issa", Some(site(1))), [(somebody(1), "sound")]);
    assert_eq!(found(&number(2).to_string(), Some(site(1))), []);
    assert_eq!(found("", None), []);
}

#[test]
fn a_line_shows_name_sex_and_age_in_the_readers_language_and_no_markup_of_the_name() {
    let store = Register::with(&household(1, site(1), 1, &["<b>Hawa</b>"]));
    let mut person = store.read(|sql| people::person(sql, somebody(1))).unwrap();
    let sources = [shell::LOCALES, people::LOCALES].map(|l| (l.ar, l.fr, l.en));
    let words = Words::new(Arc::new(Catalogue::new(&sources).unwrap()), Language::Fr);
    let today = At::example().today();
    let line = |person: &people::Person| people::line(&words, person, today).into_string();
    let hawa = "<bdi>&lt;b&gt;Hawa&lt;/b&gt;</bdi> · Femme · <bdi dir=\"ltr\" class=\"ltr\">34</bdi>";
    assert_eq!(line(&person), hawa);
    person.details.birth = BirthDate::Partial { year: 2026, month: Some(7) };
    assert!(line(&person).ends_with("<bdi dir=\"ltr\" class=\"ltr\">2026-07</bdi>"));
}
