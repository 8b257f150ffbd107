//! Which site a reader asks about.

use access::{Query, Reading};
use kernel::{Problem, SiteId};

/// The site that is asked about: the reader's own, or for who reads every site the one that is named.
pub(super) fn site_of(reading: &Reading<'_>, query: &Query) -> Result<SiteId, Problem> {
    let asked: Option<SiteId> = query.parsed("site")?;
    match (reading.site, asked) {
        (Some(own), Some(asked)) if own != asked => Err(Problem::not_found()),
        (Some(site), _) | (None, Some(site)) => Ok(site),
        (None, None) => Err(Problem::field("site", "GEN-001")),
    }
}
