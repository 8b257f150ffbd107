//! What people answered to the consent questions.

use contracts::registration::{ConsentGiver, ConsentPurpose};
use kernel::{Moment, PersonId, Problem};
use log::{Sql, StoreError, params};

/// An answer to a consent question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What was asked.
    pub about: ConsentPurpose,
    /// Whether it stands.
    pub agreed: bool,
    /// Who answered.
    pub by: ConsentGiver,
    /// The language in which it was asked.
    pub language: String,
    /// When it was answered.
    pub at: Moment,
    /// When it was taken back.
    pub withdrawn: Option<Moment>,
}

/// What a person answered to each question asked.
pub fn consents(sql: &mut dyn Sql, person: PersonId) -> Result<Vec<Consent>, Problem> {
    let select = "SELECT about, agreed, by_whom, language, at, withdrawn_at FROM registration_consent \
                  WHERE person = $1 ORDER BY about";
    let rows = sql.rows(select, params![person]).map_err(StoreError::problem)?;
    let consent = |row: &log::Row| {
        Some(Consent {
            about: ConsentPurpose::named(row.text(0))?,
            agreed: row.int(1) != 0,
            by: ConsentGiver::named(row.text(2))?,
            language: row.text(3).to_owned(),
            at: Moment::from_millis(row.int(4)),
            withdrawn: row.opt_int(5).map(Moment::from_millis),
        })
    };
    Ok(rows.iter().filter_map(consent).collect())
}

/// Whether a person agreed to this and did not take it back. Nothing that is given may depend on it.
pub fn agrees(sql: &mut dyn Sql, person: PersonId, about: ConsentPurpose) -> Result<bool, Problem> {
    Ok(consents(sql, person)?.iter().any(|consent| consent.about == about && consent.agreed))
}
