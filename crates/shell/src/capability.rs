//! The table of contents that a capability hands over. The binary mounts it; everything else follows.

use crate::{Page, Reply, Visit};
use access::{CommandDef, Gate, ViewDef};
use kernel::{Problem, Zone};
use log::{Reaction, View};

/// One area of work.
pub struct Capability {
    /// Its name: the first part of its actions, paths and tables.
    pub name: &'static str,
    /// The zone whose log it writes and reads.
    pub zone: Zone,
    /// What can be done.
    pub commands: Vec<CommandDef>,
    /// What can be read.
    pub views: Vec<ViewDef>,
    /// The read tables behind the views.
    pub projections: Vec<View>,
    /// What people see.
    pub pages: Vec<PageDef>,
    /// What to do after a fact.
    pub reactions: Vec<Reaction<Gate>>,
    /// Its `permissions.toml`.
    pub permissions: &'static str,
    /// Its words.
    pub locales: Locales,
}

/// A capability's words: the texts of its three `.ftl` files.
#[derive(Debug, Clone, Copy)]
pub struct Locales {
    /// Arabic.
    pub ar: &'static str,
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

/// What sending a page's form does.
pub type Act = fn(&Visit<'_>) -> Result<Reply, Problem>;

/// A page: how it is shown and, where it has a form, what sending the form does.
#[derive(Clone, Copy)]
pub struct PageDef {
    /// Its address: `/registration/households/{id}`.
    pub path: &'static str,
    /// The command or view whose permission opens it.
    pub action: &'static str,
    /// Shows it. Called again with `visit.problem` set when `act` refuses, so that nothing typed is lost.
    pub show: fn(&Visit<'_>) -> Result<Page, Problem>,
    /// Takes its form.
    pub act: Option<Act>,
    /// Its place in the menu, and the key of its words there.
    pub menu: Option<(u8, &'static str)>,
}
