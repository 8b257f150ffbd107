//! `manara do` and `manara view`: every command and every view from the command line, through the same gate.

use crate::node::{Failure, Node};
use access::{Request, Who};
use kernel::{ActorId, Purpose, SiteId};
use serde_json::Value;
use shell::{Language, Words, api, export};

/// Who acts on the command line: whoever can open the node's keys, in the roles named. The log records the account given.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account, or the system.
    pub actor: Option<ActorId>,
    /// Roles.
    pub roles: Vec<access::Role>,
    /// The site.
    pub site: Option<SiteId>,
    /// Why.
    pub purpose: Option<Purpose>,
    /// Language of messages.
    pub language: Language,
}

impl Caller {
    /// As the gate sees them.
    #[must_use]
    pub fn who(&self, node: &Node) -> Who {
        let actor = self.actor.unwrap_or(ActorId(node.gate.node().0));
        Who {
            name: "command line".into(),
            roles: self.roles.clone(),
            sites: self.site.into_iter().collect(),
            site: self.site,
            language: self.language.tag().into(),
            purpose: self.purpose,
            ..Who::system(actor)
        }
    }
}

/// Carries out a command given as JSON; its answer as JSON.
pub fn run(node: &Node, caller: &Caller, action: &str, json: &str, key: Option<String>) -> Result<String, Failure> {
    let json: Value = serde_json::from_str(json).map_err(|e| format!("GEN-400 the command is not valid JSON: {e}"))?;
    let done = node.gate.run(&caller.who(node), action, &json, &Request { key, happened: None });
    Ok(serde_json::to_string_pretty(&done.map_err(|p| said(node, caller, &p))?.answer)?)
}

/// Reads a view; `query` as in an address (`q=…&page=1`), `format` json, csv or hxl.
pub fn view(node: &Node, caller: &Caller, action: &str, query: &str, format: &str) -> Result<String, Failure> {
    let answer =
        node.gate.view(&caller.who(node), action, &api::query_of(query)).map_err(|p| said(node, caller, &p))?;
    let def = node.gate.view_def(action).ok_or("GEN-404 there is no such view")?;
    Ok(match format {
        "csv" => export::csv(def, &answer, false),
        "hxl" => export::csv(def, &answer, true),
        _ => serde_json::to_string_pretty(&export::json(def, &answer))?,
    })
}

/// A problem in the caller's language.
fn said(node: &Node, caller: &Caller, problem: &kernel::Problem) -> Failure {
    let words = Words::new(node.catalogue.clone(), caller.language);
    api::problem_json(&words, problem).to_string().into()
}
