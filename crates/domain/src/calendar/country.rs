//! National days off, from the data files in `holidays/`: each year with its
//! source, and whether that year's list is final. No dates in code.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{Shift, Week};

/// A country, or part of one, with a list of days off of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Country {
    #[serde(rename = "ru")]
    Russia,
    #[serde(rename = "ro")]
    Romania,
    #[serde(rename = "gb-eng")]
    EnglandAndWales,
    #[serde(rename = "gb-sct")]
    Scotland,
    #[serde(rename = "gb-nir")]
    NorthernIreland,
}

/// The days off of a country, year by year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaysOff {
    pub country: Country,
    #[serde(rename = "year")]
    pub years: Vec<YearOff>,
}

/// One year's list. While `complete` is false the government may still add
/// days to it (Russia transfers days off by a decree for each year).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearOff {
    pub year: i16,
    pub source: String,
    pub complete: bool,
    #[serde(default)]
    pub note: String,
    /// Date and its name in the country's language.
    pub holidays: BTreeMap<Date, String>,
    /// Days off on which work is done all the same.
    #[serde(default)]
    pub working: BTreeMap<Date, WorkingDay>,
    /// Days before a holiday that are shorter by law.
    #[serde(default)]
    pub shortened: BTreeMap<Date, ShortDay>,
}

/// A transferred working day: it has the shifts of another date's weekday.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingDay {
    pub instead_of: Date,
}

/// How much earlier a short day ends.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortDay {
    pub minutes: u16,
}

impl Country {
    /// All of them, for a list to choose from.
    pub const ALL: [Self; 5] =
        [Self::Russia, Self::Romania, Self::EnglandAndWales, Self::Scotland, Self::NorthernIreland];

    /// The code used in regulations, such as `ro`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Russia => "ru",
            Self::Romania => "ro",
            Self::EnglandAndWales => "gb-eng",
            Self::Scotland => "gb-sct",
            Self::NorthernIreland => "gb-nir",
        }
    }

    /// The days off that ship with Redress.
    pub fn days_off(self) -> &'static DaysOff {
        static SHIPPED: OnceLock<Vec<DaysOff>> = OnceLock::new();
        let shipped = SHIPPED.get_or_init(|| Self::ALL.map(|country| read(country.file())).into());
        shipped.iter().find(|days| days.country == self).expect("each country has its file")
    }

    fn file(self) -> &'static str {
        match self {
            Self::Russia => include_str!("../../holidays/ru.toml"),
            Self::Romania => include_str!("../../holidays/ro.toml"),
            Self::EnglandAndWales => include_str!("../../holidays/gb-eng.toml"),
            Self::Scotland => include_str!("../../holidays/gb-sct.toml"),
            Self::NorthernIreland => include_str!("../../holidays/gb-nir.toml"),
        }
    }
}

impl DaysOff {
    /// The list of one year, if it is known.
    pub fn year(&self, year: i16) -> Option<&YearOff> {
        self.years.iter().find(|list| list.year == year)
    }

    /// The days on which a week's shifts change, with what they change to.
    pub(super) fn applied_to(&self, week: &Week) -> BTreeMap<Date, Vec<Shift>> {
        let mut days = BTreeMap::new();
        for year in &self.years {
            days.extend(year.holidays.keys().map(|date| (*date, Vec::new())));
            for (date, day) in &year.working {
                days.insert(*date, week.on(day.instead_of.weekday()).to_vec());
            }
            for (date, short) in &year.shortened {
                let usual = days.remove(date).unwrap_or_else(|| week.on(date.weekday()).to_vec());
                days.insert(*date, shorter(usual, short.minutes));
            }
        }
        days
    }
}

impl YearOff {
    /// Whether a week from Monday to Friday works on this date.
    pub fn works(&self, date: Date) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.working.contains_key(&date) || !(weekend || self.holidays.contains_key(&date))
    }
}

fn read(file: &str) -> DaysOff {
    toml::from_str(file).expect("the shipped days off are read by a test")
}

/// Takes minutes off the end of a day, from several shifts if the last is short.
fn shorter(mut shifts: Vec<Shift>, minutes: u16) -> Vec<Shift> {
    let mut left = minutes;
    while left > 0
        && let Some(last) = shifts.pop()
    {
        match last.shortened(left) {
            Some(rest) => {
                shifts.push(rest);
                break;
            }
            None => left -= last.end() - last.start(),
        }
    }
    shifts
}
