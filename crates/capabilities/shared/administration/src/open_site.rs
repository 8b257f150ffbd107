//! Open a site: a border post, a reception centre or an office begins to exist, and people can be sent to work there.

use crate::site::{self, BadSite, Site};
use access::Command;
use contracts::site::{SiteDescription, SiteFact};
use kernel::{SiteId, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Opens a site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenSite {
    /// What it is.
    pub description: SiteDescription,
}

impl OpenSite {
    fn id(at: &At) -> SiteId {
        at.id(0)
    }
}

impl Command for OpenSite {
    const NAME: &'static str = "open_site";
    type State = Site;
    type Error = BadSite;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        vec![Self::id(at).into()]
    }

    fn decide(&self, _: &Past<Site>, _: &At) -> Result<Vec<SiteFact>, BadSite> {
        site::check(&self.description)?;
        Ok(vec![SiteFact::SiteDescribed(self.description.clone())])
    }

    fn answer(&self, _: &[SiteFact], at: &At) -> Value {
        json!({ "site": Self::id(at) })
    }

    fn example() -> Self {
        Self { description: site::example() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_opened_as_described() {
        let (command, at) = (OpenSite::example(), At::example());
        let decided = command.decide(&Past::given(OpenSite::id(&at).into(), &[]), &at);
        assert_eq!(decided, Ok(vec![SiteFact::SiteDescribed(site::example())]));
    }
}
