//! The strength of a real hash, and how long it takes here.

use access::signin::password::Hasher;
use std::time::Instant;

#[test]
fn a_real_hash_has_the_strength_of_rfc_9106() {
    let hasher = Hasher::new().unwrap();
    let phc = hasher.hash("four plain words here", [1; 16]).unwrap();
    assert!(phc.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    let start = Instant::now();
    assert_eq!(hasher.verify("four plain words here", Some(&phc)), Ok(true));
    println!("one hash: {} ms", start.elapsed().as_millis());
}
