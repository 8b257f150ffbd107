//! Passkeys, with an authenticator made of software that answers as the browser's script sends it (WebAuthn level 3, §6).

use crate::node::{FROM, Node, PASSWORD, account};
use access::{
    Gate, session,
    signin::{Door, passkey::Relying, password::Hasher},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use kernel::{ActorId, Problem, Zone};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A device with one key.
struct Device {
    key: SigningKey,
    id: [u8; 16],
    counter: u32,
    origin: &'static str,
}

/// User present, user verified.
const SHOWN: u8 = 0x05;
/// The same without a finger or a PIN.
const TOUCHED: u8 = 0x01;

impl Device {
    fn new(secret: u8) -> Self {
        let key = SigningKey::from_slice(&[secret; 32]).unwrap();
        Self { key, id: [secret; 16], counter: 0, origin: "https://post.example:8443" }
    }

    fn client_data(&self, what: &str, options: &Value) -> Vec<u8> {
        let challenge = options.pointer("/publicKey/challenge").unwrap();
        json!({ "type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(b"post.example").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn makes(&self, options: &Value) -> Value {
        let client_data = self.client_data("webauthn.create", options);
        let mut data = self.authenticator_data(SHOWN | 0x40);
        data.extend([0; 16]);
        data.extend(16u16.to_be_bytes());
        data.extend(self.id);
        // The public key as COSE (RFC 9053 §7.1): EC2, ES256, P-256, x, y.
        let point = self.key.verifying_key().to_sec1_point(false);
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point.as_bytes()[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point.as_bytes()[33..]);
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        json!({
            "id": BASE64.encode(self.id), "rawId": BASE64.encode(self.id), "type": "public-key",
            "response": {
                "clientDataJSON": BASE64.encode(client_data), "attestationObject": BASE64.encode(attestation), "transports": ["internal"],
            },
            "clientExtensionResults": {},
        })
    }

    fn signs(&mut self, options: &Value, actor: ActorId, flags: u8) -> Value {
        self.counter += 1;
        let client_data = self.client_data("webauthn.get", options);
        let data = self.authenticator_data(flags);
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": BASE64.encode(self.id), "rawId": BASE64.encode(self.id), "type": "public-key",
            "response": {
                "clientDataJSON": BASE64.encode(client_data), "authenticatorData": BASE64.encode(data),
                "signature": BASE64.encode(signature.to_der().as_bytes()), "userHandle": BASE64.encode(actor.bytes()),
            },
            "clientExtensionResults": {},
        })
    }
}

fn open(node: &Node) -> (Gate, Door) {
    let gate = node.start("", &[Zone::Shared]);
    let door = Door::new(&gate, Hasher::quick().unwrap(), Relying::new("post.example", 8443)).unwrap();
    (gate, door)
}

fn code<T>(result: Result<T, Problem>) -> String {
    result.map(|_| "ok".to_owned()).unwrap_or_else(|p| p.code.to_string())
}

#[test]
fn a_passkey_is_added_and_signs_in_without_a_login() {
    let node = Node::new();
    let (gate, door) = open(&node);
    let actor = account(&gate, &door, "zeinab", &[], &[]);
    let session = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().session;
    let mut device = Device::new(7);
    let made = device.makes(&door.start_adding(&gate, &session).unwrap());
    assert_eq!(code(door.finish_adding(&gate, &session, "phone", &made)), "ok");
    assert_eq!(code(door.finish_adding(&gate, &session, "phone", &made)), "ACC-045", "a challenge is answered once");

    let (handle, options) = door.start_passkey(&gate).unwrap();
    let signed = device.signs(&options, actor, SHOWN);
    let opened = door.sign_in_with_passkey(&gate, FROM, &handle, &signed).unwrap();
    assert_eq!((opened.session.who.actor, opened.session.login.as_str()), (actor, "zeinab"));
    assert!(session::find(&gate, &opened.secret).unwrap().is_some());
    assert_eq!(
        code(door.sign_in_with_passkey(&gate, FROM, &handle, &signed)),
        "ACC-010",
        "a challenge is answered once"
    );

    // It also unlocks the screen of its holder, and nobody else's.
    session::lock(&gate, &opened.session).unwrap();
    let (handle, options) = door.start_passkey(&gate).unwrap();
    let signed = device.signs(&options, actor, SHOWN);
    assert_eq!(code(door.unlock_with_passkey(&gate, &opened.session, &handle, &signed)), "ok");
    account(&gate, &door, "moussa", &[], &[]);
    let other = door.sign_in(&gate, FROM, "moussa", PASSWORD, "").unwrap().session;
    let (handle, options) = door.start_passkey(&gate).unwrap();
    let signed = device.signs(&options, actor, SHOWN);
    assert_eq!(code(door.unlock_with_passkey(&gate, &other, &handle, &signed)), "ACC-010");
}

#[test]
fn what_does_not_fit_the_challenge_the_node_or_the_key_is_refused() {
    let node = Node::new();
    let (gate, door) = open(&node);
    let actor = account(&gate, &door, "zeinab", &[], &[]);
    let session = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().session;
    let mut device = Device::new(7);
    let made = device.makes(&door.start_adding(&gate, &session).unwrap());
    door.finish_adding(&gate, &session, "phone", &made).unwrap();
    let after = |wait_s: i64, device: &mut Device, actor: ActorId, flags: u8| {
        let (handle, options) = door.start_passkey(&gate).unwrap();
        let signed = device.signs(&options, actor, flags);
        node.wait_s(wait_s);
        let outcome = code(door.sign_in_with_passkey(&gate, FROM, &handle, &signed));
        // What makes wrong tries wait is not what is tried here.
        node.wait_s(20 * 60);
        outcome
    };
    let now = |device: &mut Device, actor: ActorId, flags: u8| after(0, device, actor, flags);
    assert_eq!(now(&mut device, actor, SHOWN), "ok");
    assert_eq!(now(&mut device, actor, TOUCHED), "ACC-010", "without finger, face or PIN");
    assert_eq!(after(300, &mut device, actor, SHOWN), "ACC-010", "a challenge is open for five minutes");
    assert_eq!(
        now(&mut Device { id: [7; 16], ..Device::new(8) }, actor, SHOWN),
        "ACC-010",
        "another key under the same id"
    );
    assert_eq!(now(&mut Device::new(9), actor, SHOWN), "ACC-010", "a key that was never added");
    let nobody = ActorId(uuid::Uuid::from_u128(1));
    assert_eq!(now(&mut device, nobody, SHOWN), "ACC-010", "an account that does not exist");
    device.origin = "https://evil.example";
    assert_eq!(now(&mut device, actor, SHOWN), "ACC-010", "another site");
    device.origin = "https://post.example:8443";
    device.counter = 0;
    assert_eq!(now(&mut device, actor, SHOWN), "ACC-010", "a counter that went back: a copy of the key");
}

#[test]
fn a_removed_passkey_signs_nobody_in_and_the_only_way_in_stays() {
    let node = Node::new();
    let (gate, door) = open(&node);
    let actor = account(&gate, &door, "zeinab", &[], &[]);
    let session = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().session;
    let mut device = Device::new(7);
    let made = device.makes(&door.start_adding(&gate, &session).unwrap());
    door.finish_adding(&gate, &session, "phone", &made).unwrap();
    let id = door.passkeys(&gate, &session).unwrap()[0].id.clone();
    assert_eq!(id, "07".repeat(16));
    assert_eq!(code(door.remove_passkey(&gate, &session, "none")), "ACC-043");
    assert_eq!(code(door.remove_passkey(&gate, &session, &id)), "ok");
    let (handle, options) = door.start_passkey(&gate).unwrap();
    let signed = device.signs(&options, actor, SHOWN);
    assert_eq!(code(door.sign_in_with_passkey(&gate, FROM, &handle, &signed)), "ACC-010");
}

#[test]
fn a_node_without_a_host_name_says_why_it_has_no_passkeys() {
    for host in ["192.0.2.1", "[2001:db8::1]", "", "a b"] {
        assert!(Relying::new(host, 443).is_none(), "{host}");
    }
    let node = Node::new();
    let (gate, door) = node.open();
    assert_eq!(code(door.start_passkey(&gate)), "ACC-046");
}
