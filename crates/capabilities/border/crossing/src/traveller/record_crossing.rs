//! Record that somebody enters or leaves: scan the machine-readable zone (ICAO Doc 9303) or type what the person says, with
//! or without a document, alone, with others or in a vehicle. The lane clears, or sends to second line; it refuses nobody.

use super::{
    state::Traveller,
    vehicle::{SeenVehicle, Vehicle, bare_plate},
};
use crate::command::{Command, CrossingFact, Deserialize, Here, JsonSchema, Known, Serialize, Value, json};
use crate::{
    clock::day_and_hour,
    facts::{CrossingContent, CrossingRecorded, Direction},
    post::state::Post,
    problem::{NO_LANE, NO_POST, post_here},
    second_line::reason::ReferralReason,
};
use kernel::counts::Counts;
use kernel::{BirthDate, CrossingId, Date, GroupId, LaneId, PersonId, Problem, ReferralId, StreamId, Text};
use log::{At, Past, cipher::ZoneCipher};
use traveldoc::{BadZone, Person, ReadDocument, TypedPerson, bare_number};
use uuid::Uuid;

/// Sent to second line from the lane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refer {
    /// Why.
    pub reason: ReferralReason,
    /// In the officer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<400>>,
}

/// The command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordCrossing {
    /// Which way.
    pub direction: Direction,
    /// The lane.
    pub lane: LaneId,
    /// The machine-readable zone as scanned, lines parted by line breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mrz: Option<Text<300>>,
    /// What the person says; beside a zone, what the officer corrects in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<TypedPerson>,
    /// People who cross with this person and are not recorded by name.
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    pub companions: Counts,
    /// What they travel in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Vehicle>,
    /// The party of the crossing before, for people who travel together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<GroupId>,
    /// Days of a visa or permit, where it differs from the post's limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_days: Option<u16>,
    /// Sent to second line; cleared when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refer: Option<Refer>,
    #[serde(skip)]
    keys: Keys,
}

/// Fingerprints, taken in [`Command::look`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Keys {
    document: Option<StreamId>,
    plate: Option<StreamId>,
}

refusals! {
    /// Why it may be refused.
    RecordCrossingError {
        /// The post has not been set up.
        NoPost => Problem::conflict(NO_POST),
        /// The post has no such lane.
        NoLane => Problem::field("lane", NO_LANE),
        /// The lane is closed.
        LaneClosed(code: String) => Problem::conflict("CRO-003").with("lane", code),
        /// Neither a zone nor a person was given.
        Nobody => Problem::field("person.sex", "CRO-004"),
        /// No zone can be found in the text.
        NoZone => Problem::field("mrz", "CRO-005"),
        /// The zone cannot be read.
        BrokenZone => Problem::field("mrz", "CRO-006"),
        /// The birth date is not possible.
        Birth(code: &'static str) => Problem::field("person.birth", code),
        /// More companions than one form counts.
        TooMany(people: u32) => crate::problem::too_many(people),
    }
}

/// The stream of the traveller with a document, or the key of a plate: a keyed fingerprint, so that no index holds either in
/// clear.
#[must_use]
pub fn fingerprint(cipher: &ZoneCipher, what: &str, text: &str) -> StreamId {
    StreamId(Uuid::from_bytes(cipher.fingerprint(what, text)))
}

/// The fingerprint of a document by its issuer and number.
#[must_use]
pub fn document_key(cipher: &ZoneCipher, issuer: &str, number: &str) -> StreamId {
    fingerprint(cipher, "travel document", &format!("{issuer}/{}", bare_number(number)))
}

impl RecordCrossing {
    fn zone(&self, today: Date) -> Result<Option<ReadDocument>, RecordCrossingError> {
        self.mrz.as_ref().map(|text| traveldoc::read(text, today)).transpose().map_err(|bad| match bad {
            BadZone::NotFound => RecordCrossingError::NoZone,
            BadZone::Broken => RecordCrossingError::BrokenZone,
        })
    }

    fn person(&self, today: Date) -> Result<Person, RecordCrossingError> {
        let person = match (self.zone(today)?, self.person.clone()) {
            (Some(zone), None) => Person::read(zone),
            (Some(zone), Some(typed)) => Person::read(zone).with_typed(typed),
            (None, Some(typed)) => Person::typed(typed),
            (None, None) => return Err(RecordCrossingError::Nobody),
        };
        if let Some(birth) = self.person.as_ref().and_then(|typed| typed.birth) {
            birth.check(today).map_err(|bad| RecordCrossingError::Birth(bad.code()))?;
        }
        // What a zone says is kept as it is; a day that cannot be stands as evidence and counts as unknown.
        let birth = person.birth.filter(|birth: &BirthDate| birth.check(today).is_ok());
        Ok(Person { birth, ..person })
    }

    /// The document's fingerprint: of a typed number, or of a number that its check digit proves. A misread number must not
    /// put two people into one record.
    fn document_key(&self, cipher: &ZoneCipher, today: Date) -> Result<Option<StreamId>, RecordCrossingError> {
        let key = |issuer: &str, number: &str| document_key(cipher, issuer, number);
        Ok(match self.zone(today)? {
            Some(zone) => zone.number_proven.then(|| key(&zone.issuer, &zone.number)),
            None => {
                let typed = self.person.as_ref().and_then(|person| person.document.as_ref());
                typed.filter(|d| !bare_number(&d.number).is_empty()).map(|d| key(d.issuer.code(), &d.number))
            }
        })
    }
}

impl Command for RecordCrossing {
    const NAME: &'static str = "record_crossing";
    type State = Known;
    type Error = RecordCrossingError;

    fn look(&mut self, here: &mut Here<'_>) -> Result<(), Problem> {
        self.keys.document = self.document_key(here.cipher, here.at.today())?;
        let plate = self.vehicle.as_ref().and_then(|vehicle| vehicle.plate.as_ref()).map(|plate| bare_plate(plate));
        self.keys.plate =
            plate.filter(|plate| !plate.is_empty()).map(|plate| fingerprint(here.cipher, "vehicle plate", &plate));
        Ok(())
    }

    fn streams(&self, at: &At) -> Vec<StreamId> {
        let traveller = self.keys.document.unwrap_or_else(|| at.id(0));
        std::iter::once(traveller).chain(at.site.map(StreamId::from)).collect()
    }

    fn decide(&self, past: &Past<Known>, at: &At) -> Result<Vec<CrossingFact>, RecordCrossingError> {
        let (site, post) = post_here(past, at).ok_or(RecordCrossingError::NoPost)?;
        let lane = post.lane(self.lane).ok_or(RecordCrossingError::NoLane)?;
        // A form that was kept on the device is from a time when the lane was open.
        if !post.open.contains(&self.lane) && at.happened.is_none() {
            return Err(RecordCrossingError::LaneClosed(lane.described.code.to_string()));
        }
        if self.companions.people() > Counts::MOST {
            return Err(RecordCrossingError::TooMany(self.companions.people()));
        }
        let (day, hour) = day_and_hour(at);
        let person = self.person(at.today())?;
        let known = past.main().traveller.as_ref();
        let traveller = known.map_or_else(|| at.id::<PersonId>(1), |known| known.traveller);
        let referral = self.refer.as_ref().map(|_| at.id::<ReferralId>(3));
        let crossing = at.id::<CrossingId>(2);
        let vehicle = self.vehicle.clone().map(|stated| SeenVehicle { stated, plate_key: self.keys.plate });
        let recorded = CrossingFact::CrossingRecorded(Box::new(CrossingRecorded {
            crossing,
            traveller,
            site,
            lane: self.lane,
            day,
            hour,
            party: self.party.or_else(|| self.vehicle.as_ref().map(|_| at.id(4))),
            document_key: self.keys.document,
            stay_until: self.stay_until(&person, post, day),
            overstayed_days: self.overstayed(known, day),
            referral,
            content: CrossingContent { direction: self.direction, person, companions: self.companions, vehicle },
        }));
        let stream = self.streams(at).first().copied();
        let referred = self.refer.as_ref().zip(referral).zip(stream).map(|((refer, referral), stream)| {
            let (reason, note) = (refer.reason, refer.note.clone());
            CrossingFact::ReferralOpened { referral, crossing, stream, traveller, site, reason, note }
        });
        Ok(std::iter::once(recorded).chain(referred).collect())
    }

    fn answer(&self, facts: &[CrossingFact], _at: &At) -> Value {
        match facts.first() {
            Some(CrossingFact::CrossingRecorded(fact)) => json!({
                "crossing": fact.crossing, "party": fact.party, "referral": fact.referral,
                "stay_until": fact.stay_until, "overstayed_days": fact.overstayed_days,
            }),
            _ => Value::Null,
        }
    }

    fn example() -> Self {
        crate::example::of(json!({
            "direction": "entry", "lane": "01900000-0000-7000-8000-000000000100",
            "mrz": "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "person": {
                "name": { "original": "Anna Maria Eriksson" }, "sex": "female",
                "birth": { "precision": "exact", "date": "1974-08-12" }, "nationality": "SWE",
                "document": { "kind": "passport", "issuer": "SWE", "number": "L898902C3", "expires": "2032-04-15" },
            },
            "companions": { "male": { "5-11": 1 } },
            "vehicle": { "kind": "car", "plate": "TC 1234 A" },
            "party": "01900000-0000-7000-8000-000000000300", "stay_days": 30,
            "refer": { "reason": "document_check", "note": "check digit of the expiry date" },
        }))
    }
}

impl RecordCrossing {
    /// The last day of a permitted stay: for foreigners whose document lets them be found again at the exit. Nobody is held
    /// to a limit that cannot be ended.
    fn stay_until(&self, person: &Person, post: &Post, day: Date) -> Option<Date> {
        let foreign = person.nationality != post.described.country;
        let days = self.stay_days.or(post.described.stay_limit_days)?;
        let counts = self.direction == Direction::Entry && foreign && self.keys.document.is_some();
        counts.then(|| day.plus_days(i64::from(days)))
    }

    fn overstayed(&self, known: Option<&Traveller>, day: Date) -> Option<i64> {
        let stay = known.filter(|_| self.direction == Direction::Exit)?.stay.as_ref()?;
        Some(day.days() - stay.until.days()).filter(|days| *days > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::state::given::{at, lane, post_open, site};

    fn anna() -> RecordCrossing {
        let keys = Keys { document: Some(StreamId(Uuid::from_u128(0xA0))), plate: None };
        let mut command = RecordCrossing { lane: lane(0), keys, ..RecordCrossing::example() };
        (command.person, command.refer, command.vehicle, command.party, command.stay_days) =
            (None, None, None, None, None);
        command.companions = Counts::default();
        command
    }

    fn nameless() -> RecordCrossing {
        let person = serde_json::from_value(json!({ "sex": "male" })).unwrap();
        RecordCrossing { mrz: None, person: Some(person), keys: Keys::default(), ..anna() }
    }

    fn decide_at(
        command: &RecordCrossing,
        before: &[CrossingFact],
        at: &At,
    ) -> Result<Vec<CrossingFact>, RecordCrossingError> {
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
    fn a_vehicle_makes_a_party_that_the_next_person_can_join() {
        let vehicle = serde_json::from_value(json!({ "kind": "bus" })).ok();
        let driver = recorded(&decide(&RecordCrossing { vehicle, ..anna() }, &[]).unwrap());
        let next = RecordCrossing { party: driver.party, ..nameless() };
        assert_eq!(recorded(&decide(&next, &[]).unwrap()).party, driver.party);
        assert!(driver.party.is_some());
    }

    #[test]
    fn what_cannot_be_is_told_with_its_field() {
        assert_eq!(decide(&RecordCrossing { lane: lane(9), ..anna() }, &[]), Err(RecordCrossingError::NoLane));
        assert_eq!(decide(&RecordCrossing { mrz: None, ..anna() }, &[]), Err(RecordCrossingError::Nobody));
        let mrz = Some(Text::parse("no zone here").unwrap());
        assert_eq!(decide(&RecordCrossing { mrz, ..anna() }, &[]), Err(RecordCrossingError::NoZone));
        let mut unborn = nameless();
        unborn.person.as_mut().unwrap().birth = Some(BirthDate::Partial { year: 2050, month: None });
        assert_eq!(decide(&unborn, &[]), Err(RecordCrossingError::Birth("PER-001")));
        let companions = serde_json::from_value(json!({ "male": { "18-59": 201 } })).unwrap();
        assert_eq!(decide(&RecordCrossing { companions, ..anna() }, &[]), Err(RecordCrossingError::TooMany(201)));
    }
}
