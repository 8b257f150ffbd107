//! People: their answers and how these were corrected, photo, consents, links, receipt, erasure.

mod answer_consent;
mod assert_link;
mod attach_photo;
mod correct_person;
mod erase_person;
mod record_receipt;
mod retract_link;
mod state;
mod withdraw_consent;

pub use answer_consent::AnswerConsent;
pub use assert_link::{AssertLink, LinkError};
pub use attach_photo::{AttachPhoto, PhotoError};
pub use contracts::registration::{ConsentGiver, ConsentPurpose, ErasureBasis, LinkBasis, LinkKind};
pub use correct_person::{CorrectPerson, CorrectPersonError};
pub use erase_person::ErasePerson;
pub use kernel::LinkId;
pub use record_receipt::{ReceiptForm, RecordReceipt};
pub use retract_link::RetractLink;
pub use state::{Consent, Link, Person, PersonError};
pub use withdraw_consent::{ConsentError, WithdrawConsent};
