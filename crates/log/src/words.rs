//! The words of this crate's codes, for the catalogue of the program.

/// Arabic, French and English, as Fluent.
pub const LOCALES: [&str; 3] =
    [include_str!("../locales/ar.ftl"), include_str!("../locales/fr.ftl"), include_str!("../locales/en.ftl")];
