//! Where people are: the sites by name.

use access::{Answer, Cell, Query};
use kernel::SiteId;
use shell::{Visit, table::text};

/// The sites that the reader may know of. They are of the shared zone: on a node without it, and to a reader without the right, none
/// is known, and a page tells them in words.
#[derive(Debug, Clone, Default)]
pub struct Sites(Vec<Known>);

#[derive(Debug, Clone)]
struct Known {
    site: SiteId,
    name: String,
    open: bool,
}

impl Sites {
    /// Reads them.
    #[must_use]
    pub fn of(visit: &Visit<'_>) -> Self {
        const ACTION: &str = "administration.sites";
        let all = Query { per_page: Query::MOST, ..Query::default() };
        let answer = visit.may(ACTION).then(|| visit.view(ACTION, &all));
        let Some(Ok(Answer::Table { rows, .. })) = answer else { return Self::default() };
        let known = |row: &Vec<Cell>| {
            let (site, name) = (text(row, 0)?.parse().ok()?, text(row, 1)?.to_owned());
            Some(Known { site, name, open: row.last() == Some(&Cell::Flag(true)) })
        };
        Self(rows.iter().filter_map(known).collect())
    }

    /// The name of a site.
    #[must_use]
    pub fn name(&self, site: SiteId) -> Option<&str> {
        self.0.iter().find(|known| known.site == site).map(|known| known.name.as_str())
    }

    /// The sites in use but for `here`, as options of a drop-down.
    #[must_use]
    pub fn others(&self, here: Option<SiteId>) -> Vec<(String, String)> {
        let other = |known: &&Known| known.open && Some(known.site) != here;
        self.0.iter().filter(other).map(|known| (known.site.to_string(), known.name.clone())).collect()
    }
}
