//! Who stays at which site, as reception tells it by its contract.

use contracts::{
    registration::RegistrationFact,
    stay::{Stay, StayFact},
};
use kernel::{HouseholdId, Moment, PersonId, Problem, SiteId};
use log::{LogError, Recorded, Sql, StoreError, View, params};
use std::collections::BTreeMap;

/// Stays.
pub const TABLES: View = View {
    name: "relief_stay",
    version: 2,
    tables: "CREATE TABLE relief_stay (stay BYTEA PRIMARY KEY, person BYTEA NOT NULL, household BYTEA NOT NULL, \
             site BYTEA NOT NULL, status TEXT NOT NULL, changed_at BIGINT NOT NULL);",
    indexes: "CREATE INDEX relief_stay_person ON relief_stay (person, site, status);\
              CREATE INDEX relief_stay_household ON relief_stay (household, site);\
              CREATE INDEX relief_stay_site ON relief_stay (site, status);",
    drop: &["relief_stay"],
    wants: |kind| {
        kind == "registration.person_erased"
            || ["stay_planned", "stay_begun", "absence_noted", "return_noted", "stay_ended"]
                .iter()
                .any(|end| kind.strip_prefix("reception.") == Some(end))
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    if let Some(RegistrationFact::PersonErased { person, .. }) = recorded.fact()? {
        sql.execute("DELETE FROM relief_stay WHERE person = $1", params![person])?;
        return Ok(());
    }
    let Some(fact) = recorded.fact::<StayFact>()? else { return Ok(()) };
    let status = match fact {
        StayFact::StayPlanned(_) => "planned",
        StayFact::StayBegun(_) | StayFact::ReturnNoted(_) => "present",
        StayFact::AbsenceNoted(_) => "absent",
        StayFact::StayEnded { .. } => "left",
    };
    stand(sql, fact.stay(), status, recorded.header.happened_from)
}

/// A stay that stands so. One that has ended stays ended, and an earlier word does not undo a later one, in whatever order they
/// become known.
fn stand(sql: &mut dyn Sql, of: &Stay, status: &str, at: Moment) -> Result<(), LogError> {
    sql.execute(
        "INSERT INTO relief_stay (stay, person, household, site, status, changed_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (stay) DO UPDATE SET status = $5, changed_at = $6 WHERE relief_stay.status <> 'left' \
         AND ($5 = 'left' OR relief_stay.changed_at <= $6)",
        params![of.stay, of.person, of.household, of.site, status, at],
    )?;
    Ok(())
}

/// Whether somebody of the household stays at the site, or did.
pub(crate) fn stays_at(sql: &mut dyn Sql, household: HouseholdId, site: SiteId) -> Result<bool, Problem> {
    let query = "SELECT 1 FROM relief_stay WHERE household = $1 AND site = $2 LIMIT 1";
    Ok(sql.first(query, params![household, site]).map_err(StoreError::problem)?.is_some())
}

/// How a person stands to a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::views) struct Standing {
    /// Stays there, present or away for a while.
    pub resident: bool,
    /// Is there.
    pub present: bool,
}

/// How a person stands to a site by this record of theirs.
pub(in crate::views) fn standing(
    sql: &mut dyn Sql,
    person: PersonId,
    site: Option<SiteId>,
) -> Result<Standing, Problem> {
    let query = "SELECT status FROM relief_stay WHERE person = $1 AND site = $2 AND status IN ('present', 'absent')";
    let rows = sql.rows(query, params![person, site]).map_err(StoreError::problem)?;
    Ok(Standing { resident: !rows.is_empty(), present: rows.iter().any(|row| row.text(0) == "present") })
}

/// How everybody who stays at a site stands to it.
pub(in crate::views) fn standings(sql: &mut dyn Sql, site: SiteId) -> Result<BTreeMap<PersonId, Standing>, Problem> {
    let query = "SELECT person, status FROM relief_stay WHERE site = $1 AND status IN ('present', 'absent')";
    let mut out: BTreeMap<PersonId, Standing> = BTreeMap::new();
    for row in sql.rows(query, params![site]).map_err(StoreError::problem)? {
        let Some(person) = row.id(0) else { continue };
        let stands = out.entry(person).or_default();
        *stands = Standing { resident: true, present: stands.present || row.text(1) == "present" };
    }
    Ok(out)
}

/// How many people are there, and how many are expected without being on the list of a convoy that is on its way.
pub(in crate::views) fn people_at(sql: &mut dyn Sql, site: SiteId) -> Result<(i64, i64), Problem> {
    let present = "SELECT count(*) FROM relief_stay WHERE site = $1 AND status = 'present'";
    let planned = "SELECT count(*) FROM relief_stay s WHERE s.site = $1 AND s.status = 'planned' AND NOT EXISTS \
                   (SELECT 1 FROM relief_traveller t JOIN relief_convoy c ON c.convoy = t.convoy \
                   WHERE t.person = s.person AND t.listed = 1 AND c.site = $1 AND c.over = 0)";
    let mut count = |query| sql.first(query, params![site]).map_err(StoreError::problem);
    Ok((count(present)?.map_or(0, |row| row.int(0)), count(planned)?.map_or(0, |row| row.int(0))))
}
