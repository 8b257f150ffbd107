//! Signing in, sessions, the brake, the first administrator.

use crate::node::{FROM, Node, PASSWORD, account, record};
use access::{
    Gate, Role,
    account::{AccountFact, Language},
    first::{self, FirstAdministrator},
    session,
    signin::{Door, code, door::From, totp},
};
use contracts::site::{SiteDescription, SiteFact, SiteKind};
use kernel::{Purpose, SiteId, Text, Zone};

fn code_of<T>(result: Result<T, kernel::Problem>) -> String {
    result
        .map(|_| "ok".to_owned())
        .unwrap_or_else(|p| p.fields.first().map_or(p.code.to_string(), |f| f.code.to_string()))
}

fn tries(gate: &Gate, door: &Door, login: &str, password: &str) -> String {
    code_of(door.sign_in(gate, FROM, login, password, ""))
}

#[test]
fn a_right_password_opens_a_session_that_a_restart_does_not_end() {
    let node = Node::new();
    let (gate, door) = node.open();
    let actor = account(&gate, &door, "zeinab", &[Role::LaneOfficer], &[]);
    let opened = door.sign_in(&gate, FROM, "Zeinab", PASSWORD, "").unwrap();
    drop((gate, door));
    let (gate, _) = node.open();
    let session = session::find(&gate, &opened.secret).unwrap().unwrap();
    assert_eq!((session.who.actor, session.who.roles.clone(), session.locked), (actor, vec![Role::LaneOfficer], false));
    assert_eq!(session::find(&gate, &"0".repeat(64)).unwrap(), None);
    assert_eq!(session::find(&gate, "no hexadecimal").unwrap(), None);
}

#[test]
fn a_wrong_password_and_an_unknown_login_get_the_same_answer() {
    let node = Node::new();
    let (gate, door) = node.open();
    let actor = account(&gate, &door, "zeinab", &[], &[]);
    assert_eq!(tries(&gate, &door, "zeinab", "something else entirely"), "ACC-010");
    assert_eq!(tries(&gate, &door, "nobody", "something else entirely"), "ACC-010");
    assert_eq!(tries(&gate, &door, "no login at all \u{202e}", ""), "ACC-010");
    record(&gate, actor, &[AccountFact::Suspended { account: actor, reason: Text::parse("left").unwrap() }]);
    assert_eq!(tries(&gate, &door, "zeinab", PASSWORD), "ACC-010");
}

#[test]
fn after_five_wrong_tries_even_the_right_password_must_wait_and_others_need_not() {
    let node = Node::new();
    let (gate, door) = node.open();
    for login in ["zeinab", "moussa"] {
        account(&gate, &door, login, &[], &[]);
    }
    for login in ["zeinab", "nobody"] {
        for _ in 0..5 {
            assert_eq!(tries(&gate, &door, login, "wrong"), "ACC-010");
        }
        assert_eq!(tries(&gate, &door, login, PASSWORD), "ACC-011");
    }
    assert_eq!(tries(&gate, &door, "moussa", PASSWORD), "ok");
    node.wait_s(5);
    assert_eq!(tries(&gate, &door, "zeinab", PASSWORD), "ok");
    assert_eq!(tries(&gate, &door, "zeinab", "wrong"), "ACC-010");
    let refused =
        gate.log(Zone::Shared).unwrap().read(|sql| Ok(access::views::attempts::refused(sql, 10, 0)?)).unwrap();
    let lines: Vec<_> = refused.iter().map(|r| (r.login.as_deref(), r.address.as_deref(), r.tries)).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines.contains(&(Some("zeinab"), None, 5)) && lines.contains(&(None, None, 5)));
    assert!(lines.contains(&(None, Some("192.0.2.7"), 5)) && lines.contains(&(None, Some("192.0.2.7"), 10)));
}

#[test]
fn many_logins_tried_from_one_address_are_slowed_down() {
    let node = Node::new();
    let (gate, door) = node.open();
    account(&gate, &door, "zeinab", &[], &[]);
    for n in 0..25 {
        assert_eq!(tries(&gate, &door, &format!("guess{n}"), "wrong"), "ACC-010");
    }
    assert_eq!(tries(&gate, &door, "zeinab", PASSWORD), "ACC-011");
    let elsewhere = From { address: "192.0.2.8", device: "" };
    assert_eq!(code_of(door.sign_in(&gate, elsewhere, "zeinab", PASSWORD, "")), "ok");
}

#[test]
fn a_one_time_code_is_asked_for_and_taken_once() {
    let node = Node::new();
    let (gate, door) = node.open();
    let actor = account(&gate, &door, "zeinab", &[], &[]);
    let secret = totp::secret(*b"12345678901234567890");
    record(
        &gate,
        actor,
        &[AccountFact::TotpProposed { account: actor, secret: secret.clone() }, AccountFact::TotpSet {}],
    );
    let now_s = gate.now().millis_u64() / 1000;
    let good = (0..1_000_000)
        .map(|n| format!("{n:06}"))
        .find(|c| totp::step_of(&secret, c, now_s, None) == Some(now_s / 30))
        .unwrap();
    assert_eq!(tries(&gate, &door, "zeinab", PASSWORD), "ACC-010");
    assert_eq!(code_of(door.sign_in(&gate, FROM, "zeinab", PASSWORD, &good)), "ok");
    assert_eq!(code_of(door.sign_in(&gate, FROM, "zeinab", PASSWORD, &good)), "ACC-010");
}

#[test]
fn a_screen_locks_after_a_quarter_of_an_hour_and_is_unlocked_by_its_holder() {
    let node = Node::new();
    let (gate, door) = node.open();
    account(&gate, &door, "zeinab", &[], &[]);
    let secret = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().secret;
    let here = || session::find(&gate, &secret).unwrap().unwrap();
    node.wait_s(14 * 60);
    assert!(!here().locked);
    node.wait_s(15 * 60);
    assert!(here().locked);
    // Looking does not unlock.
    assert!(here().locked);
    assert_eq!(code_of(door.unlock(&gate, FROM, &here(), "wrong")), "ACC-010");
    door.unlock(&gate, FROM, &here(), PASSWORD).unwrap();
    assert!(!here().locked);
    session::lock(&gate, &here()).unwrap();
    assert!(here().locked);
}

#[test]
fn a_shift_ends_after_ten_hours_whatever_happens() {
    let node = Node::new();
    let (gate, door) = node.open();
    account(&gate, &door, "zeinab", &[], &[]);
    let secret = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().secret;
    for _ in 0..59 {
        node.wait_s(10 * 60);
        assert!(!session::find(&gate, &secret).unwrap().unwrap().locked);
    }
    node.wait_s(10 * 60);
    assert_eq!(session::find(&gate, &secret).unwrap(), None);
}

#[test]
fn a_pin_unlocks_and_five_wrong_ones_end_the_session() {
    let node = Node::new();
    let (gate, door) = node.open();
    account(&gate, &door, "zeinab", &[], &[]);
    let secret = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().secret;
    let here = || session::find(&gate, &secret).unwrap();
    for bad in ["12345", "123456", "987654", "000000", "12a456", "1234567890123", ""] {
        assert_eq!(code_of(session::set_pin(&gate, door.hasher(), &here().unwrap(), bad)), "ACC-018", "{bad}");
    }
    session::set_pin(&gate, door.hasher(), &here().unwrap(), "٤٧١١٠٨").unwrap();
    session::lock(&gate, &here().unwrap()).unwrap();
    session::unlock_with_pin(&gate, door.hasher(), &here().unwrap(), "471108").unwrap();
    assert!(!here().unwrap().locked);
    for left in [4, 3, 2, 1] {
        let problem = session::unlock_with_pin(&gate, door.hasher(), &here().unwrap(), "471109").unwrap_err();
        assert_eq!((problem.code.as_ref(), problem.values), ("ACC-017", vec![("left", left.to_string())]));
    }
    assert_eq!(code_of(session::unlock_with_pin(&gate, door.hasher(), &here().unwrap(), "471109")), "ACC-013");
    assert_eq!(here(), None);
}

#[test]
fn suspension_a_change_of_roles_and_a_new_password_end_sessions_at_once() {
    let node = Node::new();
    let (gate, door) = node.open();
    let actor = account(&gate, &door, "zeinab", &[Role::LaneOfficer], &[]);
    let roles = |roles: &[Role]| AccountFact::RolesGranted { roles: roles.to_vec(), sites: vec![] };
    let password = AccountFact::PasswordSet { account: actor, phc: door.hasher().hash(PASSWORD, [2; 16]).unwrap() };
    let suspended = AccountFact::Suspended { account: actor, reason: Text::parse("left").unwrap() };
    for fact in [roles(&[]), password, suspended] {
        let secret = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().secret;
        assert!(session::find(&gate, &secret).unwrap().is_some());
        record(&gate, actor, &[fact]);
        assert_eq!(session::find(&gate, &secret).unwrap(), None);
    }
}

#[test]
fn its_holder_sees_and_ends_sessions_left_open_elsewhere() {
    let node = Node::new();
    let (gate, door) = node.open();
    account(&gate, &door, "zeinab", &[], &[]);
    account(&gate, &door, "moussa", &[], &[]);
    let one = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap();
    let two = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap();
    let other = door.sign_in(&gate, FROM, "moussa", PASSWORD, "").unwrap();
    assert_eq!(session::own(&gate, &one.session).unwrap().len(), 2);
    assert_eq!(code_of(session::end(&gate, &one.session, other.session.kept.number)), "GEN-404");
    session::end(&gate, &one.session, two.session.kept.number).unwrap();
    assert_eq!(session::find(&gate, &two.secret).unwrap(), None);
    assert!(
        session::find(&gate, &one.secret).unwrap().is_some() && session::find(&gate, &other.secret).unwrap().is_some()
    );
}

#[test]
fn work_is_done_at_one_of_the_accounts_open_sites() {
    let node = Node::new();
    let (gate, door) = node.open();
    let at = gate.at(&gate.system(), Purpose::Administration).unwrap();
    let sites: Vec<SiteId> = (0..3).map(|n| at.id(n)).collect();
    for (site, closed) in sites.iter().zip([false, false, true]) {
        let described = SiteFact::SiteDescribed(SiteDescription {
            name: Text::parse("Adré").unwrap(),
            kind: SiteKind::Post,
            place: "TD19".parse().unwrap(),
            utc_offset_minutes: 60,
            latitude_deg: None,
            longitude_deg: None,
        });
        let facts = if closed { vec![described, SiteFact::SiteClosed {}] } else { vec![described] };
        gate.log(Zone::Shared).unwrap().commit(&at, |c| c.record((*site).into(), &facts, &at)).unwrap();
    }
    account(&gate, &door, "one", &[Role::LaneOfficer], &sites[..1]);
    let session = door.sign_in(&gate, FROM, "one", PASSWORD, "").unwrap().session;
    assert_eq!((session.who.site, session.who.utc_offset_minutes), (Some(sites[0]), 60));

    account(&gate, &door, "two", &[Role::LaneOfficer], &[sites[0], sites[2]]);
    let opened = door.sign_in(&gate, FROM, "two", PASSWORD, "").unwrap();
    assert_eq!(opened.session.who.site, None);
    for not_there in [sites[1], sites[2]] {
        assert_eq!(code_of(session::choose(&gate, &opened.session, Some(not_there), None)), "ACC-019");
    }
    session::choose(&gate, &opened.session, Some(sites[0]), Some(Purpose::BorderControl)).unwrap();
    let who = session::find(&gate, &opened.secret).unwrap().unwrap().who;
    assert_eq!((who.site, who.purpose, who.utc_offset_minutes), (Some(sites[0]), Some(Purpose::BorderControl), 60));
}

#[test]
fn the_first_administrator_needs_the_code_of_the_terminal_once_and_in_time() {
    let node = Node::new();
    let (gate, door) = node.open();
    let first = |code: &str, password: &str| {
        let administrator =
            FirstAdministrator { code, login: "chef", name: "Chef de poste", language: Language::Fr, password };
        code_of(first::open(&gate, &door, FROM, &administrator))
    };
    let old = first::offer(&gate).unwrap().unwrap();
    let code = first::offer(&gate).unwrap().unwrap();
    assert_eq!([first("", PASSWORD), first(&old, PASSWORD), first(&code, "short")], ["ACC-016", "ACC-016", "ACC-020"]);
    node.wait_s(first::VALID_S);
    assert_eq!(first(&code, PASSWORD), "ACC-016");
    let code = first::offer(&gate).unwrap().unwrap();
    assert_eq!(first(&code.to_lowercase(), PASSWORD), "ok");
    assert_eq!(first(&code, PASSWORD), "ACC-016");
    assert_eq!(first::offer(&gate).unwrap(), None);
    assert_eq!(tries(&gate, &door, "chef", PASSWORD), "ok");
}

#[test]
fn an_entry_code_sets_a_password_once() {
    let node = Node::new();
    let (gate, door) = node.open();
    let actor = account(&gate, &door, "zeinab", &[], &[]);
    let digest = code::digest("entry", "7F3K-9QWD-41ZT-M0XC");
    record(
        &gate,
        actor,
        &[AccountFact::EntryCodeIssued { account: actor, digest, until: gate.now().plus_seconds(60) }],
    );
    let choose =
        |login: &str, code: &str, password: &str| code_of(door.choose_password(&gate, FROM, login, code, password));
    assert_eq!(choose("nobody", "7F3K-9QWD-41ZT-M0XC", "another four words"), "ACC-015");
    assert_eq!(choose("zeinab", "7F3K-9QWD-41ZT-M0XD", "another four words"), "ACC-015");
    assert_eq!(choose("zeinab", "7f3k 9qwd 4lzt moxc", "zeinab 12345"), "ACC-023");
    assert_eq!(choose("zeinab", "7f3k 9qwd 4lzt moxc", "another four words"), "ok");
    assert_eq!(choose("zeinab", "7F3K-9QWD-41ZT-M0XC", "another four words"), "ACC-015");
    assert_eq!(
        [tries(&gate, &door, "zeinab", PASSWORD), tries(&gate, &door, "zeinab", "another four words")],
        ["ACC-010", "ok"]
    );
}

#[test]
fn what_is_typed_as_a_login_is_never_recorded() {
    let node = Node::new();
    let (gate, door) = node.open();
    for _ in 0..6 {
        tries(&gate, &door, "my-secret-password", "x");
    }
    let facts = gate.log(Zone::Shared).unwrap().after(0, 100).unwrap();
    assert!(facts.iter().any(|f| f.kind() == "signin.sign_ins_refused"));
    assert!(facts.iter().all(|f| !String::from_utf8_lossy(f.body.as_deref().unwrap_or(b"")).contains("my-secret")));
}

#[test]
fn a_new_password_ends_the_other_sessions_and_not_this_one() {
    let node = Node::new();
    let (gate, door) = node.open();
    account(&gate, &door, "zeinab", &[], &[]);
    let here = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap();
    let there = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap();
    let change = |current: &str, new: &str| code_of(door.change_password(&gate, FROM, &here.session, current, new));
    assert_eq!(change("wrong", "another four words"), "ACC-024");
    assert_eq!(change(PASSWORD, PASSWORD), "ACC-025");
    assert_eq!(change(PASSWORD, "short"), "ACC-020");
    assert_eq!(change(PASSWORD, "another four words"), "ok");
    assert!(session::find(&gate, &here.secret).unwrap().is_some());
    assert_eq!(session::find(&gate, &there.secret).unwrap(), None);
    assert_eq!(
        [tries(&gate, &door, "zeinab", PASSWORD), tries(&gate, &door, "zeinab", "another four words")],
        ["ACC-010", "ok"]
    );
}

#[test]
fn one_time_codes_are_set_up_by_showing_one_and_removed_with_the_password() {
    let node = Node::new();
    let (gate, door) = node.open();
    let actor = account(&gate, &door, "zeinab", &[], &[]);
    let here = door.sign_in(&gate, FROM, "zeinab", PASSWORD, "").unwrap().session;
    assert_eq!(code_of(door.confirm_totp(&gate, &here, "123456")), "ACC-041");
    let shown = door.propose_totp(&gate, &here, "post").unwrap();
    assert!(shown.address.starts_with("otpauth://totp/post:zeinab?secret="));
    assert_eq!(code_of(door.confirm_totp(&gate, &here, "no")), "ACC-040");
    let log = gate.log(Zone::Shared).unwrap();
    let secret = log.state::<access::account::Account>(actor.into()).unwrap().state.totp_proposed.unwrap();
    let now_s = gate.now().millis_u64() / 1000;
    let good =
        (0..1_000_000).map(|n| format!("{n:06}")).find(|c| totp::step_of(&secret, c, now_s, None).is_some()).unwrap();
    assert_eq!(code_of(door.confirm_totp(&gate, &here, &good)), "ok");
    assert_eq!(code_of(door.propose_totp(&gate, &here, "post")), "ACC-042");
    assert_eq!(tries(&gate, &door, "zeinab", PASSWORD), "ACC-010");
    assert_eq!(code_of(door.remove_totp(&gate, FROM, &here, "wrong")), "ACC-024");
    assert_eq!(code_of(door.remove_totp(&gate, FROM, &here, PASSWORD)), "ok");
    assert_eq!(tries(&gate, &door, "zeinab", PASSWORD), "ok");
}
