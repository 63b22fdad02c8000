//! What the pages are to the world around them: languages, frames, limits, unknown addresses.

use crate::visitor::Part::Typed;
use crate::visitor::Shop;

#[tokio::test]
async fn an_unknown_or_archived_form_is_not_there() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    for path in ["/f/unknown", "/c/unknown", "/c/unknown/files/x", "/embed/unknown.js", "/embed/x"]
    {
        assert_eq!(visitor.get(path).await.status, 404, "{path}");
    }
    assert_eq!(visitor.post("/f/unknown", "", &[]).await.status, 404);
    assert_eq!(visitor.post("/c/unknown", "", &[]).await.status, 404);
    app::brands::archive(&shop.world.app, &shop.owner, shop.brand, true).await.unwrap();
    assert_eq!(visitor.get(&shop.form()).await.status, 404);
}

#[tokio::test]
async fn it_speaks_as_chosen_else_as_the_browser_asks_else_as_the_brand_does() {
    let shop = Shop::open().await;
    let ask = async |lang, query: &str| {
        let seen = shop.visitor(lang).get(&format!("{}{query}", shop.form())).await;
        crate::visitor::between(&seen.html, "<html lang=\"", "\"").unwrap().to_owned()
    };
    assert_eq!(ask("ru-RU,en;q=0.5", "").await, "ru");
    assert_eq!(ask("de", "").await, "ro");
    assert_eq!(ask("", "").await, "ro");
    assert_eq!(ask("ru", "?lang=en").await, "en");
    assert_eq!(ask("ru", "?lang=xx").await, "ru");
    // What was chosen stays with the form that is sent.
    let seen = shop.visitor("ru").get(&format!("{}?lang=ro", shop.form())).await;
    assert!(seen.has(&format!("action=\"{}?lang=ro\"", shop.form())), "{}", seen.html);
}

#[tokio::test]
async fn only_the_embedded_form_may_stand_in_a_foreign_frame() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let alone = visitor.get(&shop.form()).await;
    assert!(alone.header("content-security-policy").contains("frame-ancestors 'none'"));
    let path = format!("{}?embed=1&lang=en", shop.form());
    let framed = visitor.get(&path).await;
    assert!(framed.header("content-security-policy").contains("frame-ancestors *"));
    assert!(
        framed.has(&format!("action=\"{}?lang=en&#38;embed=1\"", shop.form())),
        "{}",
        framed.html
    );
    // Without any cookie, to the end; the private page opens outside of the frame.
    let done = visitor.post(&path, &framed.once(), &[Typed("text", "Cold soup.")]).await;
    assert_eq!(done.status, 200);
    assert!(done.header("content-security-policy").contains("frame-ancestors *"));
    assert!(done.has("target=\"_blank\""));
    let page = visitor.get(&format!("{}?embed=1", done.page())).await;
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn the_script_for_other_sites_may_be_loaded_from_there() {
    let shop = Shop::open().await;
    let seen = shop.visitor("en").get(&format!("/embed/{}.js", shop.token)).await;
    assert_eq!(seen.status, 200);
    assert_eq!(seen.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(seen.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(seen.header("cache-control"), "no-cache");
    assert!(seen.has("Что-то не так? Скажите нам") && seen.has("\"own\":\"ro\""));
    assert!(!seen.has("__TEXTS__"));
}

#[tokio::test]
async fn the_sixth_message_of_an_address_waits_and_others_do_not() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("ru");
    for _ in 0..5 {
        assert_eq!(visitor.fill(&shop.form(), &[Typed("text", "Суп")]).await.status, 200);
    }
    let seen = visitor.fill(&shop.form(), &[Typed("text", "Суп")]).await;
    assert_eq!(seen.status, 429);
    let wait: u32 = seen.header("retry-after").parse().unwrap();
    assert!((1..=121).contains(&wait), "{wait}");
    assert!(seen.has("Попробуйте снова через") && seen.has("не потеряно"), "{}", seen.html);
    assert_eq!(shop.cases().await.len(), 5);
    let neighbour = shop.visitor("ru").from("203.0.113.8:4000");
    assert_eq!(neighbour.fill(&shop.form(), &[Typed("text", "Суп")]).await.status, 200);
    // One network of IPv6 is one address.
    let of = |ip: &str| shop.visitor("en").from(&format!("[2001:db8:1:2:{ip}]:1"));
    for i in 0..5 {
        assert_eq!(
            of(&format!("{i}::1")).fill(&shop.form(), &[Typed("text", "Soup")]).await.status,
            200
        );
    }
    assert_eq!(of("9::1").fill(&shop.form(), &[Typed("text", "Soup")]).await.status, 429);
}

#[tokio::test]
async fn who_only_looks_too_often_waits_as_well() {
    let shop = Shop::open().await;
    let visitor = shop.visitor("en");
    let mut last = 200;
    // The limit gives one more page each second; no test takes a minute for sixty.
    for _ in 0..200 {
        last = visitor.get(&shop.form()).await.status;
        if last != 200 {
            break;
        }
    }
    assert_eq!(last, 429);
}
