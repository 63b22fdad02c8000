//! Exports: complete, safe to open in a spreadsheet, and readable by the import.

use crate::said::{arrival, one, source};
use crate::world::World;
use app::export::{self, Export};
use app::import;
use app::intake::Arrival;
use app::mentions::Filter;

on_both!(a_formula_never_acts, an_export_comes_in_again);

async fn whole(mut export: Export) -> String {
    let mut all = Vec::new();
    while let Some(piece) = export.next().await.unwrap() {
        all.extend(piece);
    }
    String::from_utf8(all).unwrap()
}

async fn a_formula_never_acts(world: World) {
    let c = world.company().await;
    let at = source(&world, c.alpha, "site").await;
    let evil = "=HYPERLINK(\"http://evil\";\"x\")\nsecond line";
    one(&world, arrival(c.alpha, at, "@SUM(A1)", evil, Some(1), None)).await;
    let owner = world.owner().await;
    let csv = whole(export::mentions(&world.app, &owner, &Filter::default()).await.unwrap()).await;
    assert!(csv.starts_with("\u{feff}id,date,brand"), "{csv}");
    assert!(csv.contains("'@SUM(A1)") && csv.contains("\"'=HYPERLINK(\"\"http"), "{csv}");
    assert!(csv.contains("2027-01-15T08:00:00+00:00"), "{csv}");
}

async fn an_export_comes_in_again(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let at = source(&world, c.alpha, "site").await;
    for n in 0..450 {
        let text = format!("Отзыв {n}; \"в кавычках\", с запятой\nи со второй строкой");
        let told = arrival(c.alpha, at, "a", &text, Some(n % 5 + 1), None);
        one(&world, Arrival { external_id: format!("id-{n}"), ..told }).await;
    }
    let csv = whole(export::mentions(&world.app, &owner, &Filter::default()).await.unwrap()).await;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("export.csv");
    std::fs::write(&file, csv).unwrap();
    let import = async |source: &str| {
        let report = import::run_file(
            &world.app,
            &owner,
            &file,
            "alpha",
            source,
            Default::default(),
            |_| {},
        );
        report.await.unwrap()
    };
    let same = import("site").await.progress;
    assert_eq!((same.added, same.known, same.bad), (0, 450, 0), "known by their own ids");
    let other = import("copy").await.progress;
    assert_eq!((other.added, other.known, other.bad), (450, 0, 0));
}
