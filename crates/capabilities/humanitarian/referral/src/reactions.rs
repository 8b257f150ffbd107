//! What to do after a fact: whenever something happens with referrals, clocks that have run out are looked at, and whoever answers
//! for referrals is called. Nothing depends on it: what is overdue is computed wherever it is shown.

use crate::{case::escalation, facts::Fact, record::Record, views};
use access::Gate;
use kernel::{Problem, Purpose, Zone};
use log::{Reaction, Recorded};

/// Calls for clocks that ran out.
pub const ESCALATE: Reaction<Gate> = Reaction {
    name: "referral_escalate",
    wants: |kind| kind.starts_with("referral.") && kind != "referral.referral_escalated",
    run,
};

/// So many are escalated after one fact; the rest after the next.
const AT_ONCE: i64 = 50;

fn run(gate: &Gate, _: &Recorded) -> Result<(), Problem> {
    let Some(log) = gate.log(Zone::Humanitarian) else { return Ok(()) };
    let now = gate.now();
    let overdue = log.read(|sql| Ok(views::overdue_now(sql, now, AT_ONCE)?))?;
    for (referral, sending) in overdue {
        let at = gate.at(&gate.system(), Purpose::System)?;
        log.execute::<Record>(&[referral.into()], &at, |past| {
            let sending = past.main().referral.sending(sending);
            let due = sending.ok().and_then(|sending| escalation(referral, sending, now).ok());
            Ok(due.into_iter().collect::<Vec<Fact>>())
        })?;
    }
    Ok(())
}
