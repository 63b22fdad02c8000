//! Amounts of time, from now or in the past.

use super::lexicon::Lex;
use super::parse::{Before, Parser, Piece};
use super::{Day, Unit};

impl Parser {
    /// An amount of time from now.
    pub(super) fn lasting(&self, at: usize, before: Before) -> Option<(Piece, usize)> {
        let asked = before.within || before.coming;
        if let Some(end) = self.few(at)
            && (asked || before.until || self.lex(end) == Lex::FromNow)
        {
            return Some((Piece::Vague, end));
        }
        // "на следующей неделе" is a week of the calendar, "в ближайшие дни" none at all.
        if before.coming
            && let Lex::Unit(_, true) = self.lex(at)
        {
            return Some((Piece::Vague, at + 1));
        }
        let single = !self.hyphened(at) && self.lex(at + 1) != Lex::Or;
        if before.inside && single && self.lex(at) == Lex::Unit(Unit::Day, false) {
            return Some((Piece::Day(Day::Plus(0)), at + 1));
        }
        let (amount, end) = self.amount(at, asked)?;
        let (quarters, unit) = (amount.quarters, amount.unit);
        let found = Piece::Amount { quarters, unit };
        // "до 18 часов" is a time of day.
        let hour = amount.bare && quarters <= 24 * 4 - 4 && unit == Unit::Hour;
        if before.until && !asked && hour && amount.digits {
            return None;
        }
        let most = matches!(self.lex(end), Lex::Most | Lex::FromNow);
        let end = if most { end + 1 } else { end };
        let by_itself = amount.range || amount.inverted || most || unit == Unit::WorkDay;
        let past = self.lex(end) == Lex::Ago;
        match asked
            || (before.until && !before.on)
            || (by_itself && !before.at && !before.on)
            || past
        {
            true => {
                Some((if past { Piece::Nothing } else { found }, if past { end + 1 } else { end }))
            }
            false => None,
        }
    }

    pub(super) fn few(&self, at: usize) -> Option<usize> {
        let mut end = match self.lex(at) {
            Lex::Few => at + 1,
            _ => return None,
        };
        while matches!(self.lex(end), Lex::Of | Lex::Work | Lex::Civil | Lex::Num(_) | Lex::Few) {
            end += 1;
        }
        match self.lex(end) {
            Lex::Unit(..) | Lex::Round | Lex::MondayOrMonths => Some(match self.lex(end + 1) {
                Lex::Work => end + 2,
                _ => end + 1,
            }),
            _ => None,
        }
    }

    /// "Last Friday", "прошлой недели", "săptămâna trecută", "the last 3 months".
    pub(super) fn last(&self, at: usize) -> Option<usize> {
        let thing = |lex: Lex| {
            matches!(
                lex,
                Lex::Unit(..)
                    | Lex::Weekday(_)
                    | Lex::Month(_)
                    | Lex::Part(_)
                    | Lex::Round
                    | Lex::MondayOrMonths
                    | Lex::WeekendDays
            )
        };
        match (self.lex(at), self.lex(at + 1)) {
            (Lex::Last, next) if thing(next) => Some(at + 2),
            (Lex::Last, _) => self.amount(at + 1, true).map(|(_, end)| end),
            (first, Lex::Last) if thing(first) => Some(at + 2),
            _ => None,
        }
    }
}
