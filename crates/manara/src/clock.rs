//! The one place that reads the clock of the machine.

use access::gate::Clock;
use kernel::Moment;
use std::sync::Arc;

/// Now, by the machine's clock.
#[must_use]
#[allow(clippy::disallowed_methods)] // why: this is the clock that everything else is given
pub fn now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_millis(since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX)))
}

/// The machine's clock.
#[must_use]
pub fn machine() -> Clock {
    Arc::new(now)
}
