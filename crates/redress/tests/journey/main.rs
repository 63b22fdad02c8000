//! The main journey in a real browser, on both databases: a first visit, reviews from a file, a case,
//! a reply that the guard stops and one that leaves, a complaint by the form and its answer by mail.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

mod walk;

use std::path::Path;
use testkit::browser::{Browser, Look, Screen};
use testkit::smtp::SmtpServer;
use walk::{Desk, Walk};

const REVIEWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/alder-shop.en.csv");
const PHONE: Look = Look { screen: Screen::Phone, dark: true, lang: "ro", javascript: true };

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    journey("").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    journey(&testkit::postgres::url()).await;
}

async fn journey(database: &str) {
    let smtp = SmtpServer::start();
    let desk = Desk::open(database, smtp.port());
    let browser = Browser::start().await.unwrap();
    let manager = Walk::new(&desk, &browser, Look::default()).await;
    let client = Walk::new(&desk, &browser, PHONE).await;

    first_visit(&manager).await;
    let form = new_brand(&manager).await;
    reviews_from_a_file(&manager).await;
    an_answer_for_the_site(&manager).await;
    a_complaint_answered_by_mail(&manager, &client, &form, &smtp).await;
    every_page(&manager, &client).await;
    without_script(&desk, &browser).await;
}

async fn first_visit(manager: &Walk) {
    manager.go("/").await;
    manager.fine().await;
    manager.fill("#name", "Anna Pop").await;
    manager.fill("#email", "anna@desk.test").await;
    manager.fill("#password", "verde crud la gară").await;
    manager.press("form[action='/welcome'] [type=submit]", "a[href='/mentions']").await;
    manager.fine().await;
}

/// Returns the address of its complaint form.
async fn new_brand(manager: &Walk) -> String {
    manager.go("/settings/brands/new").await;
    manager.fill("#name", "Coffee Corner").await;
    manager.press("form[action='/settings/brands/new'] .button-primary", "#form-address").await;
    manager.fine().await;
    manager.text("#form-address").await
}

async fn reviews_from_a_file(manager: &Walk) {
    manager.go("/import").await;
    manager.fill("#source", "App store").await;
    let file = Path::new(REVIEWS).canonicalize().unwrap();
    manager.fill("#file", file.to_str().unwrap()).await;
    manager.press("form[action='/import'] .button-primary", "button[value=start]").await;
    manager.fine().await;
    // The page of the run is brought up to date by itself.
    manager.press("button[value=start]", "a[href^='/mentions?source=']").await;
    manager.fine().await;
    assert_eq!(manager.text(".import-figures b").await, "99");
    manager.press("a[href^='/mentions?source=']", ".mentions-list").await;
    manager.key("j").await;
    let focused = manager.client.active_element().await.unwrap();
    assert_eq!(focused.attr("class").await.unwrap().as_deref(), Some("item-link mention-author"));
}

async fn an_answer_for_the_site(manager: &Walk) {
    manager.go("/cases").await;
    manager.press("main .item-link", "#reply").await;
    manager.fine().await;
    manager.fill("#text", "This is a lie. We will sue you for this review.").await;
    manager.seen(".finding-block").await;
    manager.fine().await;
    // What the guard stops does not leave without a reason, whatever one presses.
    manager.press(".composer-bar [type=submit]", "details[open] #reason").await;
    let kept = manager.value("#text").await;
    assert!(kept.contains("We will sue you"), "{kept}");

    let good = "Thank you for telling us; I am sorry for the trouble. Which device do you use? \
                I will write here by 18:00 today.";
    manager.fill("#text", good).await;
    manager.seen(".guard-clear").await;
    manager.press(".composer-bar [type=submit]", ".stuck-waiting").await;
    manager.fine().await;
    manager.fill("[id^=link-]", "https://apps.example/reviews/1#reply").await;
    manager.press("[name=action][value=confirm]", ".message-ours").await;
    assert!(manager.text(".message-ours").await.contains("Which device do you use?"));
    assert!(!manager.has(".stuck").await);
}

async fn a_complaint_answered_by_mail(
    manager: &Walk,
    client: &Walk,
    form: &str,
    smtp: &SmtpServer,
) {
    client.go(form).await;
    client.fine().await;
    client
        .fill("#text", "Am comandat cafea luni și nici azi nu a ajuns. Vreau banii înapoi.")
        .await;
    client.fill("#name", "Ion").await;
    client.fill("#email", "ion@client.test").await;
    client.press("form.form > [type=submit]", "#client-link").await;
    client.fine().await;
    let page = client.text("#client-link").await;
    client.go(&page).await;
    client.fine().await;

    let number = client.text("h1").await;
    let number: String = number.chars().filter(char::is_ascii_digit).collect();
    manager.go(&format!("/cases?q={number}")).await;
    manager.press(&format!("a.item-link[href='/cases/{number}']"), "#reply").await;
    manager.press_here("input[name=route][value=mail]").await;
    let reply = "Bună ziua, Ion! Îmi pare rău că ați așteptat degeaba. Care este numărul comenzii? \
                 Vă scriu azi până la ora 18:00.";
    manager.fill("#text", reply).await;
    manager.seen(".guard-clear").await;
    // Sent by the keys, and seen to leave without asking for the page again.
    manager.send_by_keys("#text").await;
    manager.seen(".message-ours").await;
    let mail = walk::until(|| smtp.messages().pop()).await;
    assert_eq!(mail.recipient, "ion@client.test");

    client.go(&page).await;
    assert!(client.text(".message-ours").await.contains("Care este numărul comenzii?"));
    client.fill("#text", "Comanda 4417. Mulțumesc că răspundeți.").await;
    client
        .press("form [type=submit].button-primary", ".client-mine + .client-message + .client-mine")
        .await;
    client.fine().await;
    // The manager's page hears of it.
    manager.seen_text("#case-timeline", "Comanda 4417").await;
    manager.fine().await;
}

/// Every page, for the eye that sees it on a desk in daylight and on a phone at night.
async fn every_page(manager: &Walk, client: &Walk) {
    client.go("/sign-in").await;
    client.fine().await;
    client.sign_in("anna@desk.test", "verde crud la gară").await;
    for (walk, lang) in [(manager, "ru"), (client, "ro"), (manager, "en")] {
        walk.speak(lang).await;
        for page in [
            "/",
            "/mentions",
            "/mentions?tone=negative&rating=1",
            "/cases",
            "/cases?q=cafea",
            "/search?q=update",
            "/wishes",
            "/import",
            "/me",
            "/settings/brands",
            "/settings/brands/new",
            "/settings/brands/coffee-corner",
            "/settings/people",
            "/settings/people/new",
            "/settings/regulation",
            "/settings/regulation/edit",
            "/settings/regulation/history",
            "/settings/tokens",
            "/settings/audit",
            "/nowhere",
        ] {
            walk.go(page).await;
            walk.fine().await;
        }
        walk.go("/cases").await;
        walk.press("main .item-link", "#case-head").await;
        walk.fine().await;
    }
}

/// The whole way of a reply with links and forms alone.
async fn without_script(desk: &Desk, browser: &Browser) {
    let plain = Walk::new(desk, browser, Look { javascript: false, ..Look::default() }).await;
    plain.go("/sign-in").await;
    plain.sign_in("anna@desk.test", "verde crud la gară").await;
    plain.go("/cases").await;
    plain.press("main li:last-child .item-link", "#reply").await;
    plain.fill("#text", "You are simply lying.").await;
    plain.press(".composer-bar [type=submit]", ".finding-block").await;
    plain
        .fill(
            "#text",
            "I am sorry for the trouble. Which version is it? I will write by 18:00 today.",
        )
        .await;
    plain.press(".composer-bar [type=submit]", ".stuck-waiting").await;
}
