//! What is wrong with another system's file, in words.

use crate::fhir::FhirError;
use kernel::Problem;

/// The problem, at the field into which the file was put.
#[must_use]
pub fn file_problem(error: FhirError) -> Problem {
    match error {
        FhirError::TooLong => Problem::field("bundle", "RFR-050"),
        FhirError::NotJson => Problem::field("bundle", "RFR-051"),
        FhirError::NoRequest => Problem::field("bundle", "RFR-052"),
        FhirError::Element(element) => Problem::refused("RFR-053").with("element", element),
    }
}
