#![doc = include_str!("../README.md")]

mod arrival;
mod arrivals;
mod check;
mod influx;
mod papers;
mod people;
mod random;
pub mod story;
mod traffic;
mod vehicle;
mod volumes;

pub use arrival::{Arrival, Flow, Kind, Movement, Person, Relation, UrgentNeed, Vehicle};
pub use arrivals::Arrivals;
pub use check::StoryError;
pub use papers::{document::Document, mrz};
pub use story::Story;
pub use volumes::Day;
