//! How a group travels, and where to.

use crate::{
    arrival::Vehicle,
    people::person::Customs,
    random::Random,
    story::{Share, VehicleKind},
};
use kernel::PCode;

/// A vehicle by its share; none for a group on foot.
pub(crate) fn draw(random: &mut Random, kinds: &[Share<VehicleKind>]) -> Option<Vehicle> {
    let kind = random.weighted(kinds, |kind| kind.share)?.of;
    let plate = match kind {
        VehicleKind::Foot => return None,
        VehicleKind::Cart => None,
        _ => Some(format!("SPECIMEN {:05}", random.below(100_000))),
    };
    Some(Vehicle { kind, plate })
}

/// One of the places the group can go to that `allowed` lets through, by weight.
pub(crate) fn destination(random: &mut Random, customs: &Customs, allowed: impl Fn(&PCode) -> bool) -> Option<PCode> {
    let places: Vec<(&PCode, f64)> = customs.destinations().filter(|(place, _)| allowed(place)).collect();
    random.weighted(&places, |place| place.1).map(|place| place.0.clone())
}
