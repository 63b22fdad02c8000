//! Days: today, weekdays, dates, ends of weeks and months.

use super::lexicon::Lex;
use super::parse::{Before, Parser, weekday_of};
use super::{Day, Unit, Which};

impl Parser {
    pub fn day(&self, from: usize, before: Before) -> Option<(Day, usize)> {
        if self.lex(from) == Lex::End {
            return self.end_of(from + 1, before);
        }
        match self.lex(from) {
            Lex::Plus(n) => {
                let day = matches!(self.lex(from + 1), Lex::Unit(Unit::Day, false));
                Some((Day::Plus(n), from + 1 + usize::from(day)))
            }
            Lex::Date(day, month, year) => {
                Some((Day::Date { day, month: Some(month), year: Some(year) }, from + 1))
            }
            Lex::Dotted(d, m) | Lex::Slashed(d, m) => {
                let slash = matches!(self.lex(from), Lex::Slashed(..));
                let asked = before.until || before.on || before.before || before.at && !slash;
                (asked && is_date(d, m))
                    .then_some((Day::Date { day: d, month: Some(m), year: None }, from + 1))
            }
            Lex::Int(y, 4) => self.iso(y as i16, from),
            _ => self.dated(from, before).or_else(|| self.named(from, before)),
        }
    }

    /// 2027-03-05
    fn iso(&self, year: i16, at: usize) -> Option<(Day, usize)> {
        match (self.lex(at + 1), self.lex(at + 2), self.lex(at + 3), self.lex(at + 4)) {
            (Lex::Dash, Lex::Int(m, 2), Lex::Dash, Lex::Int(d, 2)) if is_date(d as u8, m as u8) => {
                Some((Day::Date { day: d as u8, month: Some(m as u8), year: Some(year) }, at + 5))
            }
            _ => None,
        }
    }

    /// "5 марта", "March 5th", "the 15th", "15 числа".
    fn dated(&self, from: usize, before: Before) -> Option<(Day, usize)> {
        if let Lex::Month(month) = self.lex(from) {
            let at = from + 1 + usize::from(self.lex(from + 1) == Lex::Article);
            let (day, end, _) = self.number_of_day(at)?;
            if matches!(self.lex(end), Lex::Unit(..) | Lex::Part(_) | Lex::Meridian(_)) {
                return None;
            }
            let (year, end) = self.year(end);
            return is_date(day, month)
                .then_some((Day::Date { day, month: Some(month), year }, end));
        }
        let (day, mut end, ordinal) = self.number_of_day(from)?;
        // "5–7 марта": the later end.
        let mut day = day;
        if matches!(self.lex(end), Lex::Dash | Lex::Or)
            && let Some((last, next, _)) = self.number_of_day(end + 1)
            && matches!(self.lex(next), Lex::Month(_))
        {
            (day, end) = (last, next);
        }
        let mut at = end;
        while matches!(self.lex(at), Lex::Of | Lex::Article) {
            at += 1;
        }
        if let Lex::Month(month) = self.lex(at) {
            let (year, end) = self.year(at + 1);
            return is_date(day, month)
                .then_some((Day::Date { day, month: Some(month), year }, end));
        }
        let asked = before.until || before.on || before.before || before.at;
        match self.lex(end) {
            Lex::OfMonth => Some((Day::Date { day, month: None, year: None }, end + 1)),
            _ if ordinal && asked && self.closes(end) => {
                Some((Day::Date { day, month: None, year: None }, end))
            }
            _ => None,
        }
    }

    /// A day of the month, and whether it is written as an ordinal.
    fn number_of_day(&self, from: usize) -> Option<(u8, usize, bool)> {
        let (day, mut at, mut ordinal) = match self.lex(from) {
            // "Data de 15"
            Lex::OfMonth => {
                let (day, end, _) = self.number_of_day(from + 1)?;
                return Some((day, end, true));
            }
            Lex::Int(n, 1..=2) => (n as u8, from + 1, false),
            Lex::Ordinal(n) => (n, from + 1, true),
            Lex::Num(q) if q >= 80 => match self.lex(from + 1) {
                Lex::Ordinal(n) => ((q / 4) as u8 + n, from + 2, true),
                Lex::And => match self.lex(from + 2) {
                    Lex::Num(ones) => (((q + ones) / 4) as u8, from + 3, false),
                    _ => ((q / 4) as u8, from + 1, false),
                },
                Lex::Num(ones) if ones < 40 => (((q + ones) / 4) as u8, from + 2, false),
                _ => ((q / 4) as u8, from + 1, false),
            },
            Lex::Num(q) if q % 4 == 0 => ((q / 4) as u8, from + 1, false),
            _ => return None,
        };
        let dash = usize::from(self.lex(at) == Lex::Dash && self.glued(at));
        if self.lex(at + dash) == Lex::Tail && self.glued(at + dash - 1) {
            (at, ordinal) = (at + dash + 1, true);
        }
        (1..=31).contains(&day).then_some((day, at, ordinal))
    }

    fn year(&self, from: usize) -> (Option<i16>, usize) {
        let at = from + usize::from(matches!(self.lex(from), Lex::Comma | Lex::Of));
        match self.lex(at) {
            Lex::Int(y, 4) if (1900..=2200).contains(&y) => {
                let mark = match self.lex(at + 1) {
                    Lex::YearMark | Lex::Unit(Unit::Year, _) => 1,
                    _ => 0,
                };
                (Some(y as i16), at + 1 + mark)
            }
            Lex::This if matches!(self.lex(at + 1), Lex::Unit(Unit::Year, _)) => (None, at + 2),
            _ => (None, from),
        }
    }

    /// Weekdays, and this or the next week, month, year.
    fn named(&self, from: usize, before: Before) -> Option<(Day, usize)> {
        let (which, at) = match self.lex(from) {
            Lex::This => (Some(Lex::This), from + 1),
            Lex::Next => (Some(Lex::Next), from + 1),
            Lex::Coming => (Some(Lex::Coming), from + 1),
            _ if before.coming => (Some(Lex::Coming), from),
            _ => (None, from),
        };
        let (working, at) = match self.lex(at) {
            Lex::Work => (true, at + 1),
            _ => (false, at),
        };
        let thing = self.lex(at);
        // Romanian says it behind: "săptămâna viitoare".
        let (which, mut end) = match (which, self.lex(at + 1)) {
            (None, behind @ (Lex::Next | Lex::This)) => (Some(behind), at + 2),
            (None, Lex::Work) if matches!(self.lex(at + 2), Lex::Next) => (Some(Lex::Next), at + 3),
            (which, _) => (which, at + 1),
        };
        let working = working || matches!(self.lex(at + 1), Lex::Work);
        if working && end == at + 1 && self.lex(end) == Lex::Work {
            end += 1;
        }
        let next = which == Some(Lex::Next);
        let plus = u16::from(next);
        let asked = before.until || before.on || before.before || before.at || before.within;
        let day = match (thing, which) {
            (Lex::Weekday(day), _) => self.weekday(day, which),
            (Lex::MondayOrMonths, _) => self.weekday(1, which),
            (Lex::Unit(Unit::Day, _), Some(Lex::Next | Lex::Coming)) if working => Day::Working,
            (Lex::Unit(Unit::Day, _), Some(Lex::This)) => Day::Plus(0),
            (Lex::Unit(Unit::Day, _), Some(Lex::Next)) => Day::Plus(1),
            (Lex::Unit(Unit::WorkDay, _), Some(Lex::Next | Lex::Coming)) => Day::Working,
            (Lex::Unit(Unit::Week, _), Some(_)) => Day::Week { plus, working },
            (Lex::WeekendDays, _) => Day::Weekend { plus },
            (Lex::Unit(Unit::Month, _), Some(_)) => Day::Month { plus },
            (Lex::Unit(Unit::Year, _), Some(_)) => Day::Year { plus },
            (Lex::Month(month), _) if asked || which.is_some() => {
                let short = matches!(month, 3 | 5)
                    && !self.items[at].capital
                    && self.items[at].end - self.items[at].start <= 5;
                if short {
                    return None;
                }
                let (year, next) = self.year(end);
                end = next;
                Day::Named { month, year }
            }
            _ => return None,
        };
        Some((day, end))
    }

    fn weekday(&self, day: u8, which: Option<Lex>) -> Day {
        weekday_of(
            day,
            match which {
                Some(Lex::This) => Which::This,
                Some(Lex::Next) => Which::Next,
                _ => Which::Coming,
            },
        )
    }

    /// What follows "the end of".
    fn end_of(&self, from: usize, before: Before) -> Option<(Day, usize)> {
        let mut at = from;
        while at < from + 3 && matches!(self.lex(at), Lex::Of | Lex::Article) {
            at += 1;
        }
        if let Lex::Unit(unit, _) = self.lex(at)
            && !matches!(self.lex(at + 1), Lex::This | Lex::Next | Lex::Work)
        {
            let day = match unit {
                Unit::Day | Unit::WorkDay => Day::Plus(0),
                Unit::Week => Day::Week { plus: 0, working: false },
                Unit::Month => Day::Month { plus: 0 },
                Unit::Year => Day::Year { plus: 0 },
                _ => return None,
            };
            // "By the end of the day on Friday."
            let next = at + 1 + usize::from(matches!(self.lex(at + 1), Lex::On | Lex::Of));
            let own =
                self.day(next, before).filter(|_| day == Day::Plus(0) && self.same(from, next));
            return Some(own.unwrap_or((day, at + 1)));
        }
        if let (Lex::Work, Lex::Unit(Unit::Week, _)) = (self.lex(at), self.lex(at + 1)) {
            return Some((Day::Week { plus: 0, working: true }, at + 2));
        }
        let asked = Before { until: true, any: true, ..before };
        match self.lex(at) {
            Lex::Month(month) => {
                let (year, end) = self.year(at + 1);
                Some((Day::Named { month, year }, end))
            }
            _ => self.day(at, asked),
        }
    }

    /// After "the 15th" nothing is counted.
    fn closes(&self, at: usize) -> bool {
        !matches!(self.lex(at), Lex::Other | Lex::Int(..))
            || self
                .items
                .get(at)
                .is_some_and(|i| at > 0 && i.sentence != self.items[at - 1].sentence)
    }
}

fn is_date(day: u8, month: u8) -> bool {
    const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    month >= 1 && DAYS.get(usize::from(month) - 1).is_some_and(|most| (1..=*most).contains(&day))
}
