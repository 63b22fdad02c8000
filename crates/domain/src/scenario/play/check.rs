//! Holds what came of a step against what was expected.

use super::{Play, Step, Told};
use crate::case::{Event, Refusal};
use std::fmt::Display;

impl Play<'_> {
    /// What was expected and did not come.
    pub(super) fn missed(
        &mut self,
        step: &Step,
        came: &Result<Vec<Event>, Refusal>,
    ) -> Told<Vec<String>> {
        let mut missed = Missed(Vec::new());
        let then = step.then.clone().unwrap_or_default();
        let kinds: Vec<String> =
            came.iter().flatten().map(|e| e.kind().to_owned()).collect::<Vec<_>>();
        match (came, &then.refused) {
            (Err(r), Some(code)) => missed.same("refusal", code.as_str(), Some(r.code())),
            (Err(r), None) => {
                missed.0.push(format!("expected no refusal, came {} ({r})", r.code()))
            }
            (Ok(_), Some(code)) => {
                missed.0.push(format!("expected refusal {code}, came [{}]", kinds.join(", ")));
            }
            (Ok(_), None) => {}
        }
        if let Some(events) = then.events.filter(|e| *e != kinds) {
            let (events, kinds) = (events.join(", "), kinds.join(", "));
            missed.0.push(format!("expected events [{events}], came [{kinds}]"));
        }
        if let Some(words) = &then.says {
            let said: Vec<String> = match came {
                Ok(events) => events.iter().map(|e| self.words(e)).collect(),
                Err(refusal) => vec![refusal.to_string()],
            };
            if !said.iter().any(|s| s.contains(words.as_str())) {
                missed.0.push(format!("expected the words `{words}`, came `{}`", said.join("; ")));
            }
        }
        let Some(s) = self.state(&step.case) else { return Ok(missed.0) };
        if let Some(stage) = then.stage {
            missed.same("stage", stage, Some(s.stage));
        }
        if let Some(outcome) = then.outcome {
            missed.same("outcome", outcome, s.outcome);
        }
        if let Some(level) = then.seriousness {
            missed.same("seriousness", level, Some(s.seriousness));
        }
        if let Some(verification) = then.verification {
            missed.same("verification", verification, Some(s.inquiry.verification()));
        }
        for (name, status) in &then.promises {
            let id = crate::PromiseId(self.id(name));
            missed.same(&format!("promise {name}"), *status, s.promise(id).map(|p| p.status));
        }
        for (name, due) in &then.due {
            let id = crate::PromiseId(self.id(name));
            let due = self.minute(self.moment(due)?);
            let is = s.promise(id).map(|p| self.minute(p.due));
            missed.same(&format!("due of {name}"), due, is);
        }
        for (name, status) in &then.remedies {
            let id = crate::RemedyId(self.id(name));
            let is = s.amends.remedy(id).map(|r| r.status);
            missed.same(&format!("remedy {name}"), *status, is);
        }
        for (name, status) in &then.approvals {
            let id = crate::ApprovalId(self.id(name));
            let is = s.amends.approval(id).map(|a| a.status);
            missed.same(&format!("approval {name}"), *status, is);
        }
        Ok(missed.0)
    }
}

struct Missed(Vec<String>);

impl Missed {
    fn same<T: PartialEq + Display>(&mut self, what: &str, expected: T, is: Option<T>) {
        if is.as_ref() != Some(&expected) {
            let is = is.map_or("nothing".to_owned(), |is| is.to_string());
            self.0.push(format!("expected {what} {expected}, came {is}"));
        }
    }
}
