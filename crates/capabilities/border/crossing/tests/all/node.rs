//! A post for tests: its stores, a clock that is moved by hand, and the people who work there.

use access::{ACCESS_SHARED_VIEWS, ACCESS_VIEWS, Answer, Cell, Gate, Matrix, Query, Request, Role, Who};
use kernel::{ActorId, Problem, SiteId, Zone};
use serde_json::{Value, json};
use std::sync::Arc;
use trial::Store;

/// A node that holds the border and humanitarian zones, with one post set up.
pub struct Post {
    pub gate: Arc<Gate>,
    pub site: SiteId,
    store: Store,
}

pub const MRZ: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

pub fn site(n: u128) -> SiteId {
    SiteId(uuid::Uuid::from_u128(n))
}

impl Post {
    /// The node, before anything is set up.
    pub fn bare() -> Self {
        let store = Store::new("crossing");
        let capability = crossing::capability();
        let mut matrix = Matrix::default();
        matrix.add(capability.permissions).unwrap();
        let mut gate = Gate::new(store.keyring.node, matrix, store.clock(), Arc::new(|_| [7; 64]));
        for zone in [Zone::Border, Zone::Humanitarian, Zone::Shared] {
            let mut views = ACCESS_VIEWS.to_vec();
            match zone {
                Zone::Shared => views.extend(ACCESS_SHARED_VIEWS),
                Zone::Border => views.extend(capability.projections.iter().copied()),
                _ => {}
            }
            gate = gate.with_log(store.log(zone, views));
        }
        let gate = gate.with(capability.name, capability.zone, &capability.commands, &capability.views);
        Self { gate: Arc::new(gate), site: site(0x51), store }
    }

    /// A post with lanes A (on foot) and S (groups), both open, in surge mode.
    pub fn new() -> Self {
        let post = Self::bare();
        let commander = post.commander();
        post.done(&commander, "set_up_post", set_up());
        for lane in ["A", "S"] {
            post.done(&commander, "open_lane", json!({ "lane": post.lane(lane) }));
        }
        post.done(&commander, "switch_surge_mode", json!({ "on": true }));
        post
    }

    /// Where its stores lie.
    pub fn folder(&self) -> &std::path::Path {
        self.store.folder()
    }

    /// Moves the clock on.
    pub fn pass_minutes(&self, minutes: i64) {
        self.store.pass(minutes * 60);
    }

    pub fn who(&self, role: Role, n: u8, site: SiteId) -> Who {
        Who {
            roles: vec![role],
            sites: vec![site],
            site: Some(site),
            utc_offset_minutes: 60,
            purpose: None,
            ..Who::system(ActorId(uuid::Uuid::from_u128(0xAC00 + u128::from(n))))
        }
    }

    pub fn officer(&self) -> Who {
        self.who(Role::LaneOfficer, 1, self.site)
    }

    pub fn second(&self) -> Who {
        self.who(Role::SecondLineOfficer, 2, self.site)
    }

    pub fn commander(&self) -> Who {
        self.who(Role::PostCommander, 3, self.site)
    }

    pub fn run(&self, who: &Who, command: &str, json: Value) -> Result<Value, Problem> {
        self.gate.run(who, &format!("crossing.{command}"), &json, &Request::default()).map(|done| done.answer)
    }

    pub fn done(&self, who: &Who, command: &str, json: Value) -> Value {
        self.run(who, command, json.clone()).unwrap_or_else(|problem| panic!("{command} {json}: {problem:?}"))
    }

    pub fn refused(&self, who: &Who, command: &str, json: Value) -> String {
        match self.run(who, command, json) {
            Err(problem) => problem.to_string(),
            Ok(answer) => panic!("{command}: {answer}"),
        }
    }

    pub fn view(&self, who: &Who, view: &str, query: &Query) -> Answer {
        self.gate.view(who, &format!("crossing.{view}"), query).unwrap_or_else(|problem| panic!("{view}: {problem:?}"))
    }

    pub fn record(&self, who: &Who, view: &str, query: &Query) -> Value {
        self.view(who, view, query).record().clone()
    }

    /// The rows of a table, each cell as text.
    pub fn rows(&self, who: &Who, view: &str, query: &Query) -> Vec<Vec<String>> {
        let Answer::Table { rows, .. } = self.view(who, view, query) else { panic!("{view} is no table") };
        let text = |cell: &Cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Int(n) => n.to_string(),
            Cell::Moment(moment) => moment.to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Flag(yes) => yes.to_string(),
        };
        rows.iter().map(|row| row.iter().map(text).collect()).collect()
    }

    pub fn lane(&self, code: &str) -> String {
        let lanes = self.record(&self.commander(), "post", &Query::default())["lanes"].clone();
        let lane = lanes.as_array().unwrap().iter().find(|lane| lane["code"] == code).unwrap();
        lane["lane"].as_str().unwrap().to_owned()
    }

    /// Records a crossing with the specimen passport, and gives its id.
    pub fn crossing(&self, direction: &str) -> String {
        let command = json!({ "direction": direction, "lane": self.lane("A"), "mrz": MRZ });
        self.done(&self.officer(), "record_crossing", command)["crossing"].as_str().unwrap().to_owned()
    }

    /// Records somebody at lane A and sends them to second line; the referral's id and the crossing's.
    pub fn referred(&self, reason: &str) -> (String, String) {
        let command = json!({ "direction": "entry", "lane": self.lane("A"), "person": { "sex": "male" }, "refer": { "reason": reason } });
        let answer = self.done(&self.officer(), "record_crossing", command);
        let text = |key: &str| answer[key].as_str().unwrap().to_owned();
        (text("referral"), text("crossing"))
    }

    pub fn facts(&self, zone: Zone) -> usize {
        self.gate.log(zone).unwrap().after(0, 100_000).unwrap().len()
    }

    /// Runs the capability's reactions.
    pub fn react(&self) {
        let capability = crossing::capability();
        for reaction in &capability.reactions {
            self.gate.log(Zone::Border).unwrap().react(reaction, &*self.gate, self.gate.now(), 1_000).unwrap();
        }
    }
}

pub fn set_up() -> Value {
    json!({
        "post": { "country": "TCD", "stay_limit_days": 90 },
        "lanes": [
            { "code": "A", "name": "Piétons", "kind": "foot", "direction": "both" },
            { "code": "S", "name": "Groupes", "kind": "surge", "direction": "entry" },
        ],
    })
}

pub fn query() -> Query {
    Query { per_page: 25, ..Query::default() }
}
