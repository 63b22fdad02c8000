//! Ratings as sites export them, brought to 1–5. Words are no ratings: they are set
//! aside rather than guessed.

use super::Reason;
use super::names::is_nothing;

/// What one cell says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Mark {
    /// A number that says nothing about its scale.
    Bare(f64),
    /// "8/10", "4 из 5", "★★★★☆", "80%": value and the scale's top.
    Of(f64, f64),
}

/// `None`: the review carries no rating.
pub(crate) fn parse(value: &str, scale: u8) -> Result<Option<u8>, Reason> {
    let text = value.trim();
    if is_nothing(text) {
        return Ok(None);
    }
    let cut = || text.chars().take(80).collect::<String>();
    let Some(mark) = mark(text) else {
        return Err(Reason::UnreadableRating { value: cut() });
    };
    let (points, top) = match mark {
        Mark::Bare(points) => (points, f64::from(scale)),
        Mark::Of(points, top) => (points, top),
    };
    // Sites write 0 where a review has no stars.
    if points == 0.0 && top <= 5.0 {
        return Ok(None);
    }
    if !(0.0..=top).contains(&points) || top < 2.0 {
        return Err(Reason::RatingOutOfRange { value: cut(), scale: top.clamp(0.0, 255.0) as u8 });
    }
    let stars = (points / top * 5.0).round().clamp(1.0, 5.0);
    Ok(Some(stars as u8))
}

/// Whether the stars say all that the cell said.
pub(crate) fn is_exact(value: &str, stars: Option<u8>) -> bool {
    let text = value.trim();
    match (stars, text.parse::<f64>()) {
        (Some(stars), Ok(number)) => number == f64::from(stars),
        (None, _) => is_nothing(text),
        (Some(stars), Err(_)) => {
            mark(text).is_some_and(|mark| matches!(mark, Mark::Of(p, 5.0) if p == f64::from(stars)))
        }
    }
}

pub(crate) fn mark(text: &str) -> Option<Mark> {
    if text.chars().count() > 40 {
        return None;
    }
    if let Some(mark) = stars(text) {
        return Some(mark);
    }
    let lower = text.to_lowercase();
    let lower = without_unit(&lower);
    if let Some(percent) = lower.strip_suffix('%') {
        return number(percent).map(|n| Mark::Of(n, 100.0));
    }
    for between in ["/", " из ", " out of ", " din ", " of ", " de la "] {
        if let Some((points, top)) = lower.split_once(between) {
            let (points, top) = (number(without_unit(points))?, number(without_unit(top))?);
            return (2.0..=100.0).contains(&top).then_some(Mark::Of(points, top));
        }
    }
    number(lower).map(Mark::Bare)
}

/// Star glyphs alone: filled ones count, empty ones make the scale.
fn stars(text: &str) -> Option<Mark> {
    let (mut full, mut empty) = (0u32, 0u32);
    for c in text.chars() {
        match c {
            '★' | '⭐' | '🌟' | '⭑' | '✭' => full += 1,
            '☆' | '✩' | '⚝' => empty += 1,
            '\u{FE0F}' | '\u{FE0E}' | ' ' => {}
            _ => return None,
        }
    }
    let total = f64::from((full + empty).max(5));
    (full + empty > 0).then_some(Mark::Of(f64::from(full), total))
}

fn without_unit(text: &str) -> &str {
    const UNITS: [&str; 14] = [
        "звёзд",
        "звезд",
        "звезды",
        "звезда",
        "звёзды",
        "балл",
        "балла",
        "баллов",
        "stars",
        "star",
        "stele",
        "stea",
        "puncte",
        "★",
    ];
    let text = text.trim();
    let cut = UNITS.iter().filter_map(|unit| text.strip_suffix(unit)).min_by_key(|rest| rest.len());
    cut.map_or(text, str::trim_end)
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !plain || text.is_empty() || text.len() > 8 {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<Option<u8>, &str>) {
        let got = parse(text, 5).map_err(|reason| reason.code().to_owned());
        assert_eq!(got, expect.map_err(str::to_owned), "{text}");
    }

    #[test]
    fn marks_are_brought_to_five() {
        for (text, stars) in [
            ("1", 1),
            ("5", 5),
            ("4,5", 5),
            ("4.4", 4),
            ("★★★★☆", 4),
            ("⭐⭐⭐", 3),
            ("★☆☆☆☆", 1),
            ("5/5", 5),
            ("10/10", 5),
            ("8 из 10", 4),
            ("1 из 10", 1),
            ("4 звезды", 4),
            ("5 stars", 5),
            ("4.0 out of 5 stars", 4),
            ("3 din 5", 3),
            ("2 stele", 2),
            ("80%", 4),
            ("1 звезда", 1),
            ("5.0", 5),
            ("2 star", 2),
            ("0/10", 1),
            ("⭐️⭐️", 2),
            ("4★", 4),
        ] {
            check(text, Ok(Some(stars)));
        }
        for text in ["", " ", "-", "—", "n/a", "нет", "0", "null"] {
            check(text, Ok(None));
        }
    }

    #[test]
    fn words_and_impossible_marks_are_set_aside() {
        for text in ["отлично", "good", "пять", "5 яблок", "+", "4 5", "рейтинг 5"]
        {
            check(text, Err("unreadable_rating"));
        }
        for text in ["7", "6/5", "11/10", "120%"] {
            check(text, Err("rating_out_of_range"));
        }
        assert_eq!(parse("7", 10), Ok(Some(4)));
        assert!(!is_exact("4,5", Some(5)) && is_exact("5.0", Some(5)) && is_exact("5/5", Some(5)));
    }
}
