//! Bytes from outside: whatever they are, they are refused or read, and nothing panics.

use super::sample::Folder;
use kernel::Moment;
use log::{
    anchor::Anchor,
    backup,
    erased::Erasures,
    keyring::{Keyring, KeyringError, hex, unhex},
};
use proptest::prelude::*;
use std::fs;

/// JSON of a keyring's shape with any values in it: cheap enough for the passphrase to be tried, or refused before that.
fn keyring_like() -> impl Strategy<Value = String> {
    let node = prop_oneof![Just("019a0000-0000-7000-8000-000000000001".to_owned()), ".{0,8}"];
    (any::<u32>(), node, prop_oneof![0u32..64, any::<u32>()], 0u32..3, "[0-9a-fx]{0,40}", "[0-9a-f]{0,120}").prop_map(
        |(format, node, memory_kib, passes, salt, sealed)| {
            let memory_kib = if memory_kib < 300_000 { memory_kib % 64 } else { memory_kib };
            let file = serde_json::json!({ "format": format % 3, "node": node, "memory_kib": memory_kib, "passes": passes,
                "salt": salt, "sealed": sealed });
            file.to_string()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_no_keyring(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(Keyring::open_bytes(&bytes, "x").err(), Some(KeyringError::Closed));
    }

    #[test]
    fn anything_of_a_keyrings_shape_stays_closed(text in keyring_like()) {
        prop_assert_eq!(Keyring::open_bytes(text.as_bytes(), "x").err(), Some(KeyringError::Closed));
    }

    #[test]
    fn any_bytes_are_an_anchor_that_remembers_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        let folder = Folder::new();
        let file = folder.0.join("any.head");
        fs::write(&file, bytes).unwrap();
        prop_assert_eq!(Anchor::open(&file).unwrap().last(), None);
    }

    #[test]
    fn an_anchor_remembers_what_it_was_told(seq in 1i64.., hash in any::<[u8; 32]>()) {
        let folder = Folder::new();
        let file = folder.0.join("any.head");
        Anchor::open(&file).unwrap().keep(seq, &hash);
        prop_assert_eq!(Anchor::open(&file).unwrap().last(), Some((seq, hash)));
    }

    #[test]
    fn any_bytes_are_no_backup(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
        let folder = Folder::new();
        let (file, into) = (folder.0.join("any.backup"), folder.0.join("into"));
        fs::write(&file, bytes).unwrap();
        prop_assert!(backup::restore(&file, &into, "x", Moment::from_millis(1)).is_err());
        prop_assert_eq!(fs::read_dir(&into).unwrap().count(), 0);
    }

    #[test]
    fn an_archive_of_anything_is_no_backup(
        parts in proptest::collection::vec((r"[a-z]{1,12}|manifest\.json|manifest\.sig|keyring\.json",
            proptest::collection::vec(any::<u8>(), 0..200)), 0..6),
        size in any::<u64>(),
    ) {
        let folder = Folder::new();
        let (file, into) = (folder.0.join("any.backup"), folder.0.join("into"));
        let mut tar = tar::Builder::new(fs::File::create(&file).unwrap());
        for (n, (name, bytes)) in parts.iter().enumerate() {
            let mut header = tar::Header::new_gnu();
            header.set_path(name).unwrap();
            // The last one says that it is of any size.
            header.set_size(if n + 1 == parts.len() { size } else { bytes.len() as u64 });
            header.set_cksum();
            tar.append(&header, bytes.as_slice()).unwrap();
        }
        tar.finish().unwrap();
        prop_assert!(backup::restore(&file, &into, "x", Moment::from_millis(1)).is_err());
    }

    #[test]
    fn any_bytes_are_a_list_of_erasures_that_can_be_written_again(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let read = Erasures::parse(&bytes);
        prop_assert_eq!(Erasures::parse(read.to_text().as_bytes()), read);
    }

    #[test]
    fn hexadecimal_is_read_as_written(bytes in proptest::collection::vec(any::<u8>(), 0..64), text in ".{0,20}") {
        prop_assert_eq!(unhex(&hex(&bytes)), Some(bytes));
        let _ = unhex(&text);
    }
}
