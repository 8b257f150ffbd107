//! Opening the service over HTTP.

use crate::node::node;
use access::Role;

#[test]
fn the_page_shows_what_the_form_opened_and_says_in_arabic_why_it_is_not_opened_twice() {
    let node = node();
    let before = node.ask(Role::@Role@, "GET", "/@name@", "");
    assert!(before.0 == 200 && before.1.contains("dir=\"rtl\"") && !before.1.contains("<table"), "{before:?}");

    assert_eq!(node.ask(Role::@Role@, "POST", "/@name@", "_key=one").0, 303);
    let after = node.ask(Role::@Role@, "GET", "/@name@", "");
    assert!(after.0 == 200 && after.1.contains("<table"), "{after:?}");

    let again = node.ask(Role::@Role@, "POST", "/@name@", "_key=two");
    assert!(again.0 == 409 && again.1.contains("@CODE@-001") && again.1.contains("الخدمة مفتوحة أصلاً"), "{again:?}");
}

#[test]
fn the_same_form_sent_twice_opens_once() {
    let node = node();
    let answers = [1, 2].map(|_| node.ask(Role::@Role@, "POST", "/@name@", "_key=one").0);
    assert_eq!(answers, [303, 303]);
}
