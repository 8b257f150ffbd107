//! One group: who is in it, what cannot wait, and its hand-over.

use crate::{group::need::UrgentNeed, pages::record::age};
use access::Query;
use askama::Template;
use contracts::token::Token;
use kernel::counts::{AgeBand, Counts};
use kernel::{GroupId, Moment, Problem};
use serde::Deserialize;
use serde_json::json;
use shell::{Html, Page, PageDef, Reply, Visit, field::Fields};

/// The page.
pub const PAGE: PageDef =
    PageDef { path: "/crossing/groups/{group}", action: "crossing.group", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Seen {
    group: GroupId,
    token: String,
    at: Moment,
    head: Option<String>,
    people: i64,
    counts: Counts,
    needs: Vec<UrgentNeed>,
    handed_over: Option<Moment>,
}

#[derive(Template)]
#[template(path = "surge/group.html")]
struct Show<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    g: Seen,
    spaced: String,
    key: String,
}

impl Show<'_> {
    fn when(&self, at: &Moment) -> Html {
        Html::time(&self.v.words, *at)
    }

    fn rows(&self) -> Vec<(Html, u8, u8)> {
        let row = |band: &AgeBand| {
            let label = age(&self.v.words, *band);
            (label, self.g.counts.female.of(*band), self.g.counts.male.of(*band))
        };
        AgeBand::ALL.iter().map(row).collect()
    }

    fn needs(&self) -> Vec<String> {
        self.g.needs.iter().map(|need| self.v.words.code("crossing-need", need.name())).collect()
    }
}

fn seen(visit: &Visit<'_>) -> Result<Seen, Problem> {
    let group: GroupId = visit.part("group")?;
    visit.read("crossing.group", &Query::by("group", group))
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let g = seen(visit)?;
    let spaced = g.token.parse::<Token>().map_or_else(|_| g.token.clone(), Token::spaced);
    Ok(Page::new(visit.t("crossing-group"), &Show { v: visit, f: visit.fields(), spaced, key: visit.form_key(), g }))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let g = seen(visit)?;
    visit.run("crossing.hand_over_group", &json!({ "token": g.token }))?;
    Ok(Reply::Go(format!("/crossing/groups/{}", g.group)))
}
