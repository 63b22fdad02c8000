//! What holds for every draft, whatever stands in it.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use domain::Stage;
use guard::{Channel, Draft, Facts, check, rule, rules};
use proptest::prelude::*;
use text::Lang;

fn draft<'a>(text: &'a str, stage: Stage, channel: Channel, lang: Option<Lang>) -> Draft<'a> {
    Draft {
        text,
        stage,
        channel,
        lang,
        facts: Facts { client_name: Some("Irina"), ..Facts::default() },
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("мы подадим на вас в суд ".to_owned()),
        Just("you must have washed it too hot".to_owned()),
        Just("Nu s-a confirmat. ".to_owned()),
        Just("«".to_owned()),
        Just("[Имя] <insert ".to_owned()),
        Just("+7 900 123-45-67".to_owned()),
        "\\PC{0,12}",
        "[\\x00-\\u{10ffff}]{0,6}",
        "[0-9+() -]{0,20}",
        "[{}<>\\[\\]_%#@.]{0,6}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn findings_lie_in_the_text_and_are_sorted(text in any_text(), stage in 0..8usize, public: bool, lang in 0..4usize) {
        let channel = if public { Channel::Public } else { Channel::Private };
        let lang = [None, Some(Lang::Ru), Some(Lang::En), Some(Lang::Ro)][lang];
        let found = check(&draft(&text, Stage::ALL[stage], channel, lang));
        for f in &found {
            prop_assert!(text.get(f.start..f.end).is_some_and(|s| !s.is_empty()));
            prop_assert!(rule(f.rule).is_some());
        }
        prop_assert!(found.windows(2).all(|w| w[0].start <= w[1].start));
    }

    /// A reason written for a finding stays its reason while other sentences come and go.
    #[test]
    fn hash_does_not_depend_on_the_sentences_around(before in "[А-Я][а-я]{3,9}\\. ", after in " [А-Я][а-я]{3,9}\\.") {
        let own = "Мы подадим на вас в суд за клевету.";
        let hashes = |text: &str| -> Vec<String> {
            let found = check(&draft(text, Stage::FactFinding, Channel::Private, None));
            found.into_iter().filter(|f| f.rule == "threat").map(|f| f.hash).collect()
        };
        let alone = hashes(own);
        prop_assert_eq!(alone.len(), 1);
        prop_assert_eq!(hashes(&format!("{before}{own}{after}")), alone);
    }
}

#[test]
fn stages_and_channels_are_respected() {
    let has = |text: &str, stage, channel, id: &str| {
        check(&draft(text, stage, channel, None)).iter().any(|f| f.rule == id)
    };
    let guilt = "This was entirely our fault.";
    assert!(has(guilt, Stage::FactFinding, Channel::Private, "admits-guilt-early"));
    assert!(!has(guilt, Stage::VerdictFounded, Channel::Private, "admits-guilt-early"));
    let phone = "We rang you on +44 7700 900123.";
    assert!(has(phone, Stage::Intake, Channel::Public, "pii-in-public"));
    assert!(!has(phone, Stage::Intake, Channel::Private, "pii-in-public"));
    let demand = "We expect an apology from you.";
    assert!(
        has(demand, Stage::Closed, Channel::Public, "demands-from-client"),
        "a closed case is still answered"
    );
}

#[test]
fn a_finding_about_the_message_covers_it() {
    let text = "Добрый день. Нарушений не выявлено. До свидания.";
    let found = check(&draft(text, Stage::VerdictUnfounded, Channel::Private, None));
    let f = found.iter().find(|f| f.rule == "unfounded-without-facts").expect("found");
    assert_eq!((f.start, f.end), (0, text.len()));
}

#[test]
fn rules_are_listed_by_id() {
    let ids: Vec<&str> = rules().iter().map(|r| r.id.as_str()).collect();
    assert!(ids.windows(2).all(|w| w[0] < w[1]) && ids.len() >= 15, "{ids:?}");
    assert!(rule("no-such-rule").is_none());
}
