//! The story's arrivals as commands: what officers and clerks would type.

use super::{
    family, norms,
    post::{Post, run},
    protect,
    reception::Reception,
};
use crate::{
    node::{Failure, Node},
    serve,
};
use access::Role;
use kernel::{Date, LaneId, Moment, Sex};
use population::{Arrival, Flow, Kind, Movement, Person, UrgentNeed, story::VehicleKind};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A story being fed to a post.
pub struct Feed<'a> {
    node: &'a Node,
    post: &'a Post,
    people: usize,
    groups: usize,
    crossings: usize,
    households: usize,
    later: BTreeMap<(Moment, usize), Step>,
    reception: Reception,
    morning: Option<Date>,
    family: Option<family::Followed>,
}

/// What comes after a group was pre-registered.
enum Step {
    /// It is sent on to registration.
    HandOver { token: String, arrival: Arrival },
    /// Its household is registered in full.
    Register { token: String, arrival: Arrival },
}

/// Every so many households handed over, one is registered in full: registration is slower than the border. A child who came alone never
/// waits for its turn.
const REGISTERED_OF: usize = 4;
/// From pre-registration to the hand-over, shortest and longest. [assumed] a slip is printed and a guide walks with the group.
const ORDINARY_WAIT_MINUTES: (usize, usize) = (6, 38);
/// The same for groups with a need that was seen. [assumed]
const URGENT_WAIT_MINUTES: i64 = 3;
/// From the hand-over to registration in full. [assumed] as long as a queue of an hour or two at a reception site.
const REGISTRATION_WAIT_MINUTES: (usize, usize) = (20, 110);

/// Spreads the waits of numbered groups over a range, the same for the same number.
fn spread(number: usize, (least, most): (usize, usize)) -> i64 {
    i64::try_from(least + number * 37 % (most - least + 1)).unwrap_or(0)
}

impl<'a> Feed<'a> {
    /// Nothing fed yet.
    pub fn new(node: &'a Node, post: &'a Post) -> Self {
        Self {
            node,
            post,
            people: 0,
            groups: 0,
            crossings: 0,
            households: 0,
            later: BTreeMap::new(),
            reception: Reception::default(),
            morning: None,
            family: None,
        }
    }

    /// What was fed so far.
    pub fn said(&self) -> String {
        format!(
            "{} people, {} groups pre-registered, {} crossings, {} households registered",
            self.people, self.groups, self.crossings, self.households
        )
    }

    /// Takes one arrival through the post, after what was due before it; `tell` sets the node's clock.
    pub fn take(&mut self, arrival: &Arrival, tell: &dyn Fn(Moment)) -> Result<(), Failure> {
        self.go_on(arrival.at, tell)?;
        tell(arrival.at);
        self.measure(arrival.at)?;
        self.people += arrival.members.len();
        match (arrival.flow, arrival.kind) {
            (Flow::Displaced, Kind::Household | Kind::Traveller) => self.pre_register(arrival),
            _ => self.cross(arrival),
        }
    }

    /// The family that can be followed by name.
    pub fn family(&self) -> Option<&family::Followed> {
        self.family.as_ref()
    }

    /// With the first arrivals of a day, the transit site is measured; with the first of all comes the family that can be followed.
    fn measure(&mut self, at: Moment) -> Result<(), Failure> {
        let day = at.date_at(self.post.who(Role::ReceptionManager)?.utc_offset_minutes);
        if self.morning != Some(day) {
            norms::morning(self.node, self.post, day, self.morning.is_none())?;
            self.morning = Some(day);
            if self.family.is_none() {
                self.family = Some(family::arrive(self.node, self.post)?);
            }
        }
        Ok(())
    }

    /// Does what is due up to a moment. Groups whose turn comes later go on waiting.
    pub fn go_on(&mut self, until: Moment, tell: &dyn Fn(Moment)) -> Result<(), Failure> {
        while let Some(next) = self.later.first_entry().filter(|next| next.key().0 <= until) {
            let ((at, number), step) = next.remove_entry();
            tell(at);
            match step {
                Step::HandOver { token, arrival } => self.hand_over(token, arrival, (at, number))?,
                Step::Register { token, arrival } => self.register(&arrival, &token)?,
            }
        }
        Ok(())
    }

    /// Surge mode: the group's counts, needs and head; then the slip of paper leads it to registration.
    fn pre_register(&mut self, arrival: &Arrival) -> Result<(), Failure> {
        let officer = self.post.who(Role::LaneOfficer)?;
        let mut needs: Vec<Value> = Vec::new();
        for need in arrival.members.iter().flat_map(|person| &person.needs) {
            let need = serde_json::to_value(need)?;
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
        let head = arrival.members.first().map(|head| head.name.original.as_str());
        let command =
            json!({ "lane": self.lane("S"), "head": head, "counts": counts(&arrival.members), "needs": needs });
        let done = run(self.node, officer, "crossing.pre_register_group", &command)?;
        self.groups += 1;
        let Some(token) = text(&done, "token") else { return Ok(()) };
        let wait = if needs.is_empty() { spread(self.groups, ORDINARY_WAIT_MINUTES) } else { URGENT_WAIT_MINUTES };
        let step = Step::HandOver { token: token.to_owned(), arrival: arrival.clone() };
        self.later.insert((arrival.at.plus_seconds(wait * 60), self.groups), step);
        Ok(())
    }

    fn hand_over(&mut self, token: String, arrival: Arrival, (at, number): (Moment, usize)) -> Result<(), Failure> {
        let officer = self.post.who(Role::LaneOfficer)?;
        run(self.node, officer, "crossing.hand_over_group", &json!({ "token": token }))?;
        let alone = arrival.members.iter().any(|person| person.needs.contains(&UrgentNeed::UnaccompaniedChild));
        if alone || number.is_multiple_of(REGISTERED_OF) {
            let wait = spread(number / REGISTERED_OF, REGISTRATION_WAIT_MINUTES);
            self.later.insert((at.plus_seconds(wait * 60), number), Step::Register { token, arrival });
        }
        Ok(())
    }

    /// Registration in full, with the card.
    fn register(&mut self, arrival: &Arrival, token: &str) -> Result<(), Failure> {
        let clerk = self.post.who(Role::RegistrationClerk)?;
        // The token must have crossed the wall before it can be opened.
        serve::react_once(self.node);
        let Some((head, rest)) = arrival.members.split_first() else { return Ok(()) };
        let members: Vec<Value> = rest
            .iter()
            .map(|person| json!({ "relationship": relationship(person), "details": details(person) }))
            .collect();
        let command = json!({ "token": token, "head": details(head), "members": members });
        let done = run(self.node, clerk, "registration.register_household", &command)?;
        if let Some(household) = text(&done, "household") {
            run(self.node, clerk, "registration.issue_card", &json!({ "household": household }))?;
            self.reception.take(self.node, self.post, household)?;
        }
        self.households += 1;
        let ids = done.get("people").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let people: Vec<_> = ids.zip(&arrival.members).collect();
        protect::look_after(self.node, self.post, self.households, &people)
    }

    /// Ordinary traffic: each person through a lane, by the document's zone where there is one.
    fn cross(&mut self, arrival: &Arrival) -> Result<(), Failure> {
        let officer = self.post.who(Role::LaneOfficer)?;
        let lane = match (&arrival.vehicle, arrival.movement) {
            (Some(_), _) => "C",
            (None, Movement::Exit) => "D",
            (None, Movement::Entry) => ["A", "B"].get(self.crossings % 2).copied().unwrap_or("A"),
        };
        let mut party = Value::Null;
        for (n, person) in arrival.members.iter().enumerate() {
            let first = n == 0;
            let vehicle = arrival.vehicle.as_ref().filter(|_| first);
            let command = json!({
                "direction": arrival.movement,
                "lane": self.lane(lane),
                "mrz": person.document.as_ref().map(|document| document.mrz.join("\n")),
                "person": if person.document.is_none() { typed(person) } else { Value::Null },
                "vehicle": vehicle.map(|v| json!({ "kind": vehicle_kind(v.kind), "plate": v.plate })),
                "party": party,
                "refer": (first && arrival.second_line).then(|| json!({ "reason": "identity_unclear" })),
            });
            let done = run(self.node, officer, "crossing.record_crossing", &command)?;
            if n == 0 && arrival.members.len() > 1 {
                party = done.get("party").cloned().unwrap_or_default();
            }
            self.crossings += 1;
        }
        Ok(())
    }

    /// The present: people in front of the lanes, so that the board has something to show.
    pub fn present(&self) -> Result<(), Failure> {
        serve::react_once(self.node);
        let officer = self.post.who(Role::LaneOfficer)?;
        for (lane, people) in [("A", 42), ("B", 57), ("C", 11), ("D", 8), ("S", 310)] {
            let command = json!({ "lane": self.lane(lane), "people": people, "all": true });
            run(self.node, officer, "crossing.count_queue", &command)?;
        }
        norms::plan(self.node, self.post)
    }

    fn lane(&self, code: &str) -> Option<LaneId> {
        self.post.lanes.get(code).copied()
    }
}

/// People by sex and age band, as the surge desk counts them. Who is of unspecified sex is counted with women: the desk has two
/// columns, and a person must not fall out of the count.
fn counts(members: &[Person]) -> Value {
    let mut sexes = Map::new();
    for person in members {
        let sex = if person.sex == Sex::Male { "male" } else { "female" };
        let band = match person.age_years {
            0..=4 => "0-4",
            5..=11 => "5-11",
            12..=17 => "12-17",
            18..=59 => "18-59",
            _ => "60",
        };
        let bands = sexes.entry(sex).or_insert_with(|| json!({}));
        if let Some(bands) = bands.as_object_mut() {
            let so_far = bands.get(band).and_then(Value::as_u64).unwrap_or(0);
            bands.insert(band.to_owned(), json!(so_far + 1));
        }
    }
    Value::Object(sexes)
}

/// The answers of a registration form.
#[must_use]
pub fn details(person: &Person) -> Value {
    json!({
        "name": person.name, "sex": person.sex, "birth": person.birth, "nationality": person.nationality,
        "languages": person.languages, "origin": person.origin,
    })
}

/// A text of a command's answer.
fn text<'a>(answer: &'a Value, key: &str) -> Option<&'a str> {
    answer.get(key).and_then(Value::as_str)
}

fn typed(person: &Person) -> Value {
    json!({ "name": person.name, "sex": person.sex, "birth": person.birth, "nationality": person.nationality })
}

/// What a member is to the head, in registration's words.
#[must_use]
pub fn relationship(person: &Person) -> Value {
    match serde_json::to_value(person.relation) {
        Ok(Value::String(word)) if word == "unrelated" => json!("not_related"),
        Ok(Value::String(word)) if word == "head" => json!("other_relative"),
        Ok(word) => word,
        Err(_) => json!("other_relative"),
    }
}

fn vehicle_kind(kind: VehicleKind) -> &'static str {
    match kind {
        VehicleKind::Foot => "other",
        VehicleKind::Cart => "cart",
        VehicleKind::Motorcycle => "motorcycle",
        VehicleKind::Car | VehicleKind::Pickup => "car",
        VehicleKind::Truck => "lorry",
        VehicleKind::Bus => "bus",
    }
}
