//! The grammar: prepositions, then an amount, a day or a time of day; neighbours that belong together
//! make one expression. Every place of the text is looked at once and no farther than a few words.

use super::lexicon::{Lex, Lexicon, readings};
use super::lexing::{Item, items};
use super::{At, Day, Expression, Part, Unit, When, Which};
use crate::Analysis;

/// Every expression of time in a text, in its order, none overlapping.
pub fn find(a: &Analysis) -> Vec<Expression> {
    let covered = |found: &[Expression]| found.iter().map(|e| e.span.len()).sum::<usize>();
    let mut best: Vec<Expression> = Vec::new();
    for lang in readings(a.lang, a.lang_confidence) {
        let found = Parser { items: items(a, Lexicon::of(*lang)) }.all();
        if covered(&found) > covered(&best) {
            best = found;
        }
    }
    best
}

pub(super) struct Parser {
    pub items: Vec<Item>,
}

/// What a stretch of words says, before its neighbours are known.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Piece {
    Vague,
    Amount {
        quarters: u32,
        unit: Unit,
    },
    Day(Day),
    At(At),
    /// Today, and a part of it.
    Both(Day, At),
    /// Past, or every day, or opening hours: no time of a promise.
    Nothing,
}

/// What stands before.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(super) struct Before {
    pub until: bool,
    pub before: bool,
    pub within: bool,
    /// "During", not "after".
    pub inside: bool,
    pub at: bool,
    pub on: bool,
    pub from: bool,
    /// "The next", "ближайшие".
    pub coming: bool,
    pub any: bool,
}

#[derive(Clone, Copy)]
struct Found {
    piece: Piece,
    before: Before,
    end: usize,
    /// Says nothing by itself.
    weak: bool,
}

impl Parser {
    fn all(&self) -> Vec<Expression> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.items.len() {
            match self.expression(at) {
                Some((when, end)) => {
                    if let Some(when) = when {
                        let span = self.items[at].start..self.items[end - 1].end;
                        out.push(Expression { span, when });
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
        out
    }

    pub fn lex(&self, at: usize) -> Lex {
        self.items.get(at).map_or(Lex::Edge, |i| i.lex)
    }

    /// The two stand in one sentence.
    pub fn same(&self, a: usize, b: usize) -> bool {
        match (self.items.get(a), self.items.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    /// No space between an item and the next.
    pub fn glued(&self, at: usize) -> bool {
        match (self.items.get(at), self.items.get(at + 1)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }

    /// Nothing but a hyphen between an item and the next: `час-два`.
    pub fn hyphened(&self, at: usize) -> bool {
        self.items.get(at + 1).is_some_and(|i| i.hyphen)
    }

    /// Pieces from one place, joined. `None` as the meaning: to be passed over as a whole.
    fn expression(&self, from: usize) -> Option<(Option<When>, usize)> {
        let first = self.piece(from)?;
        let mut whole = vec![first];
        let mut end = first.end;
        while whole.len() < 4 {
            let (at, or) = self.joint(end);
            if !self.same(from, at) {
                break;
            }
            let Some(next) = self.piece(at) else { break };
            if !fits(&whole, &next, or, at > end) {
                break;
            }
            end = next.end;
            whole.push(next);
        }
        if whole.iter().all(|f| f.weak) || self.is_open(from, &whole) || self.past(from, end) {
            return Some((None, end));
        }
        Some((meaning(&whole), end))
    }

    /// Where the next piece may begin, and whether "or" or a dash stood between.
    fn joint(&self, at: usize) -> (usize, bool) {
        match self.lex(at) {
            Lex::Comma => match self.lex(at + 1) {
                Lex::And | Lex::Or => (at + 2, true),
                _ => (at + 1, false),
            },
            Lex::Dash | Lex::Or | Lex::And => (at + 1, true),
            Lex::Of | Lex::Article => (at + 1, false),
            _ => (at, at > 0 && self.hyphened(at - 1)),
        }
    }

    /// Opening hours: a word for them stands just before, or a range of days and hours does.
    fn is_open(&self, from: usize, whole: &[Found]) -> bool {
        const NEAR: usize = 3;
        let clock = whole.iter().any(|f| matches!(f.piece, Piece::At(_)));
        let days = whole.iter().any(|f| matches!(f.piece, Piece::Day(Day::Weekday { .. })));
        let after = |n: usize| from.checked_sub(n).filter(|at| self.same(*at, from));
        (clock || days)
            && (1..=NEAR).filter_map(after).any(|at| {
                let hours =
                    self.lex(at) == Lex::Work && self.lex(at + 1) == Lex::Unit(Unit::Hour, true);
                (self.lex(at) == Lex::Open || hours)
                    && (at + 1..from).all(|i| self.lex(i) != Lex::And)
            })
    }

    /// "… ago" after it, or a past word right before it.
    fn past(&self, from: usize, end: usize) -> bool {
        let before = from.checked_sub(1).filter(|at| self.same(*at, from));
        matches!(self.lex(end), Lex::Ago) && self.same(from, end)
            || before
                .is_some_and(|at| matches!(self.lex(at), Lex::Past | Lex::Greeting | Lex::Last))
    }

    fn piece(&self, from: usize) -> Option<Found> {
        let (before, at) = self.prepositions(from);
        if !self.same(from, at) {
            return None;
        }
        let plain = |piece, end| Some(Found { piece, before, end, weak: false });
        match self.lex(at) {
            Lex::Vague => return plain(Piece::Vague, at + 1),
            Lex::Past => return plain(Piece::Nothing, at + 1),
            Lex::Every => {
                let named =
                    matches!(self.lex(at + 1), Lex::Unit(..) | Lex::Weekday(_) | Lex::Part(_));
                return plain(Piece::Nothing, at + 1 + usize::from(named));
            }
            Lex::AgoBefore => {
                let (_, end) = self.amount(at + 1, true)?;
                return plain(Piece::Nothing, end);
            }
            Lex::Greeting
                if matches!(
                    self.lex(at + 1),
                    Lex::Part(_) | Lex::Unit(..) | Lex::Weekday(_) | Lex::WeekendDays | Lex::Noon
                ) =>
            {
                return plain(Piece::Nothing, at + 2);
            }
            Lex::TodayAt(part) => {
                return plain(Piece::Both(Day::Plus(0), At::Part(part)), at + 1);
            }
            _ => {}
        }
        if let Some(end) = self.last(at) {
            return plain(Piece::Nothing, end);
        }
        let timed = self.timed(at, before);
        let lasting = self.lasting(at, before);
        let dated = self.day(at, before).map(|(day, end)| (Piece::Day(day), end));
        let best = [timed, lasting, dated].into_iter().flatten().max_by_key(|(_, end)| *end);
        let (piece, end) = best?;
        let weak = match piece {
            Piece::At(At::Clock { .. }) => {
                !(before.until || before.at || before.before) || before.from
            }
            Piece::At(At::Part(_)) => !self.adverb(at) && !before.any,
            _ => false,
        };
        Some(Found { piece, before, end, weak })
    }

    /// A phrase that needs no preposition: "утром", "diseară".
    fn adverb(&self, at: usize) -> bool {
        self.items[at].end - self.items[at].start > 7
    }

    fn prepositions(&self, from: usize) -> (Before, usize) {
        const MOST: usize = 6;
        let mut b = Before::default();
        let mut at = from;
        while at < from + MOST {
            match self.lex(at) {
                Lex::Until | Lex::By => b.until = true,
                Lex::Before => b.before = true,
                Lex::In | Lex::Takes => b.within = true,
                Lex::Within => (b.within, b.inside) = (true, true),
                Lex::Coming => b.coming = true,
                Lex::At => b.at = true,
                Lex::On => b.on = true,
                Lex::From => b.from = true,
                Lex::Comma if b.until && matches!(self.lex(at + 1), Lex::Filler) => {}
                Lex::Most
                    if matches!(
                        self.lex(at + 1),
                        Lex::Int(..)
                            | Lex::Num(_)
                            | Lex::In
                            | Lex::Within
                            | Lex::Until
                            | Lex::Half
                            | Lex::Tail
                    ) =>
                {
                    b.within = true
                }
                Lex::Filler | Lex::Article | Lex::Of if at > from => {}
                Lex::Filler if !matches!(self.lex(at + 1), Lex::Other | Lex::Edge) => {}
                // "В следующие два часа", "in the next hour".
                Lex::Next if b.within && self.amount(at + 1, true).is_some() => b.coming = true,
                Lex::Next if b.within && self.few(at + 1).is_some() => b.coming = true,
                Lex::This if b.within => {}
                _ => break,
            }
            b.any |= at > from || !matches!(self.lex(at), Lex::Filler | Lex::Article | Lex::Of);
            at += 1;
        }
        (b, at)
    }
}

/// A day and a time of day belong together; so do a weekday and its date, and two ends of a range.
fn fits(whole: &[Found], next: &Found, or: bool, parted: bool) -> bool {
    use Piece as P;
    let day = |f: &Found| matches!(f.piece, P::Day(_) | P::Both(..));
    let at = |f: &Found| matches!(f.piece, P::At(_) | P::Both(..));
    let amount = |f: &Found| {
        matches!(
            f.piece,
            P::Amount { unit: Unit::Day | Unit::WorkDay | Unit::Week | Unit::Month, .. }
        )
    };
    let has_day = whole.iter().any(|f| day(f) || amount(f));
    let has_at = whole.iter().any(at);
    match next.piece {
        P::Nothing => whole.iter().any(|f| day(f) || at(f) || f.piece == P::Nothing),
        P::Vague => false,
        _ if whole.iter().any(|f| f.piece == P::Nothing) => day(next) || at(next),
        P::At(_) => {
            !has_at
                || or && matches!(whole.last().map(|f| f.piece), Some(P::At(_)))
                || matches!(
                    whole.last().map(|f| f.piece),
                    Some(P::At(At::Part(_)) | P::Both(..) | P::At(At::Close))
                ) && !parted
        }
        P::Day(Day::Date { .. }) => {
            !whole.iter().any(|f| matches!(f.piece, P::Day(Day::Date { .. }))) || or
        }
        P::Day(_) => {
            !has_day
                || (or || week_range(whole, next)) && whole.last().is_some_and(day)
                || whole.len() == 1
                    && matches!(whole[0].piece, P::Day(Day::Date { .. }))
                    && next.end > 0
                    && weekday(next)
        }
        P::Both(..) => !has_at && !has_day,
        P::Amount { .. } => false,
    }
}

/// "From Monday till Friday".
fn week_range(whole: &[Found], next: &Found) -> bool {
    whole.iter().any(|f| f.before.from && weekday(f)) && next.before.until && weekday(next)
}

fn weekday(f: &Found) -> bool {
    matches!(f.piece, Piece::Day(Day::Weekday { .. }))
}

fn meaning(whole: &[Found]) -> Option<When> {
    let (mut days, mut at, mut amount, mut before) = (Vec::new(), None, None, false);
    for f in whole {
        before |= f.before.before && !matches!(f.piece, Piece::At(_));
        match f.piece {
            Piece::Nothing => return None,
            Piece::Vague => return Some(When::Vague),
            Piece::Amount { quarters, unit } => amount = Some((quarters, unit)),
            Piece::Day(d) => days.push(d),
            Piece::At(new) => at = Some(later(at, new)),
            Piece::Both(d, new) => {
                days.push(d);
                at = Some(later(at, new));
            }
        }
    }
    if let Some((quarters, unit)) = amount {
        return Some(When::After { quarters, unit, at });
    }
    // Days that open, from Monday to Friday, are no promise.
    if let [Day::Weekday { day: a, .. }, Day::Weekday { day: b, .. }] = days[..]
        && (b + 7 - a) % 7 > 2
    {
        return None;
    }
    // A date says more than its weekday.
    let date = days.iter().rev().find(|d| matches!(d, Day::Date { .. }));
    let day = *date.or(days.last()).unwrap_or(&Day::Any);
    Some(When::On { day, at, before })
}

/// The later end of two times of day; a part of the day tells which half a clock means.
fn later(old: Option<At>, new: At) -> At {
    match (old, new) {
        (Some(At::Part(part)), At::Clock { minute, sure: false }) => {
            super::clock::of_part(minute, part)
        }
        (Some(clock @ At::Clock { sure: false, .. }), At::Part(part)) => match clock {
            At::Clock { minute, .. } => super::clock::of_part(minute, part),
            other => other,
        },
        (
            Some(clock @ At::Clock { .. }),
            At::Part(Part::Morning | Part::Evening | Part::Afternoon | Part::Night),
        ) => clock,
        _ => new,
    }
}

pub(super) fn weekday_of(day: u8, which: Which) -> Day {
    Day::Weekday { day, which }
}
