//! Laws that hold for every text whatever it contains: spans, order, normal forms, size.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use proptest::prelude::*;
use text::{Analysis, Kind, Lang, index_terms, search_terms};

fn holds(text: &str) {
    let a = Analysis::new(text);
    let mut last = 0;
    for t in &a.tokens {
        assert!(t.start >= last && t.start < t.end && t.end <= text.len(), "{t:?}");
        assert!(text.is_char_boundary(t.start) && text.is_char_boundary(t.end), "{t:?}");
        assert!(!text[t.start..t.end].chars().any(char::is_whitespace), "{t:?}");
        let sentence = &a.sentences[t.sentence as usize];
        assert!(sentence.start <= t.start && t.end <= sentence.end, "{t:?} {sentence:?}");
        assert!(!t.norm.is_empty(), "{t:?}");
        if t.kind == Kind::Word {
            assert!(!t.norm.contains(['ё', 'ş', 'ţ']), "{t:?}");
        } else {
            assert_eq!(t.stem, t.fold);
        }
        last = t.end;
    }
    assert!(a.sentences.windows(2).all(|s| s[0].end <= s[1].start));
    assert!((0.0..=1.0).contains(&a.lang_confidence));
    if !text.chars().any(char::is_alphabetic) {
        assert_eq!(a.lang, Lang::Other);
    }
    let index = index_terms(&a);
    assert!(index.chars().all(|c| c.is_alphanumeric() || c == ' '), "{index:?}");
    assert!(search_terms(text).iter().all(|w| !w.is_empty() && w.iter().all(|t| !t.is_empty())));
}

/// What reviews are made of, bad luck included.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        "[а-яёА-ЯЁ]{1,9}",
        "[a-zA-Z]{1,9}",
        "[a-zăâîșțşţ]{1,9}",
        "[0-9.,:/]{1,8}",
        "[ \n\t\u{a0}]{1,3}",
        "[.,!?()«»\"'’…:;=8<>*/@#_^|-]{1,4}",
        Just("😀👍🏽👨‍👩‍👧🇷🇴5️⃣".to_owned()),
        Just("https://a.ru/b?c=(d) www.x.y a@b.ru @имя #тег <user> <url>".to_owned()),
        Just("\u{202e}\u{200b}\u{feff}\0\u{ad}\u{301}a\u{306}İß".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(scrap, 0..40).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn any_string(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_review(text in scraps()) {
        holds(&text);
    }

    /// The index of a text has every word of the text, whatever language was guessed.
    #[test]
    fn a_word_finds_its_text(words in prop::collection::vec("[а-я]{3,8}|[a-z]{3,8}", 1..12), at in 0usize..12) {
        let text = words.join(" ");
        let index = index_terms(&Analysis::new(&text));
        let index: Vec<&str> = index.split(' ').collect();
        for word in search_terms(&words[at % words.len()]) {
            prop_assert!(word.iter().any(|s| index.contains(&s.as_str())), "{:?} in {:?}", word, index);
        }
    }

    /// Case and Romanian diacritics change nothing that is compared.
    #[test]
    fn case_changes_no_fold(word in "[а-яё]{1,10}|[a-zăâîșț]{1,10}") {
        let (low, high) = (word.clone(), word.to_uppercase());
        let fold = |s: &str| Analysis::with_lang(s, Lang::Ro).tokens.iter().map(|t| t.fold.to_string()).collect::<Vec<_>>();
        prop_assert_eq!(fold(&low), fold(&high));
    }
}

#[test]
fn a_long_run_of_anything() {
    for unit in [
        "a",
        "слово ",
        "(",
        ")",
        "a.",
        "1.",
        "@",
        "http://",
        ":-",
        "😀\u{200d}",
        "a\u{301}",
        "\u{301}",
        "о_",
        "a@",
        "-a",
        "'a",
        "<3",
        "a.ru",
        "\n",
    ] {
        let text = unit.repeat(200_000 / unit.len());
        holds(&text);
    }
}
