//! `manara verify`: every page, chain and signature of every zone, and the first bad fact by name.

use crate::{
    node::{Failure, Folder},
    out::{self, Progress},
};
use log::{keyring::Keyring, verify::verify_file};

/// Verifies every zone's store, also one that does not open. Fails when anything is bad.
pub fn verify(folder: &Folder, passphrase: &str) -> Result<(), Failure> {
    let keyring = Keyring::open(&folder.keyring(), passphrase)?;
    let mut bad = 0;
    for zone in keyring.zones() {
        let mut bar = Progress::new(zone.name());
        let (store, anchor) = (folder.store(zone), folder.anchor(zone));
        let verdict =
            verify_file(&store, Some(&anchor), zone, &keyring, &mut |done, all| bar.show(done, all, "facts"))?;
        match verdict.first_bad {
            None => out::say(format!(
                "{zone}: {} facts in {} signed commits hold; {} of them erased.",
                verdict.facts, verdict.commits, verdict.erased
            )),
            Some(first) => {
                bad += 1;
                out::say(format!("{zone}: {} facts hold, then: {first}", verdict.facts));
            }
        }
    }
    if bad > 0 { Err(format!("VER-000 {bad} of the stores are not as they were recorded").into()) } else { Ok(()) }
}
