//! Who asks: a signed-in user with the roles, the site and the purpose of this session.

use crate::Role;
use kernel::{ActorId, Purpose, SiteId};

/// A signed-in user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The account.
    pub actor: ActorId,
    /// The name shown to colleagues.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Sites at which the user works; empty means none.
    pub sites: Vec<SiteId>,
    /// The site of this session.
    pub site: Option<SiteId>,
    /// The name of that site.
    pub site_name: String,
    /// Minutes that the site's wall clock is ahead of UTC.
    pub utc_offset_minutes: i32,
    /// `ar`, `fr` or `en`.
    pub language: String,
    /// The purpose the user chose; `None` takes the one that the permission names first.
    pub purpose: Option<Purpose>,
}

impl Who {
    /// The system itself: reactions and start-up. Holds no role; what it does names its cause.
    #[must_use]
    pub fn system(actor: ActorId) -> Self {
        Self {
            actor,
            name: "system".into(),
            roles: vec![],
            sites: vec![],
            site: None,
            site_name: String::new(),
            utc_offset_minutes: 0,
            language: "en".into(),
            purpose: Some(Purpose::System),
        }
    }
}
