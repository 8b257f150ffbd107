//! Where and why somebody works now.

use crate::{
    Page, RawReply,
    field::Fields,
    signin::{FormPage, Knock, Said},
};
use access::signin::{Session, session as sessions};
use kernel::{Problem, Purpose};

/// `/session/place`.
pub(super) fn place(knock: &Knock<'_>, session: &Session) -> Result<RawReply, Problem> {
    if !knock.is_post() {
        return Ok(knock.page(200, &page(knock, session, None)?));
    }
    let site = knock.form.get("site").map(|text| text.parse().map_err(|_| Problem::field("site", "ACC-019")));
    let purpose = knock.form.get("purpose").map(|text| text.parse().map_err(|_| Problem::field("purpose", "GEN-004")));
    let chosen = site.transpose().and_then(|site| sessions::choose(knock.gate(), session, site, purpose.transpose()?));
    match chosen {
        Ok(()) => Ok(RawReply::go(knock.back())),
        Err(problem) if problem.status == 422 => Ok(knock.page(422, &page(knock, session, Some(&problem))?)),
        Err(problem) => Err(problem),
    }
}

fn page(knock: &Knock<'_>, session: &Session, problem: Option<&Problem>) -> Result<Page, Problem> {
    let mut form = knock.form.clone();
    if form.is_empty() {
        form = form.with("site", session.who.site.map(|s| s.to_string()).unwrap_or_default());
        form = form.with("purpose", session.who.purpose.map(|p| p.name()).unwrap_or_default());
    }
    let f = Fields::new(&knock.words, &form, problem);
    let sites: Vec<(String, String)> =
        sessions::sites(knock.gate(), session)?.into_iter().map(|(site, name)| (site.to_string(), name)).collect();
    let purposes: Vec<(String, String)> = purposes(knock, session)
        .into_iter()
        .map(|purpose| (purpose.name().to_owned(), knock.words.code("purpose", purpose.name())))
        .collect();
    let mut fields = vec![f.hidden("back", knock.back())];
    if !sites.is_empty() {
        fields.push(f.select("site", "place-site", &sites));
    }
    fields.push(f.select("purpose", "place-purpose", &purposes));
    let action = "/session/place";
    Ok(FormPage {
        words: &knock.words,
        said: Said("place-title", "", "place-do"),
        action,
        summary: f.summary(),
        fields,
        more: crate::Html::default(),
    }
    .page())
}

/// The purposes for which the holder's roles may do anything.
fn purposes(knock: &Knock<'_>, session: &Session) -> Vec<Purpose> {
    let rows = knock.gate().matrix().rows();
    let own = rows.filter(|row| row.roles.iter().any(|role| session.who.roles.contains(role)));
    let mut purposes: Vec<Purpose> = own.flat_map(|row| row.purposes.iter().copied()).collect();
    purposes.sort();
    purposes.dedup();
    purposes
}
