//! The shape of every fact that crosses a capability's border, as kept in `schemas/`. A change of shape is a decision: readers of
//! older facts need an upcaster. `MANARA_UPDATE=1 cargo test -p contracts` rewrites the snapshots.

#![cfg(test)]

use contracts::{
    convoy::ConvoyFact,
    handover::HandoverFact,
    instrument::InstrumentFact,
    registration::RegistrationFact,
    site::SiteFact,
    stay::{BedFact, StayFact},
};
use schemars::{JsonSchema, schema_for};
use std::{env, fs, path::Path};

#[track_caller]
fn is_as_kept<T: JsonSchema>(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.json"));
    let now = serde_json::to_string_pretty(&schema_for!(T)).unwrap() + "\n";
    if env::var_os("MANARA_UPDATE").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, now, "the facts of `{name}` changed their shape");
}

#[test]
fn a_hand_over_is_a_token_and_an_urgent_flag() {
    is_as_kept::<HandoverFact>("handover");
}

#[test]
fn the_facts_of_a_convoy_keep_their_shape() {
    is_as_kept::<ConvoyFact>("convoy");
}

#[test]
fn the_facts_of_an_instrument_keep_their_shape() {
    is_as_kept::<InstrumentFact>("instrument");
}

#[test]
fn the_facts_of_registration_keep_their_shape() {
    is_as_kept::<RegistrationFact>("registration");
}

#[test]
fn the_facts_of_a_site_keep_their_shape() {
    is_as_kept::<SiteFact>("site");
}

#[test]
fn the_facts_of_a_stay_keep_their_shape() {
    is_as_kept::<StayFact>("stay");
    is_as_kept::<BedFact>("bed");
}
