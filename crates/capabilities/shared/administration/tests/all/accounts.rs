//! Accounts over HTTP: open, grant, suspend, two persons for a trusted role.

use crate::node::{Node, between};

const SITE: &str =
    "description.name=Adr%C3%A9&description.kind=post&description.place=TCD07&description.utc_offset_minutes:int=60";

fn site(browser: &crate::node::Browser<'_>) -> String {
    assert_eq!(browser.post("/administration/sites", SITE).go(), "/administration/sites");
    between(&browser.get("/administration/sites").body, "/administration/sites/", "\"").to_owned()
}

#[test]
fn a_colleague_gets_an_account_a_code_roles_and_a_place_to_work() {
    let node = Node::new();
    let administrator = node.administrator();
    let site = site(&administrator);
    let (colleague, account) = node.somebody(&administrator, "zeinab");
    // Without a role there is nothing to see but one's own account.
    assert_eq!(colleague.get("/").go(), "/me");
    assert_eq!(colleague.get("/administration").status, 403);

    let address = format!("/administration/accounts/{account}");
    let grant = format!("_do=grant&_key=1&roles[]=lane_officer&roles[]=post_commander&sites[]={site}");
    assert_eq!(administrator.post(&address, &grant).go(), address);
    let page = administrator.get(&address).body;
    assert!(page.contains("value=\"lane_officer\" checked") && page.contains(&format!("value=\"{site}\" checked")));
    // New roles end the sessions of before; the only site is chosen at the next sign-in.
    assert_eq!(colleague.get("/me").go(), "/signin?back=%2Fme");
    assert_eq!(colleague.post("/signin", "login=Zeinab&password=four+plain+words+here").go(), "/");
    assert!(colleague.get("/me").body.contains("<span class=\"masthead__place\"><bdi>Adré</bdi></span>"));
}

#[test]
fn roles_of_two_zones_are_refused_in_words_and_what_was_chosen_stays() {
    let node = Node::new();
    let administrator = node.administrator();
    let site = site(&administrator);
    let (_, account) = node.somebody(&administrator, "zeinab");
    let form = format!("_do=grant&roles[]=lane_officer&roles[]=registration_clerk&sites[]={site}");
    let page = administrator.post(&format!("/administration/accounts/{account}"), &form);
    assert!(page.status == 422 && page.body.contains("ADM-011"), "{}", page.body);
    assert!(page.body.contains("value=\"registration_clerk\" checked"), "{}", page.body);
}

#[test]
fn a_login_is_given_once_whatever_its_case() {
    let node = Node::new();
    let administrator = node.administrator();
    node.somebody(&administrator, "zeinab");
    let again = administrator.post("/administration", "name=Other&login=ZEINAB&language=fr");
    assert!(again.status == 422 && again.body.contains("ADM-010"), "{}", again.body);
    let bad = administrator.post("/administration", "name=Other&login=a+b&language=fr");
    assert!(bad.status == 422 && bad.body.contains("ACC-031"), "{}", bad.body);
}

#[test]
fn a_suspended_colleague_is_out_at_once_and_comes_back_when_restored() {
    let node = Node::new();
    let administrator = node.administrator();
    let (colleague, account) = node.somebody(&administrator, "zeinab");
    let address = format!("/administration/accounts/{account}");
    assert_eq!(administrator.post(&address, "_do=suspend&reason=a+quitt%C3%A9").go(), address);
    assert_eq!(colleague.get("/me").go(), "/signin?back=%2Fme");
    assert_eq!(colleague.post("/signin", "login=zeinab&password=four+plain+words+here").status, 401);
    assert_eq!(administrator.post(&address, "_do=restore").go(), address);
    assert_eq!(colleague.post("/signin", "login=zeinab&password=four+plain+words+here").go(), "/");
}

#[test]
fn a_trusted_role_waits_for_a_second_administrator_once_there_is_one() {
    let node = Node::new();
    let one = node.administrator();
    let (two, second) = node.somebody(&one, "second");
    let (_, third) = node.somebody(&one, "third");
    // The only administrator has nobody to ask.
    let address = format!("/administration/accounts/{second}");
    assert_eq!(one.post(&address, "_do=grant&roles[]=administrator").go(), address);
    assert_eq!(two.post("/signin", "login=second&password=four+plain+words+here").go(), "/");

    let address = format!("/administration/accounts/{third}");
    let sent = one.post(&address, "_do=grant&_key=k&roles[]=administrator");
    let told = one.get(sent.go()).body;
    assert!(sent.go().starts_with("/approvals/shared/") && told.contains("Nothing was done yet"), "{told}");
    assert!(!one.get(&address).body.contains("value=\"administrator\" checked"));
    let ask = format!("{{\"account\":\"{third}\",\"roles\":[\"registration_clerk\"],\"sites\":[\"{third}\"]}}");
    let refused = one.post_json("/api/v1/commands/administration.grant_trusted_roles", &ask);
    assert!(refused.status == 422 && refused.body.contains("ADM-015"), "{}", refused.body);
    node.pass_s(1);
    let ask = format!("{{\"account\":\"{third}\",\"roles\":[]}}");
    assert_eq!(one.post_json("/api/v1/commands/administration.grant_trusted_roles", &ask).status, 202);
    let waiting = two.get("/approvals").body;
    let approval = format!("/approvals/shared/{}", between(&waiting, "/approvals/shared/", "\""));
    assert_eq!(one.post(&approval, "decision=approve").status, 422, "whoever asked does not decide");
    assert!(!one.get(&approval).body.contains("value=\"approve\""));
    let shown = two.get(&approval).body;
    assert!(shown.contains(&third) && shown.contains("Administrateur"), "{shown}");
    assert_eq!(two.post(&approval, "decision=approve").go(), "/approvals");
    assert!(one.get(&address).body.contains("value=\"administrator\" checked"));
    assert!(one.get(&approval).body.contains("Agreed and carried out"));
}

#[test]
fn what_nobody_decided_in_time_is_shown_as_expired_and_cannot_be_approved() {
    let node = Node::new();
    let one = node.administrator();
    let (two, second) = node.somebody(&one, "second");
    let (_, third) = node.somebody(&one, "third");
    one.post(&format!("/administration/accounts/{second}"), "_do=grant&roles[]=administrator");
    let sent = one.post(&format!("/administration/accounts/{third}"), "_do=grant&_key=k&roles[]=administrator");
    let approval = sent.go();
    node.pass_s(24 * 60 * 60);
    for (administrator, login, answer) in [(&one, "chef", 422), (&two, "second", 409)] {
        administrator.post("/signin", &format!("login={login}&password=four+plain+words+here"));
        assert_eq!(administrator.post(approval, "decision=approve").status, answer);
        let shown = administrator.get(approval).body;
        // One reads English, the other French.
        assert!(shown.contains("Expir") && !shown.contains("name=\"decision\""), "{shown}");
        assert!(administrator.get("/approvals").body.contains("Expir"));
    }
    assert!(!one.get(&format!("/administration/accounts/{third}")).body.contains("value=\"administrator\" checked"));
}

#[test]
fn nobody_changes_their_own_roles_and_the_last_administrator_stays() {
    let node = Node::new();
    let administrator = node.administrator();
    let (_, account) = node.somebody(&administrator, "zeinab");
    let list = administrator.get("/administration").body;
    let own =
        list.split("/administration/accounts/").skip(1).map(|r| r.split('"').next().unwrap()).find(|id| *id != account);
    let own = format!("/administration/accounts/{}", own.unwrap());
    assert!(administrator.get(&own).body.contains("your own account"));
    for form in ["_do=grant&roles[]=administrator", "_do=suspend&reason=x", "_do=reset"] {
        let page = administrator.post(&own, form);
        assert!(page.status == 422 && page.body.contains("ADM-014"), "{form}: {}", page.body);
    }
}

#[test]
fn a_forgotten_password_is_replaced_with_a_code() {
    let node = Node::new();
    let administrator = node.administrator();
    let (colleague, account) = node.somebody(&administrator, "zeinab");
    let page = administrator.post(&format!("/administration/accounts/{account}"), "_do=reset");
    let code = between(&page.body, "<bdi dir=\"ltr\" class=\"ltr\">", "</bdi>");
    let form = format!("login=zeinab&code={code}&password=another+four+words");
    assert_eq!(node.browser().post("/signin/entry", &form).go(), "/");
    assert_eq!(colleague.get("/me").go(), "/signin?back=%2Fme");
    let used = node.browser().post("/signin/entry", &form);
    assert!(used.status == 422 && used.body.contains("ACC-015"), "{}", used.body);
}

#[test]
fn refused_tries_stand_in_a_list() {
    let node = Node::new();
    let administrator = node.administrator();
    for _ in 0..5 {
        node.browser().post("/signin", "login=chef&password=wrong");
    }
    assert!(node.browser().post("/signin", "login=chef&password=four+plain+words+here").body.contains("ACC-011"));
    let list = administrator.get("/administration/attempts").body;
    assert!(list.contains("chef") && list.contains("192.0.2.7"), "{list}");
}
