//! Legal clocks: which law sets a deadline for what a client demands, and until when it runs.
//! The laws are data (`laws/laws.toml`) with their source and the day since which they hold.

use crate::calendar::{Calendar, CalendarError, Country, Timetable, Week};
use crate::stage::codes;
use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

codes! {
    /// What the client demands, as far as a law gives it a deadline.
    Demand {
        Refund = "refund",
        Replacement = "replacement",
        /// The goods must be inspected before they can be replaced.
        ReplacementWithInspection = "replacement_with_inspection",
        Repair = "repair",
        RepairCosts = "repair_costs",
        PriceReduction = "price_reduction",
        Compensation = "compensation",
        ServiceRefund = "service_refund",
        ServicePriceReduction = "service_price_reduction",
        FinancialComplaint = "financial_complaint",
        /// A financial complaint that shall be resolved at once, with a summary instead of a final response.
        FinancialComplaintSummary = "financial_complaint_summary",
        PaymentComplaint = "payment_complaint",
        DataRequest = "data_request",
        DataRequestComplex = "data_request_complex",
        PublicBodyAnswer = "public_body_answer",
    }
}

codes! {
    /// Whose law it is.
    Jurisdiction {
        Russia = "ru",
        Romania = "ro",
        UnitedKingdom = "gb",
        /// What the Union set for all its members.
        Eu = "eu",
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    pub id: String,
    pub jurisdiction: Jurisdiction,
    pub demands: Vec<Demand>,
    pub within: Within,
    #[serde(default)]
    pub ends: Ends,
    pub source: String,
    pub since: Date,
    pub until: Option<Date>,
}

/// How long the law gives. The day of the demand itself does not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    Days(u32),
    WorkingDays(u32),
    Weeks(u32),
    Months(u32),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// On the last day, whatever day it is.
    #[default]
    LastDay,
    /// A last day off moves the end to the next working day.
    NextWorkingDay,
}

/// The law that runs for this demand, made on this day; several may, the shortest first.
pub fn applicable(jurisdiction: Jurisdiction, demand: Demand, on: Date) -> Vec<&'static Law> {
    let holds = |law: &&Law| {
        (law.jurisdiction == jurisdiction || law.jurisdiction == above(jurisdiction))
            && law.demands.contains(&demand)
            && law.since <= on
            && law.until.is_none_or(|until| on <= until)
    };
    LAWS.iter().filter(holds).collect()
}

/// Every law that the desk knows.
pub fn all() -> &'static [Law] {
    &LAWS
}

pub fn by_id(id: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.id == id)
}

impl Law {
    /// The last moment: the end of the last day in this zone.
    pub fn until(&self, demanded: Timestamp, zone: &str) -> Result<Timestamp, CalendarError> {
        let beyond = |_| CalendarError::BeyondHorizon { from: demanded };
        let working = working_days(self.jurisdiction, zone)?;
        let first = demanded.to_zoned(working.zone().clone()).date();
        let span = match self.within {
            Within::WorkingDays(n) => return working.add_days(demanded, n),
            Within::Days(n) => Span::new().days(n),
            Within::Weeks(n) => Span::new().weeks(n),
            Within::Months(n) => Span::new().months(n),
        };
        let mut last = first.checked_add(span).map_err(beyond)?;
        if self.ends == Ends::NextWorkingDay {
            while working.shifts_on(last).is_empty() {
                last = last.tomorrow().map_err(beyond)?;
            }
        }
        let after: DateTime = last.tomorrow().map_err(beyond)?.into();
        let end = after.to_zoned(working.zone().clone()).map_err(beyond)?.timestamp();
        Ok(end)
    }
}

/// A member state's matters that the Union has settled.
fn above(j: Jurisdiction) -> Jurisdiction {
    match j {
        Jurisdiction::Romania => Jurisdiction::Eu,
        other => other,
    }
}

/// The working days of the country, not of the company: Monday to Friday without its holidays.
fn working_days(j: Jurisdiction, zone: &str) -> Result<Calendar, CalendarError> {
    let whole: Vec<_> = "00:00-24:00".parse().into_iter().collect();
    let week = Week { sat: vec![], sun: vec![], ..Week::each(whole) };
    let country = match j {
        Jurisdiction::Russia => Some(Country::Russia),
        Jurisdiction::Romania => Some(Country::Romania),
        Jurisdiction::UnitedKingdom => Some(Country::EnglandAndWales),
        Jurisdiction::Eu => None,
    };
    Calendar::try_new(Timetable { zone: zone.to_owned(), country, week, ..Timetable::always() })
}

#[derive(Deserialize)]
struct File {
    law: Vec<Law>,
}

/// Part of the build: one that cannot be read is a defect the tests show at once.
static LAWS: LazyLock<Vec<Law>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../laws/laws.toml"))
        .unwrap_or_else(|e| panic!("laws/laws.toml: {e}"));
    file.law
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn ends(law: &str, demanded: &str, zone: &str, end: &str) {
        let demanded: jiff::Zoned = format!("{demanded}[{zone}]").parse().unwrap();
        let until = by_id(law).unwrap().until(demanded.timestamp(), zone).unwrap();
        assert_eq!(
            until.to_zoned(demanded.time_zone().clone()).datetime().to_string(),
            end,
            "{law}"
        );
    }

    #[test]
    fn the_ends_that_the_laws_mean() {
        // Ten days after Monday 2 March: Thursday 12 March, wholly.
        ends("ru-zpp-22", "2026-03-02T09:00", "Europe/Moscow", "2026-03-13T00:00:00");
        // The tenth day is Sunday 10 May; Monday 11 May is off too (transferred).
        ends("ru-zpp-22", "2026-04-30T18:00", "Europe/Moscow", "2026-05-13T00:00:00");
        // Fifteen calendar days end on a Sunday all the same.
        ends("ro-oug-140-12", "2026-03-07T12:00", "Europe/Bucharest", "2026-03-23T00:00:00");
        // Thursday before Easter: Friday and Monday are bank holidays.
        ends("gb-disp-1-5", "2026-04-02T15:00", "Europe/London", "2026-04-10T00:00:00");
        ends("gb-disp-1-6", "2026-03-02T09:00", "Europe/London", "2026-04-28T00:00:00");
        // A month from 31 January ends with February, which here is a Saturday.
        ends("eu-gdpr-12", "2026-01-31T10:00", "Europe/Bucharest", "2026-03-03T00:00:00");
    }

    #[test]
    fn the_law_is_chosen_by_country_demand_and_day() {
        let day: Date = "2026-03-02".parse().unwrap();
        let ids = |j, d, on: Date| -> Vec<&str> {
            applicable(j, d, on).iter().map(|l| l.id.as_str()).collect()
        };
        assert_eq!(ids(Jurisdiction::Russia, Demand::Refund, day), ["ru-zpp-22"]);
        assert_eq!(ids(Jurisdiction::Romania, Demand::Repair, day), ["ro-oug-140-12"]);
        assert_eq!(ids(Jurisdiction::Romania, Demand::DataRequest, day), ["eu-gdpr-12"]);
        assert!(ids(Jurisdiction::UnitedKingdom, Demand::Repair, day).is_empty());
        let before: Date = "2021-12-31".parse().unwrap();
        assert!(ids(Jurisdiction::Romania, Demand::Repair, before).is_empty());
    }

    #[test]
    fn every_law_names_its_source_and_every_demand_has_a_law() {
        let mut ids: Vec<_> = all().iter().map(|l| &l.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all().len());
        assert!(all().iter().all(|l| l.source.len() > 20 && !l.demands.is_empty()));
        for demand in Demand::ALL {
            assert!(all().iter().any(|l| l.demands.contains(demand)), "{demand}");
        }
    }

    proptest! {
        #[test]
        fn a_later_demand_never_ends_earlier(at in 1_600_000_000_i64..1_900_000_000, later in 0_i64..4_000_000) {
            for law in all() {
                let moment = |s| Timestamp::from_second(s).unwrap();
                let first = law.until(moment(at), "Europe/Bucharest").unwrap();
                prop_assert!(first > moment(at));
                prop_assert!(law.until(moment(at + later), "Europe/Bucharest").unwrap() >= first);
            }
        }
    }
}
