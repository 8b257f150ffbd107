//! Circumstances for the tests of decisions.

use kernel::SiteId;
use log::At;

/// Somebody's circumstances at the first site.
pub fn at() -> At {
    let mut at = At::example();
    at.site = Some(SiteId(uuid::Uuid::from_u128(1)));
    at
}
