//! The regulation as text: checked with the line of what is wrong, then published.

use super::{Tab, tabs};
use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::regulation::{Draft, Remark, check, publish, read};
use app::{Action, AppError, FieldError};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/settings/regulation/edit", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/settings/regulation_edit.html")]
struct Edit {
    t: T,
    page: Page,
    tabs: Vec<Tab>,
    source: String,
    note: String,
    base: i64,
    /// What is wrong, in words; empty when nothing is.
    error: String,
    excerpt: Vec<Line>,
    remarks: Vec<Remark>,
    /// It was checked and nothing is wrong.
    sound: bool,
}

/// A line around the mistake.
struct Line {
    number: usize,
    text: String,
    wrong: bool,
}

#[derive(Deserialize)]
struct Form {
    source: String,
    #[serde(default)]
    note: String,
    base: i64,
    /// "check" or "publish".
    #[serde(default)]
    what: String,
}

async fn show(cx: Cx, State(web): State<Web>) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    actor.require_everywhere(Action::PublishRegulation)?;
    let current = read(&web.app, actor).await?;
    Ok(cx.render(&page(&cx, current.source.clone(), String::new(), current.version)?))
}

async fn save(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Form>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let mut page = page(&cx, form.source.clone(), form.note.clone(), form.base)?;
    if form.what == "check" {
        return match check(&web.app, actor, &form.source).await {
            Ok(remarks) => {
                (page.remarks, page.sound) = (remarks, true);
                Ok(cx.render(&page))
            }
            Err(AppError::Invalid(wrong)) => Ok(cx.invalid(&page.with(&wrong))),
            Err(error) => Err(error.into()),
        };
    }
    let draft = Draft { source: &form.source, note: &form.note, base: Some(form.base) };
    match publish(&web.app, actor, draft).await {
        Ok(done) => {
            let said = cx.t.a("regulation-published", [("n", done.version)]);
            Ok(cx.redirect_with("/settings/regulation", FlashKind::Good, said))
        }
        Err(AppError::Invalid(wrong)) => Ok(cx.invalid(&page.with(&wrong))),
        // What was typed stays; publishing again is then a decision made with open eyes.
        Err(AppError::Conflict) => {
            let newer = read(&web.app, actor).await?.version;
            page.error = cx.t.a("regulation-conflict", [("n", newer)]);
            page.base = newer;
            Ok((StatusCode::CONFLICT, cx.render(&page)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn page(cx: &Cx, source: String, note: String, base: i64) -> Result<Edit, Problem> {
    Ok(Edit {
        tabs: tabs(&cx.t, cx.actor()?, "regulation"),
        page: cx.page(Nav::Settings),
        source,
        note,
        base,
        error: String::new(),
        excerpt: vec![],
        remarks: vec![],
        sound: false,
        t: cx.t.clone(),
    })
}

impl Edit {
    /// The same page with the first thing that is wrong, and the lines around it.
    fn with(mut self, wrong: &[FieldError]) -> Self {
        let Some(first) = wrong.first() else { return self };
        let at = first.detail.split_once(": ").and_then(|(n, why)| Some((n.parse().ok()?, why)));
        match at {
            Some((line, why)) if first.problem == "regulation-line" => {
                self.excerpt = around(&self.source, line);
                let said = (("line", line as i64), ("why", why));
                self.error = self.t.a("regulation-wrong-line", said);
            }
            _ => {
                let key = format!("invalid-{}", first.problem);
                self.error = self.t.a(&key, [("detail", first.detail.as_str())]);
            }
        }
        self
    }
}

fn around(source: &str, line: usize) -> Vec<Line> {
    let shown = line.saturating_sub(3)..line + 2;
    let lines = source.lines().enumerate().filter(|(n, _)| shown.contains(n));
    lines
        .map(|(n, text)| Line { number: n + 1, text: text.to_owned(), wrong: n + 1 == line })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn the_lines_around_a_mistake() {
        let text = "1\n2\n3\n4\n5\n6\n7";
        let shown = |line| {
            let lines = around(text, line);
            assert!(
                lines
                    .iter()
                    .all(|l| l.text == l.number.to_string() && l.wrong == (l.number == line))
            );
            lines.iter().map(|l| l.number).collect::<Vec<_>>()
        };
        assert_eq!(shown(1), [1, 2, 3]);
        assert_eq!(shown(4), [2, 3, 4, 5, 6]);
        assert_eq!(shown(7), [5, 6, 7]);
        assert!(shown(99).is_empty());
    }
}
