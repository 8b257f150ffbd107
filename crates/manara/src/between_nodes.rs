//! What the command line takes about other nodes: the realm, and facts on a stick.

use crate::zone;
use clap::Subcommand;
use kernel::NodeId;
use log::keyring::Keyring;
use manara::{
    commands::{bundle, realm},
    node::{self, Failure, Folder, Node},
};
use std::path::PathBuf;

/// A realm's commands.
#[derive(Subcommand)]
pub enum InRealm {
    /// Make the root of a new realm. Two persons open it, each with a passphrase of their own.
    Found {
        /// Where the root goes; never on a node.
        root: PathBuf,
        /// What the realm is called.
        #[arg(long)]
        name: String,
        #[command(flatten)]
        two: TwoPersons,
    },
    /// Write what this node tells of itself, to be enrolled.
    Request {
        /// The new file.
        file: PathBuf,
        /// What people call this node.
        #[arg(long)]
        name: String,
    },
    /// Enrol a node that asks.
    Enrol {
        /// Its request.
        request: PathBuf,
        /// The code that its people told.
        #[arg(long)]
        code: String,
        /// The root.
        #[arg(long)]
        root: PathBuf,
        /// The file of the realm; it is made when there is none.
        #[arg(long)]
        realm: PathBuf,
        /// Zones that it may hold; those it asks for when none is named.
        #[arg(long = "zone")]
        zones: Vec<String>,
        /// For how many days.
        #[arg(long, default_value_t = 730)]
        days: u32,
        #[command(flatten)]
        two: TwoPersons,
    },
    /// Say that a node is of the realm no more.
    Revoke {
        /// The node.
        #[arg(value_name = "NODE")]
        lost: NodeId,
        /// The root.
        #[arg(long)]
        root: PathBuf,
        /// The file of the realm.
        #[arg(long)]
        realm: PathBuf,
        #[command(flatten)]
        two: TwoPersons,
    },
    /// Join the realm of a file, or learn what is new in it.
    Join {
        /// The file of the realm.
        realm: PathBuf,
        /// The code of the root, told by those who enrolled this node; for the first time.
        #[arg(long)]
        code: Option<String>,
    },
    /// The realm of this node.
    Show,
}

/// A bundle's commands.
#[derive(Subcommand)]
pub enum OnStick {
    /// Write what a node lacks into one file that only that node opens.
    Write {
        /// The new file.
        file: PathBuf,
        /// For which node.
        #[arg(long = "for")]
        to: NodeId,
    },
    /// Take what is in a file that another node wrote for this one.
    Read {
        /// The file.
        file: PathBuf,
    },
}

/// Two persons, each of whom types a passphrase that the other does not see.
#[derive(clap::Args)]
pub struct TwoPersons {
    /// A file that holds the first person's passphrase; otherwise it is asked for.
    #[arg(long)]
    first: Option<PathBuf>,
    /// A file that holds the second person's.
    #[arg(long)]
    second: Option<PathBuf>,
}

impl TwoPersons {
    fn passphrases(&self) -> Result<[String; 2], Failure> {
        let ask = |who: &str, file: &Option<PathBuf>| match file {
            Some(file) => node::passphrase(Some(file)),
            None => node::ask(&format!("Passphrase of the {who} person for the root of the realm:")),
        };
        Ok([ask("first", &self.first)?, ask("second", &self.second)?])
    }
}

impl InRealm {
    /// Carries it out; `passphrase` gives the node's, where one is needed.
    pub fn carry_out(&self, folder: &Folder, passphrase: &dyn Fn() -> Result<String, Failure>) -> Result<(), Failure> {
        let keyring = || -> Result<Keyring, Failure> { Ok(Keyring::open(&folder.keyring(), &passphrase()?)?) };
        match self {
            InRealm::Found { root, name, two } => {
                let [first, second] = two.passphrases()?;
                realm::found(root, name, [&first, &second])
            }
            InRealm::Request { file, name } => realm::request(&keyring()?, file, name),
            InRealm::Enrol { request, code, root, realm, zones, days, two } => {
                let zones = zones.iter().map(|name| zone(name)).collect::<Result<Vec<_>, _>>()?;
                let wanted = realm::Enrolment { request, code, root, realm, zones: &zones, days: *days };
                realm::enrol(&wanted, &|| two.passphrases())
            }
            InRealm::Revoke { lost, root, realm, two } => {
                let [first, second] = two.passphrases()?;
                realm::revoke(*lost, root, realm, [&first, &second])
            }
            InRealm::Join { realm, code } => {
                let _lock = folder.lock(false)?;
                realm::join(folder, &keyring()?, realm, code.as_deref())
            }
            InRealm::Show => realm::show(folder, &keyring()?),
        }
    }
}

impl OnStick {
    /// Carries it out.
    pub fn carry_out(&self, node: &Node) -> Result<(), Failure> {
        match self {
            OnStick::Write { file, to } => bundle::write(node, *to, file),
            OnStick::Read { file } => bundle::read(node, file),
        }
    }
}
