//! The private page: answers, files, promises in the brand's time, and what is not shown there.

use crate::visitor::Part::{File, Typed};
use crate::visitor::{Shop, between};
use app::attachments::{Upload, add_evidence};
use app::cases::{Act, act};
use app::domain::inquiry::EvidenceKind;
use app::domain::{Outcome, Stage};
use jiff::SignedDuration;

const PDF: &[u8] = b"%PDF-1.4 receipt";

#[tokio::test]
async fn an_answer_opens_the_closed_case_again() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("ro");
    let done = visitor.fill(&shop.form(), &[Typed("text", "Supa a fost rece.")]).await;
    let case = shop.cases().await[0].id;
    let close = Act::Close { outcome: Outcome::NoAction, grounds: "dublură".into() };
    act(&shop.world.app, &shop.owner, case, close).await.unwrap();
    let page = visitor.get(&done.page()).await;
    assert!(
        page.has("Sesizarea este închisă") && page.has("se va deschide din nou"),
        "{}",
        page.html
    );
    let once = page.once();
    shop.world.clock.pass(60);
    let sent = visitor
        .post(&done.page(), &once, &[Typed("text", "Ba nu: era rece!"), File("bon.pdf", PDF)])
        .await;
    assert_eq!((sent.status, sent.header("location").starts_with(&done.page())), (303, true));
    let again = visitor.post(&done.page(), &once, &[Typed("text", "Ba nu: era rece!")]).await;
    assert_eq!(again.status, 303);
    let item = shop.cases().await.remove(0);
    assert_ne!(item.stage, Stage::Closed);
    let page = visitor.get(&done.page()).await;
    assert_eq!(page.html.matches("Ba nu: era rece!").count(), 1, "sent twice, said once");
    assert!(!page.has("Sesizarea este închisă"));
    // His own file comes back to him, as a download.
    let (path, id) = file(&page.html);
    let got = visitor.get(&format!("{path}{id}")).await;
    assert_eq!((got.status, &got.bytes[..]), (200, PDF));
    assert!(got.header("content-disposition").starts_with("attachment"));
}

#[tokio::test]
async fn both_answers_of_a_double_click_are_one() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let page = visitor.fill(&shop.form(), &[Typed("text", "Cold soup.")]).await.page();
    let once = visitor.get(&page).await.once();
    let typed = [Typed("text", "And a fly in it.")];
    let (a, b) =
        tokio::join!(visitor.post(&page, &once, &typed), visitor.post(&page, &once, &typed));
    assert_eq!((a.status, b.status), (303, 303));
    assert_eq!(visitor.get(&page).await.html.matches("And a fly in it.").count(), 1);
    let number = shop.cases().await[0].number;
    let owner = shop.signed_in(&shop.owner).await;
    assert_eq!(owner.get(&format!("/cases/{number}")).await.status, 200);
}

#[tokio::test]
async fn evidence_of_the_company_stays_in_the_company() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let sent = [Typed("text", "Cold soup."), File("receipt.pdf", PDF)];
    let page = visitor.fill(&shop.form(), &sent).await.page();
    let case = shop.cases().await[0].id;
    let upload = Upload { name: "camera-7.pdf".into(), bytes: b"%PDF-1.4 inside".to_vec() };
    add_evidence(&shop.world.app, &shop.owner, case, EvidenceKind::Photo, vec![upload])
        .await
        .unwrap();
    let files = app::store::attachment::of_case(&shop.world.app.db, case).await.unwrap();
    assert_eq!(files.len(), 2);
    assert!(!visitor.get(&page).await.has("camera-7.pdf"));
    for file in files {
        let seen = visitor.get(&format!("{page}/files/{}", file.id)).await;
        let expected = if file.name == "receipt.pdf" { 200 } else { 404 };
        assert_eq!(seen.status, expected, "{}", file.name);
    }
    // Another client's page does not open his file either.
    let other = visitor.fill(&shop.form(), &[Typed("text", "Slow.")]).await.page();
    let (_, id) = file(&visitor.get(&page).await.html);
    assert_eq!(visitor.get(&format!("{other}/files/{id}")).await.status, 404);
}

#[tokio::test]
async fn promises_are_told_in_the_time_of_the_brand_and_missed_ones_are_owned_up_to() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("ru");
    let page = visitor.fill(&shop.form(), &[Typed("text", "Холодный суп.")]).await.page();
    let (app, case) = (&shop.world.app, shop.cases().await[0].id);
    // 08:00 UTC on 15 January is 10:00 in Chișinău.
    let due = app.now().checked_add(SignedDuration::from_hours(3)).unwrap();
    let promise =
        Act::Promise { what: "Позвоним с ответом".into(), due, names_time: false };
    act(app, &shop.owner, case, promise).await.unwrap();
    let note = Act::Note { note: "клиент трудный".into() };
    act(app, &shop.owner, case, note).await.unwrap();
    act(app, &shop.owner, case, Act::Move { stage: Stage::FactFinding }).await.unwrap();
    let seen = visitor.get(&page).await;
    assert!(seen.has("Позвоним с ответом") && seen.has("сегодня, 13:00"), "{}", seen.html);
    assert!(seen.has("Мы выясняем, что произошло") && !seen.has("клиент трудный"));
    assert!(!seen.has("Мы не успели"));
    shop.world.clock.pass(3 * 60 * 60 + 1);
    app::alarms::ring_due(app).await.unwrap();
    let seen = visitor.get(&page).await;
    assert!(seen.has("Мы не успели") && seen.has("Позвоним с ответом"), "{}", seen.html);
}

/// The path and the id of the first file on a private page.
fn file(html: &str) -> (String, String) {
    let href = between(html, "class=\"chip\" href=\"", "\"").expect("a file on the page");
    let (path, id) = href.rsplit_once('/').unwrap();
    (format!("{path}/"), id.to_owned())
}
