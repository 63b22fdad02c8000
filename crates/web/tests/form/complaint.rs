//! The form: what becomes a case, what is said when something is wrong, what is kept out.

use crate::visitor::Part::{File, Typed};
use crate::visitor::Shop;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const TEXT: &str = "Ждал суп сорок минут, а принесли холодный. Официант сказал, что так и надо.";

#[tokio::test]
async fn a_complaint_becomes_a_case_with_a_number_and_a_page() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("ru");
    let fields = [
        Typed("text", TEXT),
        Typed("name", "Ион Попа"),
        Typed("email", "ion@example.com"),
        Typed("phone", ""),
        Typed("rating", "2"),
        Typed("company_site", ""),
        File("", b""),
        File("чек.png", PNG),
    ];
    let done = visitor.fill(&shop.form(), &fields).await;
    assert_eq!(done.status, 200, "{}", done.html);
    let [case] = &shop.cases().await[..] else { panic!("one case") };
    assert!(done.has(&format!("№&nbsp;{}", case.number)) && done.has("Сохраните ссылку"));
    assert_eq!(done.header("referrer-policy"), "no-referrer");
    let page = visitor.get(&done.page()).await;
    assert_eq!(page.status, 200);
    assert!(page.has(TEXT) && page.has("чек.png"));
    assert!(page.has("Мы получили ваше сообщение"), "the stage in words: {}", page.html);
    assert_eq!(page.header("cache-control"), "private, no-store");
    assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    // The list of the company has it, with the stars.
    let mut browser = shop.signed_in(&shop.owner).await;
    browser = browser.from("198.51.100.1:1");
    assert!(browser.get(&format!("/cases/{}", case.number)).await.has(TEXT));
}

#[tokio::test]
async fn sent_twice_is_one_complaint_and_one_page() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("ru");
    let once = visitor.get(&shop.form()).await.once();
    let first = visitor.post(&shop.form(), &once, &[Typed("text", TEXT)]).await;
    let second = visitor.post(&shop.form(), &once, &[Typed("text", TEXT)]).await;
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(first.page(), second.page());
    assert_eq!(shop.cases().await.len(), 1);
    // Both at the same moment.
    let once = visitor.get(&shop.form()).await.once();
    let (form, typed) = (shop.form(), [Typed("text", TEXT)]);
    let (a, b) =
        tokio::join!(visitor.post(&form, &once, &typed), visitor.post(&form, &once, &typed));
    assert_eq!((a.status, b.status), (200, 200), "{} {}", a.html, b.html);
    assert_eq!(a.page(), b.page());
    assert_eq!(shop.cases().await.len(), 2);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
    let shop = Shop::open().await;
    let fields = [
        Typed("text", " \r\n "),
        Typed("name", "Ана \"<b>\""),
        Typed("email", "not an address"),
        Typed("rating", "4"),
        File("run.exe", b"MZ\x90\0\x03\0\0\0"),
        File("page.png", b"<html><script>alert(1)</script>"),
        File("ok.png", PNG),
        File("empty.png", b""),
    ];
    let seen = shop.visitor("ru").fill(&shop.form(), &fields).await;
    assert_eq!(seen.status, 422);
    assert_eq!(seen.error_of("text"), "Заполните это поле.");
    assert_eq!(seen.error_of("email"), "Это не похоже на адрес почты.");
    let files = seen.error_of("files");
    assert!(files.contains("Файлы такого вида не принимаются: run.exe"), "{files}");
    assert!(files.contains("Файлы такого вида не принимаются: page.png"), "{files}");
    assert!(files.contains("Файл пуст: empty.png") && !files.contains("ok.png"), "{files}");
    assert!(seen.has("value=\"not an address\"") && !seen.has("<b>"));
    assert!(seen.has("value=\"4\" checked") && seen.has("выбрать ещё раз"));
    assert!(shop.cases().await.is_empty());
    let ro = shop
        .visitor("ro")
        .fill(&shop.form(), &[Typed("text", "x"), File("a.svg", b"<svg/>")])
        .await;
    assert!(ro.error_of("files").contains("a.svg"), "{}", ro.html);
    assert_ne!(ro.error_of("files"), seen.error_of("files"));
}

#[tokio::test]
async fn too_many_and_too_large_files_are_named() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let mut eleven = vec![Typed("text", TEXT)];
    eleven.extend((0..11).map(|_| File("a.png", PNG)));
    let seen = visitor.fill(&shop.form(), &eleven).await;
    assert_eq!((seen.status, seen.error_of("files").contains("10")), (422, true), "{}", seen.html);
    let mut large = PNG.to_vec();
    large.resize(20 * 1024 * 1024 + 1, 0);
    let seen = visitor.fill(&shop.form(), &[Typed("text", TEXT), File("video.png", &large)]).await;
    assert_eq!(seen.status, 422);
    assert!(seen.error_of("files").contains("video.png") && seen.has(TEXT), "{}", seen.html);
    large.pop();
    let seen = visitor.fill(&shop.form(), &[Typed("text", TEXT), File("photo.png", &large)]).await;
    assert_eq!(seen.status, 200, "just as large as allowed");
}

#[tokio::test]
async fn a_robot_gets_no_case_and_a_person_loses_nothing() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let fields = [Typed("text", TEXT), Typed("company_site", "https://spam.example")];
    let seen = visitor.fill(&shop.form(), &fields).await;
    assert_eq!(seen.status, 422);
    assert!(seen.has("just send it once more") && seen.has(TEXT) && !seen.has("spam.example"));
    assert!(shop.cases().await.is_empty());
    let again = visitor.post(&shop.form(), &seen.once(), &[Typed("text", TEXT)]).await;
    assert_eq!(again.status, 200);
}

#[tokio::test]
async fn only_a_fresh_word_of_this_very_form_is_taken() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let fields = [Typed("text", TEXT)];
    let good = visitor.get(&shop.form()).await.once();
    let forged = format!("f{}", &good[1..]);
    let (body, seal) = good.rsplit_once('.').unwrap();
    let unsealed = format!("{body}.{}", "0".repeat(seal.len()));
    for wrong in ["", "x", "a.1.b", &forged, &unsealed] {
        let visitor = shop.visitor("en").from(&format!("198.51.100.{}:1", wrong.len() + 1));
        let seen = visitor.post(&shop.form(), wrong, &fields).await;
        assert_eq!((seen.status, seen.has(TEXT)), (422, true), "{wrong}");
    }
    shop.world.clock.pass(24 * 60 * 60 + 1);
    let seen = visitor.post(&shop.form(), &good, &fields).await;
    assert_eq!((seen.status, seen.has("open for too long")), (422, true));
    assert!(shop.cases().await.is_empty());
    assert_eq!(visitor.post(&shop.form(), &seen.once(), &fields).await.status, 200);
}

#[tokio::test]
async fn html_and_control_characters_are_text() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let nasty = "<script>alert(1)</script>\0 & \"quotes\"\u{1b}[31m";
    let done = visitor.fill(&shop.form(), &[Typed("text", nasty), Typed("name", "<i>x</i>")]).await;
    assert_eq!(done.status, 200);
    let page = visitor.get(&done.page()).await;
    assert!(!page.has("<script>alert") && !page.has("<i>x") && !page.has("\u{1b}"));
    assert!(page.has("alert(1)") && page.has("&#34;quotes&#34;"), "{}", page.html);
}
