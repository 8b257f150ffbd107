//! `manara export`: every fact of a zone as lines of JSON, for audit and for leaving.

use crate::node::{Failure, Node};
use kernel::Zone;
use log::keyring::hex;
use serde_json::{Value, json};
use std::io::Write;

/// Writes the facts of `zone` to `out`, one JSON object a line, in the order of arrival. Bodies that were erased are null.
pub fn export(node: &Node, zone: Zone, out: &mut dyn Write) -> Result<i64, Failure> {
    let log = node.gate.log(zone).ok_or("NOD-002 this node is not enrolled for that zone")?;
    let (mut position, mut count) = (0, 0);
    loop {
        let facts = log.after(position, 1_000)?;
        let Some(last) = facts.last() else { return Ok(count) };
        position = last.header.position;
        for fact in &facts {
            let h = &fact.header;
            let body: Value = fact.body.as_deref().and_then(|b| serde_json::from_slice(b).ok()).unwrap_or(Value::Null);
            let line = json!({
                "id": h.id(), "node": h.at.node, "node_seq": h.at.seq, "zone": zone, "stream": h.stream, "stream_seq": h.stream_seq,
                "kind": h.kind, "version": h.version, "subject": h.subject, "actor": h.actor, "purpose": h.purpose,
                "happened": [h.happened_from, h.happened_to], "recorded": hex(&h.recorded.as_i64().to_be_bytes()),
                "caused_by": h.caused_by, "body": body,
            });
            writeln!(out, "{line}")?;
            count += 1;
        }
    }
}
