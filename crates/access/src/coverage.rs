//! The permission test: every command and view has a row, every row names one, and the whole matrix, enumerated, is the text
//! that officials have read.
//!
//! ```
//! fn the_matrix_is_whole_and_is_the_one_that_officials_have_read(gate: &access::Gate, read: &str) {
//!     assert_eq!(access::coverage::holes(gate), Vec::<String>::new());
//!     assert_eq!(access::coverage::table(gate), read);
//! }
//! ```

use crate::{Allowed, Gate, Relation, Role, Who};
use kernel::{ActorId, Purpose};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// What is missing: actions without a row, rows without an action, roles of another zone than the action's.
#[must_use]
pub fn holes(gate: &Gate) -> Vec<String> {
    let actions: Vec<_> = gate
        .commands()
        .map(|(name, zone, _)| (name, zone))
        .chain(gate.views().map(|(name, zone, _)| (name, zone)))
        .collect();
    let mut holes = Vec::new();
    for (name, _) in actions.iter().filter(|(name, _)| !gate.matrix().knows(name)) {
        holes.push(format!("{name}: no row in permissions.toml, so nobody may do it"));
    }
    for row in gate.matrix().rows() {
        let Some((_, zone)) = actions.iter().find(|(name, _)| *name == row.action) else {
            holes.push(format!("{}: a row in permissions.toml, but no command or view of this name", row.action));
            continue;
        };
        // The data of a zone is for the roles of that zone; shared data is for all, and counts may go to shared roles.
        for role in row.roles.iter().filter(|role| *zone != kernel::Zone::Shared && role.zone() != *zone) {
            let only_counts =
                role.zone() == kernel::Zone::Shared && row.purposes.iter().all(|p| *p == Purpose::Statistics);
            if !only_counts {
                holes.push(format!("{}: {role} is no role of the zone {zone}", row.action));
            }
        }
    }
    holes
}

/// Every role, action and purpose asked of the matrix; what is allowed, a line for each action and role. All else is refused.
#[must_use]
pub fn table(gate: &Gate) -> String {
    let actions: BTreeSet<&str> =
        gate.commands().map(|(name, _, _)| name).chain(gate.views().map(|(name, _, _)| name)).collect();
    let mut lines = String::new();
    let (mut asked, mut allowed) = (0, 0);
    for action in &actions {
        for role in Role::ALL {
            // How it is allowed, and for which purposes so.
            let mut ways: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for purpose in Purpose::ALL {
                asked += 1;
                let who =
                    Who { roles: vec![*role], purpose: Some(*purpose), ..Who::system(ActorId(uuid::Uuid::nil())) };
                let Some(granted) = gate.matrix().allows(&who, action) else { continue };
                allowed += 1;
                ways.entry(way(granted)).or_default().push(purpose.name());
            }
            for (way, purposes) in ways {
                let _ = writeln!(lines, "{action} · {role} · {way} · {}", purposes.join(", "));
            }
        }
    }
    format!(
        "action · role · whose records · purposes\n{allowed} of {asked} combinations of action, role and purpose are allowed. \
         What is not listed is refused.\n\n{lines}"
    )
}

fn way(granted: Allowed) -> String {
    let relation = match granted.relation {
        Relation::Anywhere => "anywhere",
        Relation::OwnSite => "own site",
        Relation::OwnCase => "own case",
        Relation::OwnOrganisation => "own organisation",
        Relation::Oneself => "oneself",
    };
    if granted.two_persons { format!("{relation}, two persons") } else { relation.to_owned() }
}
