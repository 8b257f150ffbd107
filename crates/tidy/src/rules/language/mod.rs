//! Rules about words: every text in three languages, none written into a page by hand.

pub mod arabic_plurals;
mod asked;
pub mod template_text;
pub mod translation_keys;
pub mod translations_complete;
