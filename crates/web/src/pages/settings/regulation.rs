//! The regulation as everybody who works by it reads it: hours, rules, steps, wordings.

mod hours;

use super::{Tab, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::ui::Sure;
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::brands::{self, BrandView};
use app::domain::regulation::{Clock, Regulation, RoutingRule, RuleOwner, SpeechModule};
use app::domain::{Stage, Timestamp};
use app::regulation::{self, Confirmation, Reading, Remark, check, read};
use app::{Action, AppError, people};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hours::Hours;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings/regulation", get(show))
        .route("/settings/regulation/confirm", post(confirm))
}

#[derive(Template)]
#[template(path = "pages/settings/regulation.html")]
struct RegulationPage {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    title: String,
    /// Paragraphs.
    preamble: Vec<String>,
    version: i64,
    published_at: Option<Timestamp>,
    published_by: String,
    may_publish: bool,
    remarks: Vec<Remark>,
    hours: Vec<Hours>,
    rules: Vec<Rule>,
    steps: Vec<(Stage, Vec<String>)>,
    modules: Vec<Module>,
    /// For whoever works by it.
    reading: Option<Reading>,
    questions: Vec<Asked>,
    /// Why it is not confirmed yet, above the questions.
    unconfirmed: String,
    /// For whoever leads: who has read it and who has not.
    confirmations: Vec<Confirmation>,
}

/// A question of the check of understanding.
struct Asked {
    question: String,
    name: String,
    answers: Vec<(usize, String, bool)>,
    /// It was answered wrongly; where to read again stands in it.
    error: String,
}

/// A rule of routing, told in words.
struct Rule {
    name: String,
    when: Vec<Condition>,
    owner: String,
    within: String,
}

struct Condition {
    label: String,
    colour: &'static str,
}

struct Module {
    title: String,
    lang: String,
    stages: Vec<Stage>,
    channels: Vec<&'static str>,
    hint: String,
    /// The text, cut at its variables; `true`: a variable.
    text: Vec<(String, bool)>,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    Ok(cx.render(&page(&cx, &web, &[]).await?))
}

/// Fields: the version that was read, and an answer `q1`, `q2` … for each question.
async fn confirm(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let number = |name: &str| {
        form.iter().find(|(n, _)| n == name).and_then(|(_, v)| v.parse::<usize>().ok()).unwrap_or(0)
    };
    let asked = regulation::reading(&web.app, actor).await?.questions.len();
    let answers: Vec<usize> = (1..=asked).map(|n| number(&format!("q{n}"))).collect();
    let version = i64::try_from(number("version")).unwrap_or(0);
    match regulation::confirm(&web.app, actor, version, &answers).await {
        Ok(()) => {
            let said = cx.t.a("regulation-confirmed", [("n", version)]);
            Ok(cx.redirect_with("/", FlashKind::Good, said))
        }
        Err(AppError::Invalid(_)) => {
            let mut page = page(&cx, &web, &answers).await?;
            page.unconfirmed = cx.t.s("regulation-not-understood");
            Ok(cx.invalid(&page))
        }
        Err(AppError::Conflict) => {
            let mut page = page(&cx, &web, &[]).await?;
            page.unconfirmed = cx.t.s("regulation-read-newer");
            Ok((StatusCode::CONFLICT, cx.render(&page)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `answered`: what was answered just now, counted from 1; empty when nothing was.
async fn page(cx: &Cx, web: &Web, answered: &[usize]) -> Result<RegulationPage, Problem> {
    let actor = cx.actor()?;
    let current = read(&web.app, actor).await?;
    let brands = brands::list(&web.app, actor).await?;
    let names = people::names(&web.app).await?;
    let may_publish = actor.may_everywhere(Action::PublishRegulation);
    // A hand that may not mend it is not bothered with remarks.
    let remarks = match may_publish {
        true => check(&web.app, actor, &current.source).await?,
        false => vec![],
    };
    let rules: &Regulation = &current.rules;
    let t = &cx.t;
    let by = current.published_by.and_then(|p| names.get(&p).cloned());
    let reading = match actor.may_somewhere(Action::ConfirmRegulation) && current.version > 0 {
        true => Some(regulation::reading(&web.app, actor).await?),
        false => None,
    };
    let confirmations = match actor.may_somewhere(Action::ReadConfirmations) {
        true if current.version > 0 => regulation::confirmations(&web.app, actor).await?,
        _ => vec![],
    };
    Ok(RegulationPage {
        questions: asked(t, rules, answered),
        reading,
        unconfirmed: String::new(),
        confirmations,
        tabs: tabs(t, actor, "regulation"),
        page: cx.page(Nav::Settings),
        title: rules.title.clone(),
        preamble: rules.preamble.split("\n\n").map(|p| p.trim().to_owned()).collect(),
        version: current.version,
        published_at: current.published_at,
        published_by: by.unwrap_or_default(),
        may_publish,
        remarks,
        hours: hours::all(t, rules, &brands),
        rules: rules.routing.iter().map(|r| rule(t, r, &brands)).collect(),
        steps: Stage::ALL
            .iter()
            .map(|stage| (*stage, rules.steps.iter().filter(|s| s.stage == *stage)))
            .map(|(stage, steps)| (stage, steps.map(|s| s.text.clone()).collect::<Vec<_>>()))
            .filter(|(_, steps)| !steps.is_empty())
            .collect(),
        modules: rules.modules.iter().map(module).collect(),
        t: t.clone(),
    })
}

fn asked(t: &T, rules: &Regulation, answered: &[usize]) -> Vec<Asked> {
    let wrong = regulation::wrong_answers(&rules.understanding, answered);
    let error = |n: usize| match wrong.iter().find(|(at, _)| *at == n) {
        Some((_, check)) if !answered.is_empty() => match check.read.is_empty() {
            true => t.s("regulation-read-again"),
            false => t.a("regulation-read-again-at", [("place", check.read.as_str())]),
        },
        _ => String::new(),
    };
    let checks = rules.understanding.iter().enumerate();
    checks
        .map(|(n, check)| Asked {
            question: check.question.clone(),
            name: format!("q{}", n + 1),
            answers: check
                .answers
                .iter()
                .enumerate()
                .map(|(i, a)| (i + 1, a.clone(), answered.get(n) == Some(&(i + 1))))
                .collect(),
            error: error(n + 1),
        })
        .collect()
}

impl RegulationPage {
    fn confirmed(&self) -> usize {
        self.confirmations.iter().filter(|c| c.done).count()
    }
}

fn rule(t: &T, r: &RoutingRule, brands: &[BrandView]) -> Rule {
    let mut when = vec![];
    let mut add = |label: String, colour| when.push(Condition { label, colour });
    for intent in &r.intents {
        add(t.of("intent", intent.code()), Sure::new(intent.code(), 1.0).colour());
    }
    for tone in &r.tones {
        add(t.of("tone", tone.code()), Sure::new(tone.code(), 1.0).colour());
    }
    if let Some(most) = r.rating_at_most {
        add(t.a("rule-stars", [("n", most)]), "plain");
    }
    for slug in &r.brands {
        add(hours::brand_name(slug, brands), "outline");
    }
    if r.confidence_at_least > 0.0 {
        let percent = t.percent(r.confidence_at_least as f32);
        add(t.a("rule-confidence", [("percent", percent.as_str())]), "outline");
    }
    let kind = match r.clock {
        Clock::Business => "rule-within-business",
        Clock::Wall => "rule-within-wall",
    };
    let time = duration(t, r.answer_within.as_mins());
    Rule {
        name: r.name.clone(),
        when,
        owner: t.s(match r.owner {
            RuleOwner::Branch => "rule-owner-branch",
            RuleOwner::Nobody => "rule-owner-nobody",
        }),
        within: t.a(kind, [("time", time.as_str())]),
    }
}

/// Minutes in words: "2 hours", "1 hour 30 min."
fn duration(t: &T, minutes: i64) -> String {
    let hours = (minutes >= 60).then(|| t.a("time-hours", [("n", minutes / 60)]));
    let rest = (minutes % 60 > 0).then(|| t.a("time-minutes", [("n", minutes % 60)]));
    hours.into_iter().chain(rest).collect::<Vec<_>>().join(" ")
}

fn module(m: &SpeechModule) -> Module {
    Module {
        title: m.title.clone(),
        lang: m.lang.clone(),
        stages: m.stages.clone(),
        channels: m.channels.iter().map(|c| c.code()).collect(),
        hint: m.hint.clone(),
        text: cut(m.text.trim()),
    }
}

fn cut(text: &str) -> Vec<(String, bool)> {
    let mut pieces = vec![];
    let mut rest = text;
    while let Some((plain, after)) = rest.split_once('{') {
        let Some((variable, after)) = after.split_once('}') else { break };
        pieces.push((plain.to_owned(), false));
        pieces.push((variable.to_owned(), true));
        rest = after;
    }
    pieces.push((rest.to_owned(), false));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_cut_at_its_variables() {
        let pieces = cut("{client}, hello! By {due}.");
        let shown: Vec<_> = pieces.iter().map(|(text, v)| (text.as_str(), *v)).collect();
        assert_eq!(shown, [("client", true), (", hello! By ", false), ("due", true), (".", false)]);
        assert_eq!(cut("no end {here"), [("no end {here".to_owned(), false)]);
    }

    #[test]
    fn a_time_is_told_in_words() {
        let t = T::new(crate::Lang::Ru, jiff::tz::TimeZone::UTC, Timestamp::UNIX_EPOCH);
        assert_eq!(duration(&t, 60), "1 час");
        assert_eq!(duration(&t, 120), "2 часа");
        assert_eq!(duration(&t, 450), "7 часов 30 мин.");
        assert_eq!(duration(&t, 5), "5 мин.");
    }
}
