//! Describe a site anew: its name, place or clock was wrong or has changed.

use crate::site::{self, BadSite, Site};
use access::Command;
use contracts::site::{SiteDescription, SiteFact};
use kernel::{Problem, SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Describes a site anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DescribeSite {
    /// Which site.
    pub site: SiteId,
    /// What it is now, whole.
    pub description: SiteDescription,
}

/// Why it may be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DescribeSiteError {
    /// There is no such site.
    NoSuchSite,
    /// It is closed.
    Closed,
    /// It cannot be as described.
    Bad(BadSite),
}

impl From<DescribeSiteError> for Problem {
    fn from(error: DescribeSiteError) -> Self {
        match error {
            DescribeSiteError::NoSuchSite => Problem::not_found(),
            DescribeSiteError::Closed => Problem::conflict("ADM-003"),
            DescribeSiteError::Bad(bad) => bad.into(),
        }
    }
}

impl Command for DescribeSite {
    const NAME: &'static str = "describe_site";
    type State = Site;
    type Error = DescribeSiteError;

    fn streams(&self, _: &At) -> Vec<StreamId> {
        vec![self.site.into()]
    }

    fn decide(&self, past: &Past<Site>, _: &At) -> Result<Vec<SiteFact>, DescribeSiteError> {
        let site = past.main();
        if site.description.is_none() {
            return Err(DescribeSiteError::NoSuchSite);
        }
        if site.closed {
            return Err(DescribeSiteError::Closed);
        }
        site::check(&self.description).map_err(DescribeSiteError::Bad)?;
        Ok(if site.description.as_ref() == Some(&self.description) {
            vec![]
        } else {
            vec![SiteFact::SiteDescribed(self.description.clone())]
        })
    }

    fn example() -> Self {
        Self { site: At::example().id(1), description: site::example() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_described_anew_only_when_something_changed() {
        let mut changed = site::example();
        changed.utc_offset_minutes = 120;
        let command = DescribeSite { description: changed.clone(), ..DescribeSite::example() };
        let decide = |given: &[SiteFact]| command.decide(&Past::given(command.site.into(), given), &At::example());
        let before = SiteFact::SiteDescribed(site::example());
        assert_eq!(decide(&[]), Err(DescribeSiteError::NoSuchSite));
        assert_eq!(decide(&[before.clone(), SiteFact::SiteClosed {}]), Err(DescribeSiteError::Closed));
        assert_eq!(decide(std::slice::from_ref(&before)), Ok(vec![SiteFact::SiteDescribed(changed.clone())]));
        assert_eq!(decide(&[before, SiteFact::SiteDescribed(changed)]), Ok(vec![]));
    }
}
