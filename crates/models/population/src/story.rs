//! A story as data: the place, the days, how many people come and who they are. Read from `scenarios/*/story.toml`.
//!
//! Every field is a figure of a source (named beside it in the file) or an assumption that the file marks as one.

use crate::papers::mrz::Format;
use kernel::{Date, Nationality, PCode, Sex};
use serde::{Deserialize, Serialize};

/// A story of arrivals at one post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Short name, as the folder is called.
    pub id: String,
    /// Title for people.
    pub title: Words,
    /// The first day. A caller may move it: everything else follows.
    pub first_day: Date,
    /// The country of the post, as issuer of the visas it sees.
    pub country: Nationality,
    /// How far the place's clock is ahead of UTC, in minutes.
    pub utc_offset_minutes: i32,
    /// The post.
    pub post: Place,
    /// Its lanes.
    pub lanes: Vec<Lane>,
    /// Where people go from there.
    pub sites: Vec<Place>,
    /// The days, one phase after the other.
    pub phases: Vec<Phase>,
    /// Those who flee, and those who come home with them.
    pub displaced: Displaced,
    /// The traffic of every day.
    pub ordinary: Ordinary,
}

/// A name in the three languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Arabic.
    pub ar: String,
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

/// A post or a site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Short code for labels.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// What it is.
    pub kind: PlaceKind,
    /// The administrative area it lies in.
    pub p_code: PCode,
    /// Latitude in degrees north (WGS 84), to about a kilometre.
    pub latitude: f64,
    /// Longitude in degrees east.
    pub longitude: f64,
    /// People it has room for, where that is known.
    #[serde(default)]
    pub capacity: Option<u32>,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A border post.
    Post,
    /// Where people wait for days.
    Transit,
    /// Where people stay.
    Settlement,
}

/// A lane of the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Short code on its sign.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// What passes through it.
    pub kind: LaneKind,
    /// Which way.
    pub direction: LaneDirection,
}

/// What passes through a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneKind {
    /// People on foot.
    Foot,
    /// Vehicles and their passengers.
    Vehicle,
    /// Groups in surge mode.
    Surge,
    /// Second line.
    SecondLine,
}

/// Which way a lane goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneDirection {
    /// Into the country.
    Entry,
    /// Out of it.
    Exit,
    /// Both.
    Both,
}

/// Some days with one trend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its name.
    pub name: Words,
    /// How many days it lasts.
    pub days: u32,
    /// Displaced people who arrive a day.
    pub displaced: Trend,
    /// People of ordinary traffic a day, both ways together.
    pub ordinary: Trend,
    /// Whether the post works in surge mode.
    #[serde(default)]
    pub surge: bool,
}

/// People a day, on the first and on the last day of a phase; in between each day is the same multiple of the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trend {
    /// On the first day.
    pub first: u32,
    /// On the last day.
    pub last: u32,
}

/// The displaced: who they are, how they travel, what they need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Displaced {
    /// Weight of each hour of the local day, from midnight.
    pub hours: Vec<f64>,
    /// People by sex and age.
    pub demography: Vec<Band>,
    /// Weight of households of 1, 2, 3… people.
    pub household_sizes: Vec<f64>,
    /// Share of households, their heads of working age, that a woman heads.
    pub women_headed: f64,
    /// Share of people alone who are women.
    pub women_among_alone: f64,
    /// Share of households of a man with others in which his wife is one of them.
    pub couples: f64,
    /// Share of households with a head of 60 or more.
    pub older_headed: f64,
    /// Share of older people who come alone.
    pub older_alone: f64,
    /// Where households come from and what they are called, speak and carry.
    pub peoples: Vec<People>,
    /// Share of those under 18 who have a document, as a multiple of the adults' share.
    pub children_with_papers: f64,
    /// Share of documents that have expired.
    pub expired_papers: f64,
    /// Needs that cannot wait.
    pub needs: Needs,
    /// How households travel.
    pub vehicles: Vec<Share<VehicleKind>>,
    /// How birth dates are known, of people without a document.
    pub births: Vec<Share<BirthPrecision>>,
    /// Share sent to second line.
    pub second_line: f64,
}

/// The traffic of every day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordinary {
    /// Weight of each hour of the local day, from midnight.
    pub hours: Vec<f64>,
    /// Share of movements that enter; the rest leave.
    pub entries: f64,
    /// People by sex and age.
    pub demography: Vec<Band>,
    /// Weight of parties of 1, 2, 3… people.
    pub party_sizes: Vec<f64>,
    /// Where travellers come from and what they are called, speak and carry.
    pub peoples: Vec<People>,
    /// Share of documents that have expired.
    pub expired_papers: f64,
    /// Share of those under 18 who have a document, as a multiple of the adults' share.
    pub children_with_papers: f64,
    /// How parties travel.
    pub vehicles: Vec<Share<VehicleKind>>,
    /// Share of parties that crossed before in this story, the other way.
    pub returning: f64,
    /// Share sent to second line.
    pub second_line: f64,
    /// Share with a medical need.
    pub medical: f64,
    /// How birth dates are known, of people without a document.
    pub births: Vec<Share<BirthPrecision>>,
}

/// People of one sex and age band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Sex.
    pub sex: Sex,
    /// Youngest age in completed years.
    pub from: u8,
    /// Oldest age in completed years.
    pub to: u8,
    /// How many, in the source's count or as a weight.
    pub people: u32,
}

/// A people of households or parties alike in origin, names, languages and papers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// Weight among the peoples of its list.
    pub weight: f64,
    /// Nationality.
    pub nationality: Nationality,
    /// How they are named.
    pub names: Tradition,
    /// Where they lived, by weight.
    pub origins: Vec<Share<PCode>>,
    /// Where they go, by weight; nowhere in particular when empty.
    #[serde(default)]
    pub destinations: Vec<Share<PCode>>,
    /// Languages by ISO 639-3 code, each with the share of households that speak it. The first is always spoken.
    pub languages: Vec<Share<String>>,
    /// What an adult carries, by weight.
    pub papers: Vec<Share<Papers>>,
}

/// One value of a distribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share<T> {
    /// The value.
    pub of: T,
    /// Its share or weight.
    pub share: f64,
}

/// How people of an origin are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tradition {
    /// Own name, father's, grandfather's; Arabic, English spelling on documents (Sudan, Libya).
    Sudan,
    /// The same; French spelling (eastern and northern Chad, Niger).
    ChadNorth,
    /// A family's name in a language of the south and a given name, mostly French.
    ChadSouth,
    /// Given name and father's name of the western Sahel, in Latin letters.
    Sahel,
}

/// What a person carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Papers {
    /// Nothing.
    #[serde(rename = "none")]
    None,
    /// A card of this size.
    #[serde(rename = "TD1")]
    Td1,
    /// A larger card or laissez-passer.
    #[serde(rename = "TD2")]
    Td2,
    /// A passport.
    #[serde(rename = "TD3")]
    Td3,
    /// A passport with a full-page visa.
    #[serde(rename = "TD3+MRV-A")]
    Td3MrvA,
    /// A passport with a smaller visa.
    #[serde(rename = "TD3+MRV-B")]
    Td3MrvB,
}

impl Papers {
    /// The identity document and the visa.
    pub(crate) const fn formats(self) -> (Option<Format>, Option<Format>) {
        match self {
            Papers::None => (None, None),
            Papers::Td1 => (Some(Format::Td1), None),
            Papers::Td2 => (Some(Format::Td2), None),
            Papers::Td3 => (Some(Format::Td3), None),
            Papers::Td3MrvA => (Some(Format::Td3), Some(Format::MrvA)),
            Papers::Td3MrvB => (Some(Format::Td3), Some(Format::MrvB)),
        }
    }
}

/// Shares of people with a need that cannot wait. An older person alone is not drawn: the household shows it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// Of all: wounded or ill.
    pub medical: f64,
    /// Of women of 15 to 49 years.
    pub pregnant: f64,
    /// Of all.
    pub disability: f64,
    /// Of all: in visible distress.
    pub distress: f64,
    /// Of those of 6 to 17 years: with no adult at all.
    pub unaccompanied_child: f64,
    /// Of those under 18: with relatives, without parents.
    pub separated_child: f64,
}

/// How people travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VehicleKind {
    /// On foot.
    Foot,
    /// Cart drawn by a horse or donkey.
    Cart,
    /// Motorcycle.
    Motorcycle,
    /// Car.
    Car,
    /// Pick-up.
    Pickup,
    /// Lorry.
    Truck,
    /// Bus or minibus.
    Bus,
}

/// How well a birth date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthPrecision {
    /// To the day.
    Exact,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// An estimated age.
    Estimated,
}
