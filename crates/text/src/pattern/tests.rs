//! What each part of the pattern language takes and leaves.

use super::*;
use crate::{Analysis, Lang};
use proptest::prelude::*;

fn found(lang: Lang, pattern: &str, text: &str) -> Vec<String> {
    let mut macros = Macros::new();
    macros.insert("you".into(), "=you|=your|@polite".into());
    macros.insert("polite".into(), "dear customer|sir".into());
    let flags = Flags::default();
    let set = Set::compile(lang, &macros, [Source { pattern, flags }]).unwrap();
    let a = Analysis::with_lang(text, lang);
    set.find(&Words::new(&a)).into_iter().map(|h| text[h.span].to_owned()).collect()
}

fn yes(lang: Lang, pattern: &str, text: &str) {
    assert!(!found(lang, pattern, text).is_empty(), "`{pattern}` misses: {text}");
}

fn no(lang: Lang, pattern: &str, text: &str) {
    assert_eq!(found(lang, pattern, text), Vec::<String>::new(), "`{pattern}` takes: {text}");
}

#[test]
fn words() {
    use Lang::*;
    yes(En, "threaten", "He was threatening us.");
    no(En, "=threaten", "He was threatening us.");
    yes(Ru, "удал*", "Удалите отзыв");
    yes(Ro, "scumpire", "scumpirea abonamentului");
    no(Ro, "=scump", "Scumpirea abonamentului");
    yes(Ru, "=вы *ли", "Вы оставляли его на зарядке");
    no(Ru, "=вы *ли", "Вы можете оставить");
    yes(En, "to @@", "that is down to Natalie");
    no(En, "@@", "Natalie is here");
    yes(En, "# days", "in 14 days");
    yes(En, "don't know", "we dont know, we do not know");
    yes(Ro, "va vom", "vă vom suna");
}

#[test]
fn phrases() {
    use Lang::*;
    yes(En, "a|the red? car", "the car");
    yes(En, "a|the red? car", "a red car");
    yes(En, "(see you|meet) in court", "we will see you in court");
    no(En, "see in court", "see you in court");
    yes(En, "see .. court", "see you in court");
    no(En, "see ..1 court", "see you in court");
    yes(En, "@you fault", "dear customer, fault found");
    yes(En, "fault ~3 you", "your own fault; you");
    yes(En, "^ wow", "Nice. Wow, rude.");
    no(En, "^ rude", "Nice. Wow, rude.");
    yes(En, "rude $", "Nice. Wow, rude.");
    yes(En, "wow , rude", "Wow, rude.");
    no(En, "wow , rude", "Wow rude.");
    assert_eq!(
        found(En, "our ..2 lawyer court?", "our own lawyers court"),
        ["our own lawyers court"]
    );
}

#[test]
fn windows() {
    use Lang::*;
    no(En, "threaten", "We are not threatening you.");
    yes(En, "threaten", "Not now, we threaten you.");
    yes(En, "threaten", "We not only threaten you.");
    yes(En, "{neg} threaten", "We are not threatening you.");
    no(En, "your .. fault", "your car is not at fault");
    no(Ru, "виноват*", "Вы пишете «сами виноваты, сказали мне»");
    yes(Ru, "{quote} виноват*", "Вы пишете «сами виноваты, сказали мне»");
    no(En, "thanks", "Your \"thanks for nothing\" is fair");
    no(En, "thanks", "Your 'thanks for nothing' is fair");
    yes(En, "thanks", "\"Thanks for nothing\"");
    yes(En, "your \"problem", "we saw your “problem”");
    no(En, "your \"problem", "we saw your problem");
    no(En, "{noask} washed", "You washed it?");
    no(En, "see .. court", "We will see. The court");
}

#[test]
fn joined() {
    use Lang::*;
    yes(En, "lawyer & you", "You will hear it from our lawyer");
    no(En, "lawyer & you", "You will hear it. Our lawyer is in.");
    yes(En, "{text} lawyer & you", "You will hear it. Our lawyer is in.");
    no(En, "lawyer & !help", "The lawyer can help.");
}

#[test]
fn broken_patterns_say_why() {
    let what = |p: &str| match Set::compile(
        Lang::En,
        &Macros::new(),
        [Source { pattern: p, flags: Flags::default() }],
    ) {
        Err(e) => e.what,
        Ok(_) => panic!("`{p}` was taken"),
    };
    assert_eq!(what("(a b"), "`(` is not closed");
    assert_eq!(what("a b)"), "a `)` too many");
    assert_eq!(what("@nobody"), "no class `@nobody`");
    assert_eq!(what("{loud} a"), "unknown flag");
    assert_eq!(what("a?"), "a phrase that matches no word");
    assert_eq!(what(""), "an empty phrase");
    assert_eq!(what("!a"), "nothing to look for");
    let mut own = Macros::new();
    own.insert("a".into(), "b @a".into());
    assert!(
        Set::compile(Lang::En, &own, [Source { pattern: "@a", flags: Flags::default() }]).is_err()
    );
}

proptest! {
    /// A row of plain words is found exactly where they stand side by side in one sentence.
    #[test]
    fn same_as_brute_force(text in "[abc]( [abc]){0,12}", pattern in "[abc]( [abc]){0,3}") {
        let want: Vec<&str> = pattern.split(' ').collect();
        let have: Vec<&str> = text.split(' ').collect();
        let brute = have.windows(want.len()).filter(|w| *w == want.as_slice()).count();
        let exact = pattern.split(' ').map(|w| format!("={w}")).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(found(Lang::En, &exact, &text).len(), brute);
    }

    #[test]
    fn never_panics(pattern in "\\PC{0,40}", text in "\\PC{0,80}") {
        if let Ok(set) = Set::compile(Lang::Ru, &Macros::new(), [Source { pattern: &pattern, flags: Flags::default() }]) {
            let a = Analysis::with_lang(&text, Lang::Ru);
            for hit in set.find(&Words::new(&a)) {
                prop_assert!(text.get(hit.span).is_some());
            }
        }
    }
}
