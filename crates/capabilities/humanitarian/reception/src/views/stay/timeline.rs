//! Occupancy day by day: who slept there, who came and who went.

use access::{Answer, Cell, Column, Kind, Query, Reading, ViewDef};
use kernel::{Date, Moment, Problem};
use log::{StoreError, params};

/// The last days, today last. Whoever was erased is counted on no day.
pub const OCCUPANCY: ViewDef = ViewDef {
    name: "occupancy",
    params: &[],
    columns: &[
        Column { key: "reception_day", kind: Kind::Date, hxl: "#date", sorts: false },
        Column { key: "reception_present", kind: Kind::Number, hxl: "#affected+present", sorts: false },
        Column { key: "reception_came", kind: Kind::Number, hxl: "#affected+arrived", sorts: false },
        Column { key: "reception_left", kind: Kind::Number, hxl: "#affected+departed", sorts: false },
    ],
    read,
};

/// The day somebody came, and the day they left.
type Nights = (Option<Date>, Option<Date>);

/// Days shown.
const DAYS: i64 = 30;

fn read(reading: &mut Reading<'_>, _: &Query) -> Result<Answer, Problem> {
    let offset = reading.at.utc_offset_minutes;
    let today = reading.at.today();
    let first = today.plus_days(1 - DAYS);
    let query = "SELECT begun_at, ended_at FROM reception_stay WHERE (site = $1 OR $2) AND begun_at IS NOT NULL \
                 AND (ended_at IS NULL OR ended_at >= $3)";
    let from = first.start(offset);
    let rows =
        reading.sql.rows(query, params![reading.site, reading.site.is_none(), from]).map_err(StoreError::problem)?;
    let day = |millis: Option<i64>| millis.map(|millis| Moment::from_millis(millis).date_at(offset));
    let stays: Vec<Nights> = rows.iter().map(|row| (day(row.opt_int(0)), day(row.opt_int(1)))).collect();
    let count = |which: &dyn Fn(&Nights) -> bool| {
        Cell::Int(i64::try_from(stays.iter().filter(|stay| which(stay)).count()).unwrap_or(i64::MAX))
    };
    let rows = (0..DAYS)
        .map(|n| first.plus_days(n))
        .map(|day| {
            let slept = |stay: &Nights| stay.0.is_some_and(|came| came <= day) && stay.1.is_none_or(|left| left > day);
            vec![Cell::Date(day), count(&slept), count(&|stay| stay.0 == Some(day)), count(&|stay| stay.1 == Some(day))]
        })
        .collect();
    Ok(Answer::Table { rows, total: Some(DAYS), subjects: vec![] })
}
