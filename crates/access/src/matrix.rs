//! The permission matrix: rows of data, read from each capability's `permissions.toml`, small enough to be enumerated whole.
//!
//! ```toml
//! [[allow]]
//! action = "registration.register_household"   # capability.command or capability.view
//! roles = ["registration_clerk", "registration_supervisor"]
//! purposes = ["registration"]                  # the first is taken when the user names none
//! relation = "own_site"                        # anywhere | own_site | own_case | own_organisation | self
//! two_persons = false                          # a second person with this permission must approve
//! ```

use crate::{Role, Who};
use kernel::{Purpose, SiteId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How the user must stand to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// No relation needed.
    Anywhere,
    /// The record belongs to a site at which the user works.
    OwnSite,
    /// The user keeps the record: it is the user's own case, or the user's own referral.
    OwnCase,
    /// The record was sent to an organisation whose inbox the user belongs to.
    OwnOrganisation,
    /// The record is the user's own account.
    #[serde(rename = "self")]
    Oneself,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// `capability.command` or `capability.view`.
    pub action: String,
    /// Who.
    pub roles: Vec<Role>,
    /// Why.
    pub purposes: Vec<Purpose>,
    /// How they must stand to the record.
    pub relation: Relation,
    /// Whether a second person must approve.
    #[serde(default)]
    pub two_persons: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    allow: Vec<Row>,
}

/// What a permission grants for this request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// The purpose under which it is done; recorded.
    pub purpose: Purpose,
    /// How the user must stand to the record.
    pub relation: Relation,
    /// Whether a second person must approve.
    pub two_persons: bool,
}

impl Allowed {
    /// Whether the user stands so to a record of `site` (`None`: a record of no site). Whose case it is, and to which
    /// organisation it was sent, only the record knows: `is_own`.
    pub fn covers(&self, who: &Who, site: Option<SiteId>, is_own: impl FnOnce(Relation) -> bool) -> bool {
        match self.relation {
            Relation::Anywhere | Relation::Oneself => true,
            Relation::OwnSite => site.is_none_or(|site| who.sites.contains(&site)),
            Relation::OwnCase | Relation::OwnOrganisation => is_own(self.relation),
        }
    }
}

/// Every permission of every mounted capability.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    rows: BTreeMap<String, Vec<Row>>,
}

impl Matrix {
    /// The rows of a `permissions.toml`, added to these.
    pub fn add(&mut self, toml: &str) -> Result<(), String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        for row in file.allow {
            if row.roles.is_empty() || row.purposes.is_empty() {
                return Err(format!("{}: a row needs a role and a purpose", row.action));
            }
            self.rows.entry(row.action.clone()).or_default().push(row);
        }
        Ok(())
    }

    /// What `who` is allowed, or nothing. What has no row is refused.
    #[must_use]
    pub fn allows(&self, who: &Who, action: &str) -> Option<Allowed> {
        self.rows.get(action)?.iter().find_map(|row| {
            let role = row.roles.iter().any(|role| who.roles.contains(role));
            let purpose = match who.purpose {
                None => row.purposes.first().copied(),
                Some(purpose) => row.purposes.iter().copied().find(|p| *p == purpose),
            };
            let (relation, two_persons) = (row.relation, row.two_persons);
            role.then_some(Allowed { purpose: purpose?, relation, two_persons })
        })
    }

    /// The roles of `who` by which this action is allowed for this purpose.
    #[must_use]
    pub fn roles(&self, who: &Who, action: &str, purpose: Purpose) -> Vec<Role> {
        let rows = self.rows.get(action).into_iter().flatten().filter(|row| row.purposes.contains(&purpose));
        let allowed: Vec<Role> = rows.flat_map(|row| row.roles.iter().copied()).collect();
        who.roles.iter().copied().filter(|role| allowed.contains(role)).collect()
    }

    /// Every row, by action.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().flatten()
    }

    /// Whether any row names this action.
    #[must_use]
    pub fn knows(&self, action: &str) -> bool {
        self.rows.contains_key(action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix() -> Matrix {
        let mut matrix = Matrix::default();
        matrix
            .add(
                r#"
                [[allow]]
                action = "a.look"
                roles = ["lane_officer"]
                purposes = ["border_control", "statistics"]
                relation = "own_site"
                "#,
            )
            .unwrap();
        matrix
    }

    fn who(role: Role, purpose: Option<Purpose>) -> Who {
        Who { roles: vec![role], purpose, ..Who::system(kernel::ActorId(uuid::Uuid::nil())) }
    }

    #[test]
    fn what_has_no_row_is_refused() {
        let matrix = matrix();
        let officer = who(Role::LaneOfficer, None);
        assert_eq!(matrix.allows(&officer, "a.look").map(|a| a.purpose), Some(Purpose::BorderControl));
        assert_eq!(matrix.allows(&officer, "a.do"), None);
        let both = Who { roles: vec![Role::PostCommander, Role::LaneOfficer], ..officer.clone() };
        assert_eq!(matrix.roles(&both, "a.look", Purpose::Statistics), [Role::LaneOfficer]);
        assert_eq!(matrix.roles(&both, "a.look", Purpose::Protection), []);
        assert_eq!(matrix.allows(&who(Role::RegistrationClerk, None), "a.look"), None);
        assert_eq!(matrix.allows(&who(Role::LaneOfficer, Some(Purpose::Protection)), "a.look"), None);
    }

    #[test]
    fn a_record_of_another_site_is_not_covered() {
        let site = |n| SiteId(uuid::Uuid::from_u128(n));
        let mut officer = who(Role::LaneOfficer, None);
        officer.sites = vec![site(1)];
        let allowed = matrix().allows(&officer, "a.look").unwrap();
        let covers = |n| allowed.covers(&officer, Some(site(n)), |_| true);
        assert!(covers(1) && !covers(2));
    }

    #[test]
    fn whose_case_it_is_only_the_record_knows() {
        let officer = who(Role::LaneOfficer, None);
        for relation in [Relation::OwnCase, Relation::OwnOrganisation] {
            let allowed = Allowed { purpose: Purpose::Protection, relation, two_persons: false };
            assert!(allowed.covers(&officer, None, |how| how == relation));
            assert!(!allowed.covers(&officer, None, |_| false));
        }
    }

    #[test]
    fn a_row_with_an_unknown_word_is_refused() {
        for bad in
            ["[[allow]]\naction='x'\nroles=['king']\npurposes=['oversight']\nrelation='self'", "[[allow]]\naction='x'"]
        {
            assert!(Matrix::default().add(bad).is_err());
        }
    }
}
