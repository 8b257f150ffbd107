use super::*;
use crate::post::state::given::{at, lane, post_open, post_set_up, site};
use crate::traveller::document::Proof;

fn anna() -> RecordCrossing {
    let keys = Keys { document: Some(StreamId(Uuid::from_u128(0xA0))), plate: None };
    let mut command = RecordCrossing { lane: lane(0), keys, ..RecordCrossing::example() };
    (command.person, command.refer, command.vehicle, command.party, command.stay_days) = (None, None, None, None, None);
    command.companions = Counts::default();
    command
}

fn nameless() -> RecordCrossing {
    let person = serde_json::from_value(json!({ "sex": "male" })).unwrap();
    RecordCrossing { mrz: None, person: Some(person), keys: Keys::default(), ..anna() }
}

fn decide_at(command: &RecordCrossing, before: &[CrossingFact], at: &At) -> Result<Vec<CrossingFact>, RecordCrossingError> {
    let mut past = Past::given(command.streams(at)[0], before);
    past.and_given(site().into(), &post_open());
    command.decide(&past, at)
}

fn decide(command: &RecordCrossing, before: &[CrossingFact]) -> Result<Vec<CrossingFact>, RecordCrossingError> {
    decide_at(command, before, &at())
}

fn recorded(facts: &[CrossingFact]) -> CrossingRecorded {
    match facts.first() {
        Some(CrossingFact::CrossingRecorded(fact)) => (**fact).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_scanned_document_is_recorded_with_the_evidence_for_each_field() {
    let fact = recorded(&decide(&anna(), &[]).unwrap());
    let document = fact.content.person.document.unwrap();
    let number = document.zone.unwrap().evidence.into_iter().find(|e| e.field == "document_number").unwrap();
    assert_eq!((number.value.as_str(), number.proof), ("L898902C3", Proof::Ok));
    assert_eq!(fact.stay_until, Some(fact.day.plus_days(90)));
}

#[test]
fn a_person_without_document_and_without_name_is_recorded_and_has_no_limit() {
    let fact = recorded(&decide(&nameless(), &[]).unwrap());
    assert_eq!((fact.document_key, fact.stay_until, fact.content.person.name), (None, None, None));
}

#[test]
fn a_returning_traveller_is_the_same_person_and_an_overstay_is_told_at_the_exit() {
    let entry = decide(&anna(), &[]).unwrap();
    let mut late = at();
    late.now = late.now.plus_seconds(93 * 86_400);
    let exit = RecordCrossing { direction: Direction::Exit, ..anna() };
    let left = recorded(&decide_at(&exit, &entry, &late).unwrap());
    assert_eq!(left.traveller, recorded(&entry).traveller);
    assert_eq!(left.overstayed_days, Some(3));
}

#[test]
fn nationals_have_no_limit() {
    let mut command = anna();
    command.person = serde_json::from_value(json!({ "sex": "female", "nationality": "TCD" })).ok();
    assert_eq!(recorded(&decide(&command, &[]).unwrap()).stay_until, None);
}

#[test]
fn what_the_officer_types_stands_above_the_zone_which_stays_as_evidence() {
    let mut command = anna();
    let typed = json!({ "name": { "original": "آنا ماريا" }, "sex": "female", "birth": { "precision": "partial", "year": 1974 } });
    command.person = serde_json::from_value(typed).ok();
    let person = recorded(&decide(&command, &[]).unwrap()).content.person;
    assert_eq!(person.shown_name(), "آنا ماريا");
    assert_eq!(person.name.unwrap().renderings[0].as_str(), "ANNA MARIA ERIKSSON");
    assert!(person.document.unwrap().zone.is_some());
}

#[test]
fn sending_to_second_line_opens_a_referral_in_its_own_stream() {
    let refer = Refer { reason: ReferralReason::DocumentCheck, note: None };
    let facts = decide(&RecordCrossing { refer: Some(refer), ..anna() }, &[]).unwrap();
    let [CrossingFact::CrossingRecorded(fact), CrossingFact::ReferralOpened { referral, crossing, .. }] = facts.as_slice()
    else {
        panic!("{facts:?}")
    };
    assert_eq!((fact.referral, fact.crossing), (Some(*referral), *crossing));
}

#[test]
fn a_vehicle_makes_a_party_that_the_next_person_can_join() {
    let vehicle = serde_json::from_value(json!({ "kind": "bus" })).ok();
    let driver = recorded(&decide(&RecordCrossing { vehicle, ..anna() }, &[]).unwrap());
    let next = RecordCrossing { party: driver.party, ..nameless() };
    assert_eq!(recorded(&decide(&next, &[]).unwrap()).party, driver.party);
    assert!(driver.party.is_some());
}

#[test]
fn a_closed_lane_records_only_forms_from_before() {
    let at = at();
    let past = |facts: &[CrossingFact]| {
        let mut past = Past::given(anna().streams(&at)[0], &[]);
        past.and_given(site().into(), facts);
        past
    };
    let closed = past(&[post_set_up()]);
    assert_eq!(anna().decide(&closed, &at), Err(RecordCrossingError::LaneClosed("A".into())));
    let mut before = at.clone();
    before.happened = Some((at.now, at.now));
    assert!(anna().decide(&closed, &before).is_ok());
    assert_eq!(anna().decide(&past(&[]), &at), Err(RecordCrossingError::NoPost));
    assert_eq!(decide(&RecordCrossing { lane: lane(9), ..anna() }, &[]), Err(RecordCrossingError::NoLane));
}

#[test]
fn what_cannot_be_is_told_with_its_field() {
    assert_eq!(decide(&RecordCrossing { mrz: None, ..anna() }, &[]), Err(RecordCrossingError::Nobody));
    let mrz = Some(Text::parse("no zone here").unwrap());
    assert_eq!(decide(&RecordCrossing { mrz, ..anna() }, &[]), Err(RecordCrossingError::Zone(BadZone::NotFound)));
    let mut unborn = nameless();
    unborn.person.as_mut().unwrap().birth = Some(BirthDate::Partial { year: 2050, month: None });
    assert_eq!(decide(&unborn, &[]), Err(RecordCrossingError::Birth("PER-001")));
    let companions = serde_json::from_value(json!({ "male": { "18-59": 201 } })).unwrap();
    assert_eq!(decide(&RecordCrossing { companions, ..anna() }, &[]), Err(RecordCrossingError::TooMany(201)));
}
