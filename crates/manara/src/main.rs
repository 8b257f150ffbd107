//! Manara on the command line.

mod between_nodes;

use between_nodes::{InRealm, OnStick};
use clap::{Parser, Subcommand};
use kernel::{ActorId, Purpose, SiteId, Zone};
use manara::{
    clock,
    commands::{backup, demo, export, import, init, run, run::Caller, seed, verify},
    node::{self, Failure, Folder, Node},
    out::{self, Progress},
    serve::{self, Listen},
};
use shell::{Language, openapi};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

/// Humanitarian border management for posts with or without a network.
#[derive(Parser)]
#[command(name = "manara", version)]
struct Line {
    /// The node's folder.
    #[arg(long, env = "MANARA_NODE", default_value = "var/node", global = true)]
    node: PathBuf,
    /// A file that holds the node's passphrase; otherwise MANARA_PASSPHRASE, otherwise it is asked for.
    #[arg(long, global = true)]
    passphrase_file: Option<PathBuf>,
    /// Language of messages: ar, fr or en.
    #[arg(long, env = "MANARA_LANGUAGE", default_value = "en", global = true)]
    language: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a new node.
    Init {
        /// Zones it is enrolled for; all when none is named.
        #[arg(long = "zone")]
        zones: Vec<String>,
    },
    /// Carry out a command: manara do crossing.open_lane '{"…": …}'
    Do {
        /// capability.command
        action: String,
        /// The command as JSON.
        json: String,
        /// Carry it out once, however often it is given.
        #[arg(long)]
        key: Option<String>,
        #[command(flatten)]
        caller: As,
    },
    /// Read a view: manara view crossing.lanes
    View {
        /// capability.view
        action: String,
        /// Parameters as in an address: q=…&page=1
        #[arg(default_value = "")]
        query: String,
        /// json, csv or hxl.
        #[arg(long, default_value = "json")]
        format: String,
        #[command(flatten)]
        caller: As,
    },
    /// A post in the middle of its story, fed through the real commands, then served.
    Demo {
        /// The story's folder.
        #[arg(long, default_value = "scenarios/adre-influx")]
        story: PathBuf,
        /// Where the demonstration's node goes; what is there is replaced.
        #[arg(long, default_value = "var/demo")]
        dir: PathBuf,
        /// Days of the story that lie behind.
        #[arg(long, default_value_t = 3)]
        days: i64,
        /// Same seed, same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Feed only, do not serve.
        #[arg(long)]
        feed_only: bool,
        #[command(flatten)]
        listen: Listening,
    },
    /// A store of the size that a post reaches in years, for measuring.
    Seed {
        /// The story's folder.
        #[arg(long, default_value = "scenarios/adre-influx")]
        story: PathBuf,
        /// Where the node goes; what is there is replaced.
        #[arg(long, default_value = "var/seed")]
        dir: PathBuf,
        /// Travellers, and again so many registered persons.
        #[arg(long, default_value_t = 1_000_000)]
        persons: usize,
        /// Crossings in all.
        #[arg(long, default_value_t = 5_000_000)]
        crossings: usize,
        /// Same seed, same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Serve the node.
    Serve {
        #[command(flatten)]
        listen: Listening,
    },
    /// Walk every page, chain and signature, and name the first bad fact.
    Verify,
    /// Copy the whole node into one encrypted file, while others work.
    Backup {
        /// The new file.
        file: PathBuf,
    },
    /// Put a backup back; what is there is moved aside.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Who belongs together: found a realm, ask, enrol, join, revoke.
    #[command(subcommand)]
    Realm(InRealm),
    /// Facts on a stick: write what another node lacks, read what it wrote.
    #[command(subcommand)]
    Bundle(OnStick),
    /// Register the households of a line list.
    Import {
        /// The list, CSV.
        list: PathBuf,
        /// The saved mapping of its columns, TOML.
        #[arg(long)]
        mapping: PathBuf,
        /// Where rows that cannot be taken are written.
        #[arg(long, default_value = "import-errors.csv")]
        errors: PathBuf,
        /// Check only; register nobody.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        caller: As,
    },
    /// Delete every view and build it again from the facts.
    Rebuild,
    /// Every fact of a zone as lines of JSON.
    Export {
        /// border, humanitarian, security or shared.
        zone: String,
    },
    /// The OpenAPI document.
    Openapi,
}

#[derive(clap::Args)]
struct Listening {
    /// Plain HTTP, for browsers on this machine.
    #[arg(long, default_value = "127.0.0.1:8080")]
    http: SocketAddr,
    /// HTTPS for the LAN, with the node's own certificate.
    #[arg(long)]
    https: Option<SocketAddr>,
    /// Names and addresses under which tablets reach this node.
    #[arg(long = "name")]
    names: Vec<String>,
}

#[derive(clap::Args)]
struct As {
    /// The account that acts; the node itself when none is given.
    #[arg(long)]
    actor: Option<ActorId>,
    /// Role: lane_officer, registration_clerk, …
    #[arg(long = "role")]
    roles: Vec<String>,
    /// The site.
    #[arg(long)]
    site: Option<SiteId>,
    /// Purpose of use.
    #[arg(long)]
    purpose: Option<String>,
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("MANARA_LOG").unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .json()
        .init();
    match carry_out(Line::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::warn(format!("manara: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn carry_out(line: Line) -> Result<(), Failure> {
    let folder = Folder(line.node.clone());
    match &line.command {
        Command::Init { zones } => {
            let zones = zones.iter().map(|z| zone(z)).collect::<Result<Vec<_>, _>>()?;
            init::init(&folder, &node::passphrase(line.passphrase_file.as_deref())?, &zones)
        }
        Command::Do { action, json, key, caller } => {
            let node = open(&line, false)?;
            out::say(run::run(&node, &caller.caller(&line)?, action, json, key.clone())?);
            Ok(())
        }
        Command::View { action, query, format, caller } => {
            let node = open(&line, false)?;
            out::say(run::view(&node, &caller.caller(&line)?, action, query, format)?);
            Ok(())
        }
        Command::Demo { story, dir, days, seed, feed_only, listen } => {
            let wanted = demo::Demo { story: story.clone(), days: *days, seed: *seed };
            let node = demo::prepare(&demo::folder(dir), &wanted)?;
            if *feed_only {
                Ok(())
            } else {
                serve::serve(node, &listen.listen(), &|address| said(address, "/crossing/board"))
            }
        }
        Command::Seed { story, dir, persons, crossings, seed: number } => {
            let wanted = seed::Seed { persons: *persons, crossings: *crossings, seed: *number };
            seed::seed(&demo::folder(dir), story, wanted)
        }
        Command::Serve { listen } => serve::serve(open(&line, false)?, &listen.listen(), &|address| said(address, "")),
        Command::Verify => verify::verify(&folder, &node::passphrase(line.passphrase_file.as_deref())?),
        Command::Backup { file } => backup::backup(&open(&line, false)?, file),
        Command::Restore { file } => {
            backup::restore(&folder, file, &node::passphrase(line.passphrase_file.as_deref())?)
        }
        Command::Import { list, mapping, errors, dry_run, caller } => {
            let wanted = import::Import { list, mapping, errors, dry_run: *dry_run };
            import::import(&open(&line, false)?, &caller.caller(&line)?, wanted)
        }
        Command::Realm(command) => command.carry_out(&folder, &|| node::passphrase(line.passphrase_file.as_deref())),
        Command::Bundle(command) => command.carry_out(&open(&line, false)?),
        Command::Rebuild => {
            let node = open(&line, true)?;
            for log in node.gate.logs() {
                let mut bar = Progress::new(log.zone().name());
                log.rebuild(&mut |done, all| bar.show(done, all, "facts"))?;
            }
            Ok(())
        }
        Command::Export { zone: name } => {
            let node = open(&line, false)?;
            let count = export::export(&node, zone(name)?, &mut std::io::stdout().lock())?;
            out::warn(format!("{count} facts"));
            Ok(())
        }
        Command::Openapi => {
            let node = open(&line, false)?;
            out::say(serde_json::to_string_pretty(&openapi::document(&node.gate))?);
            Ok(())
        }
    }
}

fn open(line: &Line, alone: bool) -> Result<Node, Failure> {
    let folder = Folder(line.node.clone());
    let passphrase = node::passphrase(line.passphrase_file.as_deref())?;
    let mut bar = Progress::new("building views");
    node::open(&folder, &passphrase, clock::machine(), alone, &mut |zone, done, all| bar.show(done, all, zone.name()))
}

/// Tells where the node listens.
fn said(address: &str, page: &str) {
    out::say(format!("Open {address}{page}   (stop with Ctrl-C)"));
}

impl Listening {
    fn listen(&self) -> Listen {
        let mut names = self.names.clone();
        if names.is_empty() {
            names = vec!["localhost".into(), "127.0.0.1".into()];
        }
        Listen { http: self.http, https: self.https, names }
    }
}

fn zone(name: &str) -> Result<Zone, Failure> {
    name.parse()
        .map_err(|_| format!("NOD-006 there is no zone '{name}': border, humanitarian, security or shared").into())
}

impl As {
    fn caller(&self, line: &Line) -> Result<Caller, Failure> {
        let roles = self
            .roles
            .iter()
            .map(|role| role.parse().map_err(|_| format!("NOD-007 there is no role '{role}'")))
            .collect::<Result<Vec<_>, _>>()?;
        let purpose: Option<Purpose> = match &self.purpose {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| format!("NOD-008 there is no purpose '{text}'"))?),
        };
        let language = Language::of(&line.language).unwrap_or(Language::En);
        Ok(Caller { actor: self.actor, roles, site: self.site, purpose, language })
    }
}
