//! How what `app` returns becomes what the components draw. Words come from `T`; nothing is loaded.

use crate::i18n::T;
use crate::ui::{CaseRow, Face, MentionRow, OwedRow, Piece, Sure};
use app::cases::CaseItem;
use app::domain::promise::PromiseKind;
use app::highlight::Span;
use app::home::Owed;
use app::mentions::MentionItem;

/// `may_open`: the person may open a case for this mention (`Action::WorkCases` in its brand).
pub(crate) fn mention(item: &MentionItem, may_open: bool) -> MentionRow {
    let href = format!("/mentions/{}", item.id);
    MentionRow {
        id: item.id.to_string(),
        author: item.author.clone(),
        source: item.source_name.clone(),
        brand: item.brand_name.clone(),
        rating: item.rating.and_then(|r| u8::try_from(r).ok()),
        at: item.posted_at,
        lang: item.lang.code().to_owned(),
        tone: Some(Sure::new(item.tone.code(), item.tone_confidence as f32)),
        intent: Some(Sure::new(item.intent.code(), item.intent_confidence as f32)),
        title: pieces(&item.title, &item.in_title),
        text: pieces(&item.text, &item.in_text),
        case: item.case.as_ref().map(|c| (c.number.to_string(), format!("/cases/{}", c.number))),
        open_action: may_open.then(|| format!("{href}/case")),
        href,
    }
}

pub(crate) fn case(item: &CaseItem) -> CaseRow {
    let summary = if item.title.is_empty() { &item.text } else { &item.title };
    CaseRow {
        number: item.number.to_string(),
        href: format!("/cases/{}", item.number),
        client: item.client_name.clone(),
        brand: item.brand_name.clone(),
        summary: summary.lines().next().unwrap_or_default().to_owned(),
        stage: item.stage.code().to_owned(),
        due: item.next_due,
        owner: item.owner.map(|_| Face::new(&item.owner_name)),
    }
}

pub(crate) fn owed(t: &T, item: &Owed) -> OwedRow {
    OwedRow {
        number: item.number.to_string(),
        href: format!("/cases/{}", item.number),
        client: item.client.clone(),
        brand: item.brand_name.clone(),
        what: what_is_owed(t, item.kind, &item.what),
        said: item.said.clone(),
        due: item.due,
        owner: (!item.owner_name.is_empty()).then(|| Face::new(&item.owner_name)),
    }
}

/// What a promise is about, in words.
pub(crate) fn what_is_owed(t: &T, kind: PromiseKind, what: &str) -> String {
    match kind {
        PromiseKind::Answer => t.s("promise-answer"),
        PromiseKind::Word => what.to_owned(),
        PromiseKind::NameTime => t.a("promise-name-time", [("what", what)]),
        PromiseKind::Law => t.a("promise-law", [("what", t.of("demand", what))]),
    }
}

/// A text cut at the spans that are to be marked. Spans that do not fit the text are passed over.
pub(crate) fn pieces(text: &str, spans: &[Span]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut add = |text: &str, hit| {
        if !text.is_empty() {
            out.push(Piece { text: text.to_owned(), hit });
        }
    };
    for span in spans {
        let (Some(plain), Some(hit)) = (text.get(from..span.start), text.get(span.start..span.end))
        else {
            continue;
        };
        add(plain, false);
        add(hit, true);
        from = span.end;
    }
    add(&text[from..], false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_lost() {
        let span = |start, end| Span { start, end };
        let check = |text: &str, spans: &[Span], marked: &[&str]| {
            let pieces = pieces(text, spans);
            assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), text);
            let hits: Vec<_> = pieces.iter().filter(|p| p.hit).map(|p| p.text.as_str()).collect();
            assert_eq!(hits, marked);
        };
        check("чай и кофе", &[span(0, 6), span(10, 18)], &["чай", "кофе"]);
        check("чай", &[], &[]);
        check("", &[span(0, 1)], &[]);
        check("чай", &[span(1, 2), span(0, 40)], &[]); // not on letters, beyond the end
        check("ab", &[span(0, 2), span(0, 1)], &["ab"]); // overlapping
    }
}
