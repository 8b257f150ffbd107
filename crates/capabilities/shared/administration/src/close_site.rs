//! Close a site: nobody is sent to work there any more; what was recorded there stays.

use crate::site::Site;
use access::Command;
use contracts::site::SiteFact;
use kernel::{Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Closes a site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseSite {
    /// Which site.
    pub site: SiteId,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseSiteError {
    /// There is no such site.
    NoSuchSite,
    /// It is closed.
    Closed,
}

impl From<CloseSiteError> for Problem {
    fn from(error: CloseSiteError) -> Self {
        match error {
            CloseSiteError::NoSuchSite => Problem::not_found(),
            CloseSiteError::Closed => Problem::conflict("ADM-003"),
        }
    }
}

impl Command for CloseSite {
    const NAME: &'static str = "close_site";
    type State = Site;
    type Error = CloseSiteError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.site.into()]
    }

    fn decide(&self, past: &Past<Site>, _: &At) -> Result<Vec<SiteFact>, CloseSiteError> {
        let site = past.main();
        if site.description.is_none() {
            return Err(CloseSiteError::NoSuchSite);
        }
        if site.closed {
            return Err(CloseSiteError::Closed);
        }
        Ok(vec![SiteFact::SiteClosed {}])
    }

    fn example() -> Self {
        Self { site: At::example().id(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_closed_once() {
        let command = CloseSite::example();
        let decide = |given: &[SiteFact]| command.decide(&Past::given(command.site.into(), given), &At::example());
        let open = SiteFact::SiteDescribed(crate::site::example());
        assert_eq!(decide(&[]), Err(CloseSiteError::NoSuchSite));
        assert_eq!(decide(std::slice::from_ref(&open)), Ok(vec![SiteFact::SiteClosed {}]));
        assert_eq!(decide(&[open, SiteFact::SiteClosed {}]), Err(CloseSiteError::Closed));
    }
}
