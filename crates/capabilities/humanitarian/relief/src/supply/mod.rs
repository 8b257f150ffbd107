//! How long it lasts: what people use by the manager's own rates, who is there and who is on the way, and what is on the shelf.

mod forecast;
mod rate;
mod state_rate;

pub use forecast::{Day, days_left, forecast};
pub use rate::{Rate, RateBasis};
pub use state_rate::{RateError, StateRate};
