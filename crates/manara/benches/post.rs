//! A post with a large store, as a whole process: `cargo bench -p manara --bench post`.
//!
//! It serves the node that `manara seed` made (`MANARA_SEEDED`, a folder; without it a small one is seeded first) with the
//! release binary, signs in, and measures from outside: start, sign-in, a lane crossing, finding by card, number and name,
//! memory. Figures are printed, never asserted; the decision records say what was measured and what the bar is.

#![allow(clippy::print_stdout)] // why: a bench may stop: it prints figures and serves nobody
#![allow(clippy::unwrap_used)] // why: a bench may stop: it prints figures and serves nobody
#![allow(clippy::expect_used)] // why: a bench may stop: it prints figures and serves nobody
#![allow(clippy::indexing_slicing)] // why: a bench may stop: it prints figures and serves nobody
#![allow(clippy::string_slice)] // why: a bench may stop: it prints figures and serves nobody
#![allow(clippy::panic)] // why: a bench may stop: it prints figures and serves nobody

use access::Gate;
use kernel::{Moment, Zone};
use manara::node::{self, Folder};
use population::{Arrivals, Story};
use seal::code::CardCode;
use serde_json::{Value, json};
use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

const PORT: u16 = 18_471;
const MANARA: &str = env!("CARGO_BIN_EXE_manara");

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let dir = env::var("MANARA_SEEDED").map_or_else(|_| seeded(&root), PathBuf::from);
    let node = dir.join("node");
    // The first start of a program with other views builds them, which is no start of a post's day: told by itself.
    let first = Instant::now();
    let server = Server::start(&node);
    println!("first start, new views built     {:>9.3} s   memory {}", first.elapsed().as_secs_f64(), server.memory());
    drop(server);
    let started = Instant::now();
    drop(Server::start(&node));
    println!("start to first answer            {:>9.3} s   (bar 1 s)", started.elapsed().as_secs_f64());
    let gate = gate_of(&node);
    let server = Server::start(&node);

    report("sign-in with a password", "bar of our own p99 300 ms", 20, |_| drop(Client::signed_in("dpo")));
    let lane = Client::signed_in("lane");
    let lane_id = lane_of(&lane.get("/api/v1/views/crossing.lanes"));
    let story = Story::parse(&fs::read_to_string(root.join("scenarios/adre-influx/story.toml")).unwrap()).unwrap();
    let zones = documents(&story);
    let crossing = |n: usize| {
        let command = json!({ "direction": if n.is_multiple_of(2) { "exit" } else { "entry" }, "lane": lane_id, "mrz": zones[n % zones.len()] });
        let (status, body) = lane.post("/api/v1/commands/crossing.record_crossing", &command);
        assert_eq!(status, 201, "{body}");
    };
    report("lane crossing, durable", "bar p99 20 ms", 2_000, crossing);

    let clerk = Client::signed_in("clerk");
    let names: Vec<String> =
        Arrivals::repeating(&story, 1).take(4_000).map(|a| a.members[0].name.original.to_string()).collect();
    let households =
        clerk.get("/api/v1/views/registration.households?per_page=500")["rows"].as_array().unwrap().clone();
    let numbers: Vec<&str> = households.iter().filter_map(|row| row["registration_number"].as_str()).collect();
    let cards: Vec<String> = households
        .iter()
        .take(100)
        .map(|row| card(&clerk, &gate, row["registration_household"].as_str().unwrap()))
        .collect();
    drop(gate);
    report("find by the code of a card", "bar p99 10 ms", 1_000, |n| find(&clerk, &cards[n % cards.len()]));
    report("find by number", "bar p99 10 ms", 1_000, |n| find(&clerk, numbers[n % numbers.len()]));
    report("find by name", "bar p99 50 ms", 1_000, |n| find(&clerk, &names[n * 4 % names.len()]));
    report("find by one common name", "bar p99 50 ms", 200, |n| {
        find(&clerk, ["محمد", "Fatima", "Ahmed", "زينب"][n % 4])
    });
    println!("memory (VmRSS / VmHWM)           {}   (bar 250 MB)", server.memory());
}

fn find(clerk: &Client, q: &str) {
    clerk.get(&format!("/api/v1/views/registration.find?q={}", shell::form::encoded(q)));
}

/// The node's key signs the codes of cards; no address of the server gives one but as a picture.
fn gate_of(node: &Path) -> Arc<Gate> {
    let passphrase = fs::read_to_string(node.join("demo.passphrase")).unwrap();
    let clock = Arc::new(|| Moment::from_millis(0));
    node::open(&Folder(node.to_owned()), passphrase.trim(), clock, false, &mut |_, _, _| {}).unwrap().gate
}

/// The code of a household's card, which is issued where there is none yet.
fn card(clerk: &Client, gate: &Gate, household: &str) -> String {
    let (status, body) = clerk.post("/api/v1/commands/registration.issue_card", &json!({ "household": household }));
    assert!(matches!(status, 201 | 409), "{status} {body}");
    let card = clerk.get(&format!("/api/v1/views/registration.card?household={household}"));
    let key = gate.log(Zone::Humanitarian).unwrap().verifying_key();
    let (number, issued) = (card["number"].as_str().unwrap(), card["issued"].as_str().unwrap());
    let serial = u16::try_from(card["serial"].as_u64().unwrap()).unwrap();
    CardCode::new(number.parse().unwrap(), serial, issued.parse().unwrap(), &key).signed(|bytes| gate.sign(bytes))
}

/// Runs `work` so many times and prints the percentiles of what the client waited.
fn report(what: &str, bar: &str, times: usize, work: impl Fn(usize)) {
    let mut took: Vec<Duration> = (0..times)
        .map(|n| {
            let began = Instant::now();
            work(n);
            began.elapsed()
        })
        .collect();
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "{what:<32} p50 {:>7.2} ms   p99 {:>7.2} ms   max {:>7.2} ms   n {times}   ({bar})",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn seeded(root: &Path) -> PathBuf {
    let dir = env::temp_dir().join(format!("manara-bench-{}", std::process::id()));
    println!("MANARA_SEEDED is not set: seeding 20 000 persons and 100 000 crossings");
    let story = root.join("scenarios/adre-influx");
    let made = Command::new(MANARA)
        .args(["seed", "--persons", "20000", "--crossings", "100000", "--dir"])
        .arg(&dir)
        .arg("--story")
        .arg(story)
        .status();
    assert!(made.unwrap().success());
    dir
}

fn documents(story: &Story) -> Vec<String> {
    let people = Arrivals::repeating(story, 1).flat_map(|a| a.members).filter_map(|p| p.document);
    people
        .filter(|d| d.mrz.len() == 2 && d.mrz[0].len() == 44 && d.mrz[0].starts_with('P'))
        .take(1_000)
        .map(|d| d.mrz.join("\n"))
        .collect()
}

/// The id of lane A.
fn lane_of(lanes: &Value) -> String {
    let lane = lanes["rows"].as_array().unwrap().iter().find(|lane| lane["crossing_lane"] == "A").unwrap();
    lane["crossing_lane_id"].as_str().unwrap().to_owned()
}

struct Server(Child);

impl Server {
    fn start(node: &Path) -> Self {
        let child = Command::new(MANARA)
            .args(["serve", "--http", &format!("127.0.0.1:{PORT}"), "--node"])
            .arg(node)
            .arg("--passphrase-file")
            .arg(node.join("demo.passphrase"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self(child);
        while TcpStream::connect(("127.0.0.1", PORT)).is_err() {
            assert!(server.0.try_wait().unwrap().is_none(), "the server did not start");
            std::thread::sleep(Duration::from_millis(5));
        }
        server
    }

    fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let kib = |key: &str| {
            let line = status.lines().find(|l| l.starts_with(key)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
        };
        format!("{:>7.1} MB / {:.1} MB", kib("VmRSS:"), kib("VmHWM:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A keep-alive HTTP client of one session.
struct Client {
    stream: TcpStream,
    cookie: String,
}

impl Client {
    fn signed_in(login: &str) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", PORT)).unwrap();
        stream.set_nodelay(true).unwrap();
        let client = Self { stream, cookie: String::new() };
        let form = format!("login={login}&password=adre-{login}-demo");
        let (status, headers, body) =
            client.send("POST", "/signin", "application/x-www-form-urlencoded", form.as_bytes());
        let cookie =
            headers.iter().find_map(|h| h.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("{status} {body}"));
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { cookie, ..client }
    }

    fn get(&self, path: &str) -> Value {
        let (status, _, body) = self.send("GET", path, "text/plain", b"");
        assert_eq!(status, 200, "{path} {body}");
        serde_json::from_str(&body).unwrap()
    }

    fn post(&self, path: &str, json: &Value) -> (u16, String) {
        let (status, _, body) = self.send("POST", path, "application/json", json.to_string().as_bytes());
        (status, body)
    }

    fn send(&self, method: &str, path: &str, media: &str, body: &[u8]) -> (u16, Vec<String>, String) {
        let mut out = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{PORT}\r\ncontent-type: {media}\r\ncookie: {}\r\ncontent-length: {}\r\n\r\n",
            self.cookie,
            body.len()
        )
        .into_bytes();
        out.extend_from_slice(body);
        (&self.stream).write_all(&out).unwrap();
        let mut reader = BufReader::new(&self.stream);
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = Vec::new();
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).unwrap();
            if header.trim().is_empty() {
                break;
            }
            headers.push(header.trim().to_owned());
        }
        let length = headers.iter().find_map(|h| h.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        (status, headers, String::from_utf8_lossy(&body).into_owned())
    }
}
