//! An import by the page: upload, look, decide, start, result, and what was set aside.

use crate::browser::{Browser, between};
use crate::world::{World, everywhere};
use app::domain::{BrandId, Role};
use axum::body::Body;
use axum::http::{Request, header};

const FILE: &str =
    "Дата;Автор;Отзыв;Балл\n25.12.2026;Анна;Всё хорошо, спасибо;5\nвчера;Пётр;Плохо и долго;1\n";

async fn upload(
    browser: &mut Browser,
    brand: BrandId,
    name: &str,
    bytes: &[u8],
) -> crate::browser::Seen {
    let page = browser.get("/import").await.html;
    let token = between(&page, "name=\"_csrf\" value=\"", "\"").unwrap();
    let mut body = Vec::new();
    for (field, value) in [("_csrf", token), ("brand", &brand.to_string()), ("source", "")] {
        let part =
            format!("--XX\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    let head = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--XX--\r\n");
    let request = Request::post("/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX")
        .header("sec-fetch-site", "same-origin");
    browser.send(request, Body::from(body)).await
}

#[tokio::test]
async fn from_the_upload_to_the_mentions() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let anna = world.person("anna", &[everywhere(Role::Head)]).await;
    let mut browser = Browser::of(&world, anna, "ru").await;
    let seen = upload(&mut browser, c.alpha, "Отзывы.csv", FILE.as_bytes()).await;
    assert_eq!(seen.status, 303, "{}", seen.html);
    let address = seen.to;
    let page = browser.get(&address).await;
    assert!(
        page.has("Отзывы.csv") && page.has("alpha · Отзывы") && page.has("Всё хорошо, спасибо")
    );
    assert!(page.has("«вчера» зависит от дня"), "the reason stands at the row: {}", page.html);
    assert!(page.has("<option value=\"text\" selected>") && page.has("точка с запятой"));
    assert!(!page.has("Unknown localization"));
    // A wish of one's own: the author is left out.
    let wish = [
        ("map.2", "ignore"),
        ("was.2", "author"),
        ("map.3", "text"),
        ("was.3", "text"),
        ("do", "look"),
    ];
    assert_eq!(browser.fill(&address, &address, &wish).await.to, address);
    let page = browser.get(&address).await;
    assert!(page.has("выбрано вами") && !page.has("<b><bdi>Анна"), "{}", page.html);
    let wrong = [("zone", "Mars/Base"), ("do", "start")];
    let page = browser.fill(&address, &address, &wrong).await;
    assert!(page.status == 422 && page.has("«Mars/Base»"));
    let go = [("map.2", "ignore"), ("was.2", ""), ("do", "start")];
    assert_eq!(browser.fill(&address, &address, &go).await.to, address);
    assert!(browser.get(&address).await.has("Ждёт очереди"));
    app::import::run_waiting(&world.app, || false).await.unwrap();
    let page = browser.get(&address).await;
    assert!(
        page.has("Готово") && page.has("<b>1</b> новых") && page.has("<b>1</b> отложено"),
        "{}",
        page.html
    );
    let aside = browser.get(&format!("{address}/set-aside.csv")).await;
    assert!(aside.has("relative_date") && aside.has("Плохо и долго"), "{}", aside.html);
    let list = browser.get("/mentions").await;
    assert!(list.has("Всё хорошо, спасибо") && list.has("без имени"));
    assert!(browser.get("/import").await.has("добавлен 1 отзыв"));
    let csv = browser.get("/mentions/export.csv").await;
    assert!(csv.html.starts_with('\u{feff}') && csv.has("Всё хорошо"));
}

#[tokio::test]
async fn what_is_no_table_is_told_on_the_page() {
    let world = World::sqlite().await;
    let c = world.company().await;
    for (lang, words) in
        [("ru", "Сохраните его как CSV"), ("en", "Save it as CSV"), ("ro", "Salvați-l ca CSV")]
    {
        let reader = world.person(lang, &[everywhere(Role::Head)]).await;
        let mut browser = Browser::of(&world, reader, lang).await;
        let seen = upload(&mut browser, c.alpha, "x.pdf", b"%PDF-1.7 and so on").await;
        let page = browser.get(&seen.to).await;
        assert!(page.status == 422 && page.has(words), "{}", page.html);
        assert!(!page.has("value=\"start\""));
    }
    let anna = world.person("anna", &[everywhere(Role::Head)]).await;
    let mut browser = Browser::of(&world, anna, "en").await;
    let empty = upload(&mut browser, c.alpha, "e.csv", b"").await;
    assert!(empty.status == 422 && empty.has("e.csv"), "{}", empty.html);
    let large = upload(&mut browser, c.alpha, "l.csv", &vec![b'x'; (1 << 20) + 9]).await;
    assert!(large.status == 422 && large.has("&#62; 1 MB"), "{}", large.html);
    let elsewhere =
        upload(&mut browser, BrandId(uuid::Uuid::nil()), "f.csv", b"text\nfine\n").await;
    assert_eq!(elsewhere.status, 404);
    let forged = Request::post("/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX")
        .header("sec-fetch-site", "same-origin");
    let body = "--XX\r\nContent-Disposition: form-data; name=\"brand\"\r\n\r\nx\r\n--XX--\r\n";
    assert_eq!(browser.send(forged, Body::from(body)).await.status, 403);
}
