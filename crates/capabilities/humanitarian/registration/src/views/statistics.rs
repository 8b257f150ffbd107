//! Counts of registered people by origin, sex and age band. Registration itself, which knows the people, counts by day; for every other
//! purpose counts are of whole months and never exact ([`kernel::counts::published`]): few people are left out, and the others rounded
//! down, also when the month is over, because a record may still be corrected or erased. So neither a count nor the difference of two
//! that were read at different times points at somebody. No sums are told, and a cell that is left out has no row.

use crate::facts::Fact;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use contracts::registration::Details;
use kernel::{
    Date, PersonId, Problem, Purpose, SiteId,
    counts::published::{LEAST, Published},
};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// Counts of the registered by day or month, origin, sex and age band.
pub const STATISTICS: ViewDef = ViewDef {
    name: "statistics",
    params: &[
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "registration_period", kind: Kind::Text, hxl: "#date+registered", sorts: false },
        Column { key: "registration_origin", kind: Kind::Text, hxl: "#adm1+code+origin", sorts: false },
        Column { key: "registration_sex", kind: Kind::Code("sex"), hxl: "#meta+sex", sorts: false },
        Column { key: "registration_band", kind: Kind::Code("registration-band"), hxl: "#meta+age", sorts: false },
        Column { key: "registration_people", kind: Kind::Number, hxl: "#affected+ind+registered", sorts: false },
    ],
    read,
};

/// The table behind the counts; no names.
pub const TABLE: View = View {
    name: "registration_counted",
    version: 1,
    tables: "CREATE TABLE registration_counted (person BYTEA PRIMARY KEY, site BYTEA NOT NULL, day TEXT NOT NULL, \
             origin TEXT NOT NULL, sex TEXT NOT NULL, band TEXT NOT NULL);",
    indexes: "CREATE INDEX registration_counted_cell ON registration_counted (day, origin, sex, band, site);",
    drop: &["registration_counted"],
    wants: |kind| {
        matches!(
            kind,
            "registration.person_registered" | "registration.person_corrected" | "registration.person_erased"
        )
    },
    apply: take,
};

fn take(sql: &mut dyn Sql, recorded: &Recorded) -> Result<(), LogError> {
    match recorded.fact::<Fact>()? {
        Some(Fact::PersonRegistered { person, site, on, details, .. }) => count(sql, person, site, on, &details)?,
        Some(Fact::PersonCorrected { person, changes, .. }) => {
            for change in changes {
                recount(sql, person, &change.field, &change.after)?;
            }
        }
        Some(Fact::PersonErased { person, .. }) => {
            sql.execute("DELETE FROM registration_counted WHERE person = $1", params![person])?;
        }
        _ => {}
    }
    Ok(())
}

fn count(sql: &mut dyn Sql, person: PersonId, site: SiteId, on: Date, details: &Details) -> Result<(), LogError> {
    let origin = details.origin.as_ref().map_or("", |origin| origin.as_str());
    sql.execute(
        "INSERT INTO registration_counted (person, site, day, origin, sex, band) VALUES ($1, $2, $3, $4, $5, $6)",
        params![person, site, on, origin, details.sex.name(), band(details.birth, on)],
    )?;
    Ok(())
}

fn recount(sql: &mut dyn Sql, person: PersonId, field: &str, after: &serde_json::Value) -> Result<(), LogError> {
    let word = after.as_str().unwrap_or("");
    match field {
        "sex" => sql.execute("UPDATE registration_counted SET sex = $2 WHERE person = $1", params![person, word])?,
        "origin" => {
            sql.execute("UPDATE registration_counted SET origin = $2 WHERE person = $1", params![person, word])?
        }
        "birth" => {
            let row = sql.first("SELECT day FROM registration_counted WHERE person = $1", params![person])?;
            let day = row.and_then(|row| row.text(0).parse::<Date>().ok());
            match (day, serde_json::from_value(after.clone())) {
                (Some(day), Ok(birth)) => {
                    let query = "UPDATE registration_counted SET band = $2 WHERE person = $1";
                    sql.execute(query, params![person, band(birth, day)])?
                }
                _ => 0,
            }
        }
        _ => 0,
    };
    Ok(())
}

/// The age band on a day (UNHCR's bands); of an uncertain birth, that of its middle.
fn band(birth: kernel::BirthDate, on: Date) -> &'static str {
    let (first, last) = birth.interval();
    let middle = first.plus_days((last.days() - first.days()) / 2);
    match middle.years_until(on) {
        0..=4 => "0_4",
        5..=11 => "5_11",
        12..=17 => "12_17",
        18..=59 => "18_59",
        _ => "60_more",
    }
}

/// Days that are counted when none are named; for those to whom months are told.
const DAYS: i64 = 30;
const MONTHS_BACK: i64 = 183;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let today = reading.at.today();
    let to: Date = query.parsed("to")?.unwrap_or(today);
    let from: Option<Date> = query.parsed("from")?;
    if reading.at.purpose == Purpose::Registration {
        let from = from.unwrap_or_else(|| to.plus_days(1 - DAYS));
        let rows = counted(reading, query, "day", (from, to), 1)?;
        return Ok(answer(&rows, Some));
    }
    let asked = Published::of(from.unwrap_or_else(|| to.plus_days(-MONTHS_BACK)), to, today);
    let moving = Published { over: false, ..asked };
    let rows = counted(reading, query, "substr(day, 1, 7)", (asked.from, asked.to), LEAST)?;
    Ok(answer(&rows, |people| moving.count(people)))
}

fn answer(rows: &[log::Row], told: impl Fn(i64) -> Option<i64>) -> Answer {
    let line = |row: &log::Row| {
        vec![
            Cell::Text(row.text(0).to_owned()),
            Some(row.text(1)).filter(|origin| !origin.is_empty()).into(),
            Cell::Text(row.text(2).to_owned()),
            Cell::Text(row.text(3).to_owned()),
            told(row.int(4)).map_or(Cell::Empty, Cell::Int),
        ]
    };
    Answer::Table { rows: rows.iter().map(line).collect(), total: None, subjects: vec![] }
}

/// The cells in which at least so many people are, the latest period first.
fn counted(
    reading: &mut Reading<'_>,
    query: &Query,
    period: &str,
    (from, to): (Date, Date),
    least: i64,
) -> Result<Vec<log::Row>, Problem> {
    let select = format!(
        "SELECT {period} AS period, origin, sex, band, count(*) FROM registration_counted \
         WHERE day >= $1 AND day <= $2 AND (site = $3 OR $4) \
         GROUP BY 1, origin, sex, band HAVING count(*) >= $5 ORDER BY period DESC, origin, sex, \
         CASE band WHEN '0_4' THEN 0 WHEN '5_11' THEN 1 WHEN '12_17' THEN 2 WHEN '18_59' THEN 3 ELSE 4 END \
         LIMIT $6 OFFSET $7"
    );
    let everywhere = reading.site.is_none();
    let asked = params![from, to, reading.site, everywhere, least, query.limit(), query.offset()];
    reading.sql.rows(&select, asked).map_err(StoreError::problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::BirthDate;

    #[test]
    fn an_uncertain_birth_counts_in_the_band_of_its_middle() {
        let on = "2026-11-24".parse().unwrap();
        let year = |year| band(BirthDate::Partial { year, month: None }, on);
        assert_eq!([2024, 2021, 2010, 1990, 1950].map(year), ["0_4", "5_11", "12_17", "18_59", "60_more"]);
    }
}
