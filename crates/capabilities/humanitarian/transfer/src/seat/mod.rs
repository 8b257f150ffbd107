//! Who sits in which vehicle: by hand or as proposed, families together, no vehicle over its seats without words.

mod propose;
mod seat_people;
mod seats;

pub(crate) use propose::{Group, propose};
pub use seat_people::{Seat, SeatPeople};
pub use seats::Seats;

/// A vehicle’s name or plate, by which it is known within its convoy.
pub type VehicleName = kernel::Text<40>;
