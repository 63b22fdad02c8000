//! What must hold between the parts of a regulation.

use super::{Fault, POLICIES, Regulation, RegulationError, SpeechModule, VARIABLES, line_of};
use crate::Role;
use crate::brand::Visibility;
use crate::money::Money;
use crate::regulation::Needed;
use std::collections::BTreeSet;

type Checked = Result<(), RegulationError>;

pub(super) fn whole(r: &Regulation, source: &str) -> Checked {
    let at = |needle: &str, fault: Fault| {
        RegulationError::at(source.find(needle).map_or(1, |offset| line_of(source, offset)), fault)
    };
    if !r.calendars.contains_key("default") {
        return Err(at("calendars", Fault::NoCalendar));
    }
    for (name, calendar) in &r.calendars {
        calendar.validate().map_err(|e| at(name, Fault::Calendar(name.clone(), e.to_string())))?;
    }
    for rule in &r.routing {
        if rule.answer_within <= jiff::SignedDuration::ZERO {
            return Err(at(&rule.name, Fault::NoTime(rule.name.clone())));
        }
    }
    if r.approvals.within <= jiff::SignedDuration::ZERO {
        return Err(at("approvals", Fault::NoTime("approvals".into())));
    }
    for (name, value) in &r.policies {
        policy(name, value).map_err(|fault| at(name, fault))?;
    }
    for authority in &r.authority {
        let sums =
            [authority.per_gift, authority.per_client, authority.per_day, authority.per_month];
        let currencies: BTreeSet<_> = sums.into_iter().flatten().map(|m| m.currency).collect();
        if currencies.len() != 1 {
            return Err(at("[[authority]]", Fault::Currencies(authority.role.to_string())));
        }
    }
    for role in [r.who.verdict, r.who.no_action, r.who.approve, r.who.erase] {
        if role == Role::Auditor {
            return Err(at("[who]", Fault::IdleRole(role.to_string())));
        }
    }
    for check in &r.understanding {
        if check.right == 0 || check.right > check.answers.len() {
            return Err(at(&check.question, Fault::NoRightAnswer(check.question.clone())));
        }
    }
    kinds(r, &at)?;
    let mut ids = BTreeSet::new();
    for step in &r.steps {
        if !ids.insert(&step.id) {
            return Err(at(&format!("#{}", step.id), Fault::Twice(step.id.clone())));
        }
    }
    let mut ids = BTreeSet::new();
    for m in &r.modules {
        if !ids.insert(&m.id) {
            return Err(RegulationError::at(m.line, Fault::Twice(m.id.clone())));
        }
        module(m, source)?;
    }
    Ok(())
}

fn kinds(r: &Regulation, at: &impl Fn(&str, Fault) -> RegulationError) -> Checked {
    let mut ids = BTreeSet::new();
    for kind in &r.kinds {
        if !ids.insert(kind.id.as_str()) {
            return Err(at(&format!("\"{}\"", kind.id), Fault::Twice(kind.id.clone())));
        }
    }
    let steps = r.steps.iter().flat_map(|s| &s.kinds);
    let modules = r.modules.iter().flat_map(|m| &m.kinds);
    match steps.chain(modules).find(|kind| !ids.contains(kind.as_str())) {
        Some(kind) => Err(at(&format!("={kind}"), Fault::UnknownKind(kind.clone()))),
        None => Ok(()),
    }
}

fn policy(name: &str, value: &str) -> Result<(), Fault> {
    let known = POLICIES.iter().find(|(n, _)| *n == name);
    let (_, values) = known.ok_or_else(|| Fault::UnknownPolicy(name.to_owned()))?;
    // A sum of money where there is no list of words; 0 for none.
    let sum = values.is_empty() && (value == "0" || value.parse::<Money>().is_ok());
    if sum || values.contains(&value) { Ok(()) } else { Err(Fault::UnknownWord(value.to_owned())) }
}

fn module(m: &SpeechModule, source: &str) -> Checked {
    let here = |fault| RegulationError::at(m.line, fault);
    if m.text.is_empty() {
        return Err(here(Fault::Empty(m.id.clone())));
    }
    if let Some(unknown) = m.variables().find(|v| !VARIABLES.contains(v)) {
        let needle = format!("{{{unknown}}}");
        let rest = source.lines().skip(m.line).position(|l| l.contains(&needle));
        let line = m.line + rest.map_or(0, |n| n + 1);
        return Err(RegulationError::at(
            line,
            Fault::UnknownVariable(m.id.clone(), unknown.into()),
        ));
    }
    let public = m.channels.is_empty() || m.channels.contains(&Visibility::Public);
    if public && m.variables().any(|v| v == "link") {
        return Err(here(Fault::PublicLink(m.id.clone())));
    }
    if m.needs.contains(&Needed::Time) && !m.variables().any(|v| v == "due") {
        return Err(here(Fault::NoDue(m.id.clone())));
    }
    if m.needs.contains(&Needed::Question) && !m.text.contains('?') {
        return Err(here(Fault::NoQuestion(m.id.clone())));
    }
    Ok(())
}
