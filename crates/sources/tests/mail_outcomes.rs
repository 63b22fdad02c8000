//! What the caller learns from each fault of a mail server, at each stage.
#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicBool, Ordering};

use sources::mail::{Message, NotSent, Outcome, Smtp, Step, Tls, check, message_id, send};
use testkit::smtp::{Fault, FaultyServer, Stage};

fn reply() -> Message {
    Message {
        from: "help@desk.test".to_owned(),
        from_name: "Help".to_owned(),
        to: "client@example.test".to_owned(),
        to_name: "Client".to_owned(),
        subject: "Late".to_owned(),
        text: "first line\n.second line\n".to_owned(),
        date: "2026-11-21T18:30:00Z".parse().unwrap(),
        message_id: message_id("k1", "help@desk.test"),
        in_reply_to: None,
        references: vec![],
    }
}

fn settings(server: &FaultyServer) -> Smtp {
    let mut smtp = Smtp::new("127.0.0.1", server.port(), Tls::None);
    (smtp.user, smtp.password) = (Some("desk".to_owned()), Some("secret".to_owned()));
    (smtp.timeout_seconds, smtp.final_timeout_seconds) = (1, 1);
    smtp
}

/// One attempt: the outcome, whether the record was asked for, what the server heard.
async fn attempt(fault: Option<(Stage, Fault)>) -> (Outcome, bool, Vec<String>) {
    let server = FaultyServer::start(fault).await;
    let recorded = AtomicBool::new(false);
    let outcome = send(&settings(&server), &reply(), async || {
        let so_far = server.heard();
        assert_eq!(
            so_far.last().map(String::as_str),
            Some("DATA"),
            "nothing of the letter before the record"
        );
        recorded.store(true, Ordering::SeqCst);
        Ok::<(), String>(())
    })
    .await;
    (outcome, recorded.into_inner(), server.heard())
}

#[tokio::test]
async fn a_good_server_takes_the_letter_once() {
    let (outcome, recorded, heard) = attempt(None).await;
    assert_eq!(outcome, Outcome::Accepted { server_reply: "250 2.0.0 taken as 1".to_owned() });
    assert!(recorded);
    let count = |line: &str| heard.iter().filter(|heard| heard.as_str() == line).count();
    assert_eq!((count("first line"), count("..second line"), count(".")), (1, 1, 1), "{heard:#?}");
    assert!(heard.contains(&"MAIL FROM:<help@desk.test>".to_owned()), "{heard:#?}");
    assert!(heard.contains(&"RCPT TO:<client@example.test>".to_owned()));
}

#[tokio::test]
async fn a_refusal_is_certain_and_says_where_and_for_how_long() {
    for (stage, step) in [
        (Stage::Greeting, Step::Hello),
        (Stage::Hello, Step::Hello),
        (Stage::SignIn, Step::SignIn),
        (Stage::Sender, Step::Sender),
        (Stage::Recipient, Step::Recipient),
        (Stage::Data, Step::Data),
        (Stage::Verdict, Step::Letter),
    ] {
        for (line, permanent, code, text) in [
            ("451 4.3.0 come back later", false, 451, "4.3.0 come back later"),
            ("550 5.1.1 no", true, 550, "5.1.1 no"),
        ] {
            let (outcome, recorded, heard) = attempt(Some((stage, Fault::Says(line)))).await;
            assert_eq!(
                outcome,
                Outcome::Rejected { step, permanent, code, text: text.to_owned() },
                "{stage:?}"
            );
            assert_eq!(recorded, stage == Stage::Verdict, "{stage:?}");
            assert_eq!(heard.iter().any(|line| line == "first line"), stage == Stage::Verdict);
        }
    }
}

#[tokio::test]
async fn a_lost_connection_is_certain_before_the_letter_and_unknown_after() {
    for stage in
        [Stage::Greeting, Stage::Hello, Stage::SignIn, Stage::Sender, Stage::Recipient, Stage::Data]
    {
        let (outcome, recorded, _) = attempt(Some((stage, Fault::HangsUp))).await;
        assert!(
            matches!(outcome, Outcome::NotSent { error: NotSent::Connection(_) }),
            "{stage:?}: {outcome:?}"
        );
        assert!(!recorded, "{stage:?}");
    }
    for stage in [Stage::MidLetter, Stage::Verdict] {
        let (outcome, recorded, _) = attempt(Some((stage, Fault::HangsUp))).await;
        assert!(matches!(outcome, Outcome::Unknown { .. }), "{stage:?}: {outcome:?}");
        assert!(recorded, "{stage:?}");
    }
}

#[tokio::test]
async fn silence_ends_in_an_answer() {
    for stage in [Stage::Greeting, Stage::Recipient] {
        let (outcome, recorded, _) = attempt(Some((stage, Fault::KeepsSilent))).await;
        assert_eq!(
            outcome,
            Outcome::NotSent { error: NotSent::TimedOut { seconds: 1 } },
            "{stage:?}"
        );
        assert!(!recorded);
    }
    let (outcome, recorded, _) = attempt(Some((Stage::Verdict, Fault::KeepsSilent))).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    assert!(recorded);
}

#[tokio::test]
async fn nonsense_is_never_taken_for_a_yes() {
    for stage in
        [Stage::Greeting, Stage::Hello, Stage::SignIn, Stage::Sender, Stage::Recipient, Stage::Data]
    {
        for nonsense in ["HTTP/1.1 400 Bad Request", "\u{fffd}\u{1}", "999 x", "25"] {
            let (outcome, recorded, heard) = attempt(Some((stage, Fault::Says(nonsense)))).await;
            assert!(
                matches!(outcome, Outcome::NotSent { .. }),
                "{stage:?} {nonsense}: {outcome:?}"
            );
            assert!(!recorded && !heard.iter().any(|line| line == "first line"));
        }
    }
    // A yes in the wrong place: an announcement that is "done" rather than "go on".
    let (outcome, recorded, _) = attempt(Some((Stage::Data, Fault::Says("250 ok")))).await;
    assert!(matches!(outcome, Outcome::NotSent { error: NotSent::Protocol(_) }), "{outcome:?}");
    assert!(!recorded);
    for nonsense in ["HTTP/1.1 400 Bad Request", "354 go on", "999 x", "25"] {
        let (outcome, recorded, _) = attempt(Some((Stage::Verdict, Fault::Says(nonsense)))).await;
        assert!(matches!(outcome, Outcome::Unknown { .. }), "{nonsense}: {outcome:?}");
        assert!(recorded);
    }
}

#[tokio::test]
async fn without_a_record_nothing_is_sent() {
    let server = FaultyServer::start(None).await;
    let outcome = send(&settings(&server), &reply(), async || Err("the database is locked")).await;
    assert_eq!(
        outcome,
        Outcome::NotSent { error: NotSent::NotRecorded("the database is locked".to_owned()) }
    );
    assert_eq!(
        server.heard().last().map(String::as_str),
        Some("DATA"),
        "not even a farewell, it would be taken for text"
    );
}

#[tokio::test]
async fn what_fails_before_any_server_is_certain() {
    let server = FaultyServer::start(None).await;
    let mut message = reply();
    message.to = "nobody".to_owned();
    let never = async || Err::<(), _>("must not be asked");
    let outcome = send(&settings(&server), &message, never).await;
    assert!(matches!(&outcome, Outcome::NotSent { error } if error.permanent()), "{outcome:?}");
    let mut smtp = settings(&server);
    smtp.host = " ".to_owned();
    let outcome = send(&smtp, &reply(), never).await;
    assert!(matches!(&outcome, Outcome::NotSent { error: NotSent::Settings(_) }), "{outcome:?}");
    assert!(server.heard().is_empty());

    let mut closed = settings(&server);
    drop(server);
    closed.port =
        Some(std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
    let outcome = send(&closed, &reply(), never).await;
    assert!(
        matches!(&outcome, Outcome::NotSent { error: error @ NotSent::Connection(_) } if !error.permanent()),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn settings_can_be_tried_out() {
    let good = FaultyServer::start(None).await;
    assert_eq!(check(&settings(&good)).await, Ok(()));
    let mut starttls = settings(&good);
    starttls.tls = Tls::Starttls;
    let refused = check(&starttls).await.unwrap_err();
    assert!(
        matches!(refused, Outcome::NotSent { error: NotSent::Tls(_) }),
        "never falls back to plain: {refused:?}"
    );
    let strict = FaultyServer::start(Some((Stage::SignIn, Fault::Says("535 5.7.8 wrong")))).await;
    assert!(matches!(
        check(&settings(&strict)).await,
        Err(Outcome::Rejected { step: Step::SignIn, .. })
    ));
}
