//! What several screens share: typed records, ages, the sites by name, a moment as typed, and the rows of vehicles.

use kernel::{Date, Moment, Problem, SiteId, Text, TimeOfDay};
use people::Sites;
use serde_json::{Map, Value, json};
use shell::{
    Form, Html, Visit,
    field::{Fields, Look},
    form::bare,
};
use std::borrow::Cow;

/// An age or a range of ages.
pub fn age((youngest, oldest): (u16, u16)) -> Html {
    Html::ltr(&if youngest == oldest { youngest.to_string() } else { format!("{youngest}–{oldest}") })
}

/// The name of a site; the reader's own by the session.
pub fn site_name(visit: &Visit<'_>, sites: &Sites, site: SiteId) -> Option<String> {
    let own = || (visit.who.site == Some(site)).then(|| visit.who.site_name.to_string());
    sites.name(site).map(str::to_owned).or_else(own)
}

/// The day and the time typed under `_day` and `_time`, on the wall clock of the user's site; without a day, today.
pub fn moment(visit: &Visit<'_>) -> Result<Moment, Problem> {
    let today = || visit.happened.unwrap_or_else(|| visit.gate.now()).date_at(visit.who.utc_offset_minutes);
    let day: Date = match visit.form.get("_day") {
        Some(day) => kernel::text::latin_digits(day.trim()).parse().map_err(|_| Problem::field("_day", "KRN-002"))?,
        None => today(),
    };
    let time = visit.form.get("_time").ok_or_else(|| Problem::field("_time", "GEN-001"))?;
    let time: TimeOfDay = time.parse().map_err(|_| Problem::field("_time", "KRN-006"))?;
    Ok(day.start(visit.who.utc_offset_minutes).plus_seconds(i64::from(time.0) * 60))
}

/// The day and the time of a moment on the wall clock of the user's site, as a form shows them.
pub fn day_and_time(visit: &Visit<'_>, at: Moment) -> (String, String) {
    let day = at.date_at(visit.who.utc_offset_minutes);
    let minutes = (at.millis() - day.start(visit.who.utc_offset_minutes).millis()) / 60_000;
    (day.to_string(), TimeOfDay(u16::try_from(minutes).unwrap_or_default()).to_string())
}

/// The field for the hour, beside [`moment`]'s day.
pub fn time(f: &Fields<'_>) -> Html {
    let more = "inputmode=\"numeric\" placeholder=\"16:30\" autocomplete=\"off\"";
    f.input("_time", "transfer-time", Look { class: "input--10 input--code", kind: "", more })
}

/// Rows for vehicles on a form, beyond those that are known.
pub const FREE_ROWS: usize = 3;

/// The names of bands of age on a form.
pub const BANDS: [&str; 5] = ["0-4", "5-11", "12-17", "18-59", "60"];

/// Values ticked under `name`.
pub fn ticked<'a>(form: &'a Form, name: &str) -> Vec<&'a str> {
    form.0.iter().filter(|(n, _)| bare(n) == name).map(|(_, value)| value.as_str()).collect()
}

/// The people counted in all, as typed under `name`, and in each vehicle, under `<name>_in`: one or the other, or both.
pub fn counted_in(visit: &Visit<'_>, name: &'static str) -> Result<(Option<u16>, Vec<Value>), Problem> {
    let number = |field: &str, typed: &str| -> Result<u16, Problem> {
        kernel::text::latin_digits(typed.trim()).parse().map_err(|_| Problem::field(field, "GEN-003"))
    };
    let in_all = visit.form.get(name).map(|typed| number(name, typed)).transpose()?;
    let mut vehicles = Vec::new();
    for n in 0..MOST_COUNTED {
        let field = format!("{name}_in[{n}].counted");
        let named = visit.form.get(&format!("{name}_in[{n}].name"));
        let Some((vehicle, typed)) = named.zip(visit.form.get(&field)) else { continue };
        vehicles.push(json!({ "name": vehicle, "counted": number(&field, typed)? }));
    }
    if in_all.is_none() && vehicles.is_empty() {
        return Err(Problem::field(name, "GEN-001"));
    }
    Ok((in_all, vehicles))
}

/// Most vehicles that one form counts.
const MOST_COUNTED: usize = 60;

/// A word chosen under `name`, which must be one.
pub fn chosen<'a>(visit: &'a Visit<'_>, name: &'static str) -> Result<&'a str, Problem> {
    visit.form.get(name).ok_or_else(|| Problem::field(name, "GEN-001"))
}

/// Words typed under `name`.
pub fn said(visit: &Visit<'_>, name: &str) -> Result<Option<Text<200>>, Problem> {
    let typed = visit.form.get(name).map(Text::parse).transpose();
    typed.map_err(|bad| Problem::field(name, bad.code()))
}

/// Words typed under `name`, which must be there.
pub fn must_say(visit: &Visit<'_>, name: &'static str) -> Result<Text<200>, Problem> {
    said(visit, name)?.ok_or_else(|| Problem::field(name, "GEN-001"))
}

/// Why people who belong together do not travel together, typed under `<of>_reason` and `<of>_note`.
pub fn apart(visit: &Visit<'_>, of: &str) -> Result<Value, Problem> {
    let (reason, note) = (format!("{of}_reason"), format!("{of}_note"));
    let Some(chosen) = visit.form.get(&reason) else { return Ok(Value::Null) };
    let note = said(visit, &note)?.ok_or_else(|| Problem::field(&note, "GEN-001"))?;
    Ok(json!({ "reason": chosen, "note": note }))
}

/// A refusal whose fields are named as the form names them.
pub fn renamed(mut problem: Problem, names: &[(&str, &'static str)]) -> Problem {
    for field in &mut problem.fields {
        if let Some((_, on_form)) = names.iter().find(|(name, _)| field.field == *name) {
            field.field = Cow::Borrowed(*on_form).into();
        }
    }
    problem
}

/// The command of a form about a plan: what was typed, with the moment.
pub fn plan(visit: &Visit<'_>, due: Moment) -> Map<String, Value> {
    let mut map = match visit.form.json() {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    map.insert("due".to_owned(), json!(due));
    map
}
