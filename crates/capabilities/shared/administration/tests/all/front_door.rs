//! Signing in, locking, one's own account, over HTTP.

use crate::node::{Browser, Node, PASSWORD, between};

const SIGN_IN: &str = "login=chef&password=four+plain+words+here";

fn sign_in<'a>(node: &'a Node, form: &str) -> (Browser<'a>, u16) {
    let browser = node.browser();
    let status = browser.post("/signin", form).status;
    (browser, status)
}

#[test]
fn a_new_node_sends_everybody_to_its_set_up_and_only_the_code_opens_it() {
    let node = Node::new();
    let browser = node.browser();
    assert_eq!(browser.get("/administration").go(), "/signin?back=%2Fadministration");
    assert_eq!(browser.get("/signin").go(), "/setup");
    let page = browser.post("/setup", "code=0000&name=A&login=a&password=four+plain+words+here");
    assert!(page.status == 422 && page.body.contains("ACC-016") && page.body.contains("value=\"a\""), "{}", page.body);
    let administrator = node.administrator();
    assert_eq!(administrator.get("/").go(), "/administration");
    assert_eq!(browser.get("/setup").go(), "/signin");
    assert_eq!(browser.get("/signin").status, 200);
}

#[test]
fn the_sign_in_page_reads_in_three_languages_and_says_what_is_wrong_in_them() {
    let node = Node::new();
    node.administrator();
    for (language, dir, title) in [("ar", "rtl", "تسجيل الدخول"), ("fr", "ltr", "Connexion"), ("en", "ltr", "Sign in")]
    {
        let mut browser = node.browser();
        browser.language = language;
        let page = browser.get("/signin").body;
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\"")) && page.contains(title), "{page}");
        assert!(!page.contains("[signin") && !page.contains("[error"), "{page}");
        let refused = browser.post("/signin", "login=chef&password=wrong");
        assert!(refused.status == 401 && refused.body.contains("ACC-010"), "{}", refused.body);
        assert!(!refused.body.contains("wrong"), "the password is shown again");
    }
}

#[test]
fn a_wrong_password_and_an_unknown_login_get_the_same_page() {
    let node = Node::new();
    node.administrator();
    let page = |login: &str| {
        let got = node.browser().post("/signin", &format!("login={login}&password=wrong"));
        (got.status, got.body.replace(login, "LOGIN"))
    };
    assert_eq!(page("chef"), page("nobody"));
}

#[test]
fn whoever_signs_in_goes_where_they_wanted_and_never_to_another_address() {
    let node = Node::new();
    node.administrator();
    let go = |back: &str| node.browser().post("/signin", &format!("{SIGN_IN}&back={back}")).go().to_owned();
    assert_eq!(go("%2Fadministration%2Fsites"), "/administration/sites");
    for elsewhere in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "evil"] {
        assert_eq!(go(elsewhere), "/", "{elsewhere}");
    }
}

#[test]
fn a_locked_screen_shows_nothing_until_it_is_unlocked() {
    let node = Node::new();
    let browser = node.administrator();
    assert_eq!(browser.post("/session/lock", "").go(), "/session/unlock");
    assert_eq!(browser.get("/administration").go(), "/session/unlock?back=%2Fadministration");
    assert_eq!(browser.get("/me").go(), "/session/unlock?back=%2Fme");
    let api = browser.get("/api/v1/views/administration.accounts");
    assert_eq!(api.status, 401);
    let refused = browser.post("/session/unlock", "password=wrong");
    assert!(refused.status == 401 && refused.body.contains("ACC-010"), "{}", refused.body);
    assert_eq!(browser.post("/session/unlock", "password=four+plain+words+here&back=%2Fme").go(), "/me");
    assert_eq!(browser.get("/me").status, 200);
}

#[test]
fn a_screen_left_alone_locks_and_a_shift_ends() {
    let node = Node::new();
    let browser = node.administrator();
    node.pass_s(16 * 60);
    assert_eq!(browser.get("/me").go(), "/session/unlock?back=%2Fme");
    node.pass_s(10 * 60 * 60);
    assert_eq!(browser.get("/me").go(), "/signin?back=%2Fme");
}

#[test]
fn a_pin_of_the_session_unlocks_it() {
    let node = Node::new();
    let browser = node.administrator();
    let refused = browser.post("/me/pin", "pin=123456");
    assert!(refused.status == 422 && refused.body.contains("ACC-018"));
    assert_eq!(browser.post("/me/pin", "pin=471108").go(), "/me");
    browser.post("/session/lock", "");
    assert!(browser.get("/session/unlock").body.contains("name=\"pin\""));
    assert!(browser.post("/session/unlock", "pin=471109").body.contains("ACC-017"));
    assert_eq!(browser.post("/session/unlock", "pin=471108").go(), "/");
    assert_eq!(browser.get("/me").status, 200);
}

#[test]
fn signing_out_ends_the_session_and_others_can_be_ended_too() {
    let node = Node::new();
    let here = node.administrator();
    node.pass_s(1);
    let (there, _) = sign_in(&node, SIGN_IN);
    let page = here.get("/me").body;
    assert_eq!(page.matches("name=\"number\"").count(), 2);
    // The list begins with the newest, which is the other one.
    let other = between(&page, "name=\"number\" value=\"", "\"");
    assert_eq!(here.post("/me/sessions", &format!("number={other}")).go(), "/me");
    assert_eq!(there.get("/me").go(), "/signin?back=%2Fme");
    assert_eq!(here.get("/me").body.matches("name=\"number\"").count(), 1);
    assert_eq!(here.post("/session/end", "").go(), "/signin");
    assert_eq!(here.get("/me").go(), "/signin?back=%2Fme");
}

#[test]
fn a_code_app_is_set_up_with_a_picture_and_a_text_and_confirmed_by_a_code() {
    let node = Node::new();
    let browser = node.administrator();
    let before = node.app.gate.logs().map(|log| log.after(0, 1000).unwrap().len()).sum::<usize>();
    assert!(browser.get("/me/app").body.contains("name=\"step\" value=\"begin\""));
    assert_eq!(node.app.gate.logs().map(|log| log.after(0, 1000).unwrap().len()).sum::<usize>(), before);
    let page = browser.post("/me/app", "step=begin").body;
    assert!(page.contains("<svg class=\"qr\"") && page.contains("name=\"code\""), "{page}");
    let refused = browser.post("/me/app", "step=confirm&code=1");
    assert!(refused.status == 422 && refused.body.contains("ACC-040"));
}

#[test]
fn a_new_password_is_asked_for_with_the_old_one() {
    let node = Node::new();
    let browser = node.administrator();
    let change = |form: &str| browser.post("/me/password", form);
    assert!(change("current=wrong&password=another+four+words").body.contains("ACC-024"));
    assert!(change("current=four+plain+words+here&password=short").body.contains("ACC-020"));
    assert_eq!(change("current=four+plain+words+here&password=another+four+words").go(), "/me");
    assert_eq!(browser.get("/me").status, 200);
    assert_eq!(sign_in(&node, SIGN_IN).1, 401);
    assert_eq!(sign_in(&node, "login=chef&password=another+four+words").1, 303);
}

#[test]
fn a_program_signs_in_for_a_token() {
    let node = Node::new();
    node.administrator();
    let program = node.browser();
    let json = format!("{{\"login\":\"chef\",\"password\":\"{PASSWORD}\"}}");
    let answer = program.post_json("/signin", &json);
    assert_eq!(answer.status, 201, "{}", answer.body);
    let token = format!("Bearer {}", between(&answer.body, "\"token\":\"", "\""));
    let accounts = program.ask("GET", "/api/v1/views/administration.accounts", &[("authorization", &token)], "");
    assert!(accounts.status == 200 && accounts.body.contains("\"chef\""), "{}", accounts.body);
    let refused = program.post_json("/signin", "{\"login\":\"chef\",\"password\":\"no\"}");
    assert!(refused.status == 401 && refused.body.contains("ACC-010"), "{}", refused.body);
    assert_eq!(program.get("/api/v1/views/administration.accounts").status, 401);
}

#[test]
fn a_passkey_ceremony_begins_with_options_that_tell_nothing_about_accounts() {
    let node = Node::new();
    let browser = node.administrator();
    let adding = browser.post_json("/me/passkeys/options", "{}");
    assert!(adding.status == 200 && adding.body.contains("\"residentKey\":\"required\""), "{}", adding.body);
    assert!(adding.body.contains("\"id\":\"post.example\""), "{}", adding.body);
    let stranger = node.browser();
    let options = stranger.post_json("/signin/passkey", "{}");
    assert!(options.status == 200 && options.body.contains("\"allowCredentials\":[]"), "{}", options.body);
    assert!(!options.body.contains("mediation"), "{}", options.body);
    let answer = stranger.post_json("/signin/passkey/answer", "{\"id\":\"x\"}");
    assert!(answer.status == 401 && answer.body.contains("ACC-010"), "{}", answer.body);
    assert_eq!(stranger.get("/me").go(), "/signin?back=%2Fme");
}

#[test]
fn the_language_follows_the_account() {
    let node = Node::new();
    let browser = node.administrator();
    assert_eq!(browser.get("/session/language?to=ar&back=%2Fme").go(), "/me");
    assert!(browser.get("/me").body.contains("<html lang=\"ar\" dir=\"rtl\""));
    let (elsewhere, _) = sign_in(&node, SIGN_IN);
    assert!(elsewhere.get("/me").body.contains("<html lang=\"ar\" dir=\"rtl\""));
    assert_eq!(browser.get("/session/language?to=xx").status, 404);
}

#[test]
fn every_page_of_ones_own_account_has_its_words() {
    let node = Node::new();
    let browser = node.administrator();
    for language in ["ar", "fr", "en"] {
        browser.get(&format!("/session/language?to={language}"));
        for page in ["/me", "/me/password", "/me/pin", "/me/app", "/me/passkeys", "/session/place", "/approvals"] {
            let got = browser.get(page);
            assert_eq!(got.status, 200, "{page}: {}", got.body);
            assert!(!got.body.contains("\n["), "{page}");
            assert!(got.body.contains(&format!("lang=\"{language}\"")), "{page}");
            let main = between(&got.body, "<main", "</main>");
            assert!(!main.contains(">["), "{page} lacks words: {main}");
        }
    }
}
