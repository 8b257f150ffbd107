//! Units with their rooms, beds and holds, as read from the tables: what several views begin from.

use crate::unit::BedAt;
use kernel::{Problem, RoomId, SiteId, StayId, UnitId};
use log::{Row, Sql, StoreError, params};
use placement::Policy;

/// A unit.
pub(in crate::views) struct UnitRow {
    pub unit: UnitId,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub policy: Policy,
    pub closed: Option<String>,
    pub defects: i64,
    pub rooms: Vec<RoomRow>,
}

/// A room.
pub(in crate::views) struct RoomRow {
    pub room: RoomId,
    pub code: String,
    pub policy: Policy,
    pub beds: Vec<BedRow>,
}

/// A bed, and who holds it.
pub(in crate::views) struct BedRow {
    pub at: BedAt,
    pub accessible: bool,
    pub transitory: bool,
    pub blocked: Option<String>,
    pub note: Option<String>,
    pub holds: Vec<StayId>,
    /// In a room for one household at a time, in which one lives.
    pub kept: bool,
}

impl BedRow {
    /// Whether it can be given to somebody.
    pub fn is_free(&self) -> bool {
        self.blocked.is_none() && self.holds.is_empty() && !self.kept
    }
}

impl UnitRow {
    pub fn beds(&self) -> impl Iterator<Item = &BedRow> {
        self.rooms.iter().flat_map(|room| &room.beds)
    }

    /// Beds in all, held, blocked and free; a closed unit has no free one.
    pub fn counts(&self) -> [i64; 4] {
        let count = |which: &dyn Fn(&BedRow) -> bool| {
            i64::try_from(self.beds().filter(|bed| which(bed)).count()).unwrap_or(i64::MAX)
        };
        let open = self.closed.is_none();
        [
            count(&|_| true),
            count(&|bed| !bed.holds.is_empty()),
            count(&|bed| bed.blocked.is_some()),
            count(&|bed| open && bed.is_free()),
        ]
    }
}

/// The units of a site, or of every site, in the order of their codes.
pub(in crate::views) fn of_site(sql: &mut dyn Sql, site: Option<SiteId>) -> Result<Vec<UnitRow>, Problem> {
    let units = "SELECT u.unit, u.code, u.name, u.kind, u.policy, u.closed, \
                 (SELECT count(*) FROM reception_defect d WHERE d.unit = u.unit) FROM reception_unit u \
                 WHERE (u.site = $1 OR $2) ORDER BY length(u.code), u.code, u.unit";
    let rows = sql.rows(units, params![site, site.is_none()]).map_err(StoreError::problem)?;
    rows.iter().filter_map(unit_row).map(|unit| with_rooms(sql, unit)).collect()
}

/// One unit of a site.
pub(in crate::views) fn of_unit(sql: &mut dyn Sql, site: Option<SiteId>, unit: UnitId) -> Result<UnitRow, Problem> {
    let found = of_site(sql, site)?.into_iter().find(|row| row.unit == unit);
    found.ok_or_else(Problem::not_found)
}

fn unit_row(row: &Row) -> Option<UnitRow> {
    Some(UnitRow {
        unit: row.id(0)?,
        code: row.text(1).to_owned(),
        name: row.text(2).to_owned(),
        kind: row.text(3).to_owned(),
        policy: policy(row.text(4)),
        closed: row.opt_text(5).map(str::to_owned),
        defects: row.int(6),
        rooms: vec![],
    })
}

fn with_rooms(sql: &mut dyn Sql, mut unit: UnitRow) -> Result<UnitRow, Problem> {
    let rooms = "SELECT room, code, policy FROM reception_room WHERE unit = $1 ORDER BY length(code), code, room";
    for row in sql.rows(rooms, params![unit.unit]).map_err(StoreError::problem)? {
        let Some(room) = row.id(0) else { continue };
        unit.rooms.push(RoomRow { room, code: row.text(1).to_owned(), policy: policy(row.text(2)), beds: vec![] });
    }
    let beds =
        "SELECT room, bed, accessible, transitory, blocked, note FROM reception_bed WHERE unit = $1 ORDER BY bed";
    for row in sql.rows(beds, params![unit.unit]).map_err(StoreError::problem)? {
        let (Some(room), Ok(bed)) = (row.id::<RoomId>(0), u16::try_from(row.int(1))) else { continue };
        let of = BedRow {
            at: BedAt { unit: unit.unit, room, bed },
            accessible: row.int(2) != 0,
            transitory: row.int(3) != 0,
            blocked: row.opt_text(4).map(str::to_owned),
            note: row.opt_text(5).map(str::to_owned),
            holds: vec![],
            kept: false,
        };
        if let Some(of_room) = unit.rooms.iter_mut().find(|other| other.room == room) {
            of_room.beds.push(of);
        }
    }
    let holds = "SELECT room, bed, stay FROM reception_hold WHERE unit = $1 ORDER BY since, stay";
    for row in sql.rows(holds, params![unit.unit]).map_err(StoreError::problem)? {
        let (Some(room), Some(stay)) = (row.id::<RoomId>(0), row.id::<StayId>(2)) else { continue };
        let beds = unit.rooms.iter_mut().filter(|other| other.room == room).flat_map(|other| &mut other.beds);
        beds.filter(|bed| i64::from(bed.at.bed) == row.int(1)).for_each(|bed| bed.holds.push(stay));
    }
    for room in &mut unit.rooms {
        let one_household = unit.policy.one_household || room.policy.one_household;
        let kept = one_household && room.beds.iter().any(|bed| !bed.holds.is_empty());
        room.beds.iter_mut().for_each(|bed| bed.kept = kept);
    }
    Ok(unit)
}

fn policy(json: &str) -> Policy {
    serde_json::from_str(json).unwrap_or_default()
}
