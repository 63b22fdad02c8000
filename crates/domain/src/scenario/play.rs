//! Plays a scenario: every step goes through `decide`, and what came is held against its `then`.

mod check;
mod command;

use super::{Line, Report, Scenario, ScenarioError, Step, line_of};
use crate::amends::{RemedyStatus, Spent};
use crate::case::{self, By, Command, Event, Facts, Recorded, Refusal, State, replay};
use crate::regulation::Regulation;
use crate::*;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The company while a scenario is played.
struct Play<'s> {
    rules: &'s Regulation,
    people: BTreeMap<String, Role>,
    zone: TimeZone,
    zone_name: String,
    now: Timestamp,
    /// Journals by the case's word.
    cases: BTreeMap<String, Vec<Recorded>>,
    /// Case numbers in the order of opening, and a word's id.
    names: Vec<String>,
    lines: Vec<Line>,
}

type Told<T> = Result<T, String>;

pub(super) fn play(
    scenario: &Scenario,
    source: &str,
    rules: &Regulation,
) -> Result<Report, ScenarioError> {
    let zone = rules.calendar(&[]).zone().clone();
    let zone_name = zone.iana_name().unwrap_or("UTC").to_owned();
    let mut people = scenario.people.clone();
    for role in Role::ALL {
        people.entry(role.code().to_owned()).or_insert(*role);
    }
    let starts = local(&scenario.starts, &zone).map_err(|fault| ScenarioError {
        line: source.find("starts").map_or(1, |offset| line_of(source, offset)),
        fault,
    })?;
    let (cases, names) = (BTreeMap::new(), Vec::new());
    let mut play =
        Play { rules, people, zone, zone_name, now: starts, cases, names, lines: Vec::new() };
    let mut unmet = Vec::new();
    for step in scenario.given.iter().chain(&scenario.when) {
        let line = line_of(source, step.span().start);
        let wrong = |fault| ScenarioError { line, fault };
        let came = play.step(step.as_ref()).map_err(wrong)?;
        let missed = play.missed(step.as_ref(), &came).map_err(wrong)?;
        unmet.extend(missed.into_iter().map(|m| format!("line {line}: {m}")));
    }
    Ok(Report {
        title: scenario.title.clone(),
        shows: scenario.shows.clone(),
        lines: play.lines,
        unmet,
    })
}

impl Play<'_> {
    fn step(&mut self, step: &Step) -> Told<Result<Vec<Event>, Refusal>> {
        if let Some(at) = &step.at {
            let at = self.moment(at)?;
            if at < self.now {
                return Err("time never goes back".into());
            }
            self.now = at;
        }
        let commands = self.commands(step)?;
        // Both cases change, or neither does.
        let before = self.cases.clone();
        let lines = self.lines.len();
        let mut came = Vec::new();
        for (case, command) in commands {
            match self.decide(&case, &step.by, command)? {
                Ok(events) => came.extend(events),
                Err(refusal) => {
                    self.cases = before;
                    self.lines.truncate(lines);
                    let (what, detail) = (refusal.code().to_owned(), refusal.to_string());
                    self.line(&case, &step.by, what, true, detail);
                    return Ok(Err(refusal));
                }
            }
        }
        Ok(Ok(came))
    }

    fn decide(
        &mut self,
        case: &str,
        by: &str,
        command: Command,
    ) -> Told<Result<Vec<Event>, Refusal>> {
        let state = self.state(case);
        let (who, role) = self.actor(by)?;
        let person = if let By::Person(id) = who { Some(id) } else { None };
        let spent = self.spent(state.as_ref(), person, &command);
        let facts = Facts { now: self.now, rules: self.rules, person, role, spent };
        let events = match case::decide(state.as_ref(), command, facts) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        for event in &events {
            let journal = self.cases.entry(case.to_owned()).or_default();
            let version = journal.len() as i64 + 1;
            let recorded =
                Recorded { version, at: self.now, by: who.clone(), event: event.clone() };
            journal.push(recorded);
            let detail = self.words(event);
            self.line(case, by, event.kind().to_owned(), false, detail);
        }
        Ok(Ok(events))
    }

    /// What was given already, reckoned as the store does: cancelled remedies do not count.
    fn spent(&self, state: Option<&State>, person: Option<PersonId>, command: &Command) -> Spent {
        let Some(s) = state else { return Spent::default() };
        let (currency, day): (Currency, Date) = match command {
            Command::Grant { remedy, day, .. } => (remedy.cost.currency, *day),
            Command::DecideApproval { approval, day: Some(day), .. } => {
                match s.amends.approval(*approval) {
                    Some(asked) => (asked.remedy.cost.currency, *day),
                    None => return Spent::default(),
                }
            }
            _ => return Spent::default(),
        };
        let mut spent = Spent::default();
        for other in self.cases.values().filter_map(replay) {
            for r in &other.amends.remedies {
                if r.status == RemedyStatus::Cancelled || r.cost.currency != currency {
                    continue;
                }
                let mine = r.given_by == person;
                let month = (r.day.year(), r.day.month()) == (day.year(), day.month());
                let count = |holds: bool| if holds { r.cost.minor } else { 0 };
                spent.client += count(other.client == s.client);
                spent.day += count(mine && r.day == day);
                spent.month += count(mine && month);
            }
        }
        spent
    }

    fn state(&self, case: &str) -> Option<State> {
        self.cases.get(case).and_then(replay)
    }

    fn actor(&mut self, by: &str) -> Told<(By, Option<Role>)> {
        match by {
            "client" => return Ok((By::Client, None)),
            "timer" => return Ok((By::Timer, None)),
            "delivery" => return Ok((By::Delivery, None)),
            _ => {}
        }
        let role = self.people.get(by).copied();
        let role = role.ok_or_else(|| format!("nobody is called `{by}`; name him in [people]"))?;
        Ok((By::Person(PersonId(self.id(by))), Some(role)))
    }

    /// The same word is the same thing.
    fn id(&mut self, name: &str) -> Uuid {
        let known = self.names.iter().position(|n| n == name);
        let place = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        Uuid::from_u128(place as u128 + 1)
    }

    /// `+2h` from now, or local time.
    fn moment(&self, text: &str) -> Told<Timestamp> {
        let text = text.strip_prefix("at ").unwrap_or(text);
        let Some(length) = text.strip_prefix('+') else { return local(text, &self.zone) };
        let span: jiff::Span = length.parse().map_err(|e| format!("`{text}`: {e}"))?;
        let now = self.now.to_zoned(self.zone.clone());
        now.checked_add(span).map(|z| z.timestamp()).map_err(|e| format!("`{text}`: {e}"))
    }

    fn today(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }

    fn minute(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn line(&mut self, case: &str, by: &str, what: String, refused: bool, detail: String) {
        let at = self.minute(self.now);
        self.lines.push(Line { at, case: case.into(), by: by.into(), what, refused, detail });
    }

    /// What an event says besides its kind: ids are nothing to read.
    fn words(&self, event: &Event) -> String {
        let value = serde_json::to_value(event).unwrap_or_default();
        let fields = value.as_object().into_iter().flatten();
        let said = fields.filter(|(name, _)| *name != "event").filter_map(|(name, value)| {
            let said = match value {
                serde_json::Value::String(s) if s.is_empty() || s.parse::<Uuid>().is_ok() => None,
                serde_json::Value::String(s) => {
                    Some(s.parse::<Timestamp>().map_or(s.clone(), |at| self.minute(at)))
                }
                serde_json::Value::Number(n) => Some(n.to_string()),
                serde_json::Value::Bool(true) => Some("yes".into()),
                _ => None,
            };
            said.map(|said| format!("{} {said}", name.replace('_', " ")))
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

fn local(text: &str, zone: &TimeZone) -> Told<Timestamp> {
    let civil: DateTime = text.parse().map_err(|e| format!("`{text}` is no local time: {e}"))?;
    let zoned = civil.to_zoned(zone.clone()).map_err(|e| format!("`{text}`: {e}"))?;
    Ok(zoned.timestamp())
}
