//! How long the shelf lasts: rates, convoys on their way, and the forecast.

mod arrivals;
mod rates;
mod tables;
mod view;

pub use rates::RATES;
pub use tables::TABLES;
pub use view::FORECAST;
