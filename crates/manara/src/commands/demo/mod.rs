//! `manara demo`: a post in the middle of its story.

mod convoys;
mod family;
mod feed;
mod norms;
mod post;
mod prepare;
mod protect;
mod reception;
mod referrals;
mod relief;

pub use feed::{details, relationship};
pub use prepare::{Demo, Prepared, StoryClock, empty, feed_some, folder, passphrase_file, prepare};
