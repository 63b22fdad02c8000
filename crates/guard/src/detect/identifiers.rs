//! Phones, cards, accounts, documents and private mail addresses. Checksums decide where there are any.

use super::before;
use crate::Draft;
use std::ops::Range;

pub(super) fn find(draft: &Draft) -> Vec<Range<usize>> {
    let text = draft.text;
    let mut found = Vec::new();
    for run in digit_runs(text) {
        let digits: String = text[run.clone()].chars().filter(char::is_ascii_digit).collect();
        if known(draft, &digits) {
            continue;
        }
        let shape = &text[run.clone()];
        let lead = before(text, run.start, 45);
        if card(&digits)
            || national(&digits, shape)
            || document(&digits, &lead)
            || phone(&digits, shape, &lead)
        {
            found.push(run);
        }
    }
    found.extend(mails(draft));
    found.extend(ibans(text));
    found.extend(flats(text));
    found
}

/// The company's own numbers, and what the client himself has published.
fn known(draft: &Draft, digits: &str) -> bool {
    let bare = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let tail = &digits[digits.len().saturating_sub(9)..];
    draft.facts.own_contacts.iter().any(|c| bare(c).ends_with(tail))
        || draft.facts.client_text.is_some_and(|t| digits.len() >= 6 && bare(t).contains(tail))
}

/// Stretches of digits with the signs that are written between them, from six digits on.
fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut end, mut count) = (None, 0, 0);
    let mut loose = 0;
    let mut close = |start: &mut Option<usize>, end: usize, count: &mut usize| {
        if let Some(from) = start.take()
            && *count >= 6
        {
            runs.push(from..end);
        }
        *count = 0;
    };
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => {
                if start.is_none() && last.is_alphabetic() {
                    last = c;
                    continue;
                }
                start.get_or_insert(at);
                (end, loose) = (at + 1, 0);
                count += 1;
            }
            '+' if start.is_none() => start = Some(at),
            ' ' | '\u{a0}' | '-' | '–' | '(' | ')' | '\u{2011}' if start.is_some() && loose < 2 => {
                loose += 1
            }
            _ => close(&mut start, end, &mut count),
        }
        last = c;
    }
    close(&mut start, end, &mut count);
    runs
}

fn phone(digits: &str, shape: &str, lead: &str) -> bool {
    const FREE: &[&str] =
        &["8800", "7800", "800", "0800", "8804", "0808", "1800", "44800", "40800", "373800"];
    const OURS: &[&str] = &[
        "позвоните",
        "звоните",
        "наш ",
        "нашему",
        "нашей",
        "горяч",
        "линии",
        "линию",
        "call us",
        "ring us",
        "phone us",
        "our ",
        "hotline",
        "helpline",
        "reach us",
        "sunați-ne",
        "sunati-ne",
        "sunați la",
        "nostru",
        "noastr",
        "linia",
        "contact us",
        "единый номер",
        "общий номер",
        "магазина",
        "ресепш",
        "reception",
    ];
    if FREE.iter().any(|f| digits.starts_with(f)) || OURS.iter().any(|o| lead.contains(o)) {
        return false;
    }
    let parted =
        shape.starts_with('+') || shape.contains(['-', '(', ' ', '\u{a0}', '–', '\u{2011}']);
    let mobile = match digits.len() {
        11 => ["79", "89", "07", "373", "407", "447"].iter().any(|p| digits.starts_with(p)),
        12 => ["3736", "3737", "4407", "3809", "3750"].iter().any(|p| digits.starts_with(p)),
        10 => digits.starts_with("07"),
        9 => digits.starts_with("06") || digits.starts_with("07"),
        _ => false,
    };
    mobile
        || parted
            && (9..=13).contains(&digits.len())
            && (shape.starts_with('+') || digits.starts_with(['0', '7', '8']))
}

/// ISO/IEC 7812: the Luhn sum of a card number, also of an IMEI.
fn card(digits: &str) -> bool {
    if !(13..=19).contains(&digits.len()) || digits.starts_with('0') {
        return false;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let d = u32::from(b - b'0');
            match (i % 2, d * 2) {
                (0, _) => d,
                (_, n) if n > 9 => n - 9,
                (_, n) => n,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// SNILS by its shape (123-456-789 00), the Romanian CNP by its control digit.
fn national(digits: &str, shape: &str) -> bool {
    let groups: Vec<usize> = shape.split(['-', ' ']).map(str::len).collect();
    let snils = groups == [3, 3, 3, 2] && shape.matches('-').count() >= 2;
    let cnp = digits.len() == 13 && !digits.starts_with(['0', '9']) && {
        let weights = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9];
        let value = |i: usize| u32::from(digits.as_bytes()[i] - b'0');
        let rest = weights.iter().enumerate().map(|(i, w)| w * value(i)).sum::<u32>() % 11;
        rest.min(10) % 10 + u32::from(rest == 10) == value(12)
    };
    snils || cnp
}

/// A number named as that of a document.
fn document(digits: &str, lead: &str) -> bool {
    const NAMED: &[&str] = &[
        "паспорт",
        "снилс",
        "инн",
        "полис",
        "удостоверени",
        "imei",
        "серийный",
        "passport",
        "national insurance",
        "social security",
        "ssn",
        "driving licence",
        "driver's license",
        "serial number",
        "cnp",
        "buletin",
        "pașaport",
        "pasaport",
        "seria",
        "cartea de identitate",
        "лицевой счет",
        "лицевой счёт",
        "account number",
        "sort code",
    ];
    let near = &lead[lead.char_indices().rev().nth(24).map_or(0, |(i, _)| i)..];
    digits.len() >= 6 && NAMED.iter().any(|n| near.contains(n))
}

/// Mail addresses at providers for private persons; those of firms are how a firm is reached.
fn mails(draft: &Draft) -> Vec<Range<usize>> {
    const PRIVATE: &[&str] = &[
        "gmail.",
        "googlemail.",
        "mail.ru",
        "yandex.",
        "ya.ru",
        "bk.ru",
        "list.ru",
        "inbox.ru",
        "rambler.",
        "yahoo.",
        "hotmail.",
        "outlook.",
        "icloud.",
        "proton",
        "live.",
        "gmx.",
        "ukr.net",
        "me.com",
        "aol.",
    ];
    const OFFICE: &[&str] =
        &["support", "info", "help", "office", "contact", "sales", "service", "hello", "care"];
    let text = draft.text;
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let start = text[..at]
            .char_indices()
            .rev()
            .take_while(|(_, c)| inside(*c))
            .last()
            .map_or(at, |(i, _)| i);
        let end = at + 1 + text[at + 1..].find(|c| !inside(c)).unwrap_or(text.len() - at - 1);
        let (local, domain) = (text[start..at].to_lowercase(), text[at + 1..end].to_lowercase());
        let address = format!("{local}@{domain}");
        let own = draft
            .facts
            .own_contacts
            .iter()
            .any(|c| c.to_lowercase().contains(address.trim_end_matches('.')));
        let posted = draft.facts.client_text.is_some_and(|t| t.to_lowercase().contains(&address));
        if !local.is_empty()
            && PRIVATE.iter().any(|p| domain.starts_with(p))
            && !OFFICE.iter().any(|o| local.starts_with(o))
            && !own
            && !posted
        {
            found.push(start..end);
        }
    }
    found
}

/// ISO 13616: two letters, two digits, and the whole is 1 modulo 97.
fn ibans(text: &str) -> Vec<Range<usize>> {
    super::words(text)
        .into_iter()
        .filter(|(_, w)| (15..=34).contains(&w.len()) && w.is_ascii())
        .filter(|(_, w)| {
            let b = w.as_bytes();
            b[..2].iter().all(u8::is_ascii_alphabetic) && b[2..4].iter().all(u8::is_ascii_digit)
        })
        .filter(|(_, w)| {
            let value = |rest: u64, c: char| match c.to_digit(36) {
                Some(d) if d > 9 => (rest * 100 + u64::from(d)) % 97,
                Some(d) => (rest * 10 + u64::from(d)) % 97,
                None => 0,
            };
            w[4..].chars().chain(w[..4].chars()).fold(0, value) == 1
        })
        .map(|(at, w)| at..at + w.len())
        .collect()
}

/// A house number with a flat number near it: where somebody lives.
fn flats(text: &str) -> Vec<Range<usize>> {
    const FLAT: &[&str] = &[
        "кв",
        "квартира",
        "квартиру",
        "квартире",
        "flat",
        "apt",
        "apartment",
        "ap",
        "apartament",
        "apartamentul",
    ];
    let all = super::words(text);
    let number =
        |i: usize| all.get(i).is_some_and(|(_, w)| w.starts_with(|c: char| c.is_ascii_digit()));
    let mut found = Vec::new();
    for i in 1..all.len() {
        if FLAT.contains(&&*all[i].1.to_lowercase())
            && number(i + 1)
            && let Some(house) = (i.saturating_sub(3)..i).find(|h| number(*h))
        {
            found.push(all[house].0..all[i + 1].0 + all[i + 1].1.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, Facts};

    fn spans<'t>(text: &'t str, facts: Facts) -> Vec<&'t str> {
        let draft = Draft {
            text,
            stage: domain::Stage::FactFinding,
            channel: Channel::Public,
            lang: None,
            facts,
        };
        find(&draft).into_iter().map(|r| &text[r]).collect()
    }

    fn check(text: &str, want: &[&str]) {
        assert_eq!(spans(text, Facts::default()), want, "{text}");
    }

    #[test]
    fn phones() {
        check("звоним вам на +7 900 123-45-67, ответьте", &["+7 900 123-45-67"]);
        check("набрали 89161234567.", &["89161234567"]);
        check("we rang +44 7700 900123 twice", &["+44 7700 900123"]);
        check("v-am sunat la 0722 123 456", &["0722 123 456"]);
        check("общий номер 8 800 555-01-01", &[]);
        check("позвоните нам: +7 495 123-45-67", &[]);
        check("заказ 48213, сумма 12 490 рублей, 2025-05-12 14:10", &[]);
    }

    #[test]
    fn cards_accounts_documents() {
        check("карта 4111 1111 1111 1111", &["4111 1111 1111 1111"]);
        check("карта 4111 1111 1111 1112 нет", &[]);
        check("СНИЛС 112-233-445 95", &["112-233-445 95"]);
        check("CNP 1800101221144", &["1800101221144"]);
        check("contul RO49AAAA1B31007593840000", &["RO49AAAA1B31007593840000"]);
        check("паспорт 4509 123456", &["4509 123456"]);
    }

    #[test]
    fn mail_addresses() {
        check("писали на ivan.petrov@mail.ru вчера", &["ivan.petrov@mail.ru"]);
        check("пишите на help@example.com", &[]);
        check("support.shop@gmail.com", &[]);
    }

    #[test]
    fn what_is_known_may_be_said() {
        let own = Facts { own_contacts: &["+7 (495) 123-45-67"], ..Facts::default() };
        assert!(spans("наберите +7 495 123 45 67", own).is_empty());
        let posted =
            Facts { client_text: Some("мой номер 89001234567"), ..Facts::default() };
        assert!(spans("звоним на +7 900 123-45-67", posted).is_empty());
    }
}
