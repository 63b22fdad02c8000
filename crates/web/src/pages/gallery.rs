//! `/dev/gallery` and three pages of sample content, drawn by the real templates.
//! Debug builds only: a place to look at a change of style before any data is there.

use crate::Lang;
use crate::cx::{Cx, Nav, Page};
use crate::i18n::T;
use crate::ui::*;
use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/dev/gallery", get(async |look: Query<Look>| show(look, gallery)))
        .route("/dev/home", get(async |look: Query<Look>| show(look, home)))
        .route("/dev/mentions", get(async |look: Query<Look>| show(look, mentions)))
        // What a mistake of ours looks like to a visitor.
        .route("/dev/panic", get(async || -> Response { panic!("asked for") }))
        .route("/dev/case", get(async |look: Query<Look>| show(look, case)))
}

#[derive(Deserialize)]
struct Look {
    lang: Option<String>,
    theme: Option<String>,
}

fn show(Query(look): Query<Look>, draw: fn(&Cx) -> Response) -> Response {
    let lang = look.lang.and_then(|l| l.parse().ok()).unwrap_or(Lang::Ru);
    draw(&Cx::sample(lang, look.theme.as_deref().unwrap_or("auto"), sample_now()))
}

/// The gallery always shows the same moment.
pub(crate) fn sample_now() -> Timestamp {
    Timestamp::from_second(1_795_266_000).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "pages/gallery.html")]
struct Gallery {
    t: T,
    page: Page,
    readings: Vec<Sure>,
    intents: Vec<Sure>,
    times: Vec<Timestamp>,
    faces: Vec<Face>,
    choices: Vec<Choice>,
    findings: Vec<FindingRow>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "pages/gallery_home.html")]
struct Home {
    t: T,
    page: Page,
    late: Vec<CaseRow>,
    today: Vec<CaseRow>,
    mentions: Vec<MentionRow>,
}

#[derive(Template)]
#[template(path = "pages/gallery_mentions.html")]
struct Mentions {
    t: T,
    page: Page,
    choices: Vec<Choice>,
    mentions: Vec<MentionRow>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "pages/gallery_case.html")]
struct Case {
    t: T,
    page: Page,
    due: Timestamp,
    steps: Vec<(&'static str, &'static str)>,
    events: Vec<Event>,
    draft: &'static str,
    findings: Vec<FindingRow>,
    promises: Vec<PromiseRow>,
}

pub(crate) fn gallery(cx: &Cx) -> Response {
    let sure = |list: &[(&str, f32)]| list.iter().map(|(code, c)| Sure::new(*code, *c)).collect();
    cx.render(&Gallery {
        t: cx.t.clone(),
        page: cx.page(Nav::None),
        readings: sure(&[
            ("negative", 0.97),
            ("neutral", 0.6),
            ("positive", 0.85),
            ("mixed", 0.71),
        ]),
        intents: sure(&[
            ("complaint", 0.93),
            ("grumble", 0.5),
            ("wish", 0.8),
            ("question", 0.68),
            ("praise", 0.99),
            ("other", 0.4),
        ]),
        times: vec![minutes(cx, -95), minutes(cx, 12), minutes(cx, 600), minutes(cx, 4000)],
        faces: [
            "Анна Кожухарь",
            "Ion Ceban",
            "Мария Л",
            "Ștefan Vodă",
            "John Smith",
            "Юля",
            "Vlad Țurcan",
            "Олег П",
        ]
        .map(Face::new)
        .into(),
        choices: choices(),
        findings: findings(),
        pager: pager(),
    })
}

pub(crate) fn home(cx: &Cx) -> Response {
    let mut rows = cases(cx);
    let today = rows.split_off(2);
    cx.render(&Home {
        t: cx.t.clone(),
        page: cx.page(Nav::Home),
        late: rows,
        today,
        mentions: rows_of_mentions(cx),
    })
}

pub(crate) fn mentions(cx: &Cx) -> Response {
    cx.render(&Mentions {
        t: cx.t.clone(),
        page: cx.page(Nav::Mentions),
        choices: choices(),
        mentions: rows_of_mentions(cx),
        pager: pager(),
    })
}

pub(crate) fn case(cx: &Cx) -> Response {
    cx.render(&Case {
        t: cx.t.clone(),
        page: cx.page(Nav::Cases),
        due: minutes(cx, 47),
        steps: vec![("intake", "done"), ("fact_finding", "now"), ("waiting", ""), ("verdict_founded", ""), ("remedy", ""), ("closing", ""), ("closed", "")],
        events: events(cx),
        draft: "Ирина, здравствуйте! Простите за испорченное утро: сорок минут у стойки никому не нужны.\n\nЭто бариста новый напутал, мы тут ни при чём. Разберёмся и обязательно вам перезвоним.",
        findings: findings(),
        promises: promises(cx),
    })
}

fn minutes(cx: &Cx, n: i64) -> Timestamp {
    cx.t.now + SignedDuration::from_mins(n)
}

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("", "Все"),
        Choice::new("a", "Тихий час, Пушкина 24"),
        Choice::new("b", "Тихий час, Рышкань"),
    ]
}

fn pager() -> Pager {
    Pager { previous: "#".into(), next: "#".into(), note: "51–100 из 1 240".into() }
}

fn cases(cx: &Cx) -> Vec<CaseRow> {
    let row = |number: &str,
               client: &str,
               brand: &str,
               summary: &str,
               stage: &str,
               due: Option<i64>,
               owner: Option<&str>| CaseRow {
        number: number.into(),
        href: "/dev/case".into(),
        client: client.into(),
        brand: brand.into(),
        summary: summary.into(),
        stage: stage.into(),
        due: due.map(|n| minutes(cx, n)),
        owner: owner.map(Face::new),
    };
    vec![
        row(
            "1038",
            "Дмитрий Л.",
            "Пушкина 24",
            "Дважды списали оплату, обещали вернуть до обеда",
            "waiting",
            Some(-38),
            Some("Анна Кожухарь"),
        ),
        row(
            "1031",
            "Elena Munteanu",
            "Rîșcani",
            "Tortul comandat pentru ziua de naștere a ajuns strivit",
            "verdict_founded",
            Some(-4),
            Some("Ion Ceban"),
        ),
        row(
            "1042",
            "Ирина Руссу",
            "Пушкина 24",
            "Сорок минут ждала заказ с собой, перед носом закрыли кассу",
            "fact_finding",
            Some(47),
            Some("Анна Кожухарь"),
        ),
        row(
            "1040",
            "James Porter",
            "Airport",
            "Charged for oat milk that never made it into the cup, twice",
            "intake",
            Some(105),
            None,
        ),
        row(
            "1036",
            "Светлана",
            "Рышкань",
            "В салате нашла волос, администратор рассмеялась",
            "remedy",
            Some(260),
            Some("Мария Лупу"),
        ),
        row(
            "1029",
            "Andrei P.",
            "Rîșcani",
            "Cere factura pentru o comandă din septembrie",
            "closing",
            None,
            Some("Ion Ceban"),
        ),
    ]
}

fn rows_of_mentions(cx: &Cx) -> Vec<MentionRow> {
    struct Sample(
        &'static str,
        &'static str,
        &'static str,
        Option<u8>,
        i64,
        &'static str,
        (&'static str, f32),
        (&'static str, f32),
        &'static str,
    );
    let samples = [
        Sample(
            "Ирина Руссу",
            "Google Карты",
            "Пушкина 24",
            Some(1),
            -23,
            "ru",
            ("negative", 0.97),
            ("complaint", 0.95),
            "Сорок минут ждала два капучино с собой! Передо мной обслужили троих, которые пришли позже, а когда я спросила, в чём дело, девушка закрыла кассу и ушла. Ребёнок опоздал на кружок. Кофе, кстати, был холодный. Больше ни ногой, и всем знакомым расскажу.",
        ),
        Sample(
            "James Porter",
            "TripAdvisor",
            "Airport",
            Some(2),
            -140,
            "en",
            ("mixed", 0.71),
            ("complaint", 0.82),
            "Lovely staff and a really nice spot to wait for a flight, but I was charged for oat milk that never made it into the cup. Twice. When I pointed it out they were polite but said the till could not refund small amounts.",
        ),
        Sample(
            "Elena M.",
            "Facebook",
            "Rîșcani",
            None,
            -320,
            "ro",
            ("negative", 0.52),
            ("wish", 0.48),
            "Ar fi grozav să aveți și ceva fără zahăr în vitrină, nu doar prăjituri cu cremă. Și dacă tot ați schimbat meniul, puneți înapoi ceaiul de cătină, vă rog!",
        ),
        Sample(
            "Gheorghe Țurcanu",
            "Форма на сайте",
            "Rîșcani",
            Some(5),
            -1600,
            "ro",
            ("positive", 0.96),
            ("praise", 0.98),
            "Mulțumesc fetelor de la Rîșcani: mi-am uitat portofelul și m-au așteptat până am revenit. Cea mai bună cafea din cartier.",
        ),
        Sample(
            "@user",
            "Telegram",
            "Пушкина 24",
            None,
            -3100,
            "ru",
            ("neutral", 0.66),
            ("question", 0.9),
            "А по воскресеньям вы во сколько открываетесь? На карте одно, на двери другое",
        ),
    ];
    let row = |(i, Sample(author, source, brand, rating, ago, lang, tone, intent, text)): (
        usize,
        Sample,
    )| MentionRow {
        id: i.to_string(),
        href: "/dev/case".into(),
        author: author.into(),
        source: source.into(),
        brand: brand.into(),
        rating,
        at: minutes(cx, ago),
        lang: lang.into(),
        tone: Some(Sure::new(tone.0, tone.1)),
        intent: Some(Sure::new(intent.0, intent.1)),
        title: Vec::new(),
        text: Piece::plain(text),
        case: (i == 0).then(|| ("1042".into(), "/dev/case".into())),
        open_action: Some("/dev/case".into()),
    };
    samples.into_iter().enumerate().map(row).collect()
}

fn events(cx: &Cx) -> Vec<Event> {
    let message = |who: &str,
                   lang: &str,
                   text: &str,
                   source: &str,
                   rating,
                   readings: Option<(f32, f32)>,
                   foot: &str| Message {
        who: who.into(),
        lang: lang.into(),
        text: text.into(),
        source: source.into(),
        rating,
        tone: readings.map(|r| Sure::new("negative", r.0)),
        intent: readings.map(|r| Sure::new("complaint", r.1)),
        foot: foot.into(),
    };
    let line =
        |icon, who: &str, text: &str| EventKind::Line { icon, who: who.into(), text: text.into() };
    let at = |n, kind| Event { at: minutes(cx, n), kind };
    vec![
        at(
            -83,
            EventKind::Theirs(message(
                "Ирина Руссу",
                "ru",
                &rows_of_mentions(cx)[0].text[0].text,
                "Google Карты",
                Some(1),
                Some((0.97, 0.95)),
                "",
            )),
        ),
        at(
            -82,
            line(
                "case",
                "",
                "Дело открыто правилом «жалоба на две звезды и ниже → хозяин филиала»",
            ),
        ),
        at(-75, line("person", "Анна Кожухарь", "взяла дело")),
        at(
            -70,
            EventKind::Ours(message(
                "Анна Кожухарь",
                "ru",
                "Ирина, здравствуйте. Мне очень жаль, что утро вышло таким: и ожидание, и опоздание на кружок. Чтобы разобраться, подскажите, пожалуйста, в котором часу вы были и какой номер стоял на чеке? Отвечу вам сегодня до 18:00.",
                "Google Карты",
                None,
                None,
                "Передано на сайт, ссылка подтверждена",
            )),
        ),
        at(-69, line("promise", "Анна Кожухарь", "обещала ответ сегодня до 18:00")),
        at(
            -31,
            EventKind::Theirs(message(
                "Ирина Руссу",
                "ru",
                "Было 8:20, чек 0417. Спасибо, что хоть ответили.",
                "Личная страница",
                None,
                Some((0.61, 0.5)),
                "",
            )),
        ),
        at(
            -20,
            EventKind::Note(message(
                "Анна Кожухарь",
                "ru",
                "По камере: с 8:19 до 8:57, одна девочка на смене, вторая не вышла. Касса закрыта по ошибке терминала. Попросить у Иона выгрузку терминала.",
                "",
                None,
                None,
                "Видят только коллеги",
            )),
        ),
        at(-19, line("stage", "Анна Кожухарь", "перевела дело: «Приём» → «Выяснение фактов»")),
    ]
}

fn findings() -> Vec<FindingRow> {
    let row = |severity: &str, title: &str, quote: &str, why: &str, fix: &str| FindingRow {
        severity: severity.into(),
        title: title.into(),
        quote: quote.into(),
        why: why.into(),
        fix: fix.into(),
    };
    vec![
        row(
            "block",
            "Вина свалена на сотрудника",
            "Это бариста новый напутал, мы тут ни при чём",
            "Клиент говорит с компанией, а не с бариста: так он слышит, что отвечать некому.",
            "Скажите, что вы выясняете сами, без имён и должностей.",
        ),
        row(
            "warn",
            "Обещание без времени",
            "обязательно вам перезвоним",
            "Обещание, у которого нет минуты, нельзя ни сдержать, ни нарушить.",
            "Назовите час: «позвоню сегодня до 18:00».",
        ),
    ]
}

fn promises(cx: &Cx) -> Vec<PromiseRow> {
    let row = |text: &str, due, state: &str, renewals: &[&str]| PromiseRow {
        text: text.into(),
        due: minutes(cx, due),
        state: state.into(),
        by: "Анна Кожухарь".into(),
        renewals: renewals.iter().map(|r| (*r).to_owned()).collect(),
        keep_action: if state == "open" { "#".into() } else { String::new() },
        renew_action: if state == "open" { "#".into() } else { String::new() },
    };
    vec![
        row("Ответить, что показала проверка", 47, "open", &[]),
        row("Вернуть деньги за заказ", 1500, "open", &["банк отвечает только завтра"]),
        row("Прислать первый ответ", -70, "kept", &[]),
    ]
}
