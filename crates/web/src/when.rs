//! Times as people read them: in the person's time zone and language, near
//! ones relative, far ones as dates. The wording matches what `Intl` writes in
//! the browser, so a ticking page does not change its words.

use crate::i18n::{Plain, T};
use crate::lang::Lang;
use jiff::{Timestamp, Zoned};

/// How near a due minute is. `Soon` is within two hours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nearness {
    Calm,
    Soon,
    Late,
}

impl Nearness {
    pub fn code(self) -> &'static str {
        match self {
            Nearness::Calm => "calm",
            Nearness::Soon => "soon",
            Nearness::Late => "late",
        }
    }
}

const SOON_SECONDS: i64 = 2 * 60 * 60;

impl T {
    pub fn nearness(&self, due: impl Plain<Timestamp>) -> Nearness {
        let due = due.plain();
        let left = due.as_second() - self.now.as_second();
        if left < 0 {
            Nearness::Late
        } else if left <= SOON_SECONDS {
            Nearness::Soon
        } else {
            Nearness::Calm
        }
    }

    /// RFC 3339 in UTC, for `datetime` and `data-due`.
    pub fn machine(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        format!("{at:.0}")
    }

    /// "in 12 min.", "3 days ago".
    pub fn relative(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        let seconds = at.as_second() - self.now.as_second();
        let direction = if seconds < 0 { "ago" } else { "in" };
        let (unit, n) = match seconds.unsigned_abs() {
            s @ 0..60 => ("seconds", s),
            s @ 60..3_600 => ("minutes", s / 60),
            s @ 3_600..86_400 => ("hours", s / 3_600),
            s => ("days", s / 86_400),
        };
        self.a(&format!("{direction}-{unit}"), [("n", n)])
    }

    /// For lists: relative within a day, then the day and month, then the full date.
    pub fn near(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        let (here, now) = (self.local(at), self.local(self.now));
        if (at.as_second() - self.now.as_second()).abs() < 86_400 {
            self.relative(at)
        } else if here.year() == now.year() {
            self.day_month(&here)
        } else {
            self.date(at)
        }
    }

    /// "21 ноября 2026", "21 November 2026", "21 noiembrie 2026".
    pub fn date(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        let z = self.local(at);
        format!("{} {}", self.day_month(&z), z.year())
    }

    /// "14:05".
    pub fn time(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        self.local(at).strftime("%H:%M").to_string()
    }

    /// "21 ноября 2026, 14:05".
    pub fn date_time(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        format!("{}, {}", self.date(at), self.time(at))
    }

    /// For a due minute: "today, 18:00", "tomorrow, 09:30", "24 November, 12:00".
    pub fn minute(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        let (here, now) = (self.local(at).date(), self.local(self.now).date());
        let day = if here == now {
            self.s("day-today")
        } else if now.tomorrow().is_ok_and(|day| day == here) {
            self.s("day-tomorrow")
        } else if now.yesterday().is_ok_and(|day| day == here) {
            self.s("day-yesterday")
        } else {
            self.day_month(&self.local(at))
        };
        format!("{day}, {}", self.time(at))
    }

    /// "Saturday, 21 November", for the head of a page.
    pub fn weekday_date(&self, at: impl Plain<Timestamp>) -> String {
        let at = at.plain();
        let z = self.local(at);
        let day = z.weekday().to_monday_zero_offset() as usize;
        let name = match self.lang {
            Lang::Ru => {
                ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
            }
            Lang::En => {
                ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            }
            Lang::Ro => ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"],
        }[day];
        format!("{name}, {}", self.day_month(&z))
    }

    /// The hour of the day where the person is, for a greeting.
    pub fn hour(&self) -> i8 {
        self.local(self.now).hour()
    }

    fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.tz.clone())
    }

    fn day_month(&self, z: &Zoned) -> String {
        let month = match self.lang {
            Lang::Ru => [
                "января",
                "февраля",
                "марта",
                "апреля",
                "мая",
                "июня",
                "июля",
                "августа",
                "сентября",
                "октября",
                "ноября",
                "декабря",
            ],
            Lang::En => [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
            Lang::Ro => [
                "ianuarie",
                "februarie",
                "martie",
                "aprilie",
                "mai",
                "iunie",
                "iulie",
                "august",
                "septembrie",
                "octombrie",
                "noiembrie",
                "decembrie",
            ],
        }[z.month() as usize - 1];
        format!("{}\u{a0}{month}", z.day())
    }
}

/// A moment as `<input type="datetime-local">` sends it, in the person's own zone.
pub(crate) fn local_moment(text: &str, t: &T) -> Option<Timestamp> {
    let civil: jiff::civil::DateTime = text.trim().parse().ok()?;
    Some(civil.to_zoned(t.tz.clone()).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn t(lang: Lang, zone: &str, now: &str) -> T {
        T::new(lang, TimeZone::get(zone).unwrap(), now.parse().unwrap())
    }

    fn at(s: &str) -> Timestamp {
        s.parse().unwrap()
    }

    #[test]
    fn relative_times_in_three_languages() {
        let now = "2026-11-21T12:00:00Z";
        for (lang, soon, hours, days) in [
            (Lang::Ru, "через 12 мин.", "3 ч назад", "через 2 дн."),
            (Lang::En, "in 12 min.", "3 hr. ago", "in 2 days"),
            (Lang::Ro, "peste 12 min.", "acum 3 h", "peste 2 zile"),
        ] {
            let t = t(lang, "UTC", now);
            assert_eq!(t.relative(at("2026-11-21T12:12:30Z")), soon);
            assert_eq!(t.relative(at("2026-11-21T09:00:00Z")), hours);
            assert_eq!(t.relative(at("2026-11-23T12:00:01Z")), days);
        }
    }

    #[test]
    fn a_minute_is_told_where_the_person_is() {
        // 22:30 UTC is already tomorrow in Chișinău, and daylight saving is off in November.
        let ro = t(Lang::Ro, "Europe/Chisinau", "2026-11-21T12:00:00Z");
        assert_eq!(ro.minute(at("2026-11-21T22:30:00Z")), "mâine, 00:30");
        let ru = t(Lang::Ru, "Europe/Moscow", "2026-11-21T12:00:00Z");
        assert_eq!(ru.minute(at("2026-11-21T12:30:00Z")), "сегодня, 15:30");
        assert_eq!(ru.date_time(at("2026-03-01T21:30:00Z")), "2\u{a0}марта 2026, 00:30");
    }

    #[test]
    fn nearness_has_no_gap() {
        let t = t(Lang::En, "UTC", "2026-11-21T12:00:00Z");
        assert_eq!(t.nearness(at("2026-11-21T11:59:59Z")), Nearness::Late);
        assert_eq!(t.nearness(at("2026-11-21T12:00:00Z")), Nearness::Soon);
        assert_eq!(t.nearness(at("2026-11-21T14:00:00Z")), Nearness::Soon);
        assert_eq!(t.nearness(at("2026-11-21T14:00:01Z")), Nearness::Calm);
    }
}
