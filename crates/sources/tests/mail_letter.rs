//! Letters as a mail program reads them, and the law that no text becomes a header.
#![allow(clippy::unwrap_used)]

use mail_parser::{HeaderName, MessageParser};
use proptest::prelude::*;
use sources::mail::{Message, MessageError, message_id};

fn reply() -> Message {
    Message {
        from: "grija@cafenea.ro".to_owned(),
        from_name: "Ștefan, Cafeneaua „Nord”".to_owned(),
        to: "ivan.petrov@example.com".to_owned(),
        to_name: "Иван Петров".to_owned(),
        subject: "Re: Отв: Жалоба на доставку: заказ №12345 не приехал, а деньги списали дважды, прошу разобраться".to_owned(),
        text: "Здравствуйте, Иван!\n\nBună ziua, ne pare rău. Întârzierea e vina noastră.\n.\n..\nFrom here on: = 100 % 👍\n".to_owned(),
        date: "2026-11-21T18:30:00Z".parse().unwrap(),
        message_id: message_id("0193-reply-1", "grija@cafenea.ro"),
        in_reply_to: Some("<c2@mail.example.com>".to_owned()),
        references: vec!["<c1@mail.example.com>".to_owned(), "<r1@cafenea.ro>".to_owned()],
    }
}

#[test]
fn a_mail_program_reads_what_was_written() {
    let message = reply();
    let bytes = message.to_bytes().unwrap();
    assert_eq!(bytes, message.to_bytes().unwrap(), "each attempt is the same letter");
    let letter = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(
        letter.subject(),
        Some(
            "Re: Жалоба на доставку: заказ №12345 не приехал, а деньги списали дважды, прошу разобраться"
        )
    );
    let from = letter.from().unwrap().first().unwrap();
    assert_eq!(
        (from.name(), from.address()),
        (Some("Ștefan, Cafeneaua „Nord”"), Some("grija@cafenea.ro"))
    );
    let to = letter.to().unwrap().first().unwrap();
    assert_eq!((to.name(), to.address()), (Some("Иван Петров"), Some("ivan.petrov@example.com")));
    assert_eq!(letter.message_id(), Some("0193-reply-1@cafenea.ro"));
    assert_eq!(letter.in_reply_to().as_text(), Some("c2@mail.example.com"));
    assert_eq!(
        letter.references().as_text_list().unwrap(),
        ["c1@mail.example.com", "r1@cafenea.ro", "c2@mail.example.com"]
    );
    assert_eq!(letter.date().unwrap().to_rfc3339(), "2026-11-21T18:30:00Z");
    assert_eq!(letter.body_text(0).unwrap().replace("\r\n", "\n"), message.text);
    assert!(
        letter.header(HeaderName::Other("Auto-Submitted".into())).is_none(),
        "a person wrote it"
    );
}

#[test]
fn a_first_letter_has_no_thread_and_keeps_its_subject() {
    let message = Message {
        in_reply_to: None,
        references: vec![],
        subject: "Reclamația dumneavoastră nr. 7".to_owned(),
        from_name: String::new(),
        to: "țăran@кафе.рф".replace("țăran", "ivan"),
        ..reply()
    };
    let bytes = message.to_bytes().unwrap();
    let letter = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(letter.subject(), Some("Reclamația dumneavoastră nr. 7"));
    assert_eq!(letter.to().unwrap().first().unwrap().address(), Some("ivan@xn--80akn5b.xn--p1ai"));
    assert_eq!(letter.from().unwrap().first().unwrap().name(), None);
    assert!(letter.in_reply_to().as_text().is_none() && letter.references().as_text().is_none());
}

#[test]
fn what_cannot_be_sent_is_refused_with_its_reason() {
    let with = |change: fn(&mut Message)| {
        let mut message = reply();
        change(&mut message);
        message.to_bytes().unwrap_err()
    };
    assert!(matches!(with(|m| m.to = "ivan".into()), MessageError::Address(_)));
    assert!(matches!(
        with(|m| m.to = "a@x.ro>\r\nRCPT TO:<b@x.ro".into()),
        MessageError::Address(_)
    ));
    assert!(matches!(with(|m| m.to = "a@x.ro, b@x.ro".into()), MessageError::Address(_)));
    assert!(matches!(with(|m| m.from = "почта@пример.рф".into()), MessageError::LocalPart(_)));
    assert!(matches!(
        with(|m| m.message_id = "<a@x>\r\nBcc: b@x".into()),
        MessageError::MessageId(_)
    ));
}

/// Text with everything that could break out of a header or a line.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\r\n",
        "\n",
        "\r",
        "\r\n.\r\n",
        "\nBcc: evil@x.ro",
        "\r\n\r\n",
        "=?utf-8?Q?=0D=0ABcc:_x?=",
        "Re: ",
        "\0",
        "\t",
        " ",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "<a@x>",
        "\"",
        ",",
        ";",
        "(",
        "\\",
        ".",
        "..",
        "жалоба ",
        "ăîșț",
        "👩‍👩‍👧",
        "a",
        "%00",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat()),
        any::<String>(),
        "[а-яa-z]{400}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_text_becomes_a_header(subject in nasty(), from_name in nasty(), to_name in nasty(), text in nasty(), parent in nasty(), references in prop::collection::vec(nasty(), 0..4), key in nasty()) {
        let message = Message {
            subject, from_name, to_name,
            text: text.clone(),
            message_id: message_id(&key, "grija@cafenea.ro"),
            in_reply_to: Some(parent),
            references,
            ..reply()
        };
        let bytes = message.to_bytes()?;
        prop_assert!(bytes.is_ascii());
        let whole = String::from_utf8(bytes.clone()).unwrap();
        for line in whole.split_inclusive("\r\n") {
            prop_assert!(line.ends_with("\r\n") && line.len() <= 1000, "{} {line:?}", line.len());
            prop_assert!(!line[..line.len() - 2].contains(['\r', '\n', '\0']), "{line:?}");
        }
        let (head, _) = whole.split_once("\r\n\r\n").unwrap();
        let mut names: Vec<&str> = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t'])).map(|line| line.split(':').next().unwrap()).collect();
        names.retain(|name| !["In-Reply-To", "References"].contains(name));
        names.sort_unstable();
        prop_assert_eq!(names, ["Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]);

        let letter = MessageParser::new().parse(&bytes).unwrap();
        prop_assert_eq!(letter.to().unwrap().first().unwrap().address(), Some("ivan.petrov@example.com"));
        prop_assert_eq!(letter.to().unwrap().as_list().unwrap().len(), 1);
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let clean: String = unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let arrived = letter.body_text(0).unwrap().replace("\r\n", "\n");
        prop_assert_eq!(arrived.trim_end(), clean.trim_end());
    }
}
