//! Counts of registered people by day, origin, sex and age band. Counts below five are left out for every purpose but
//! registration itself: with few people in a cell, a count points at somebody.

use crate::facts::Fact;
use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use contracts::registration::Details;
use kernel::{Date, PersonId, Problem, Purpose, SiteId};
use log::{LogError, Recorded, Sql, StoreError, View, params};

/// Counts of the registered by day, origin, sex and age band.
pub const STATISTICS: ViewDef = ViewDef {
    name: "statistics",
    params: &[
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
    ],
    columns: &[
        Column { key: "registration_day", kind: Kind::Date, hxl: "#date+registered", sorts: false },
        Column { key: "registration_origin", kind: Kind::Text, hxl: "#adm1+code+origin", sorts: false },
        Column { key: "registration_sex", kind: Kind::Code("sex"), hxl: "#meta+sex", sorts: false },
        Column { key: "registration_band", kind: Kind::Code("registration-band"), hxl: "#meta+age", sorts: false },
        Column { key: "registration_people", kind: Kind::Number, hxl: "#affected+ind+registered", sorts: false },
    ],
    read,
};

/// Counts below this are not shown.
const LEAST: i64 = 5;

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

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let today = reading.at.today();
    let to: Date = query.parsed("to")?.unwrap_or(today);
    let from: Date = query.parsed("from")?.unwrap_or_else(|| to.plus_days(-29));
    let rows = reading
        .sql
        .rows(
            "SELECT day, origin, sex, band, count(*) FROM registration_counted \
             WHERE day >= $1 AND day <= $2 AND (site = $3 OR $4) \
             GROUP BY day, origin, sex, band ORDER BY day DESC, origin, sex, \
             CASE band WHEN '0_4' THEN 0 WHEN '5_11' THEN 1 WHEN '12_17' THEN 2 WHEN '18_59' THEN 3 ELSE 4 END \
             LIMIT $5 OFFSET $6",
            params![from, to, reading.site, reading.site.is_none(), query.limit(), query.offset()],
        )
        .map_err(StoreError::problem)?;
    let open = reading.at.purpose == Purpose::Registration;
    let rows = rows
        .iter()
        .map(|row| {
            let people = row.int(4);
            vec![
                row.text(0).parse::<Date>().map_or(Cell::Empty, Cell::Date),
                Some(row.text(1)).filter(|origin| !origin.is_empty()).into(),
                Cell::Text(row.text(2).to_owned()),
                Cell::Text(row.text(3).to_owned()),
                if open || people >= LEAST { Cell::Int(people) } else { Cell::Empty },
            ]
        })
        .collect();
    Ok(Answer::Table { rows, total: None, subjects: vec![] })
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
