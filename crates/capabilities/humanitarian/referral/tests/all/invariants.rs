//! What holds whatever is done, by whom and in whichever order: over random sequences of commands on a real node.

use crate::node::{Node, another, somebody};
use access::{Query, Role, Who};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const FIELDS: [&str; 5] = ["name", "age", "reason", "help", "safe_contact"];

/// One thing that somebody does, with two numbers that choose what.
#[derive(Debug, Clone, Copy)]
enum Step {
    Agree(u8),
    Refuse,
    Basis,
    Withdraw,
    Send(u8, bool),
    Revoke,
    Acknowledge,
    Accept,
    Decline,
    Begin,
    Finish,
    Tell,
    Wait,
    Escalate,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => any::<u8>().prop_map(Step::Agree),
        1 => Just(Step::Refuse),
        1 => Just(Step::Basis),
        1 => Just(Step::Withdraw),
        3 => (any::<u8>(), any::<bool>()).prop_map(|(fields, other)| Step::Send(fields, other)),
        1 => Just(Step::Revoke),
        1 => Just(Step::Acknowledge),
        2 => Just(Step::Accept),
        1 => Just(Step::Decline),
        1 => Just(Step::Begin),
        1 => Just(Step::Finish),
        1 => Just(Step::Tell),
        1 => Just(Step::Wait),
        1 => Just(Step::Escalate),
    ]
}

fn chosen(bits: u8) -> Vec<&'static str> {
    FIELDS.iter().enumerate().filter(|(i, _)| bits & (1 << i) != 0).map(|(_, field)| *field).collect()
}

/// What was agreed to, as far as the test knows: the model beside the node.
#[derive(Default)]
struct Known {
    agreed: Option<BTreeSet<&'static str>>,
    basis: bool,
    sent: Vec<(Value, usize, BTreeSet<&'static str>)>,
}

struct World {
    node: Node,
    worker: Who,
    providers: [Who; 2],
    offices: [(Value, Value); 2],
    referral: Value,
}

impl World {
    fn new() -> Self {
        let node = Node::new();
        let worker = somebody(Role::SocialWorker);
        let providers = [somebody(Role::ServiceProvider), another(Role::ServiceProvider, 1)];
        let offices = [node.clinic(&providers[0]), node.clinic(&providers[1])];
        let referral = node.draft(&worker, node.person("SECRET-NAME"));
        Self { node, worker, providers, offices, referral }
    }

    fn take(&self, step: Step, known: &mut Known) {
        let referral = &self.referral;
        let refer = |name: &str, more: Value| {
            let mut json = json!({ "referral": referral });
            json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            self.node.run(&self.worker, name, &json)
        };
        let last = known.sent.last().map(|(sending, to, _)| (sending.clone(), *to));
        let answer = |name: &str, more: Value| {
            let Some((sending, to)) = &last else { return };
            let mut json = json!({ "sending": sending });
            json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let _ = self.node.run(&self.providers[*to], name, &json);
        };
        match step {
            Step::Agree(bits) => {
                let organisations = [&self.offices[0].0, &self.offices[1].0];
                let consent = json!({ "agreed": true, "by": "oneself", "form": "spoken", "language": "ar",
                    "organisations": organisations, "fields": chosen(bits) });
                if refer("answer_consent", json!({ "consent": consent })).is_ok() {
                    known.agreed = Some(chosen(bits).into_iter().collect());
                }
            }
            Step::Refuse => {
                let consent = json!({ "agreed": false, "by": "oneself", "form": "spoken", "language": "ar" });
                if refer("answer_consent", json!({ "consent": consent })).is_ok() {
                    known.agreed = None;
                }
            }
            Step::Basis => {
                let basis = json!({ "basis": "vital_interest", "reason": "Unconscious" });
                known.basis |= refer("name_basis", basis).is_ok();
            }
            Step::Withdraw => {
                if refer("withdraw_consent", json!({})).is_ok() {
                    known.agreed = None;
                }
            }
            Step::Send(bits, other) => {
                let to = usize::from(other);
                let send = json!({ "service": self.offices[to].1, "fields": chosen(bits) });
                if let Ok(done) = refer("send_referral", send) {
                    let fields: BTreeSet<_> = chosen(bits).into_iter().collect();
                    let covered = known.agreed.as_ref().is_some_and(|agreed| fields.is_subset(agreed));
                    assert!(covered || known.basis, "left without consent or basis");
                    known.sent.push((done["sending"].clone(), to, fields));
                }
            }
            Step::Revoke => drop(refer("revoke_referral", json!({ "why": "mistake" }))),
            Step::Acknowledge => answer("acknowledge_referral", json!({})),
            Step::Accept => answer("accept_referral", json!({ "note": "Come" })),
            Step::Decline => answer("decline_referral", json!({ "why": "full" })),
            Step::Begin => answer("begin_help", json!({})),
            Step::Finish => answer("record_outcome", json!({ "outcome": "helped" })),
            Step::Tell | Step::Escalate => {
                let Some((sending, _)) = &last else { return };
                let tell = json!({ "sending": sending, "how": "phone", "language": "ar" });
                let escalate = json!({ "sending": sending });
                let (name, json) = match step {
                    Step::Tell => ("tell_person", tell),
                    _ => ("escalate_referral", escalate),
                };
                drop(refer(name, json));
            }
            Step::Wait => self.node.pass(40 * 3600),
        }
    }

    fn holds(&self, step: Step, known: &Known) {
        let case = self.node.record(&self.worker, "case", &self.referral).unwrap();
        for (sending, to, fields) in &known.sent {
            let seen = self.node.record(&self.providers[*to], "received", sending).unwrap();
            let stage = seen["stage"].as_str().unwrap();
            assert!(referral::words::Stage::NAMES[1..].contains(&stage), "{stage}");
            assert!(["stopped", "running", "overdue"].contains(&seen["clock_state"].as_str().unwrap()));
            let content = seen["content"].as_array().unwrap();
            if ["declined", "revoked"].contains(&stage) {
                assert!(content.is_empty() && !seen.to_string().contains("SECRET"), "{step:?}: {seen}");
            }
            for line in content {
                assert!(fields.contains(line["field"].as_str().unwrap()), "{step:?}: {line} was not chosen");
            }
            // The other organisation knows nothing of it.
            assert_eq!(self.node.record(&self.providers[1 - to], "received", sending).unwrap_err().status, 404);
            let mine = case["sendings"].as_array().unwrap().iter().filter(|s| s["sending"] == *sending).count();
            assert_eq!(mine, 1);
        }
        if matches!(step, Step::Withdraw | Step::Revoke) {
            let readable = case["sendings"].as_array().unwrap().iter().filter(|s| s["readable"] == json!(true)).count();
            let refused = known.agreed.is_some() && matches!(step, Step::Withdraw);
            assert!(readable == 0 || refused || known.basis, "{step:?}: {case}");
        }
        for provider in &self.providers {
            let open = self.node.rows(provider, "inbox", &Query::by("show", "all"));
            assert!(open.len() <= known.sent.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_without_consent_or_basis_and_nothing_stays_that_was_taken_back(
        steps in proptest::collection::vec(step(), 1..22)
    ) {
        let (world, mut known) = (World::new(), Known::default());
        for step in steps {
            world.take(step, &mut known);
            world.holds(step, &known);
        }
    }
}
