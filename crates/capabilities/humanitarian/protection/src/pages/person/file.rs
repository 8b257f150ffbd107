//! A person's protection page: flags with the answers behind them, needs, cases, and what can be done. For every case worker; what only a
//! circle may know is shown to that circle.

use crate::{
    need::{AddressNeed, ConfirmNeed, ExpireNeed, OverruleNeed},
    pages::{
        records::{self, File, options, today, urgency, when},
        sheets::Sheets,
    },
    views::CASELOAD,
    words::ScreeningId,
};
use access::{Answer, Cell, Command as _, Query};
use askama::Template;
use kernel::{Date, PersonId, Problem};
use screening::shipped_needs;
use serde_json::{Map, Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields, table};

/// The page.
pub const FILE: PageDef =
    PageDef { path: "/protection/people/{id}", action: "protection.file", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "person/file.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    id: PersonId,
    name: String,
    about: String,
    sheets: Vec<SheetLink>,
    differs: bool,
    may_refer: bool,
    flags: Vec<FlagShown>,
    needs: Vec<NeedShown>,
    screenings: Vec<(ScreeningId, String, Html)>,
    cases: Option<Html>,
    best_interests: bool,
    code: Html,
    supervisor: Html,
}

struct SheetLink {
    address: String,
    title: String,
    fits: bool,
    differs: Option<String>,
    first: bool,
}

struct FlagShown {
    screening: ScreeningId,
    rule: String,
    text: String,
    urgency: Html,
    due: Html,
    review: Html,
    because: Vec<(String, String)>,
    state: String,
    reason: Option<String>,
    by: String,
    restricted: bool,
}

struct NeedShown {
    need: String,
    code: String,
    meaning: String,
    verified: bool,
    note: Option<String>,
    status: String,
    is_open: bool,
    is_suspected: bool,
    expires: bool,
    review: Html,
    reason: Option<String>,
    restricted: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let file = records::file(visit)?;
    let (words, f, today) = (&visit.words, visit.fields(), today(visit));
    let language = words.language.tag();
    let codes: Vec<(String, String)> = shipped_needs()
        .needs
        .iter()
        .filter(|need| need.is_valid_on(today))
        .map(|need| (need.code.clone(), format!("{} · {}", need.code, need.text.said(language))))
        .collect();
    let (sheets, asked) = (Sheets::new(visit), links(visit, &file)?);
    let page = Show {
        words,
        key: visit.form_key(),
        id: file.person,
        name: file.name.clone(),
        about: about(words, &file),
        differs: asked.iter().any(|link| link.differs.is_some()),
        sheets: asked,
        may_refer: visit.may("referral.draft_referral"),
        flags: file.flags.iter().map(|one| flag_shown(visit, &sheets, one)).collect(),
        needs: file.needs.iter().map(|need| need_shown(words, need, today)).collect(),
        screenings: file
            .screenings
            .iter()
            .map(|line| {
                (line.screening, sheets.title((&line.sheet, line.version, line.digest.as_ref())), when(visit, &line.at))
            })
            .collect(),
        cases: cases(visit, file.person)?,
        best_interests: file.age.0 < 18 && visit.may("best_interests.open_procedure"),
        code: f.select("code", "protection-need-code", &codes),
        supervisor: f.select("supervisor", "protection-supervisor-if", &options(visit, |one| one.supervises)?),
        f,
    };
    Ok(Page::new(file.name, &page))
}

fn about(words: &Words, file: &File) -> String {
    let (youngest, oldest) = file.age;
    let age = if youngest == oldest { youngest.to_string() } else { format!("{youngest}–{oldest}") };
    format!("{} · {}", words.code("sex", &file.sex), words.with("protection-years", &[("age", (&age).into())]))
}

/// The sheets of today; the first that fits the person's age has a key. Of two contents of one version, each is named by its digest.
fn links(visit: &Visit<'_>, file: &File) -> Result<Vec<SheetLink>, Problem> {
    let query = Query { per_page: 500, ..Query::default() };
    let Answer::Table { rows, .. } = visit.view("protection.sheets", &query)? else { return Ok(vec![]) };
    let mut links: Vec<SheetLink> = rows.iter().filter_map(|cells| link(file, cells)).collect();
    if let Some(first) = links.iter_mut().find(|link| link.fits) {
        first.first = true;
    }
    Ok(links)
}

fn link(file: &File, cells: &[Cell]) -> Option<SheetLink> {
    let [Cell::Text(code), Cell::Int(version), Cell::Text(digest), Cell::Text(title), from, to, Cell::Flag(differs)] =
        cells
    else {
        return None;
    };
    let (youngest, oldest) = file.age;
    let age = |cell: &Cell| if let Cell::Int(age) = cell { Some(*age) } else { None };
    Some(SheetLink {
        address: format!("/protection/people/{}/screen?sheet={code}&version={version}&digest={digest}", file.person),
        title: title.clone(),
        fits: age(from).is_none_or(|from| i64::from(oldest) >= from)
            && age(to).is_none_or(|to| i64::from(youngest) <= to),
        differs: differs.then(|| digest.chars().take(8).collect()),
        first: false,
    })
}

fn flag_shown(visit: &Visit<'_>, sheets: &Sheets<'_>, one: &records::Flag) -> FlagShown {
    let (words, named) = (&visit.words, (&one.sheet, one.version, one.digest.as_ref()));
    FlagShown {
        screening: one.screening,
        rule: one.rule.to_string(),
        text: sheets.flag(named, &one.rule),
        urgency: urgency(words, &one.urgency),
        due: when(visit, &one.due),
        review: Html::ltr(&one.review_by),
        because: sheets.said(named, &one.because),
        state: one.state.clone(),
        reason: one.reason.clone(),
        by: one.by.name.clone(),
        restricted: one.restricted,
    }
}

fn need_shown(words: &Words, need: &records::Need, today: Date) -> NeedShown {
    let listed = shipped_needs().need(&need.code);
    let is_open = matches!(need.status.as_str(), "suspected" | "confirmed");
    NeedShown {
        need: need.need.to_string(),
        code: need.code.clone(),
        meaning: listed.map_or_else(String::new, |listed| listed.text.said(words.language.tag()).to_owned()),
        verified: listed.is_some_and(|listed| listed.verified),
        note: listed.and_then(|listed| listed.note.clone()),
        status: need.status.clone(),
        is_open,
        is_suspected: need.status == "suspected",
        expires: is_open && need.review_by <= today,
        review: Html::ltr(&need.review_by.to_string()),
        reason: need.reason.clone(),
        restricted: need.restricted,
    }
}

/// The person's cases that this user may know of; nothing where there is none.
fn cases(visit: &Visit<'_>, person: PersonId) -> Result<Option<Html>, Problem> {
    let mut rows = Vec::new();
    for state in ["open", "closed"] {
        let query = Query { per_page: 50, ..Query::default() }.and("person", person).and("state", state);
        if let Answer::Table { rows: found, .. } = visit.view("protection.caseload", &query)? {
            rows.extend::<Vec<Vec<Cell>>>(found);
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let answer = Answer::Table { rows, total: None, subjects: vec![] };
    let place = table::Place {
        action: "protection.caseload",
        caption: "protection-cases",
        path: "/protection",
        row: "/protection/cases/{}",
        empty: "protection-caseload-empty",
    };
    Ok(Some(table::table(&visit.words, &CASELOAD, &answer, &Query::default(), place)))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let person: PersonId = visit.part("id")?;
    let mut command = Map::from_iter([("person".to_owned(), json!(person))]);
    let mut take = |names: &[&str]| {
        for name in names {
            command.extend(visit.form.get(name).map(|value| ((*name).to_owned(), Value::from(value))));
        }
    };
    let action = match visit.form.get("_do") {
        Some("raise") => {
            take(&["code", "supervisor"]);
            "raise_need"
        }
        Some(how @ ("take" | "overrule-flag")) => {
            take(&["reason"]);
            let of = |name: &str| visit.form.get(name).unwrap_or_default();
            command.insert("flag".to_owned(), json!({ "screening": of("screening"), "rule": of("rule") }));
            if how == "take" { "take_flag" } else { "overrule_flag" }
        }
        Some(how) => {
            take(&["need", "reason"]);
            match how {
                "confirm" => ConfirmNeed::NAME,
                "address" => AddressNeed::NAME,
                "expire" => ExpireNeed::NAME,
                "overrule" => OverruleNeed::NAME,
                _ => return Err(Problem::not_found()),
            }
        }
        None => return Err(Problem::not_found()),
    };
    if action == "take_flag" {
        command.remove("reason");
    }
    visit.run(&format!("protection.{action}"), &Value::Object(command))?;
    Ok(Reply::Go(format!("/protection/people/{person}")))
}
