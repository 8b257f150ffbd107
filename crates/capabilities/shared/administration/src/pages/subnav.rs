//! The second row of links: the screens of this capability that the user may open.

use super::{account, lists, site, unfinished_work};
use shell::{Html, PageDef, Visit};
use std::fmt::Write as _;

const PLACES: [(&PageDef, &str); 6] = [
    (&account::list::ACCOUNTS, "accounts-title"),
    (&site::list::SITES, "sites-title"),
    (&site::map::MAP, "site-map-menu"),
    (&lists::PERMISSIONS, "permissions-title"),
    (&lists::REFUSED_ATTEMPTS, "attempts-title"),
    (&unfinished_work::UNFINISHED_WORK, "unfinished-title"),
];

/// The links, with the mark on the one where the user is.
pub fn subnav(visit: &Visit<'_>) -> Html {
    let mut out = format!(
        "<nav class=\"subnav\" aria-label=\"{}\"><ul class=\"nav__list\">",
        Html::text(&visit.t("administration-menu"))
    );
    for (page, label) in PLACES.iter().filter(|(page, _)| visit.may(page.action)) {
        let here = if page.path == visit.path { " aria-current=\"page\"" } else { "" };
        let _ = write!(
            out,
            "<li><a class=\"nav__link\" href=\"{}\"{here}>{}</a></li>",
            page.path,
            Html::text(&visit.t(label))
        );
    }
    out.push_str("</ul></nav>");
    Html::trusted(out)
}
