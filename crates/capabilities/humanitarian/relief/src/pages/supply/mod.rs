//! How long the shelf lasts.

mod forecast;

pub use forecast::FORECAST;
