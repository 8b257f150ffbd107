//! An answer on paper: sealed with a key that only the sender's node and the organisation that opened the referral have. The sender's node
//! never keeps its half: it follows from the node's own signing key and the sending (as in [`super::key`]).

use super::PaperError;
use crate::case::SendingId;
use access::Gate;
use kernel::Text;
use referring::answered::Answered;
use seal::bundle::{self, Unreadable};

/// What goes on the sheet of a sending, so that its answer can be sealed.
#[must_use]
pub fn answer_key(gate: &Gate, sending: SendingId) -> Option<Text<40>> {
    let message = [b"manara referral paper answer v1".as_slice(), sending.0.as_bytes()].concat();
    let key = blake3::derive_key("manara 2026 referral paper answer v1", &gate.sign(&message));
    let hex: String = key.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Text::parse(&hex).ok()
}

fn secret(key: &Text<40>) -> [u8; 32] {
    blake3::derive_key("manara 2026 referral paper answer secret v1", key.as_str().as_bytes())
}

/// The code of an answer. `None` when it is too long.
#[must_use]
pub fn seal_answer(answered: &Answered, key: &Text<40>, once: &[u8; 32]) -> Option<String> {
    let mut answered = answered.clone();
    // Paper is small: a note that is too long stays behind, the answer does not.
    if serde_json::to_vec(&answered).ok()?.len() > bundle::MOST {
        answered.note = None;
    }
    let public = bundle::public_key(&secret(key))?;
    bundle::seal(&serde_json::to_vec(&answered).ok()?, &public, answered.sending.0.as_bytes(), once)
}

/// The answer in a scanned code, if it is to one of these sendings of this node.
pub fn open_answer(gate: &Gate, text: &str, sendings: &[SendingId]) -> Result<Answered, PaperError> {
    let mut failed = PaperError::NotForHere;
    for sending in sendings {
        let Some(key) = answer_key(gate, *sending) else { continue };
        match bundle::open(text, &secret(&key), sending.0.as_bytes()) {
            Ok(plain) => return serde_json::from_slice(&plain).map_err(|_| PaperError::Torn),
            Err(Unreadable::NotForHere) => {}
            Err(Unreadable::Torn) => failed = PaperError::Torn,
            Err(Unreadable::Version) => failed = PaperError::Version,
        }
    }
    Err(failed)
}
