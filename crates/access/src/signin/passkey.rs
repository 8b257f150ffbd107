//! Passkeys (WebAuthn level 3): a key pair in a device, bound to this node's host name, that signs a challenge after its holder
//! has shown a finger, a face or a PIN to the device. It counts as two factors.
//!
//! Challenges live in memory for five minutes; a restart only means pressing the button again. Passkeys need a host name: a
//! browser binds none to a bare address.

use crate::{
    Gate,
    account::{Account, AccountFact},
    signin::{
        door::{self, Door, From, REFUSED},
        session::{self, Method, Opened, Session, shared},
    },
};
use kernel::{ActorId, Moment, Problem, Purpose, Text};
use log::keyring::hex;
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
        RegisterPublicKeyCredential, Url,
    },
};

/// How long a challenge can be answered.
const VALID_S: i64 = 5 * 60;
/// Challenges that may be open at once; the oldest gives way.
const OPEN_AT_ONCE: usize = 1_000;
/// Passkeys of one account.
const MOST_KEYS: usize = 10;

/// The node as passkeys see it.
pub struct Relying {
    webauthn: Webauthn,
    open: Mutex<HashMap<String, (Moment, Ceremony)>>,
}

enum Ceremony {
    Adding(ActorId, Box<PasskeyRegistration>),
    SigningIn(Box<DiscoverableAuthentication>),
}

impl Relying {
    /// The node under its host name; `None` when `host` is a bare address or no host name, or `port` makes no address.
    #[must_use]
    pub fn new(host: &str, port: u16) -> Option<Self> {
        let origin = Url::parse(&format!("https://{host}:{port}")).ok()?;
        let builder = WebauthnBuilder::new(host, &origin).ok()?;
        let webauthn = builder.rp_name("Manara").allow_any_port(true).build().ok()?;
        Some(Self { webauthn, open: Mutex::default() })
    }

    fn keep(&self, handle: String, now: Moment, ceremony: Ceremony) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (since, _)| now.seconds_since(*since) < VALID_S);
        if open.len() >= OPEN_AT_ONCE
            && let Some(oldest) = open.iter().min_by_key(|(_, (since, _))| *since).map(|(handle, _)| handle.clone())
        {
            open.remove(&oldest);
        }
        open.insert(handle, (now, ceremony));
    }

    fn take(&self, handle: &str, now: Moment) -> Option<Ceremony> {
        let (since, ceremony) = self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(handle)?;
        (now.seconds_since(since) < VALID_S).then_some(ceremony)
    }
}

impl Door {
    fn relying(&self) -> Result<&Relying, Problem> {
        self.relying.as_ref().ok_or(Problem::refused("ACC-046"))
    }

    /// Whether this node can have passkeys.
    #[must_use]
    pub fn has_passkeys(&self) -> bool {
        self.relying.is_some()
    }

    /// What the browser needs to make a passkey for the session's holder.
    ///
    /// # Errors
    /// `ACC-046` when the node has no host name; `ACC-047` when the account has ten already.
    pub fn start_adding(&self, gate: &Gate, session: &Session) -> Result<Value, Problem> {
        let relying = self.relying()?;
        let account = session::account(gate, session.who.actor)?;
        if account.passkeys.len() >= MOST_KEYS {
            return Err(Problem::refused("ACC-047"));
        }
        let known = account.passkeys.iter().filter_map(|p| serde_json::from_value::<Passkey>(p.key.clone()).ok());
        let known = known.map(|key| key.cred_id().clone()).collect();
        let (options, state) = relying
            .webauthn
            .start_passkey_registration(session.who.actor.0, &session.login, &session.who.name, Some(known))
            .map_err(|_| CEREMONY)?;
        relying.keep(adding(session), gate.now(), Ceremony::Adding(session.who.actor, Box::new(state)));
        let mut options = serde_json::to_value(options).map_err(|_| CEREMONY)?;
        // The device must remember whose key it is: people sign in without typing a login.
        if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut)
        {
            selection.insert("residentKey".into(), "required".into());
            selection.insert("requireResidentKey".into(), true.into());
        }
        Ok(options)
    }

    /// Adds the passkey that the browser made.
    ///
    /// # Errors
    /// `ACC-045` when the answer does not fit the challenge, or the challenge is too old; `TXT-…` for the label.
    pub fn finish_adding(
        &self,
        gate: &Gate,
        session: &Session,
        label: &str,
        credential: &Value,
    ) -> Result<(), Problem> {
        let relying = self.relying()?;
        let label = Text::<40>::parse(label).map_err(|e| Problem::field("label", e.code()))?;
        let Some(Ceremony::Adding(actor, state)) = relying.take(&adding(session), gate.now()) else {
            return Err(CEREMONY);
        };
        let answer: RegisterPublicKeyCredential = serde_json::from_value(credential.clone()).map_err(|_| CEREMONY)?;
        let key = relying.webauthn.finish_passkey_registration(&answer, &state).map_err(|_| CEREMONY)?;
        let id = id_of(&key);
        let key = serde_json::to_value(&key).map_err(|_| CEREMONY)?;
        let at = gate.at(&session.who, Purpose::Administration)?;
        shared(gate)?.execute::<Account>(&[actor.into()], &at, |past| {
            if past.main().passkeys.iter().any(|p| p.id == id) {
                return Err(CEREMONY);
            }
            Ok(vec![AccountFact::PasskeyAdded { account: actor, id, label, key }])
        })?;
        Ok(())
    }

    /// What the browser needs to sign in with a passkey, and a handle for the answer. Asks for no login, so it tells nothing
    /// about who has an account.
    pub fn start_passkey(&self, gate: &Gate) -> Result<(String, Value), Problem> {
        let relying = self.relying()?;
        let (mut options, state) = relying.webauthn.start_discoverable_authentication().map_err(|_| CEREMONY)?;
        // A button is pressed, so the browser shows its dialog at once instead of offering keys in a field.
        options.mediation = None;
        let handle = hex(&gate.at(&gate.system(), Purpose::System)?.random::<32>(0));
        relying.keep(handle.clone(), gate.now(), Ceremony::SigningIn(Box::new(state)));
        Ok((handle, serde_json::to_value(options).map_err(|_| CEREMONY)?))
    }

    /// Opens a session for the passkey that answered.
    ///
    /// # Errors
    /// `ACC-010` when it is unknown or the answer does not fit; `ACC-011` after many wrong answers.
    pub fn sign_in_with_passkey(
        &self,
        gate: &Gate,
        from: From<'_>,
        handle: &str,
        credential: &Value,
    ) -> Result<Opened, Problem> {
        // No login is typed: wrong answers count against where they come from.
        let counting = self.count(gate, from, from.address)?;
        let opened = self.holder_of(gate, handle, credential).and_then(|actor| {
            let at = gate.at(&crate::Who::system(actor), Purpose::Administration)?;
            Ok(shared(gate)?.commit(&at, |commit| door::open(commit, &at, actor, Method::Passkey, from, &counting))?)
        });
        self.note(gate, from, None, &counting, opened)
    }

    /// Unlocks a session with a passkey of its holder.
    pub fn unlock_with_passkey(
        &self,
        gate: &Gate,
        session: &Session,
        handle: &str,
        credential: &Value,
    ) -> Result<(), Problem> {
        if self.holder_of(gate, handle, credential)? != session.who.actor {
            return Err(REFUSED);
        }
        session::unlock(gate, session)
    }

    /// Whose passkey answered the challenge; its counters are advanced.
    fn holder_of(&self, gate: &Gate, handle: &str, credential: &Value) -> Result<ActorId, Problem> {
        let relying = self.relying()?;
        let Some(Ceremony::SigningIn(state)) = relying.take(handle, gate.now()) else { return Err(REFUSED) };
        let answer: PublicKeyCredential = serde_json::from_value(credential.clone()).map_err(|_| REFUSED)?;
        let (actor, _) = relying.webauthn.identify_discoverable_authentication(&answer).map_err(|_| REFUSED)?;
        let actor = ActorId(actor);
        let account = session::account(gate, actor)?;
        let keys = account.passkeys.iter().filter_map(|p| serde_json::from_value::<Passkey>(p.key.clone()).ok());
        let mut key =
            keys.into_iter().find(|key| key.cred_id().as_slice() == answer.get_credential_id()).ok_or(REFUSED)?;
        let result = relying
            .webauthn
            .finish_discoverable_authentication_v2(&answer, *state, DiscoverableKey::from(&key))
            .map_err(|_| REFUSED)?;
        if account.suspended {
            return Err(REFUSED);
        }
        if key.update_credential(&result) == Some(true) {
            let at = gate.at(&crate::Who::system(actor), Purpose::System)?;
            let fact = AccountFact::PasskeyAdvanced {
                account: actor,
                id: id_of(&key),
                key: serde_json::to_value(&key).map_err(|_| REFUSED)?,
            };
            shared(gate)?.commit(&at, |commit| commit.record(actor.into(), &[fact], &at))?;
        }
        Ok(actor)
    }
}

fn adding(session: &Session) -> String {
    format!("adding {}", session.kept.number)
}

fn id_of(key: &Passkey) -> String {
    hex(key.cred_id())
}

const CEREMONY: Problem = Problem::refused("ACC-045");
