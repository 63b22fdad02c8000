//! Working hours as a picture of the week and in words, with the next days off.

use crate::i18n::T;
use app::brands::BrandView;
use app::domain::Calendar;
use app::domain::Timestamp;
use app::domain::calendar::Shift;
use app::domain::regulation::Regulation;
use jiff::civil::Weekday;

pub(super) struct Hours {
    /// The brand's name, or the name in the regulation.
    pub name: String,
    pub zone: String,
    /// Code of the country whose days off hold; may be empty.
    pub country: String,
    pub open_now: bool,
    pub next_open: Option<Timestamp>,
    pub week: Vec<Day>,
    /// The next days off, each with its name.
    pub off: Vec<(Timestamp, String)>,
}

pub(super) struct Day {
    pub name: String,
    /// "09:00–13:00, 14:00–18:00"; empty on a day off.
    pub hours: String,
    /// Stretches of the day in minutes: from, length. A night runs on into the next day.
    pub bars: Vec<(u16, u16)>,
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY: u16 = 24 * 60;
const SHOWN_OFF: usize = 4;

/// The company's hours first, then those of brands by name.
pub(super) fn all(t: &T, rules: &Regulation, brands: &[BrandView]) -> Vec<Hours> {
    let mut named: Vec<_> = rules.calendars.iter().collect();
    named.sort_by_key(|(name, _)| (*name != "default", name.to_owned()));
    named.into_iter().map(|(name, calendar)| hours(t, name, calendar, brands)).collect()
}

/// What a slug is called, as far as this person may know.
pub(super) fn brand_name(slug: &str, brands: &[BrandView]) -> String {
    brands.iter().find(|b| b.slug == slug).map_or_else(|| slug.to_owned(), |b| b.name.clone())
}

fn hours(t: &T, name: &str, calendar: &Calendar, brands: &[BrandView]) -> Hours {
    let written = calendar.timetable();
    let open_now = calendar.is_open(t.now);
    let days = Weekday::Monday.cycle_forward().zip(NAMES);
    Hours {
        name: if name == "default" { t.s("hours-default") } else { brand_name(name, brands) },
        zone: written.zone.clone(),
        country: written.country.map_or(String::new(), |c| c.code().to_owned()),
        open_now,
        next_open: if open_now { None } else { calendar.next_open(t.now).ok() },
        week: days
            .map(|(day, name)| Day {
                name: t.of("weekday", name),
                hours: said(written.week.on(day)),
                bars: bars(written.week.on(day.previous()), written.week.on(day)),
            })
            .collect(),
        off: off(t, calendar),
    }
}

fn said(shifts: &[Shift]) -> String {
    let shift = |s: &Shift| s.to_string().replace('-', "–");
    shifts.iter().map(shift).collect::<Vec<_>>().join(", ")
}

fn bars(before: &[Shift], today: &[Shift]) -> Vec<(u16, u16)> {
    let night = before.iter().filter(|s| s.end() > DAY).map(|s| (0, s.end() - DAY));
    let day = today.iter().map(|s| (s.start(), s.end().min(DAY) - s.start()));
    night.chain(day).collect()
}

/// Days off of the country and of the company from today on.
fn off(t: &T, calendar: &Calendar) -> Vec<(Timestamp, String)> {
    let written = calendar.timetable();
    let today = t.now.to_zoned(calendar.zone().clone()).date();
    let mut days = written.holidays.clone();
    if let Some(country) = written.country {
        for year in &country.days_off().years {
            days.extend(year.holidays.iter().map(|(date, name)| (*date, name.clone())));
        }
    }
    let noon = |date: jiff::civil::Date| {
        date.at(12, 0, 0, 0).to_zoned(t.tz.clone()).ok().map(|z| z.timestamp())
    };
    days.range(today..)
        .filter_map(|(date, name)| Some((noon(*date)?, name.clone())))
        .take(SHOWN_OFF)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_is_drawn_on_both_days() {
        let night: Vec<Shift> = vec!["20:00-06:00".parse().unwrap()];
        let split: Vec<Shift> =
            vec!["09:00-13:00".parse().unwrap(), "14:00-18:00".parse().unwrap()];
        assert_eq!(bars(&night, &night), [(0, 360), (1200, 240)]);
        assert_eq!(bars(&[], &split), [(540, 240), (840, 240)]);
        assert_eq!(bars(&night, &[]), [(0, 360)]);
        assert_eq!(said(&split), "09:00–13:00, 14:00–18:00");
        let whole: Vec<Shift> = vec!["00:00-24:00".parse().unwrap()];
        assert_eq!(bars(&whole, &whole), [(0, 1440)]);
    }
}
