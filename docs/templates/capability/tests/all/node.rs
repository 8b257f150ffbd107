//! A node for tests, with this capability alone: an encrypted store in a folder of its own, a clock that stands still, and a door
//! that believes the cookie `role`.

use access::{Gate, Matrix, Role, Who, audit::AUDIT_VIEW};
use kernel::{Moment, SiteId, Zone};
use log::{At, Log, keyring::Keyring, sqlite::Sqlite};
use shell::{App, Catalogue, Doors, Entry, Form, Outbox, Raw, RawReply, server::serve};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

/// A node, open.
pub struct Node {
    folder: PathBuf,
    pub app: App,
}

impl Node {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("manara-@name@-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let capability = @name@::capability();
        let now = At::example().now;
        let keyring = Keyring::create(now, &Zone::ALL).unwrap();
        let cipher = keyring.zone(capability.zone).unwrap();
        let store = Sqlite::open(&folder.join("store.db"), cipher.file_key()).unwrap();
        let mut views = vec![AUDIT_VIEW];
        views.extend(&capability.projections);
        let log = Log::open(Box::new(store), capability.zone, &keyring, views, None, &mut |_, _| {}).unwrap();
        let mut matrix = Matrix::default();
        matrix.add(capability.permissions).unwrap();
        let gate = Gate::new(keyring.node, matrix, Arc::new(move || now), Arc::new(|_| [0; 64]))
            .with_log(log)
            .with(capability.name, capability.zone, &capability.commands, &capability.views);
        let words = [shell::LOCALES, capability.locales].map(|l| (l.ar, l.fr, l.en));
        let app = App {
            gate: Arc::new(gate),
            catalogue: Arc::new(Catalogue::new(&words).unwrap()),
            pages: capability.pages,
            doors: Box::new(Believing),
            after_command: Box::new(|| {}),
            openapi: String::new(),
            outbox: Outbox::new(&[7; 32]).unwrap(),
        };
        Self { folder, app }
    }

    /// What this node answers to somebody of a role.
    pub fn ask(&self, role: Role, method: &str, path: &str, form: &str) -> (u16, String) {
        let cookie = ("cookie".to_owned(), format!("role={role}"));
        let raw = Raw {
            method: method.to_owned(),
            path: path.to_owned(),
            query: Form::default(),
            headers: vec![cookie],
            body: form.as_bytes().to_vec(),
            ..Raw::default()
        };
        let reply = serve(&self.app, &raw);
        (reply.status, String::from_utf8(reply.body).unwrap())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Somebody of a role who works at one site and reads Arabic.
pub fn somebody(role: Role) -> Who {
    let site: SiteId = At::example().id(9);
    Who {
        roles: vec![role],
        sites: vec![site],
        site: Some(site),
        language: "ar".into(),
        purpose: None,
        ..Who::system(At::example().actor)
    }
}

struct Believing;

impl Doors for Believing {
    fn enter(&self, raw: &Raw, _: Moment) -> Entry {
        let role = raw.cookie("role").and_then(|role| role.parse().ok());
        role.map_or(Entry::Out, |role| Entry::In(somebody(role)))
    }

    fn answer(&self, _: &App, _: &Raw, _: &Entry) -> Option<RawReply> {
        None
    }
}
