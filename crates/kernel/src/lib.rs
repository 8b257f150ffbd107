//! The words everything else is written in: ids, moments, zones, safe text, people and places, and the shape of an error.
//! No input or output, no async, no SQL; every function is pure.

pub mod birth_entry;
pub mod country;
pub mod counts;
pub mod id;
pub mod moment;
pub mod name;
pub mod name_key;
pub mod name_match;
pub mod person;
pub mod place;
pub mod problem;
pub mod purpose;
pub mod text;
mod words;
pub mod zone;

pub use country::Nationality;
pub use id::{
    ActorId, ConsignmentId, ConvoyId, CountId, CrossingId, DeviceId, EntitlementId, FactId, GroupId, HandOutId,
    HouseholdId, ItemId, LaneId, LinkId, NodeId, OrganisationId, PersonId, ProcedureId, ReferralId, RoomId, ServiceId,
    SiteId, StayId, StepId, StreamId, SubjectId, UnitId,
};
pub use moment::{Date, Moment, TimeOfDay};
pub use name::PersonName;
pub use person::{BirthDate, LanguageCode, Sex};
pub use place::PCode;
pub use problem::{FieldProblem, Problem};
pub use purpose::Purpose;
pub use text::Text;
pub use zone::Zone;
