//! Serving: HTTP for this machine, HTTPS for the LAN, reactions in the background, an orderly end.

use crate::{
    node::{Failure, Node},
    out, tls,
};
use access::{
    Gate,
    signin::{Door, passkey::Relying, password::Hasher},
};
use log::Reaction;
use shell::{
    App, Doors, Outbox, openapi,
    server::{self, Secure},
    signin::FrontDoor,
};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    time::Duration,
};

/// Where a node listens.
#[derive(Debug, Clone)]
pub struct Listen {
    /// Plain HTTP, for browsers on this machine only.
    pub http: SocketAddr,
    /// HTTPS for the LAN.
    pub https: Option<SocketAddr>,
    /// Names and addresses for the certificate.
    pub names: Vec<String>,
}

/// The application of an open node, and the end that wakes the reactions.
pub fn app(node: &Node, doors: Box<dyn Doors>) -> Result<(Arc<App>, Receiver<()>), Failure> {
    let (wake, woken) = sync_channel(1);
    let app = App {
        gate: node.gate.clone(),
        catalogue: node.catalogue.clone(),
        pages: server::pages(&node.capabilities),
        doors,
        after_command: waker(wake),
        openapi: openapi::document(&node.gate).to_string(),
        outbox: Outbox::new(&node.keyring.derive("outbox v1")).ok_or("NOD-009 the outbox key cannot be derived")?,
    };
    Ok((Arc::new(app), woken))
}

/// Wakes the reactions; if they are awake already, that is enough.
fn waker(wake: SyncSender<()>) -> Box<dyn Fn() + Send + Sync> {
    Box::new(move || {
        let _ = wake.try_send(());
    })
}

/// Serves until the process is told to stop. `ready` is called with the address once requests are taken.
pub fn serve(node: Node, listen: &Listen, ready: &dyn Fn(&str)) -> Result<(), Failure> {
    let doors = doors(&node, listen)?;
    let (app, woken) = app(&node, doors)?;
    let gate = node.gate.clone();
    let reactions: Vec<_> = node.capabilities.into_iter().map(|c| (c.zone, c.reactions)).collect();
    std::thread::Builder::new().name("reactions".into()).spawn(move || {
        let mut swept = 0;
        loop {
            let waiting = react(&gate, &reactions);
            let today = gate.now().date_at(0).days();
            if today != swept {
                forget_requests(&gate);
                swept = today;
            }
            let pause = if waiting { Duration::from_secs(5) } else { Duration::from_secs(30) };
            if let Err(std::sync::mpsc::RecvTimeoutError::Disconnected) = woken.recv_timeout(pause) {
                return;
            }
        }
    })?;
    // Argon2 and page work are on the blocking pool; two workers are enough for sockets on a weak machine.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(16).enable_all().build()?;
    runtime.block_on(async {
        let router = server::router(app);
        let listener = tokio::net::TcpListener::bind(listen.http).await?;
        ready(&format!("http://{}", listener.local_addr()?));
        if let Some(https) = listen.https {
            let certificate = tls::certificate(&node.folder, &listen.names)?;
            // The provider may be set already by a test in the same process.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let config =
                axum_server::tls_rustls::RustlsConfig::from_pem_file(certificate.chain, certificate.key).await?;
            let secure = router.clone().layer(axum::Extension(Secure));
            out::say(format!("  LAN   https://{https}   authority for tablets: {}", certificate.authority.display()));
            tokio::spawn(
                axum_server::bind_rustls(https, config)
                    .serve(secure.into_make_service_with_connect_info::<SocketAddr>()),
            );
        }
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(told_to_stop())
            .await?;
        Ok::<_, Failure>(())
    })?;
    runtime.shutdown_timeout(Duration::from_secs(5));
    Ok(())
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}

/// How long the answer to a request is kept for its repetition: longer than a tablet keeps a form.
const REQUESTS_KEPT_S: i64 = 90 * 24 * 60 * 60;

fn forget_requests(gate: &Gate) {
    for log in gate.logs() {
        if let Err(error) = log.forget_requests(gate.now().plus_seconds(-REQUESTS_KEPT_S)) {
            tracing::error!(zone = %log.zone(), %error, "answers of old requests could not be forgotten; tried again tomorrow");
        }
    }
}

/// One round of every reaction of an open node: for commands that go on with what a reaction brings.
pub fn react_once(node: &Node) {
    for capability in &node.capabilities {
        react_in(&node.gate, capability.zone, &capability.reactions);
    }
}

/// One round of every reaction; whether a fact waits for another try.
pub fn react(gate: &Gate, reactions: &[(kernel::Zone, Vec<Reaction<Gate>>)]) -> bool {
    reactions.iter().fold(false, |waiting, (zone, of_zone)| react_in(gate, *zone, of_zone) | waiting)
}

fn react_in(gate: &Gate, zone: kernel::Zone, reactions: &[Reaction<Gate>]) -> bool {
    let Some(log) = gate.log(zone) else { return false };
    let mut waiting = false;
    for reaction in reactions {
        loop {
            match log.react(reaction, gate, gate.now(), 500) {
                Ok(done) => {
                    waiting |= done.waiting;
                    if done.done == 0 || done.waiting {
                        break;
                    }
                }
                Err(error) => {
                    tracing::error!(reaction = reaction.name, %error, "a reaction could not read its log");
                    waiting = true;
                    break;
                }
            }
        }
    }
    waiting
}

/// The front door. Passkeys are bound to the first name under which the node is reached.
fn doors(node: &Node, listen: &Listen) -> Result<Box<dyn Doors>, Failure> {
    let name = listen.names.first().map_or("localhost", String::as_str);
    let port = listen.https.map_or(listen.http.port(), |https| https.port());
    let door = Door::new(&node.gate, Hasher::new().map_err(said)?, Relying::new(name, port)).map_err(said)?;
    if let Some(code) = access::first::offer(&node.gate).map_err(said)? {
        out::say(format!("Nobody administers this node yet. Open /setup within a day and type this code once: {code}"));
    }
    let short = node.gate.node().short();
    Ok(Box::new(FrontDoor::new(node.gate.clone(), door, format!("{name} {short}"))))
}

fn said(problem: kernel::Problem) -> Failure {
    format!("NOD-010 sign-in cannot start: {problem}").into()
}
