//! A file before it comes in: what was found out about it, what each column means, the first rows.

use crate::cx::{Nav, Page};
use crate::i18n::T;
use crate::pages::mentions::size;
use crate::ui::{Choice, Errors, html_lang};
use crate::{CsrfForm, Cx, FlashKind, Problem, Web};
use app::AppError;
use app::domain::ImportId;
use app::import::{
    Assign, DateOrder, Field, Format, Guess, ImportOptions, ImportView, OrderDecision, Preview,
    PreviewPage, preview, start, status,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "pages/import_draft.html")]
struct Draft {
    t: T,
    page: Page,
    run: ImportView,
    facts: Vec<(String, String)>,
    columns: Vec<Column>,
    rows: Vec<Sample>,
    warnings: Vec<String>,
    picks: Picks,
    may_start: bool,
    errors: Errors,
}

struct Column {
    number: usize,
    header: String,
    choices: Vec<Choice>,
    field: String,
    /// The guess in the form, so that only what a person changed is sent as his wish.
    was: String,
    how: String,
}

/// A row as it would come in, or why it would not.
struct Sample {
    number: u64,
    author: String,
    title: String,
    text: String,
    lang: String,
    rating: Option<u8>,
    at: Option<jiff::Timestamp>,
    problem: String,
}

/// Decisions about the file: choices and what is chosen.
struct Picks {
    encodings: Vec<Choice>,
    delimiters: Vec<Choice>,
    headers: Vec<Choice>,
    sheets: Vec<Choice>,
    orders: Vec<Choice>,
    scales: Vec<Choice>,
    zone: String,
    is_text: bool,
}

pub(super) async fn show(cx: &Cx, web: &Web, run: ImportView) -> Result<Response, Problem> {
    match preview(&web.app, cx.actor()?, run.id, None).await {
        Ok(found) => Ok(cx.render(&page(cx, found, Errors::default()))),
        Err(AppError::Invalid(wrong)) => {
            Ok(cx.invalid(&unreadable(cx, run, Errors::from_app(&cx.t, &wrong))))
        }
        Err(error) => Err(error.into()),
    }
}

/// "Look again" keeps the decisions and shows the file with them; "start" starts.
pub(super) async fn save(
    cx: Cx,
    State(web): State<Web>,
    Path(id): Path<ImportId>,
    CsrfForm(form): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let actor = cx.actor()?;
    let run = status(&web.app, actor, id).await?;
    let options = options(&form, &run.options);
    let go = form.iter().any(|(key, value)| key == "do" && value == "start");
    let address = format!("/import/{id}");
    let done = match go {
        true => start(&web.app, actor, id, Some(options)).await,
        false => preview(&web.app, actor, id, Some(options)).await.map(|_| ()),
    };
    match (done, go) {
        (Ok(()), true) => {
            Ok(cx.redirect_with(&address, FlashKind::Good, cx.t.s("import-was-started")))
        }
        (Ok(()), false) => Ok(cx.redirect(&address)),
        (Err(AppError::Invalid(wrong)), _) => {
            let errors = Errors::from_app(&cx.t, &wrong);
            match preview(&web.app, actor, id, None).await {
                Ok(found) => Ok(cx.invalid(&page(&cx, found, errors))),
                Err(AppError::Invalid(_)) => Ok(cx.invalid(&unreadable(&cx, run, errors))),
                Err(error) => Err(error.into()),
            }
        }
        (Err(error), _) => Err(error.into()),
    }
}

fn options(form: &[(String, String)], before: &ImportOptions) -> ImportOptions {
    let of = |key: &str| {
        let found = form.iter().find(|(k, v)| k == key && !v.trim().is_empty());
        found.map(|(_, v)| v.trim().to_owned())
    };
    let mut next = ImportOptions {
        format: before.format,
        encoding: of("encoding"),
        delimiter: of("delimiter")
            .map(|d| if d == "tab" { '\t' } else { d.chars().next().unwrap_or(',') }),
        header: of("header").map(|h| h == "yes"),
        sheet: of("sheet"),
        mapping: Vec::new(),
        date_order: of("date_order").and_then(|o| order(&o)),
        rating_scale: of("rating_scale").and_then(|s| s.parse().ok()),
        zone: of("zone"),
        routing: form.iter().any(|(key, _)| key == "routing"),
    };
    let same_cut = next.delimiter == before.delimiter
        && next.header == before.header
        && next.sheet == before.sheet;
    if same_cut {
        // Columns of a file that is cut another way are other columns.
        for (key, value) in form {
            let Some(number) = key.strip_prefix("map.") else { continue };
            let was = of(&format!("was.{number}"));
            if was.as_deref() != Some(value)
                && let (Ok(field), Ok(n)) = (value.parse::<Field>(), number.parse::<usize>())
            {
                next.mapping.push(Assign::new(field, format!("#{n}")));
            }
        }
    }
    next
}

fn order(code: &str) -> Option<DateOrder> {
    match code {
        "day_month" => Some(DateOrder::DayMonth),
        "month_day" => Some(DateOrder::MonthDay),
        _ => None,
    }
}

fn page(cx: &Cx, found: PreviewPage, errors: Errors) -> Draft {
    let t = &cx.t;
    let p = &found.preview;
    let fields: Vec<Choice> =
        Field::ALL.iter().map(|f| Choice::new(f.code(), t.of("field", f.code()))).collect();
    let column = |(i, m): (usize, &app::import::Mapped)| Column {
        number: i + 1,
        header: m.header.clone(),
        choices: fields.clone(),
        field: m.field.code().to_owned(),
        was: if m.by == Guess::Chosen { String::new() } else { m.field.code().to_owned() },
        how: t.of("guess", guess(m.by)),
    };
    Draft {
        facts: facts(t, p),
        columns: p.mapping.iter().enumerate().map(column).collect(),
        rows: p.rows.iter().map(|row| sample(t, row)).collect(),
        warnings: p.warnings.iter().map(|w| w.say(t.lang.code())).collect(),
        picks: picks(t, p, &found.import),
        may_start: found.may_start,
        run: found.import,
        errors,
        page: cx.page(Nav::Mentions),
        t: t.clone(),
    }
}

/// The same page for a file that cannot be opened as it is: only the decisions that may help.
fn unreadable(cx: &Cx, run: ImportView, errors: Errors) -> Draft {
    let mut picks = Picks {
        encodings: encodings(&cx.t),
        delimiters: vec![],
        headers: vec![],
        sheets: vec![],
        orders: vec![],
        scales: vec![],
        zone: String::new(),
        is_text: false,
    };
    picks.is_text = run.options.encoding.is_some();
    Draft {
        t: cx.t.clone(),
        page: cx.page(Nav::Mentions),
        run,
        facts: vec![],
        columns: vec![],
        rows: vec![],
        warnings: vec![],
        picks,
        may_start: false,
        errors,
    }
}

fn facts(t: &T, p: &Preview) -> Vec<(String, String)> {
    let mut facts = vec![(
        t.s("import-format"),
        t.a(
            "import-format-size",
            (
                ("format", p.format.code().to_uppercase()),
                ("size", size(t, i64::try_from(p.bytes).unwrap_or(i64::MAX))),
            ),
        ),
    )];
    if let Some(encoding) = p.encoding {
        let key = if p.encoding_certain { "import-encoding-sure" } else { "import-encoding-guess" };
        facts.push((t.s("import-encoding"), t.a(key, [("name", encoding.to_uppercase())])));
    }
    if let Some(sheet) = &p.sheet {
        facts.push((t.s("import-sheet"), sheet.clone()));
    }
    if p.format == Format::Csv {
        facts.push((t.s("import-delimiter"), t.of("delimiter", delimiter(p.delimiter))));
    }
    let order = match &p.date_order {
        OrderDecision::NotNeeded => None,
        OrderDecision::Chosen { order } => Some((order, t.s("import-order-chosen"))),
        OrderDecision::Proven { order, row, example } => {
            let row = i64::try_from(*row).unwrap_or(i64::MAX);
            Some((order, t.a("import-order-proven", (("row", row), ("example", example.as_str())))))
        }
        OrderDecision::Assumed { order } => Some((order, t.s("import-order-assumed"))),
    };
    if let Some((order, why)) = order {
        let name =
            t.s(if *order == DateOrder::DayMonth { "order-day-month" } else { "order-month-day" });
        facts.push((t.s("import-order"), format!("{name} ({why})")));
    }
    facts.push((t.s("import-scale"), t.a("import-scale-up-to", [("n", p.rating_scale)])));
    facts
}

fn picks(t: &T, p: &Preview, run: &ImportView) -> Picks {
    let auto = || Choice::new("", t.s("import-as-found"));
    let with = |some: Vec<Choice>| std::iter::once(auto()).chain(some).collect::<Vec<_>>();
    let sheets = p.sheet.iter().chain(&p.other_sheets).map(|s| Choice::new(s, s));
    Picks {
        encodings: encodings(t),
        delimiters: with(
            [(",", "comma"), (";", "semicolon"), ("tab", "tab"), ("|", "bar")]
                .map(|(value, code)| Choice::new(value, t.of("delimiter", code)))
                .into(),
        ),
        headers: with(vec![
            Choice::new("yes", t.s("import-header-yes")),
            Choice::new("no", t.s("import-header-no")),
        ]),
        sheets: sheets.collect(),
        orders: with(vec![
            Choice::new("day_month", t.s("order-day-month")),
            Choice::new("month_day", t.s("order-month-day")),
        ]),
        scales: with(
            [5u8, 10, 100]
                .map(|n| Choice::new(n.to_string(), t.a("import-scale-up-to", [("n", n)])))
                .into(),
        ),
        zone: run.options.zone.clone().unwrap_or_default(),
        is_text: p.format != Format::Xlsx,
    }
}

fn encodings(t: &T) -> Vec<Choice> {
    let labels = [
        "utf-8",
        "windows-1251",
        "windows-1250",
        "windows-1252",
        "iso-8859-2",
        "koi8-r",
        "ibm866",
        "utf-16le",
        "utf-16be",
    ];
    let some = labels.map(|l| Choice::new(l, l.to_uppercase()));
    std::iter::once(Choice::new("", t.s("import-as-found"))).chain(some).collect()
}

fn delimiter(found: Option<char>) -> &'static str {
    match found {
        Some(',') => "comma",
        Some(';') => "semicolon",
        Some('\t') => "tab",
        Some('|') => "bar",
        Some(_) => "other",
        None => "none",
    }
}

fn guess(by: Guess) -> &'static str {
    match by {
        Guess::Header => "header",
        Guess::Content => "content",
        Guess::Chosen => "chosen",
        Guess::Nothing => "nothing",
    }
}

fn sample(t: &T, row: &Result<app::import::Row, app::import::Bad>) -> Sample {
    let short = |s: &str| s.chars().take(300).collect::<String>();
    match row {
        Ok(row) => Sample {
            number: row.row,
            author: row.author.clone().unwrap_or_default(),
            title: row.title.clone().unwrap_or_default(),
            text: short(&app::import::display_safe(&row.text)),
            lang: html_lang(row.lang.as_deref().unwrap_or_default()).to_owned(),
            rating: row.rating,
            at: row.posted_at,
            problem: String::new(),
        },
        Err(bad) => Sample {
            number: bad.row,
            author: String::new(),
            title: String::new(),
            text: short(&app::import::display_safe(&bad.raw)),
            lang: String::new(),
            rating: None,
            at: None,
            problem: bad.reason.say(t.lang.code()),
        },
    }
}

impl Draft {
    fn place(&self) -> String {
        format!("{} · {}", self.run.brand_name, self.run.source_name)
    }

    /// What is chosen now, by the name of the select.
    fn chosen(&self, name: &str) -> String {
        let o = &self.run.options;
        match name {
            "encoding" => o.encoding.clone(),
            "delimiter" => {
                o.delimiter.map(|d| if d == '\t' { "tab".to_owned() } else { d.to_string() })
            }
            "header" => o.header.map(|h| if h { "yes" } else { "no" }.to_owned()),
            "sheet" => o.sheet.clone(),
            "date_order" => o.date_order.map(|d| match d {
                DateOrder::DayMonth => "day_month".to_owned(),
                DateOrder::MonthDay => "month_day".to_owned(),
            }),
            "rating_scale" => o.rating_scale.map(|n| n.to_string()),
            _ => None,
        }
        .unwrap_or_default()
    }
}
