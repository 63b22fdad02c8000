//! What the labels of each corpus say about tone and intent. A corpus often says only part: a
//! one-star review is a complaint or a grumble, nobody wrote down which. Such a row allows a *set*
//! of labels, and training asks only that the answer falls into it.

use crate::corpus::Row;

pub(crate) type Mapping = fn(&Row) -> Option<Target>;

/// Allowed tones and intents as bits in the order of `Tone::ALL` and `Intent::ALL`; 0 says nothing.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Target {
    pub tone: u8,
    pub intent: u8,
    /// Where complaint and grumble are both allowed: how likely it is the complaint, else 0.
    pub lean: f32,
}

pub(crate) const NEG: u8 = 1;
const NEU: u8 = 2;
pub(crate) const POS: u8 = 4;
pub(crate) const MIX: u8 = 8;

pub(crate) const COMPLAINT: u8 = 1;
pub(crate) const GRUMBLE: u8 = 2;
const WISH: u8 = 4;
const QUESTION: u8 = 8;
pub(crate) const PRAISE: u8 = 16;
const OTHER: u8 = 32;

fn to(tone: u8, intent: u8) -> Option<Target> {
    Some(Target { tone, intent, lean: 0.0 })
}

/// Nobody wrote down which of the two a bad review is. The longer it is and the more figures it
/// has, the more often it tells what happened.
fn negative(row: &Row, tone: u8, intent: u8) -> Option<Target> {
    let told = match row.text.chars().count() {
        0..40 => 0.5,
        40..120 => 0.7,
        120..300 => 0.8,
        _ if row.text.contains("Недостатки") => 0.7,
        _ => 0.85,
    };
    let figures = if row.text.contains(|c: char| c.is_ascii_digit()) { 0.1 } else { 0.0 };
    Some(Target { tone, intent, lean: told + figures })
}

/// Rows that carry `tone` and `intent` themselves: own examples and texts labelled by hand.
pub(crate) fn labelled(row: &Row) -> Option<Target> {
    let tone = row.tone.as_deref()?.parse::<crate::Tone>().ok()?;
    let intent = row.intent.as_deref()?.parse::<crate::Intent>().ok()?;
    to(1 << tone as u8, 1 << intent as u8)
}

pub(crate) fn nothing(_: &Row) -> Option<Target> {
    None
}

/// Texts that speak to no company: spam, news, subtitles, quarrels among users. Their questions go
/// to a neighbour, which words cannot tell: they say nothing about intent.
pub(crate) fn noise(row: &Row) -> Option<Target> {
    to(NEU, if row.text.contains('?') { 0 } else { OTHER })
}

pub(crate) fn complaint(_: &Row) -> Option<Target> {
    to(NEG, COMPLAINT)
}

/// Tweets and reviews with one polarity.
pub(crate) fn sentiment_only(row: &Row) -> Option<Target> {
    to(polarity_of(row)?, 0)
}

fn polarity_of(row: &Row) -> Option<u8> {
    let label = row.label.iter().next()?;
    Some(match label {
        "negative" => NEG,
        "neutral" => NEU,
        "positive" => POS,
        "mixed" | "both" => MIX,
        _ => return None,
    })
}

/// Sentences and texts about places and goods.
pub(crate) fn polarity(row: &Row) -> Option<Target> {
    match polarity_of(row)? {
        NEG => negative(row, NEG, COMPLAINT | GRUMBLE),
        POS => to(POS, PRAISE),
        MIX => negative(row, MIX, COMPLAINT | GRUMBLE | PRAISE),
        _ => to(NEU, 0),
    }
}

/// Tweets that name a company: the neutral ones are news, advertising and talk.
pub(crate) fn brand_tweet(row: &Row) -> Option<Target> {
    let asks = row.text.contains('?');
    match polarity_of(row)? {
        NEG => negative(row, NEG, COMPLAINT | GRUMBLE),
        POS => to(POS, PRAISE),
        MIX => negative(row, MIX, COMPLAINT | GRUMBLE | PRAISE),
        _ if asks => to(NEU, QUESTION | OTHER | WISH),
        _ => to(NEU, OTHER),
    }
}

/// Tweets about anything: their liking is for stars, teams and parties as often as for companies.
pub(crate) fn topic_tweet(row: &Row) -> Option<Target> {
    let asks = row.text.contains('?');
    match polarity_of(row)? {
        NEG => negative(row, NEG, COMPLAINT | GRUMBLE | OTHER),
        POS => to(POS, PRAISE | OTHER),
        _ if asks => to(NEU, 0),
        _ => to(NEU, OTHER),
    }
}

/// Reviews of places, goods and films in two classes.
pub(crate) fn opinion(row: &Row) -> Option<Target> {
    match polarity_of(row)? {
        NEG if art(&row.text) => to(NEG, GRUMBLE),
        NEG => negative(row, NEG, COMPLAINT | GRUMBLE),
        _ => to(POS, PRAISE),
    }
}

/// A verdict on a film is a grumble by the rules of the label set.
pub(crate) fn art_opinion(row: &Row) -> Option<Target> {
    match polarity_of(row)? {
        NEG => to(NEG, GRUMBLE),
        _ => to(POS, PRAISE),
    }
}

/// Whether a review in a corpus without topics is about a film; used on training rows alone.
fn art(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["film", "movie", "actor", "regizor", "scenari", "director", "plot", "episod"]
        .iter()
        .any(|w| lower.contains(w))
}

/// Star ratings. The text outranks them, so each star allows what it may hide. In a form with fields
/// for good and bad the tone follows the body; a word in the other field does not make it mixed.
pub(crate) fn stars(row: &Row) -> Option<Target> {
    let (good, bad) = (row.text.contains("Достоинства"), row.text.contains("Недостатки"));
    let body = row.text.contains("Отзыв:");
    match row.rating?.round() as i32 {
        1 => negative(row, NEG, COMPLAINT | GRUMBLE),
        2 if body => negative(row, NEG, COMPLAINT | GRUMBLE),
        2 => negative(row, NEG | MIX, COMPLAINT | GRUMBLE),
        3 => negative(row, MIX | NEG, COMPLAINT | GRUMBLE | PRAISE),
        4 if body => to(POS | MIX, PRAISE),
        4 => to(POS | MIX, PRAISE | COMPLAINT | GRUMBLE | WISH),
        _ if body => to(POS, PRAISE),
        _ if good && bad => to(POS | MIX, PRAISE | COMPLAINT),
        _ if bad => negative(row, MIX | NEG, COMPLAINT | GRUMBLE | PRAISE),
        _ => to(POS, PRAISE),
    }
}

/// One star in a bank's review means a story of what happened.
pub(crate) fn service_stars(row: &Row) -> Option<Target> {
    match row.rating?.round() as i32 {
        1 if row.text.chars().count() > 250 => to(NEG, COMPLAINT),
        _ => stars(row),
    }
}

pub(crate) fn art_stars(row: &Row) -> Option<Target> {
    match row.rating?.round() as i32 {
        1 => to(NEG, GRUMBLE),
        2 => to(NEG | MIX, GRUMBLE),
        5 => to(POS, PRAISE),
        4 => to(POS | MIX, PRAISE),
        _ => None,
    }
}

/// Questions to a support desk; the class of proposals holds wishes dressed as questions.
pub(crate) fn support_questions(row: &Row) -> Option<Target> {
    if row.label.has("ПРЕДЛОЖЕНИЯ") {
        return to(NEU | NEG, WISH | QUESTION);
    }
    to(NEU | NEG, QUESTION | COMPLAINT).map(|t| {
        let plain = row.text.contains('?') && !row.text.contains(" не ");
        if plain { Target { tone: NEU, intent: QUESTION, lean: 0.0 } } else { t }
    })
}

pub(crate) fn complaint_or_not(row: &Row) -> Option<Target> {
    if row.label.has("complaint") {
        return to(NEG | MIX, COMPLAINT);
    }
    to(0, GRUMBLE | WISH | QUESTION | PRAISE | OTHER)
}

pub(crate) fn suggestion(row: &Row) -> Option<Target> {
    if row.label.has("suggestion") { to(0, WISH) } else { to(0, !WISH & 63) }
}

/// Reviews of apps: fault, wish, experience, verdict; the stars say which way.
pub(crate) fn app_reviews(row: &Row) -> Option<Target> {
    let stars = row.rating.map(|r| r.round() as i32);
    let tone = match stars {
        Some(1) => NEG,
        Some(2) => NEG | MIX,
        Some(3) => MIX | NEG | NEU,
        Some(4) => POS | MIX,
        Some(_) => POS,
        None => 0,
    };
    if row.label.has("Bug") || row.label.has("bug report") {
        return to(if tone == 0 || tone == POS { NEG | MIX } else { tone | NEG }, COMPLAINT);
    }
    if row.label.has("Feature") || row.label.has("feature request") {
        return to(if tone == 0 { 0 } else { tone | NEU }, WISH);
    }
    let intent = match stars {
        Some(1 | 2) => GRUMBLE | COMPLAINT,
        Some(4 | 5) => PRAISE,
        Some(_) => GRUMBLE | PRAISE,
        None => GRUMBLE | PRAISE | COMPLAINT,
    };
    to(tone, intent)
}

/// Comments with emotions: only what speaks clearly, and never a claim that a company is meant.
pub(crate) fn emotions_en(row: &Row) -> Option<Target> {
    let has = |l: &[&str]| l.iter().any(|l| row.label.has(l));
    let good = has(&["gratitude", "admiration", "love", "joy", "excitement"]);
    let bad = has(&["anger", "annoyance", "disgust", "disappointment", "disapproval"]);
    if has(&["curiosity", "confusion"]) && row.text.contains('?') && !good && !bad {
        return to(NEU, QUESTION);
    }
    if row.text.contains('?') {
        return None;
    }
    match (good, bad, row.label.has("neutral")) {
        (true, false, false) => to(POS | NEU, PRAISE | OTHER),
        (false, true, false) => to(NEG | NEU, GRUMBLE | OTHER),
        (false, false, true) => to(NEU, OTHER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Labels;

    #[test]
    fn stars_allow_sets() {
        let row =
            |text: &str, rating| Row { text: text.into(), rating: Some(rating), ..Row::default() };
        assert_eq!(stars(&row("ок", 5.0)), to(POS, PRAISE));
        let bad = stars(&row("ок", 1.0)).unwrap();
        assert_eq!((bad.tone, bad.intent), (NEG, COMPLAINT | GRUMBLE));
        let long = stars(&row(&"ждал 3 часа ".repeat(40), 1.0)).unwrap();
        assert!(long.lean > bad.lean);
        assert_eq!(
            stars(&row("Достоинства: да Недостатки: да", 5.0)),
            to(POS | MIX, PRAISE | COMPLAINT)
        );
        assert_eq!(stars(&Row::default()), None);
    }

    #[test]
    fn polarity_sets() {
        let row = |l: &str| Row { label: Labels::One(l.into()), ..Row::default() };
        assert_eq!(polarity(&row("both")).map(|t| t.intent), Some(COMPLAINT | GRUMBLE | PRAISE));
        assert_eq!(polarity(&row("absence")), None);
        assert_eq!(brand_tweet(&row("neutral")), to(NEU, OTHER));
    }
}
