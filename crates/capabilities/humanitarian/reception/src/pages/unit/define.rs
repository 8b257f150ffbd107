//! Describe a unit: its code, what it is, for whom, and its rooms as rows of so many beds.

use crate::unit::UnitKind;
use askama::Template;
use kernel::Problem;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const DEFINE: PageDef =
    PageDef { path: "/reception/define", action: "reception.define_unit", show, act: Some(act), menu: None };

/// Most rooms of one form.
const MOST: i64 = 60;

#[derive(Template)]
#[template(path = "unit/define.html")]
struct Define<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    policy: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let f = visit.fields();
    let page = Define { words: &visit.words, key: visit.form_key(), policy: policy(&f), f };
    Ok(Page::new(visit.t("reception-define"), &page).narrow().kept())
}

/// The fields of a policy, under `policy.`.
pub fn policy(f: &Fields<'_>) -> Html {
    Html::trusted(
        [
            f.choice("policy.sex", "reception-policy-sex", "reception-sex-rule", &["everybody", "women", "men"]),
            f.number("policy.from_years", "reception-policy-from"),
            f.number("policy.to_years", "reception-policy-to"),
            f.check("policy.families_only", "reception-policy-families"),
            f.check("policy.one_household", "reception-policy-one-household"),
            f.check("policy.quarantine", "reception-policy-quarantine"),
        ]
        .map(Html::into_string)
        .concat(),
    )
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let number = |name: &str| -> Result<i64, Problem> {
        let typed = visit.form.get(name).map(kernel::text::latin_digits);
        typed.map_or(Ok(0), |typed| typed.trim().parse().map_err(|_| Problem::field(name, "GEN-003")))
    };
    let (rooms, beds, accessible) = (number("_rooms")?, number("_beds")?, number("_accessible")?);
    if !(1..=MOST).contains(&rooms) {
        return Err(Problem::field("_rooms", "GEN-005"));
    }
    let transitory = visit.form.get("_transitory").is_some();
    // The places without steps are in the first rooms.
    let room = |n: i64| {
        let without_steps = (accessible - (n - 1) * beds).clamp(0, beds);
        json!({ "code": n.to_string(), "beds": beds, "accessible": without_steps, "transitory": transitory })
    };
    let rooms: Vec<Value> = (1..=rooms).map(room).collect();
    let done = visit.run_form("reception.define_unit", |json| {
        if let Value::Object(map) = json {
            map.insert("rooms".to_owned(), rooms.into());
        }
    })?;
    let unit = done.answer.get("unit").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/reception/units/{unit}")))
}

/// The kinds of units, for the template.
const KINDS: &[&str] = UnitKind::NAMES;
