//! One sheet: its questions in three languages, its rules in words, who proposed and published it; for the second person to agree or not, and
//! to be withdrawn. The file comes as it was sent.

use super::{list::state_badge, preview::preview};
use crate::sheet::{RuleOnSheet, WithdrawSheet};
use access::{Command as _, Query};
use askama::Template;
use kernel::{ActorId, Date, Problem};
use screening::{Sheet, SheetRef};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const SHOW: PageDef = PageDef {
    path: "/instruments/{code}/{version}/{digest}",
    action: "instruments.sheet",
    show,
    act: Some(act),
    menu: None,
};

/// A sheet as its view tells it.
#[derive(Deserialize)]
struct Record {
    sheet: SheetRef,
    text: String,
    state: String,
    waits: bool,
    proposed_by_me: bool,
    published: bool,
    withdrawn_from: Option<Date>,
    used: bool,
    differs: bool,
    disputed: bool,
    steps: Vec<StepRecord>,
}

#[derive(Deserialize)]
struct StepRecord {
    what: String,
    by: ActorId,
    at: String,
    from: Option<Date>,
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "show.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    other_key: String,
    address: String,
    title: String,
    record: Record,
    state: Html,
    may_list: bool,
    may_rule: bool,
    may_withdraw: bool,
    withdrawing: bool,
    steps: Vec<Step>,
    preview: Option<Html>,
}

struct Step {
    what: String,
    by: String,
    at: Html,
    from: Option<String>,
    reason: Option<String>,
}

fn record(visit: &Visit<'_>) -> Result<Record, Problem> {
    let part = |name: &str| visit.parts.get(name).map_or("", String::as_str);
    // An address that names nothing is one that does not exist.
    let named: Result<SheetRef, _> = serde_json::from_value(json!({
        "code": part("code"), "version": part("version").parse::<u16>().ok(), "digest": part("digest"),
    }));
    let SheetRef { code, version, digest } = named.map_err(|_| Problem::not_found())?;
    visit.read("instruments.sheet", &Query::by("code", code).and("version", version).and("digest", digest))
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let (words, record) = (&visit.words, record(visit)?);
    let read = Sheet::kept(&record.text);
    let title = read
        .as_ref()
        .map_or_else(|| record.sheet.code.to_string(), |sheet| sheet.title.said(words.language.tag()).to_owned());
    let steps = record.steps.iter().map(|step| shown(visit, step)).collect::<Result<_, _>>()?;
    let page = Show {
        words,
        f: visit.fields(),
        key: visit.form_key(),
        other_key: format!("{}-no", visit.form_key()),
        address: visit.path.clone(),
        title: title.clone(),
        state: state_badge(words, &record.state),
        may_list: visit.may("instruments.propose_sheet"),
        may_rule: record.waits && visit.may("instruments.rule_on_sheet"),
        may_withdraw: record.published && record.withdrawn_from.is_none() && visit.may("instruments.withdraw_sheet"),
        withdrawing: visit.form.get("_do") == Some("withdraw"),
        steps,
        preview: read.map(|sheet| preview(words, &sheet, record.withdrawn_from)),
        record,
    };
    Ok(Page::new(title, &page))
}

fn shown(visit: &Visit<'_>, step: &StepRecord) -> Result<Step, Problem> {
    Ok(Step {
        what: visit.words.code("instruments-step", &step.what),
        by: visit.gate.name_of(step.by)?.unwrap_or_else(|| "–".to_owned()),
        at: step.at.parse().map_or_else(|_| Html::ltr(&step.at), |at| Html::time(&visit.words, at)),
        from: step.from.map(|from| from.to_string()),
        reason: step.reason.clone(),
    })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let record = record(visit)?;
    let mut command = json!({ "sheet": record.sheet });
    let mut put = |name: &str, value: Value| {
        if let Value::Object(map) = &mut command {
            map.insert(name.to_owned(), value);
        }
    };
    for name in ["reason", "from"] {
        visit.form.get(name).into_iter().for_each(|value| put(name, value.into()));
    }
    let action = match visit.form.get("_do") {
        Some("download") => {
            let SheetRef { code, version, digest } = &record.sheet;
            let name = format!("{code}-{version}-{}.toml", digest.short());
            return Ok(Reply::File { name, media: "application/toml".to_owned(), bytes: record.text.into_bytes() });
        }
        Some(ruling @ ("publish" | "refuse")) => {
            put("agreed", (ruling == "publish").into());
            RuleOnSheet::NAME
        }
        Some("withdraw") => WithdrawSheet::NAME,
        _ => return Err(Problem::not_found()),
    };
    visit.run(&format!("instruments.{action}"), &command)?;
    Ok(Reply::Go(visit.path.clone()))
}
