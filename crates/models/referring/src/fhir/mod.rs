//! A referral as other systems write it: HL7 FHIR R4 (4.0.1), a bundle of Patient, ServiceRequest and Task. What leaves is what was
//! chosen for the organisation and nothing else; what comes in is received like a paper referral.

mod answer;
mod read;
mod write;

pub use answer::read_answer;
pub use read::{FhirError, read};
pub use write::{Told, write};

/// The system under which our own codes stand.
const SYSTEM: &str = "urn:manara:referral";
