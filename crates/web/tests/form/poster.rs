//! The poster: its code leads to the form, its words are whole in every language, and only who
//! manages the brand sees it.

use crate::visitor::{Shop, between};
use crate::world::of;
use app::domain::Role;
use regex::Regex;

#[tokio::test]
async fn the_code_leads_to_the_form() {
    let shop = Shop::open().await;
    let owner = shop.signed_in(&shop.owner).await;
    let address = format!("http://desk.test/f/{}", shop.token);
    for file in ["qr.svg", "poster.svg"] {
        let seen = owner.get(&format!("/settings/brands/cafe/{file}")).await;
        assert_eq!((seen.status, seen.header("content-type")), (200, "image/svg+xml"));
        assert_eq!(read(&seen.html), address, "{file}");
    }
    let page = owner.get("/settings/brands/cafe/poster").await;
    assert!(page.has(&address) && page.has("poster.pdf?size=A4"));
    let widget = owner.get("/settings/brands/cafe/widget").await;
    assert!(
        widget.has(&format!("&#60;script src=&#34;http://desk.test/embed/{}", shop.token))
            || widget.has(&format!("&lt;script src=\"http://desk.test/embed/{}.js\"", shop.token))
    );
}

#[tokio::test]
async fn the_pdf_has_the_size_that_was_asked_for_and_real_letters() {
    let shop = Shop::open().await;
    let owner = shop.signed_in(&shop.owner).await;
    for (size, width) in [("A4", 593.3), ("A5", 419.53), ("A6", 296.65), ("wall", 419.53)] {
        let seen = owner.get(&format!("/settings/brands/cafe/poster.pdf?size={size}")).await;
        assert!(seen.bytes.starts_with(b"%PDF-1."));
        let found = between(&seen.html, "/MediaBox [0 0 ", " ").unwrap();
        let found: f32 = found.parse().unwrap();
        assert!((found - width).abs() < 1.0, "{size}: {found}");
        // The map back to letters has ș (U+0219) of the promise and К of the name.
        assert!(seen.has("<0219>") && seen.has("<041A>"), "{size}");
    }
}

#[tokio::test]
async fn only_who_manages_the_brand_gets_its_code() {
    let shop = Shop::open().await;
    let head = shop.world.actor("head", &[of(Role::Head, shop.brand)]).await;
    let manager = shop.world.actor("manager", &[of(Role::Manager, shop.brand)]).await;
    let beta = shop.world.brand("beta", None).await;
    let stranger = shop.world.actor("stranger", &[of(Role::Head, beta)]).await;
    for file in ["poster", "poster.svg", "poster.pdf", "qr.svg", "widget"] {
        let path = format!("/settings/brands/cafe/{file}");
        assert_eq!(shop.signed_in(&head).await.get(&path).await.status, 200, "{file}");
        assert_eq!(shop.signed_in(&manager).await.get(&path).await.status, 403, "{file}");
        assert_eq!(shop.signed_in(&stranger).await.get(&path).await.status, 404, "{file}");
        assert_eq!(shop.visitor("en").get(&path).await.status, 303, "{file}");
    }
}

/// Draws the code of an SVG and reads it, as a camera would.
fn read(svg: &str) -> String {
    let path = between(svg, "crispEdges\" d=\"", "\"").unwrap();
    let run = Regex::new(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z").unwrap();
    let runs: Vec<[usize; 4]> =
        run.captures_iter(path).map(|c| [1, 2, 3, 4].map(|i| c[i].parse().unwrap())).collect();
    assert_eq!(run.replace_all(path, ""), "", "nothing but fields");
    let side = runs.iter().map(|[x, _, n, _]| x + n).max().unwrap() + 4;
    let dark =
        |x: usize, y: usize| runs.iter().any(|[a, b, n, _]| *b == y && (*a..a + n).contains(&x));
    const SCALE: usize = 6;
    let light = |x: usize, y: usize| if dark(x / SCALE, y / SCALE) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, light);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}
