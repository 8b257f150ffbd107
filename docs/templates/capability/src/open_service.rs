//! Open the service at this site, so that colleagues see from the list that it works.

use crate::{
    facts::Fact,
    service::{Service, stream},
};
use access::Command;
use kernel::{Problem, StreamId};
use log::{At, Past};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens the service at the site of the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenService {}

/// Why it may be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenServiceError {
    /// Nobody said at which site.
    NoSite,
    /// It is open already.
    AlreadyOpen,
}

impl From<OpenServiceError> for Problem {
    fn from(error: OpenServiceError) -> Self {
        match error {
            OpenServiceError::NoSite => Problem::refused("ACC-001"),
            OpenServiceError::AlreadyOpen => Problem::conflict("@CODE@-001"),
        }
    }
}

impl Command for OpenService {
    const NAME: &'static str = "open_service";
    type State = Service;
    type Error = OpenServiceError;

    fn streams(&self, at: &At) -> Vec<StreamId> {
        at.site.map(stream).into_iter().collect()
    }

    fn decide(&self, past: &Past<Service>, at: &At) -> Result<Vec<Fact>, OpenServiceError> {
        let site = at.site.ok_or(OpenServiceError::NoSite)?;
        if past.main().site.is_some() {
            return Err(OpenServiceError::AlreadyOpen);
        }
        Ok(vec![Fact::ServiceOpened { site }])
    }

    fn example() -> Self {
        Self {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SiteId;

    fn at() -> At {
        let mut at = At::example();
        at.site = Some(at.id(9));
        at
    }

    fn decide(given: &[Fact], at: &At) -> Result<Vec<Fact>, OpenServiceError> {
        let site: SiteId = at.id(9);
        OpenService::example().decide(&Past::given(stream(site), given), at)
    }

    #[test]
    fn the_service_is_opened_once() {
        let at = at();
        let opened = Fact::ServiceOpened { site: at.id(9) };
        assert_eq!(decide(&[], &at), Ok(vec![opened.clone()]));
        assert_eq!(decide(&[opened], &at), Err(OpenServiceError::AlreadyOpen));
    }

    #[test]
    fn somebody_without_a_site_opens_nothing() {
        assert_eq!(decide(&[], &At::example()), Err(OpenServiceError::NoSite));
    }
}
