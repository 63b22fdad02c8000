//! The components that pages repeat, each compiled once: `templates/ui/NAME.html`. Pages call them by
//! the macros of `templates/components.html`, which hold the defaults.

use super::*;
use crate::Page;
use askama::Template;
use askama::filters::HtmlSafe;
use std::fmt;

/// HTML that a template wrote, with everything in it escaped already.
pub struct Html(String);

impl Html {
    fn of(part: &impl Template) -> Self {
        let written = part.render();
        if let Err(error) = &written {
            tracing::error!(%error, "a component could not be drawn");
        }
        Html(written.unwrap_or_default())
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

macro_rules! components {
    ($($name:ident($($arg:ident: $kind:ty),*) = $path:literal;)+) => {
        $(
            #[allow(clippy::too_many_arguments)] // the attributes of an element
            pub fn $name($($arg: &$kind),*) -> Html {
                #[derive(Template)]
                #[template(path = $path)]
                struct Part<'a> {
                    $($arg: &'a $kind),*
                }
                Html::of(&Part { $($arg),* })
            }
        )+
    };
}

components! {
    icon(name: str, class: str) = "ui/icon.html";
    button(label: str, kind: str, icon_name: str, name: str, value: str, keys: str, size: str) = "ui/button.html";
    link(label: str, href: str, kind: str, icon_name: str, size: str) = "ui/link.html";
    copy_button(t: T, label: str, target: str) = "ui/copy_button.html";
    csrf(token: str) = "ui/csrf.html";
    about_field(name: str, help: str, error: str) = "ui/about_field.html";
    field(name: str, label: str, value: str, kind: str, help: str, error: str, required: bool, autocomplete: str, placeholder: str, id: str, class: str, autofocus: bool, hook: str) = "ui/field.html";
    text_area(name: str, label: str, value: str, help: str, error: str, required: bool, rows: i32, draft: str, id: str, hide_label: bool, placeholder: str) = "ui/text_area.html";
    select(name: str, label: str, choices: [Choice], selected: str, help: str, error: str, id: str, class: str) = "ui/select.html";
    checkbox(name: str, label: str, checked: bool, value: str, help: str, id: str) = "ui/checkbox.html";
    near(t: T, at: Timestamp) = "ui/near.html";
    minute(t: T, at: Timestamp) = "ui/minute.html";
    due(t: T, at: Timestamp) = "ui/due.html";
    badge(label: str, colour: str) = "ui/badge.html";
    reading(t: T, family: str, reading: Sure) = "ui/reading.html";
    lang_badge(t: T, code: str) = "ui/lang_badge.html";
    stars(t: T, rating: u8) = "ui/stars.html";
    stage(t: T, code: str) = "ui/stage.html";
    avatar(face: Face, class: str) = "ui/avatar.html";
    no_avatar(t: T) = "ui/no_avatar.html";
    pieces(list: [Piece]) = "ui/pieces.html";
    named(t: T, name: str) = "ui/named.html";
    mention_row(t: T, m: MentionRow, token: str) = "ui/mention_row.html";
    case_row(t: T, k: CaseRow) = "ui/case_row.html";
    owed_row(t: T, o: OwedRow) = "ui/owed_row.html";
    promise_row(t: T, p: PromiseRow, token: str) = "ui/promise_row.html";
    findings(t: T, rows: [FindingRow], checked: bool) = "ui/findings.html";
    event(t: T, e: Event) = "ui/event.html";
    message(t: T, m: Message, at: Timestamp, class: str) = "ui/message.html";
    path(t: T, steps: [(&'static str, &'static str)]) = "ui/path.html";
    pager(t: T, p: Pager) = "ui/pager.html";
    flash(kind: str, icon_name: str, text: str) = "ui/flash.html";
    rail(t: T, page: Page) = "ui/rail.html";
    language(t: T, page: Page) = "ui/language.html";
    theme(t: T, page: Page) = "ui/theme.html";
    lines(list: [Line]) = "ui/lines.html";
    keys(t: T) = "ui/keys.html";
}
