use super::sample::{Fact, Node, Point, at, code, point, record};
use kernel::{StreamId, SubjectId};
use log::{Facts, Log};
use serde::{Deserialize, Serialize};

/// The same set as an earlier or a later program would write it.
macro_rules! program {
    ($name:ident, $version:literal, { $($kind:ident { $($field:ident: $type:ty),* }),* }) => {
        #[derive(Clone, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "body", rename_all = "snake_case")]
        enum $name { $($kind { $($field: $type),* }),* }
        impl Facts for $name {
            const SET: &'static str = "sample";
            fn subject(&self) -> Option<SubjectId> { None }
            fn version(_: &str) -> u16 { $version }
        }
    };
}

program!(First, 1, { PointOpened { barrels: i64 } });
program!(Second, 2, { PointOpened { jerrycans: i64 } });
program!(Later, 4, { PointPainted { colour: String }, PointOpened { litres: i64, depth_m: i64 } });
program!(MuchLater, 5, { PointOpened { volume: Vec<i64> } });

fn write<F: Facts>(log: &Log, stream: StreamId, fact: F) {
    log.commit(&at(), |commit| commit.record(stream, &[fact], &at())).unwrap();
}

#[test]
fn facts_of_older_versions_are_read_as_todays() {
    let node = Node::new();
    let log = node.log();
    write(&log, point(1), First::PointOpened { barrels: 3 });
    write(&log, point(1), Second::PointOpened { jerrycans: 2 });
    record(&log, point(1), &[Fact::PointOpened { litres: 5 }]);
    let read: Vec<_> = log.stream(point(1)).unwrap().iter().map(|f| f.fact::<Fact>().unwrap().unwrap()).collect();
    assert_eq!(read, [600, 40, 5].map(|litres| Fact::PointOpened { litres }));
    assert_eq!(log.state::<Point>(point(1)).unwrap().state.litres, 645);
    let stored = String::from_utf8(log.stream(point(1)).unwrap()[0].body.clone().unwrap()).unwrap();
    assert_eq!(stored, r#"{"barrels":3}"#, "the fact itself is never rewritten");
}

#[test]
fn a_kind_of_a_later_program_is_kept_and_passed_over() {
    let node = Node::new();
    let log = node.log();
    record(&log, point(1), &[Fact::PointOpened { litres: 5 }]);
    write(&log, point(1), Later::PointPainted { colour: "blue".into() });
    record(&log, point(1), &[Fact::WaterFetched { litres: 1 }]);
    let state = log.state::<Point>(point(1)).unwrap();
    assert_eq!((state.seq, state.state.litres), (3, 4));
    let kept = &log.stream(point(1)).unwrap()[1];
    assert_eq!((kept.kind(), kept.header.version), ("sample.point_painted", 4));
    assert!(matches!(kept.fact::<Later>(), Ok(Some(Later::PointPainted { colour })) if colour == "blue"));
}

#[test]
fn a_later_version_is_read_where_it_only_adds_and_otherwise_stops_the_decision() {
    let node = Node::new();
    let log = node.log();
    write(&log, point(1), Later::PointOpened { litres: 5, depth_m: 40 });
    assert_eq!(log.state::<Point>(point(1)).unwrap().state.litres, 5);
    write(&log, point(1), MuchLater::PointOpened { volume: vec![1] });
    let refused = log.execute::<Point>(&[point(1)], &at(), |_| Ok(vec![Fact::WaterFetched { litres: 1 }]));
    assert_eq!(code(refused.unwrap_err()), "STO-006");
}

#[test]
fn a_body_that_cannot_be_read_is_told_by_its_number_and_not_quoted() {
    let node = Node::new();
    let log = node.log();
    let odd = serde_json::json!({ "litres": "Hawa Unmistakable" });
    #[derive(Clone, Serialize, Deserialize)]
    #[serde(tag = "kind", content = "body", rename_all = "snake_case")]
    enum Odd {
        WaterFetched(serde_json::Value),
    }
    impl Facts for Odd {
        const SET: &'static str = "sample";
        fn subject(&self) -> Option<SubjectId> {
            None
        }
    }
    write(&log, point(1), Odd::WaterFetched(odd));
    let error = log.state::<Point>(point(1)).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("Hawa"));
    assert_eq!(code(error), "STO-002");
}

#[test]
fn facts_of_another_set_are_not_mistaken_for_ours() {
    let node = Node::new();
    let log = node.log();
    #[derive(Clone, Serialize, Deserialize)]
    #[serde(tag = "kind", content = "body", rename_all = "snake_case")]
    enum Samples {
        PointOpened { litres: i64 },
    }
    impl Facts for Samples {
        const SET: &'static str = "sample.s";
        fn subject(&self) -> Option<SubjectId> {
            None
        }
    }
    write(&log, point(1), Samples::PointOpened { litres: 5 });
    assert!(log.stream(point(1)).unwrap()[0].fact::<Fact>().unwrap().is_none());
}
