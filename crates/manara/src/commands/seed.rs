//! `manara seed`: a store of a size that a post reaches in years, in minutes: for measuring. Invented people, the same for the
//! same seed. The first crossing of each traveller and each household go through their real decisions; later crossings of the
//! same traveller are that fact again, on another day. Views are built afterwards, which is much faster than keeping them up.

use crate::{
    clock,
    commands::demo,
    node::{self, Failure, Folder},
    out::{self, Progress},
};
use access::{Command, Here, Role, Who};
use crossing::{
    facts::{CrossingFact, Direction},
    known::Known,
    traveller::record_crossing::RecordCrossing,
};
use kernel::{CrossingId, Moment, Purpose, Zone};
use log::{At, Commit, Log, LogError};
use population::{Arrival, Arrivals, Story};
use registration::household::RegisterHousehold;
use serde_json::json;
use std::path::Path;

/// How much to seed.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    /// Travellers, and again so many registered persons.
    pub persons: usize,
    /// Crossings in all.
    pub crossings: usize,
    /// Same seed, same people.
    pub seed: u64,
}

/// Groups in one commit.
const BATCH: usize = 1_000;

/// Makes a demonstration post in `folder` and fills its border and humanitarian stores.
pub fn seed(folder: &Folder, story: &Path, wanted: Seed) -> Result<(), Failure> {
    let prepared = demo::empty(folder, story)?;
    let clerk = prepared.who(Role::RegistrationClerk)?.clone();
    let officer = prepared.who(Role::LaneOfficer)?.clone();
    let lane = prepared.lane("A").ok_or("DEM-004 the story has no lane A")?;
    let demo::Prepared { node, story, passphrase, .. } = prepared;
    drop(node);

    let keyring = log::keyring::Keyring::open(&folder.keyring(), &passphrase)?;
    // Without capabilities a log has no views to keep up while it is filled.
    let border = node::open_log(folder, &keyring, Zone::Border, &[], &mut |_, _| {})?;
    let each = (wanted.crossings / wanted.persons.max(1)).max(1);
    fill(&border, "border", &story, wanted, |commit, log, arrival| {
        let mut done = 0;
        for person in &arrival.members {
            let mrz = person.document.as_ref().map(|document| document.mrz.join("\n"));
            let typed = json!({ "name": person.name, "sex": person.sex, "birth": person.birth, "nationality": person.nationality });
            let person = if mrz.is_some() { serde_json::Value::Null } else { typed };
            let command = json!({ "direction": "entry", "lane": lane, "mrz": mrz, "person": person });
            let at = at(&officer, arrival.at, Purpose::BorderControl)?;
            cross(commit, log, serde_json::from_value(command).map_err(wrong)?, &at, each)?;
            done += 1;
        }
        Ok(done)
    })?;
    drop(border);

    let humanitarian = node::open_log(folder, &keyring, Zone::Humanitarian, &[], &mut |_, _| {})?;
    fill(&humanitarian, "humanitarian", &story, wanted, |commit, _, arrival| {
        let Some((head, rest)) = arrival.members.split_first() else { return Ok(0) };
        let members: Vec<_> = rest
            .iter()
            .map(|p| json!({ "relationship": demo::relationship(p), "details": demo::details(p) }))
            .collect();
        let command = json!({ "head": demo::details(head), "members": members });
        let command: RegisterHousehold = serde_json::from_value(command).map_err(wrong)?;
        let at = at(&clerk, arrival.at, Purpose::Registration)?;
        commit.execute(&command.streams(&at), &at, |past| command.decide(past, &at).map_err(Into::into))?;
        Ok(arrival.members.len())
    })?;
    drop(humanitarian);

    let mut bar = Progress::new("building views");
    node::open(folder, &passphrase, clock::machine(), true, &mut |zone, done, all| bar.show(done, all, zone.name()))?;
    out::say(format!(
        "Seeded {} persons in each zone, {} crossings, in {}.",
        wanted.persons,
        wanted.crossings,
        folder.0.display()
    ));
    Ok(())
}

/// Feeds groups of the story until so many persons are in the log.
fn fill(
    log: &Log,
    name: &str,
    story: &Story,
    wanted: Seed,
    mut take: impl FnMut(&mut Commit<'_>, &Log, &Arrival) -> Result<usize, LogError>,
) -> Result<(), Failure> {
    let mut arrivals = Arrivals::repeating(story, wanted.seed);
    let mut bar = Progress::new(name);
    let mut persons = 0;
    while persons < wanted.persons {
        let batch: Vec<Arrival> = arrivals.by_ref().take(BATCH).collect();
        let Some(first) = batch.first() else { break };
        let signer = at(&Who::system(kernel::ActorId(log.node().0)), first.at, Purpose::System)?;
        persons += log.commit(&signer, |commit| {
            let mut done = 0;
            for arrival in &batch {
                done += take(commit, log, arrival)?;
            }
            Ok(done)
        })?;
        let (done, all) = (i64::try_from(persons).unwrap_or(0), i64::try_from(wanted.persons).unwrap_or(0));
        bar.show(done.min(all), all, "persons");
    }
    Ok(())
}

/// One traveller: the first crossing as decided, then `each - 1` more, out and in again, a week apart.
fn cross(
    commit: &mut Commit<'_>,
    log: &Log,
    mut command: RecordCrossing,
    at: &At,
    each: usize,
) -> Result<(), LogError> {
    command.look(&mut Here { sql: commit.sql(), cipher: log.cipher(), at })?;
    let streams = command.streams(at);
    let mut recorded = None;
    commit.execute::<Known>(&streams, at, |past| {
        let facts = command.decide(past, at)?;
        recorded = facts.first().cloned();
        Ok(facts)
    })?;
    let (Some(CrossingFact::CrossingRecorded(first)), Some(stream)) = (recorded, streams.first()) else {
        return Ok(());
    };
    for n in 1..each {
        let mut again = first.clone();
        let days = i64::try_from(n).unwrap_or(0) * 7;
        again.crossing = at.id::<CrossingId>(100 + u32::try_from(n).unwrap_or(0));
        again.day = first.day.plus_days(days);
        again.content.direction = if n % 2 == 1 { Direction::Exit } else { Direction::Entry };
        let mut later = at.clone();
        later.now = at.now.plus_seconds(days * 86_400);
        commit.record(*stream, &[CrossingFact::CrossingRecorded(again)], &later)?;
    }
    Ok(())
}

fn at(who: &Who, now: Moment, purpose: Purpose) -> Result<At, LogError> {
    let mut random = [0; 32];
    log::cipher::fill_random(&mut random)?;
    let mut at = At::new(now, who.actor, purpose, random);
    (at.site, at.utc_offset_minutes) = (who.site, who.utc_offset_minutes);
    Ok(at)
}

fn wrong(error: serde_json::Error) -> LogError {
    log::StoreError::Statement(error.to_string()).into()
}
