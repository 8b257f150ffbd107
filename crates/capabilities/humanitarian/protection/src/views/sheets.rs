//! The sheets that can be asked, and those that old screenings were taken with: shipped ones, and those that were published. They stay for
//! good, whatever is withdrawn.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use contracts::instrument::{InstrumentFact, SheetName};
use kernel::Problem;
use log::{LogError, Recorded, Row, Sql, StoreError, View, params};
use screening::{Code, Digest, Edition, Sheet, in_use, shipped};
use serde_json::json;

/// What is asked today: of each instrument the newest version, both contents where posts published different ones.
pub const SHEETS: ViewDef = ViewDef {
    name: "sheets",
    params: &[],
    columns: &[
        Column { key: "protection_sheet", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_version", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "protection_digest", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_title", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "protection_from_age", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "protection_to_age", kind: Kind::Number, hxl: "", sorts: false },
        Column { key: "protection_differs", kind: Kind::Flag, hxl: "", sorts: false },
    ],
    read: read_used,
};

/// A sheet that was ever published, with its text whole.
pub const SHEET: ViewDef = ViewDef {
    name: "sheet",
    params: &[
        Param { name: "sheet", kind: Kind::Text, required: true },
        Param { name: "version", kind: Kind::Number, required: false },
        Param { name: "digest", kind: Kind::Text, required: false },
    ],
    columns: &[],
    read: read_one,
};

/// Texts, and from which day they are no longer asked.
pub const TABLES: View = View {
    name: "protection_sheet",
    version: 1,
    tables: "CREATE TABLE protection_sheet (code TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, content TEXT NOT NULL, \
             PRIMARY KEY (code, version, digest));\
             CREATE TABLE protection_sheet_end (code TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, \
             from_day TEXT NOT NULL, PRIMARY KEY (code, version, digest));",
    indexes: "",
    drop: &["protection_sheet", "protection_sheet_end"],
    wants: |kind| matches!(kind, "instruments.sheet_published" | "instruments.sheet_withdrawn"),
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    let Some(fact) = recorded.fact::<InstrumentFact>()? else { return Ok(()) };
    let SheetName { code, version, digest } = fact.sheet();
    let (code, digest) = (code.as_str(), digest.as_str());
    match &fact {
        InstrumentFact::SheetPublished { text, .. } => sql.execute(
            "INSERT INTO protection_sheet (code, version, digest, content) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (code, version, digest) DO NOTHING",
            params![code, *version, digest, text.as_str()],
        )?,
        InstrumentFact::SheetWithdrawn { from, .. } => sql.execute(
            "INSERT INTO protection_sheet_end (code, version, digest, from_day) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (code, version, digest) DO UPDATE SET from_day = $4 WHERE protection_sheet_end.from_day > $4",
            params![code, *version, digest, *from],
        )?,
        InstrumentFact::SheetProposed { .. } | InstrumentFact::SheetRefused { .. } => 0,
    };
    Ok(())
}

/// Every edition, of one instrument or of all, the shipped ones first.
pub(crate) fn editions(sql: &mut dyn Sql, code: Option<&Code>) -> Result<Vec<Edition>, Problem> {
    let select = "SELECT digest, content FROM protection_sheet WHERE code = $1 OR $2 ORDER BY code, version, digest";
    let named = code.map(Code::as_str).unwrap_or_default();
    let rows = sql.rows(select, params![named, code.is_none()]).map_err(StoreError::problem)?;
    // A post whose program is older than a sheet does not ask it.
    let published = |row: &Row| {
        Some(Edition { digest: row.text(0).parse().ok()?, withdrawn_from: None, sheet: Sheet::kept(row.text(1))? })
    };
    let ships = shipped().iter().map(|one| one.edition.clone());
    let mut editions: Vec<Edition> =
        ships.filter(|edition| code.is_none_or(|code| *code == edition.sheet.code)).collect();
    let new: Vec<Edition> = rows.iter().filter_map(published).filter(|one| !editions.contains(one)).collect();
    editions.extend(new);
    let select = "SELECT digest, from_day FROM protection_sheet_end WHERE code = $1 OR $2";
    for row in sql.rows(select, params![named, code.is_none()]).map_err(StoreError::problem)? {
        for edition in editions.iter_mut().filter(|edition| edition.digest.as_str() == row.text(0)) {
            edition.withdrawn_from = row.text(1).parse().ok();
        }
    }
    Ok(editions)
}

fn read_used(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let all = editions(reading.sql, None)?;
    let used = in_use(&all, reading.at.today());
    let row = |one: &&Edition| {
        let age = |age: Option<u16>| age.map_or(Cell::Empty, |age| Cell::Int(age.into()));
        let contents = used.iter().filter(|other| other.sheet.code == one.sheet.code).count();
        vec![
            Cell::Text(one.sheet.code.to_string()),
            Cell::Int(one.sheet.version.into()),
            Cell::Text(one.digest.to_string()),
            Cell::Text(one.sheet.title.said(&reading.who.language).to_owned()),
            age(one.sheet.from_age),
            age(one.sheet.to_age),
            Cell::Flag(contents > 1),
        ]
    };
    Ok(Answer::Table { rows: query.page_of(&used).iter().map(row).collect(), total: None, subjects: vec![] })
}

/// By its digest; without one, the content of a version; without a version, what is asked today.
fn read_one(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let code: Code = query.required("sheet")?;
    let (version, digest) = (query.parsed::<u16>("version")?, query.parsed::<Digest>("digest")?);
    let all = editions(reading.sql, Some(&code))?;
    let found: Vec<&Edition> = match (&digest, version) {
        (None, None) => in_use(&all, reading.at.today()),
        (None, Some(version)) => {
            let of: Vec<&Edition> = all.iter().filter(|one| one.sheet.version == version).collect();
            // Records without a digest are from before sheets could be published: the shipped one stands first.
            let ships = of.iter().copied().filter(|one| shipped().iter().any(|own| own.edition.digest == one.digest));
            let ships: Vec<&Edition> = ships.collect();
            if ships.is_empty() { of } else { ships }
        }
        (Some(digest), version) => {
            let named =
                |one: &&Edition| one.digest == *digest && version.is_none_or(|version| version == one.sheet.version);
            all.iter().filter(named).collect()
        }
    };
    let edition = match found.as_slice() {
        [] => return Err(Problem::not_found()),
        [one] => one,
        _ => return Err(Problem::conflict("PRO-015")),
    };
    let text = text_of(reading.sql, edition)?;
    let value = json!({ "sheet": code, "version": edition.sheet.version, "digest": edition.digest, "text": text });
    Ok(Answer::Record { value, subjects: vec![] })
}

fn text_of(sql: &mut dyn Sql, edition: &Edition) -> Result<String, Problem> {
    if let Some(own) = shipped().iter().find(|own| own.edition.digest == edition.digest) {
        return Ok(own.text.to_owned());
    }
    let select = "SELECT content FROM protection_sheet WHERE digest = $1";
    let row = sql.first(select, params![edition.digest.as_str()]).map_err(StoreError::problem)?;
    Ok(row.map(|row| row.text(0).to_owned()).unwrap_or_default())
}
