//! Amounts of time and times of day.

use super::lexicon::Lex;
use super::parse::{Before, Parser, Piece};
use super::{At, Part, Unit};

pub(super) struct Amount {
    pub quarters: u32,
    pub unit: Unit,
    /// "2–3 days": the later end is meant.
    pub range: bool,
    /// "минут через пять"
    pub inverted: bool,
    /// A single number and its unit, nothing else.
    pub bare: bool,
    pub digits: bool,
}

const MOST: u32 = 10_000 * 4;

impl Parser {
    /// `alone`: a unit without a number is one of it.
    pub fn amount(&self, from: usize, alone: bool) -> Option<(Amount, usize)> {
        if let Some(found) = self.inverted(from) {
            return Some(found);
        }
        if let Lex::HalfUnit(unit) = self.lex(from) {
            let amount = Amount {
                quarters: 2,
                unit,
                range: false,
                inverted: false,
                bare: false,
                digits: false,
            };
            return alone.then_some((amount, from + 1));
        }
        let digits = matches!(self.lex(from), Lex::Int(..));
        let (quarters, at, range) = match self.numbers(from) {
            Some(found) => found,
            None if alone
                && matches!(self.lex(from), Lex::Unit(_, false) | Lex::Round | Lex::Work) =>
            {
                (4, from, false)
            }
            None => return None,
        };
        let (unit, mut end) = self.unit(at)?;
        let mut quarters = quarters;
        let (mut range, mut bare) = (range, end == at + 1);
        loop {
            match self.lex(end) {
                Lex::AndHalf => (quarters, end, bare) = (quarters + 2, end + 1, false),
                // "An hour or two", "час-два".
                Lex::Or if range_end(self, end + 1).is_some() => {
                    let (q, next) = range_end(self, end + 1)?;
                    (quarters, end, range) = (quarters.max(q), next, true);
                }
                Lex::Num(q) if quarters == 4 && self.hyphened(end - 1) => {
                    (quarters, end, range) = (quarters.max(q), end + 1, true);
                }
                _ => break,
            }
        }
        let (quarters, unit) = match unit {
            Of::Times(n, unit) => (quarters * n, unit),
            Of::Unit(unit) => (quarters, unit),
        };
        (quarters > 0 && quarters <= MOST)
            .then_some((Amount { quarters, unit, range, inverted: false, bare, digits }, end))
    }

    /// "Минут через пять", "часа через два", "минут пять".
    fn inverted(&self, from: usize) -> Option<(Amount, usize)> {
        let Lex::Unit(unit, _) = self.lex(from) else { return None };
        let at = if self.lex(from + 1) == Lex::In { from + 2 } else { from + 1 };
        let plain = at == from + 1;
        let (quarters, end, range) = self.numbers(at)?;
        // Without a preposition only number words can stand behind: "часа 18" is a time of day.
        let sound = !plain
            || matches!(self.lex(at), Lex::Num(8..))
                && matches!(self.lex(from), Lex::Unit(_, true));
        (sound && quarters <= MOST && self.unit(end).is_none()).then_some((
            Amount { quarters, unit, range, inverted: !plain, bare: false, digits: false },
            end,
        ))
    }

    /// One number or a range, whose later end counts; in quarters.
    fn numbers(&self, from: usize) -> Option<(u32, usize, bool)> {
        let (first, mut at) = self.number(from)?;
        let (mut most, mut range) = (first, false);
        let next = match self.lex(at) {
            Lex::Dash | Lex::Or | Lex::Until | Lex::By | Lex::And | Lex::At => self.number(at + 1),
            Lex::Comma => match self.lex(at + 1) {
                Lex::Or | Lex::Most => self.number(at + 2),
                _ => None,
            },
            Lex::Num(_) if self.hyphened(at - 1) => self.number(at),
            _ => None,
        };
        if let Some((q, end)) = next
            && q > first
        {
            (most, at, range) = (q, end, true);
        }
        Some((most, at, range))
    }

    fn number(&self, from: usize) -> Option<(u32, usize)> {
        let (value, mut at) = match self.lex(from) {
            Lex::Int(n, _) if n > 0 && n <= 10_000 => (n * 4, from + 1),
            Lex::Decimal(q) => (q, from + 1),
            Lex::Num(q) => self.words(q, from + 1),
            Lex::Half => (2, from + 1),
            Lex::Quarter => (1, from + 1),
            _ => return None,
        };
        // "O jumătate de oră", "trei sferturi de oră".
        let mut value = value;
        match self.lex(at) {
            Lex::Half if value == 4 => (value, at) = (2, at + 1),
            Lex::Quarter if value % 4 == 0 => (value, at) = (value / 4, at + 1),
            Lex::AndHalf => (value, at) = (value + 2, at + 1),
            _ => {}
        }
        // 3-х, 5-ти
        let dash = usize::from(self.lex(at) == Lex::Dash && self.glued(at));
        if self.lex(at + dash) == Lex::Tail && (self.glued(at + dash - 1)) {
            at += dash + 1;
        }
        Some((value, at))
    }

    /// "Twenty four", "douăzeci și patru".
    fn words(&self, tens: u32, at: usize) -> (u32, usize) {
        if tens < 20 * 4 || !tens.is_multiple_of(40) || tens > 100 * 4 {
            return (tens, at);
        }
        let at_ones = if self.lex(at) == Lex::And { at + 1 } else { at };
        match self.lex(at_ones) {
            Lex::Num(ones) if ones < 40 && (at_ones == at || ones % 4 == 0) => {
                (tens + ones, at_ones + 1)
            }
            _ => (tens, at),
        }
    }

    fn unit(&self, from: usize) -> Option<(Of, usize)> {
        let mut at = from;
        let mut work = false;
        while at < from + 4 {
            match self.lex(at) {
                Lex::Work => work = true,
                Lex::Civil | Lex::Of | Lex::Dash => {}
                _ => break,
            }
            at += 1;
        }
        let unit = match self.lex(at) {
            Lex::Unit(unit, _) => unit,
            Lex::MondayOrMonths => Unit::Month,
            Lex::Round => return Some((Of::Times(24, Unit::Hour), at + 1)),
            _ => return None,
        };
        let mut end = at + 1;
        match self.lex(end) {
            Lex::Work => (work, end) = (true, end + 1),
            Lex::Civil => end += 1,
            _ => {}
        }
        Some((
            match (unit, work) {
                (Unit::Day, true) => Of::Unit(Unit::WorkDay),
                (Unit::Hour, true) => Of::Unit(Unit::WorkHour),
                (Unit::Week, true) => Of::Times(5, Unit::WorkDay),
                _ => Of::Unit(unit),
            },
            end,
        ))
    }

    /// A time of day.
    pub fn timed(&self, at: usize, before: Before) -> Option<(Piece, usize)> {
        let part = match self.lex(at) {
            Lex::Part(part) => Some(self.by(at, part)),
            Lex::Noon => Some(At::Clock { minute: 720, sure: true }),
            Lex::Midnight => Some(At::Clock { minute: 1440, sure: true }),
            Lex::Close => Some(At::Close),
            _ => None,
        };
        if let Some(part) = part {
            // "до шести вечера" begins with its number; here the part stands alone.
            return Some((Piece::At(part), at + 1));
        }
        let (mut clock, mut end) = self.clock(at, before)?;
        // "с 10 до 12", "10:00–12:00": the later end.
        let joins = matches!(self.lex(end), Lex::Dash)
            || before.from && matches!(self.lex(end), Lex::Until | Lex::And | Lex::By | Lex::At);
        if joins && let Some((last, next)) = self.clock(end + 1, Before { until: true, ..before }) {
            (clock, end) = (last, next);
        }
        Some((Piece::At(clock), end))
    }

    /// "By evening" is its beginning.
    fn by(&self, at: usize, part: Part) -> At {
        let by = at > 0 && matches!(self.lex(at - 1), Lex::By)
            || at > 1 && matches!((self.lex(at - 2), self.lex(at - 1)), (Lex::By, Lex::Article));
        At::Part(match part {
            Part::Evening if by => Part::ByEvening,
            Part::Morning if by => Part::ByMorning,
            part => part,
        })
    }

    fn clock(&self, from: usize, before: Before) -> Option<(At, usize)> {
        let asked = before.until || before.at || before.before || before.from;
        let mark = matches!(self.lex(from), Lex::Unit(Unit::Hour, _)) && !self.glued(from);
        let at = if mark { from + 1 } else { from };
        let (minute, sure, bare) = match self.lex(at) {
            Lex::Clock(minute, sure) => (minute, sure, false),
            Lex::Dotted(h, m)
                if h < 24
                    && m < 60
                    && (asked || mark)
                    && (before.at || mark || m > 12 || m == 0) =>
            {
                (u16::from(h) * 60 + u16::from(m), h > 12 || h == 0, false)
            }
            // 18-00
            Lex::Int(h, _) if h < 24 && self.dashed_minutes(at).is_some() => {
                (h as u16 * 60 + self.dashed_minutes(at)?, h > 12, false)
            }
            Lex::Int(h, digits) if h <= 24 && digits <= 2 => {
                (h as u16 * 60, h > 12 || h == 0 || digits == 2 && h < 10, true)
            }
            Lex::Num(q) if q % 4 == 0 && (4..=24 * 4).contains(&q) && (asked || mark) => {
                let (q, _) = self.words(q, at + 1);
                ((q / 4) as u16 * 60, q > 48, true)
            }
            Lex::Unit(Unit::Hour, false) => {
                // "в час дня", "до часа ночи"
                let end = match self.lex(at + 1) {
                    Lex::Unit(Unit::Day, false) if asked => {
                        return Some((At::Clock { minute: 780, sure: true }, at + 2));
                    }
                    Lex::Part(Part::Night) if asked => at + 2,
                    _ => return None,
                };
                return Some((At::Clock { minute: 60, sure: true }, end));
            }
            _ if mark && matches!(self.lex(from + 1), Lex::Unit(Unit::Day, _)) && asked => {
                return Some((At::Clock { minute: 780, sure: true }, from + 2));
            }
            _ if mark && matches!(self.lex(from + 1), Lex::Part(Part::Night)) && asked => {
                return Some((At::Clock { minute: 60, sure: true }, from + 2));
            }
            _ => return None,
        };
        let mut end = match self.lex(at) {
            Lex::Num(q) => self.words(q, at + 1).1,
            _ if self.dashed_minutes(at).is_some() => at + 3,
            _ => at + 1,
        };
        let dash = usize::from(self.lex(end) == Lex::Dash && self.glued(end));
        if bare
            && self.lex(end + dash) == Lex::Tail
            && self.glued(end + dash - 1)
            && !matches!(self.lex(end + dash + 1), Lex::OfMonth | Lex::Month(_))
            && before.at
        {
            end += dash + 1;
        }
        let mut told = !bare || mark;
        let mut clock = At::Clock { minute, sure };
        let h = matches!(self.lex(end), Lex::Unit(Unit::Hour, _) | Lex::OClock);
        if h {
            (told, end) = (true, end + 1);
        }
        match self.lex(end) {
            Lex::Meridian(pm) if minute <= 12 * 60 + 59 => {
                clock = half(minute, pm);
                (told, end) = (true, end + 1);
            }
            Lex::Part(part @ (Part::Morning | Part::Evening | Part::Afternoon | Part::Night)) => {
                clock = of_part(minute, part);
                (told, end) = (true, end + 1);
            }
            Lex::Unit(Unit::Day, false) if (h || before.at || minute == 720) && asked => {
                clock = half(minute, true);
                (told, end) = (true, end + 1);
            }
            Lex::OClock => end += 1,
            _ => {}
        }
        (told || (asked && self.may_end(end))).then_some((clock, end))
    }

    fn dashed_minutes(&self, at: usize) -> Option<u16> {
        let glued = self.glued(at) && self.glued(at + 1);
        match (self.lex(at + 1), self.lex(at + 2)) {
            (Lex::Dash, Lex::Int(m @ (0 | 30), 2)) if glued => Some(m as u16),
            _ => None,
        }
    }

    /// After a bare hour something else may be counted: "до 5 человек", "18%", "to 5 stars".
    fn may_end(&self, at: usize) -> bool {
        match self.lex(at) {
            Lex::Edge | Lex::Stop | Lex::Comma | Lex::Small | Lex::Dash | Lex::And | Lex::Or => {
                true
            }
            Lex::Sign => false,
            Lex::Other | Lex::Int(..) | Lex::Decimal(_) | Lex::Month(_) | Lex::Tail => self
                .items
                .get(at)
                .is_none_or(|i| at > 0 && i.sentence != self.items[at - 1].sentence),
            _ => true,
        }
    }
}

fn range_end(p: &Parser, at: usize) -> Option<(u32, usize)> {
    match p.lex(at) {
        Lex::Num(q) if q > 4 => Some((q, at + 1)),
        _ => None,
    }
}

enum Of {
    Unit(Unit),
    /// So many of a smaller unit.
    Times(u32, Unit),
}

fn half(minute: u16, pm: bool) -> At {
    let minute = match (pm, minute / 60) {
        (true, 0..12) => minute + 720,
        (false, 12) => minute - 720,
        _ => minute,
    };
    At::Clock { minute, sure: true }
}

/// "6 вечера", "3 ночи", "8 dimineața".
pub(super) fn of_part(minute: u16, part: Part) -> At {
    let pm = match part {
        Part::Evening | Part::Afternoon | Part::ByEvening => true,
        Part::Night => (9 * 60..12 * 60).contains(&minute),
        _ => false,
    };
    match (part, minute) {
        (Part::Night | Part::Evening, 720) => At::Clock { minute: 1440, sure: true },
        (Part::Morning | Part::Night, _) if !pm => At::Clock { minute, sure: true },
        _ => half(minute, pm),
    }
}
