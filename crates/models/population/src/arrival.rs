//! What a story produces: groups of people with the moment they reach the post.

use crate::{papers::document::Document, story::VehicleKind};
use kernel::{BirthDate, Moment, Nationality, PCode, PersonName, Sex};
use serde::{Deserialize, Serialize};

/// A group that reaches the post together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arrival {
    /// When it reaches the post.
    pub at: Moment,
    /// What the group is.
    pub kind: Kind,
    /// Why it is on the road.
    pub flow: Flow,
    /// Which way it crosses.
    pub movement: Movement,
    /// Its people; the first is the head.
    pub members: Vec<Person>,
    /// What it travels in.
    pub vehicle: Option<Vehicle>,
    /// Where it goes, where that is known.
    pub destination: Option<PCode>,
    /// Whether the story sends it to second line.
    pub second_line: bool,
    /// Whether it crossed earlier in the story, the other way.
    pub crossed_before: bool,
}

/// What a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// People who live together.
    Household,
    /// One person.
    Traveller,
    /// Driver and passengers who need not know one another.
    VehicleGroup,
}

/// Why a group is on the road.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// It flees, or comes home from a country where it is no longer safe.
    Displaced,
    /// Trade, work, family.
    Ordinary,
}

/// Which way a group crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Into the country of the post.
    Entry,
    /// Out of it.
    Exit,
}

/// A person of a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The name as the person gives it, with the rendering of a document.
    pub name: PersonName,
    /// Sex.
    pub sex: Sex,
    /// Age in completed years at the arrival. What the story knows; the post records `birth`.
    pub age_years: u8,
    /// The birth date as it is known.
    pub birth: BirthDate,
    /// Nationality.
    pub nationality: Nationality,
    /// Languages by ISO 639-3 code, the first spoken at home.
    pub languages: Vec<String>,
    /// Where the person lived.
    pub origin: Option<PCode>,
    /// What the person is to the head of the group.
    pub relation: Relation,
    /// What the person carries to show who they are.
    pub document: Option<Document>,
    /// A visa in that document.
    pub visa: Option<Document>,
    /// Needs that cannot wait.
    pub needs: Vec<UrgentNeed>,
}

/// What a person is to the head of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The head.
    Head,
    /// Wife or husband.
    Spouse,
    /// Son or daughter.
    Child,
    /// Father or mother.
    Parent,
    /// Brother or sister.
    Sibling,
    /// Grandson or granddaughter.
    Grandchild,
    /// Another relative.
    OtherRelative,
    /// No relative.
    Unrelated,
}

/// A need that cannot wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UrgentNeed {
    /// Wounded or ill.
    Medical,
    /// A child with no adult.
    UnaccompaniedChild,
    /// A child with relatives, without parents.
    SeparatedChild,
    /// Pregnant.
    Pregnant,
    /// A disability.
    Disability,
    /// An older person alone.
    OlderAlone,
    /// In visible distress.
    Distress,
}

/// A vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vehicle {
    /// What it is.
    pub kind: VehicleKind,
    /// Its plate, of a series that no country issues; carts have none.
    pub plate: Option<String>,
}
