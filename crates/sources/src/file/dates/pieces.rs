//! A written date taken apart: numbers, a month's name, a time of day, a zone. A word
//! that belongs to none of these makes the whole value unreadable.

use super::super::Reason;
use super::words::{self, Word};
use jiff::civil::Time;

#[derive(Default)]
pub(super) struct Pieces {
    pub numbers: Vec<Number>,
    pub month: Option<i8>,
    pub time: Option<Time>,
    pub zone: Option<Zone>,
    /// The numbers are parted by dots, which only day-first countries use.
    pub dotted: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Number {
    pub value: u32,
    pub digits: usize,
}

pub(super) enum Zone {
    /// Seconds east of Greenwich.
    Offset(i32),
}

pub(super) enum Trouble {
    Unreadable,
    Relative,
}

impl Trouble {
    pub(super) fn reason(self, text: &str) -> Reason {
        let value = text.chars().take(80).collect();
        match self {
            Trouble::Unreadable => Reason::UnreadableDate { value },
            Trouble::Relative => Reason::RelativeDate { value },
        }
    }
}

impl Pieces {
    pub(super) fn year_first(&self) -> bool {
        self.numbers.first().is_some_and(|first| first.digits == 4)
    }
}

impl Number {
    pub(super) fn year(self) -> Option<i16> {
        match self.digits {
            4 => i16::try_from(self.value).ok(),
            2 if self.value < 70 => Some(2000 + self.value as i16),
            2 => Some(1900 + self.value as i16),
            _ => None,
        }
    }

    pub(super) fn small(self) -> Option<i8> {
        (self.digits <= 2).then(|| i8::try_from(self.value).ok()).flatten()
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Token<'t> {
    Number(&'t str),
    Word(&'t str),
    Sign(char),
}

pub(super) fn pieces(text: &str) -> Result<Pieces, Trouble> {
    if text.len() > 120 {
        return Err(Trouble::Unreadable);
    }
    let tokens = tokens(text);
    let mut pieces = Pieces::default();
    let mut at = 0;
    while at < tokens.len() {
        at += match tokens[at] {
            Token::Number(_) if pieces.time.is_none() && clock(&tokens[at..]).is_some() => {
                let (time, length) = clock(&tokens[at..]).ok_or(Trouble::Unreadable)?;
                pieces.time = Some(time.ok_or(Trouble::Unreadable)?);
                length
            }
            Token::Sign('+' | '-' | '−') if pieces.time.is_some() && pieces.zone.is_none() => {
                match offset(&tokens[at..]) {
                    Some((seconds, length)) => {
                        pieces.zone = Some(Zone::Offset(seconds));
                        length
                    }
                    None => 1,
                }
            }
            Token::Number(digits) => {
                let value = digits.parse().map_err(|_| Trouble::Unreadable)?;
                pieces.dotted |= !pieces.numbers.is_empty()
                    && at > 0
                    && tokens[at - 1] == Token::Sign('.')
                    && matches!(tokens.get(at.wrapping_sub(2)), Some(Token::Number(_)));
                pieces.numbers.push(Number { value, digits: digits.len() });
                1
            }
            Token::Word(word) => {
                pieces.word(word)?;
                1
            }
            Token::Sign(sign) if "./-−,:()[]  \t\u{a0}\u{202f}'’\"".contains(sign) => 1,
            Token::Sign(_) => return Err(Trouble::Unreadable),
        };
    }
    // A relative wording may hold numbers too: "3 days ago" is caught by its words.
    Ok(pieces)
}

impl Pieces {
    fn word(&mut self, word: &str) -> Result<(), Trouble> {
        match words::meaning(word) {
            Some(Word::Month(month)) if self.month.is_none() => self.month = Some(month),
            // "mar" is Tuesday and March in Romanian, "сб" never a month.
            Some(Word::Month(_)) => return Err(Trouble::Unreadable),
            Some(Word::Filler) => {}
            Some(Word::Relative) => return Err(Trouble::Relative),
            Some(Word::Zone(seconds)) if self.zone.is_none() => {
                self.zone = Some(Zone::Offset(seconds));
            }
            Some(Word::Zone(_)) | None => return Err(Trouble::Unreadable),
        }
        Ok(())
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let (token, taken) = if first.is_ascii_digit() {
            let taken = length(|c| c.is_ascii_digit());
            (Token::Number(&rest[..taken]), taken)
        } else if first.is_alphabetic() {
            let taken = length(char::is_alphabetic);
            (Token::Word(&rest[..taken]), taken)
        } else {
            (Token::Sign(first), first.len_utf8())
        };
        tokens.push(token);
        rest = &rest[taken..];
    }
    tokens
}

/// `12:30`, `12:30:05.123`, `5:07 PM`. The outer `None`: no clock here; the inner
/// one: a clock that no day has. Also the number of tokens it takes.
fn clock(tokens: &[Token]) -> Option<(Option<Time>, usize)> {
    let [Token::Number(hour), Token::Sign(':'), Token::Number(minute), ..] = tokens else {
        return None;
    };
    let mut used = 3;
    let mut seconds = 0i8;
    let mut nanos = 0i32;
    if let [Token::Sign(':'), Token::Number(digits), ..] = &tokens[used..] {
        seconds = digits.parse().ok()?;
        used += 2;
        if let [Token::Sign('.' | ','), Token::Number(fraction), ..] = &tokens[used..] {
            let digits: String = fraction.chars().chain("000000000".chars()).take(9).collect();
            nanos = digits.parse().ok()?;
            used += 2;
        }
    }
    let mut hour: i8 = hour.parse().ok()?;
    let spaces = tokens[used..].iter().take_while(|token| is_space(token)).count();
    if let Some((afternoon, taken)) = half_of_day(&tokens[used + spaces..]) {
        hour = match (hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            (1..=12, _) => hour,
            _ => return Some((None, used)),
        };
        used += spaces + taken;
    }
    let minute: i8 = minute.parse().ok()?;
    // A leap second is the last second of its minute for everybody else.
    let time = Time::new(hour, minute, seconds.min(59), nanos).ok();
    let sane = seconds <= 60 && minute <= 59;
    Some((time.filter(|_| sane), used))
}

fn half_of_day(tokens: &[Token]) -> Option<(bool, usize)> {
    let is = |word: &str, letter: &str| word.eq_ignore_ascii_case(letter);
    match tokens {
        [Token::Word(word), ..] if is(word, "am") || is(word, "pm") => Some((is(word, "pm"), 1)),
        [Token::Word(a), Token::Sign('.'), Token::Word(m), ..]
            if is(m, "m") && (is(a, "a") || is(a, "p")) =>
        {
            Some((is(a, "p"), 3))
        }
        _ => None,
    }
}

fn is_space(token: &Token) -> bool {
    matches!(token, Token::Sign(c) if c.is_whitespace())
}

/// `+03:00`, `+0300`, `-5`: seconds and the tokens they take.
fn offset(tokens: &[Token]) -> Option<(i32, usize)> {
    let [Token::Sign(sign), Token::Number(hours), rest @ ..] = tokens else {
        return None;
    };
    let (hours, minutes, used) = match (hours.len(), rest) {
        (1 | 2, [Token::Sign(':'), Token::Number(minutes), ..]) if minutes.len() == 2 => {
            (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?, 4)
        }
        (1 | 2, _) => (hours.parse().ok()?, 0, 2),
        (4, _) => (hours[..2].parse().ok()?, hours[2..].parse().ok()?, 2),
        _ => return None,
    };
    let seconds = hours * 3600 + minutes * 60;
    let sane = hours <= 14 && minutes < 60;
    sane.then_some((if *sign == '+' { seconds } else { -seconds }, used))
}
