//! Letters through a real mail server, over each kind of connection, read back
//! from the mailbox they were delivered to.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use mail_parser::MessageParser;
use sources::mail::{Message, NotSent, Outcome, Smtp, Step, Tls, check, message_id, send};
use testkit::smtp::SmtpServer;

fn reply(key: &str) -> Message {
    Message {
        from: "grija@cafenea.ro".to_owned(),
        from_name: "Cafeneaua Nord".to_owned(),
        to: "client@example.com".to_owned(),
        to_name: "Ирина".to_owned(),
        subject: "Реклама́ция".to_owned(),
        text: "Здравствуйте!\n".to_owned(),
        date: "2026-11-21T18:30:00Z".parse().unwrap(),
        message_id: message_id(key, "grija@cafenea.ro"),
        in_reply_to: None,
        references: vec![],
    }
}

fn over(server: &SmtpServer, tls: Tls) -> Smtp {
    let port = if tls == Tls::Tls { server.tls_port() } else { server.port() };
    let mut smtp = Smtp::new("localhost", port, tls);
    smtp.ca_file = Some(server.ca_file());
    smtp
}

async fn accepted(smtp: &Smtp, message: &Message) {
    let outcome = send(smtp, message, async || Ok::<(), String>(())).await;
    assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_holds_together_in_three_languages() {
    let server = SmtpServer::start();
    let mut thread: Vec<String> = vec!["<c0@mail.example.com>".to_owned()];
    let subjects = [
        "Жалоба: заказ №7 не доставлен",
        "Отв: Жалоба: заказ №7 не доставлен",
        "RE: Reclamație: pâinea n-a ajuns în București",
        "Re: Late",
    ];
    for (n, subject) in subjects.iter().enumerate() {
        let mut message = reply(&format!("reply-{n}"));
        message.subject = (*subject).to_owned();
        message.text = format!(
            "{subject}\n\n.\nPrețuim răbdarea dvs. — с уважением 👋\n{}\n",
            "длинная строка ".repeat(200)
        );
        message.in_reply_to = thread.last().cloned();
        message.references = thread[..thread.len() - 1].to_vec();
        accepted(&over(&server, Tls::None), &message).await;
        thread.extend([message.message_id.clone(), format!("<c{}@mail.example.com>", n + 1)]);
    }
    let letters = server.messages();
    assert_eq!(letters.len(), subjects.len(), "{}", server.log());
    let expected = [
        "Жалоба: заказ №7 не доставлен",
        "Жалоба: заказ №7 не доставлен",
        "Reclamație: pâinea n-a ajuns în București",
        "Late",
    ];
    for (n, mail) in letters.iter().enumerate() {
        assert_eq!(
            (mail.sender.as_str(), mail.recipient.as_str()),
            ("grija@cafenea.ro", "client@example.com")
        );
        assert_eq!(mail.message_id, format!("<reply-{n}@cafenea.ro>"));
        let letter = MessageParser::new().parse(&mail.raw).unwrap();
        assert_eq!(letter.subject().unwrap(), format!("Re: {}", expected[n]));
        assert_eq!(letter.in_reply_to().as_text().unwrap(), format!("c{n}@mail.example.com"));
        let chain: Vec<String> = match letter.references().as_text_list() {
            Some(list) => list.iter().map(|id| format!("<{id}>")).collect(),
            None => vec![],
        };
        assert_eq!(chain, thread[..=2 * n], "the whole thread up to the letter that is answered");
        let text = letter.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.starts_with(&format!("{}\n\n.\nPrețuim", subjects[n])), "{text}");
        assert!(text.trim_end().ends_with(&"длинная строка ".repeat(200).trim_end()), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_connection_works_and_checks_the_certificate() {
    let server = SmtpServer::start();
    for (n, tls) in [Tls::None, Tls::Starttls, Tls::Tls].into_iter().enumerate() {
        let mut smtp = over(&server, tls);
        accepted(&smtp, &reply(&format!("plain-{n}"))).await;
        let (user, password) = SmtpServer::SIGN_IN;
        (smtp.user, smtp.password) = (Some(user.to_owned()), Some(password.to_owned()));
        accepted(&smtp, &reply(&format!("signed-in-{n}"))).await;
        smtp.password = Some("wrong".to_owned());
        let refused = check(&smtp).await.unwrap_err();
        assert!(
            matches!(
                refused,
                Outcome::Rejected { step: Step::SignIn, permanent: true, code: 535, .. }
            ),
            "{refused:?}"
        );
        if tls != Tls::None {
            let mut distrustful = over(&server, tls);
            distrustful.ca_file = None;
            let refused = check(&distrustful).await.unwrap_err();
            assert!(matches!(refused, Outcome::NotSent { error: NotSent::Tls(_) }), "{refused:?}");
        }
    }
    let mut lost = over(&server, Tls::Tls);
    lost.ca_file = Some("/nonexistent.pem".into());
    assert!(matches!(check(&lost).await, Err(Outcome::NotSent { error: NotSent::Settings(_) })));
    assert_eq!(server.messages().len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_each_arrive_once() {
    let server = SmtpServer::start();
    let smtp = Arc::new(over(&server, Tls::None));
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let smtp = smtp.clone();
            tokio::spawn(async move {
                let message = reply(&format!("many-{n:02}"));
                let recorded = tokio::sync::Mutex::new(0);
                let outcome = send(&smtp, &message, async || {
                    *recorded.lock().await += 1;
                    Ok::<(), String>(())
                })
                .await;
                (outcome, recorded.into_inner())
            })
        })
        .collect();
    for task in tasks {
        let (outcome, recorded) = task.await.unwrap();
        assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
        assert_eq!(recorded, 1);
    }
    let mut ids: Vec<String> = server.messages().into_iter().map(|mail| mail.message_id).collect();
    ids.sort();
    let expected: Vec<String> = (0..20).map(|n| format!("<many-{n:02}@cafenea.ro>")).collect();
    assert_eq!(ids, expected);
}
