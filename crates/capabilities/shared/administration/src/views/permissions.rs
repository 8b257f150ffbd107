//! The whole permission matrix of this node, for everybody to read.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, Relation, Row, ViewDef};
use kernel::Problem;

/// Every permission: one line for each action and role.
pub const PERMISSIONS: ViewDef = ViewDef {
    name: "permissions",
    params: &[Param { name: "role", kind: Kind::Code("role"), required: false }],
    columns: &[
        Column { key: "permission_action", kind: Kind::Code("action"), hxl: "", sorts: false },
        Column { key: "permission_role", kind: Kind::Code("role"), hxl: "", sorts: false },
        Column { key: "permission_purposes", kind: Kind::Codes("purpose"), hxl: "", sorts: false },
        Column { key: "permission_relation", kind: Kind::Code("relation"), hxl: "", sorts: false },
        Column { key: "permission_two_persons", kind: Kind::Flag, hxl: "", sorts: false },
    ],
    read,
};

const fn relation(row: &Row) -> &'static str {
    match row.relation {
        Relation::Anywhere => "anywhere",
        Relation::OwnSite => "own_site",
        Relation::OwnCase => "own_case",
        Relation::OwnOrganisation => "own_organisation",
        Relation::Oneself => "self",
    }
}

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let wanted = query.get("role");
    let mut rows = Vec::new();
    for row in reading.matrix.rows() {
        for role in row.roles.iter().filter(|role| wanted.is_none_or(|wanted| role.name() == wanted)) {
            let purposes: Vec<&str> = row.purposes.iter().map(|purpose| purpose.name()).collect();
            rows.push(vec![
                Cell::Text(row.action.clone()),
                Cell::Text(role.name().to_owned()),
                Cell::Text(purposes.join(", ")),
                Cell::Text(relation(row).to_owned()),
                Cell::Flag(row.two_persons),
            ]);
        }
    }
    let total = i64::try_from(rows.len()).ok();
    let (offset, limit) = (query.offset(), query.limit());
    let page = |n: i64| usize::try_from(n).unwrap_or(0);
    let rows = rows.into_iter().skip(page(offset)).take(page(limit)).collect();
    Ok(Answer::Table { rows, total, subjects: Vec::new() })
}
