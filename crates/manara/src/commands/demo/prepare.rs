//! `manara demo`: a post in the middle of its story. A fresh node in a folder of its own, the story's arrivals fed through the
//! real commands, one login per role, then the post is served.

use super::{convoys, family, feed::Feed, post::Post, referrals};
use crate::{
    clock,
    node::{self, Failure, Folder, Node},
    out::{self, Progress},
};
use access::{Role, Who};
use kernel::{Date, LaneId, Moment, Zone};
use population::{Arrivals, Story};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

/// What a demonstration is asked for.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The story's folder.
    pub story: PathBuf,
    /// Days of the story that lie behind; the last is today.
    pub days: i64,
    /// Same seed, same people.
    pub seed: u64,
}

/// A clock that the feeder sets to the moment of each arrival; 0 means the machine's.
#[derive(Clone, Default)]
pub struct StoryClock(Arc<AtomicI64>);

impl StoryClock {
    /// Stands at `moment`.
    pub fn set(&self, moment: Moment) {
        self.0.store(moment.millis(), Ordering::Relaxed);
    }

    /// Follows the machine's clock again.
    pub fn release(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    fn reader(&self) -> access::gate::Clock {
        let set = self.0.clone();
        Arc::new(move || match set.load(Ordering::Relaxed) {
            0 => clock::now(),
            millis => Moment::from_millis(millis),
        })
    }
}

/// The node's folder under a demonstration's.
#[must_use]
pub fn folder(under: &Path) -> Folder {
    Folder(under.join("node"))
}

/// A post that is set up and has received nobody yet.
pub struct Prepared {
    /// The node.
    pub node: Node,
    /// Its story.
    pub story: Story,
    /// What opens it.
    pub passphrase: String,
    post: Post,
}

impl Prepared {
    /// Who works in a role.
    pub fn who(&self, role: Role) -> Result<&Who, Failure> {
        self.post.who(role)
    }

    /// A lane by its code.
    #[must_use]
    pub fn lane(&self, code: &str) -> Option<LaneId> {
        self.post.lanes.get(code).copied()
    }
}

/// A post of the story as it stands in its file, without arrivals.
pub fn empty(folder: &Folder, story: &Path) -> Result<Prepared, Failure> {
    let story = read(story)?;
    let clock = StoryClock::default();
    set_up(folder, story, &clock)
}

/// Makes the node and feeds it. An older demonstration in the same folder is deleted: it holds invented people only.
pub fn prepare(folder: &Folder, demo: &Demo) -> Result<Node, Failure> {
    let mut story = read(&demo.story)?;
    let offset = story.utc_offset_minutes;
    let (first, last) = window(&mut story, clock::now().date_at(offset), demo.days);
    let clock = StoryClock::default();
    clock.set(first.start(offset).plus_seconds(5 * 3600));
    let Prepared { node, story, post, .. } = set_up(folder, story, &clock)?;

    let arrivals: Vec<_> = Arrivals::new(&story, demo.seed)
        .filter(|a| (first..=last).contains(&a.at.date_at(offset)) && a.at <= clock::now())
        .collect();
    let people: usize = arrivals.iter().map(|a| a.members.len()).sum();
    out::say(format!("{}: {people} people in {} groups, {first} to {last}", story.title.en, arrivals.len()));
    let mut feed = Feed::new(&node, &post);
    let mut bar = Progress::new("arrivals");
    let all = i64::try_from(arrivals.len()).unwrap_or(i64::MAX);
    for (done, arrival) in (1..).zip(&arrivals) {
        feed.take(arrival, &|moment| clock.set(moment))?;
        if done % 25 == 0 || done == all {
            bar.show(done, all, &feed.said());
        }
    }
    feed.go_on(clock::now(), &|moment| clock.set(moment))?;
    clock.release();
    end(&node, &post, &feed)?;
    out::say(format!("Fed through the commands: {}.", feed.said()));
    for login in &post.logins {
        out::say(format!("  {:<26} login {:<12} password {}", login.role.name(), login.login, login.password));
    }
    Ok(node)
}

fn read(folder: &Path) -> Result<Story, Failure> {
    let text = fs::read_to_string(folder.join("story.toml"))
        .map_err(|e| format!("DEM-001 there is no story at {}: {e}", folder.display()))?;
    Ok(Story::parse(&text).map_err(|e| format!("DEM-002 {e}"))?)
}

fn set_up(folder: &Folder, story: Story, clock: &StoryClock) -> Result<Prepared, Failure> {
    if folder.0.exists() {
        fs::remove_dir_all(&folder.0)?;
    }
    let passphrase = passphrase()?;
    node::create(folder, &passphrase, &Zone::ALL, &clock.reader())?;
    fs::write(passphrase_file(folder), &passphrase)?;
    let node = node::open(folder, &passphrase, clock.reader(), false, &mut |_, _, _| {})?;
    let post = Post::set_up(&node, &story)?;
    Ok(Prepared { node, story, passphrase, post })
}

/// Sets up the story's post in an open node and feeds it `groups` groups, half of the first days and half of the busiest;
/// `tell` sets the node's clock. For tests.
pub fn feed_some(
    node: &Node,
    story: &Story,
    seed: u64,
    groups: usize,
    tell: &dyn Fn(Moment),
) -> Result<Vec<Who>, Failure> {
    let post = Post::set_up(node, story)?;
    let mut feed = Feed::new(node, &post);
    let busiest = busiest(story);
    let on_busiest = |a: &population::Arrival| a.at.date_at(story.utc_offset_minutes) == busiest;
    let quiet = Arrivals::new(story, seed).take(groups / 2);
    for arrival in quiet.chain(Arrivals::new(story, seed).filter(on_busiest).take(groups - groups / 2)) {
        feed.take(&arrival, tell)?;
    }
    feed.go_on(Moment::from_millis(i64::MAX), tell)?;
    end(node, &post, &feed)?;
    Ok(post.logins.into_iter().map(|login| login.who).collect())
}

/// The present: queues before the lanes, referrals and convoys on their way, and the family that can be followed.
fn end(node: &Node, post: &Post, feed: &Feed<'_>) -> Result<(), Failure> {
    feed.present()?;
    let clinic = referrals::tell(node, post)?;
    convoys::tell(node, post)?;
    feed.family().map_or(Ok(()), |family| family::go_on(node, post, family, &clinic))
}

/// The day on which most people flee.
fn busiest(story: &Story) -> Date {
    story.days().into_iter().max_by_key(|day| day.displaced).map_or(story.first_day, |day| day.date)
}

/// Moves the story so that its busiest day is today, and gives the first and last day to feed.
fn window(story: &mut Story, today: Date, days: i64) -> (Date, Date) {
    story.first_day = today.plus_days(story.first_day.days() - busiest(story).days());
    (today.plus_days(1 - days.max(1)), today)
}

/// The demonstration's passphrase stands beside its node: its people are invented, and it opens without a question.
#[must_use]
pub fn passphrase_file(folder: &Folder) -> PathBuf {
    folder.0.join("demo.passphrase")
}

fn passphrase() -> Result<String, Failure> {
    let mut random = [0; 16];
    log::cipher::fill_random(&mut random)?;
    Ok(log::keyring::hex(&random))
}
