//! "Your receipt" on the private page, and what the company sees of it.

use crate::visitor::Part::{File, Typed};
use crate::visitor::{Shop, between};
use testkit::paper::{blank, code, photo};

#[tokio::test]
async fn a_receipt_is_read_and_shown_to_both_sides() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let bon = photo(&code(34567890));
    let mut numbers = vec![];
    for text in ["Cold soup.", "Slow waiter."] {
        let page = visitor.fill(&shop.form(), &[Typed("text", text)]).await.page();
        let once = visitor.get(&page).await.once();
        let sent = visitor.post(&format!("{page}/receipt"), &once, &[File("bon.png", &bon)]).await;
        assert_eq!(sent.status, 303, "{}", sent.html);
        assert!(sent.header("location").starts_with(&page));
        let seen = visitor.get(&page).await;
        assert!(seen.has("1234.50") && seen.has("02.03.2026 14:05"), "{}", seen.html);
        let (path, id) = of_file(&seen.html);
        assert_eq!(visitor.get(&format!("{path}{id}")).await.bytes, bon);
        numbers.push(shop.cases().await.iter().map(|c| c.number).max().unwrap());
    }
    let owner = shop.signed_in(&shop.owner).await;
    for (one, other) in [(numbers[0], numbers[1]), (numbers[1], numbers[0])] {
        let case = owner.get(&format!("/cases/{one}")).await;
        assert!(case.has(&format!("<a href=\"/cases/{other}\">№ {other}</a>")), "{}", case.html);
        assert!(case.has("right in form, not compared") && case.has("1234.50"));
    }
}

#[tokio::test]
async fn a_picture_without_a_code_is_taken_with_thanks() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("ru");
    let page = visitor.fill(&shop.form(), &[Typed("text", "Холодный суп.")]).await.page();
    let once = visitor.get(&page).await.once();
    let at = format!("{page}/receipt");
    let sent = visitor.post(&at, &once, &[File("чек.png", &blank(90))]).await;
    assert_eq!(sent.status, 303);
    assert!(!sent.header("set-cookie").is_empty(), "it says so");
    assert!(visitor.get(&page).await.has("получили, сотрудник посмотрит"));
    // What is no file that may be sent is said beside the field, and nothing is kept.
    for (name, bytes) in [("a.png", &b"<svg onload=1>"[..]), ("empty.png", b"")] {
        let wrong = visitor.post(&at, &once, &[File(name, bytes)]).await;
        assert_eq!(wrong.status, 422, "{name}");
        assert!(wrong.error_of("receipt-files").contains(name), "{}", wrong.html);
        assert_eq!(wrong.error_of("files"), "", "not beside the other form");
    }
    let foreign = visitor.post(&at, "made.up.word", &[File("чек.png", &blank(9))]).await;
    assert_eq!(foreign.status, 422);
    assert_eq!(visitor.get(&page).await.html.matches("сотрудник посмотрит</span>").count(), 1);
    assert_eq!(
        visitor.from("198.51.100.1:1").post("/c/unknown/receipt", &once, &[]).await.status,
        404
    );
}

#[tokio::test]
async fn receipts_are_counted_with_the_messages() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let page = visitor.fill(&shop.form(), &[Typed("text", "Cold soup.")]).await.page();
    let once = visitor.get(&page).await.once();
    let at = format!("{page}/receipt");
    let mut answers = vec![];
    for grey in 0..6 {
        answers.push(visitor.post(&at, &once, &[File("bon.png", &blank(grey))]).await.status);
    }
    assert_eq!(answers, [303, 303, 303, 303, 429, 429]);
}

fn of_file(html: &str) -> (String, String) {
    let href = between(html, "class=\"chip\" href=\"", "\"").expect("a file on the page");
    let (path, id) = href.rsplit_once('/').unwrap();
    (format!("{path}/"), id.to_owned())
}
