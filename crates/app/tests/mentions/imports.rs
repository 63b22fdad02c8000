//! Imports from the upload to the report: encodings, mappings, bad rows, the same file twice.

use crate::world::World;
use app::domain::{ImportId, Timestamp};
use app::import::{self, Assign, Field, ImportOptions, ImportState, OrderDecision};
use app::mentions::{self, Filter};
use app::{Actor, AppError, Result};

on_both!(
    a_page_goes_from_upload_to_report,
    the_same_file_twice_adds_nothing,
    bad_rows_are_set_aside_and_come_in_corrected,
    a_file_names_branches_row_by_row,
    what_cannot_be_a_table_is_refused_by_name,
    a_hopeless_mapping_stops_early,
    old_drafts_are_swept,
);

async fn upload(
    world: &World,
    actor: &Actor,
    slug: &str,
    name: &str,
    bytes: &[u8],
) -> Result<ImportId> {
    let brand = app::brands::by_slug(&world.app, actor, slug).await?;
    let mut incoming = import::begin(&world.app, actor).await?;
    for piece in bytes.chunks(7_000) {
        incoming.write(piece).await?;
    }
    incoming.finish(brand.id, "", name).await
}

async fn run(world: &World, id: ImportId) -> import::Progress {
    import::run(&world.app, id, |_| true).await.unwrap()
}

async fn all(world: &World, actor: &Actor) -> Vec<mentions::MentionItem> {
    mentions::list(&world.app, actor, &Filter::default(), None, 200).await.unwrap().items
}

/// A Russian export as it is usually met: Windows-1251, semicolons, dates by day first.
const RUSSIAN: &str = "Дата;Имя автора;Оценка;Отзыв;Достоинства\r\n\
    25.12.2026 14:05;Анна;5;\"Всё понравилось; спасибо!\";вежливый персонал\r\n\
    03.01.2027;Пётр;1;Ждал три часа, никто не пришёл. Верните деньги.;нет\r\n";

async fn a_page_goes_from_upload_to_report(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let app = &world.app;
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
    let id =
        upload(&world, &owner, "alpha", "C:\\Отзывы\\Отзывы за декабрь.csv", &bytes).await.unwrap();
    let page = import::preview(app, &owner, id, None).await.unwrap();
    assert_eq!(page.import.state, ImportState::Draft);
    assert_eq!(page.import.file_name, "Отзывы за декабрь.csv");
    assert_eq!(page.import.source_name, "Отзывы за декабрь");
    assert_eq!(page.preview.encoding, Some("windows-1251"));
    assert_eq!(page.preview.delimiter, Some(';'));
    assert!(matches!(
        page.preview.date_order,
        OrderDecision::Proven { .. } | OrderDecision::NotNeeded
    ));
    let fields: Vec<_> = page.preview.mapping.iter().map(|m| m.field).collect();
    assert_eq!(fields, [Field::PostedAt, Field::Author, Field::Rating, Field::Text, Field::Pros]);
    // A wish of one's own wins, and is kept.
    let options =
        ImportOptions { mapping: vec![Assign::new(Field::Ignore, "#5")], ..Default::default() };
    let page = import::preview(app, &owner, id, Some(options)).await.unwrap();
    assert_eq!(page.preview.mapping[4].field, Field::Ignore);
    import::start(app, &owner, id, None).await.unwrap();
    assert!(matches!(import::start(app, &owner, id, None).await, Err(AppError::Conflict)));
    let progress = run(&world, id).await;
    assert_eq!((progress.added, progress.known, progress.bad), (2, 0, 0));
    assert_eq!(progress.bytes_done, progress.bytes_total);
    let status = import::status(app, &owner, id).await.unwrap();
    assert_eq!((status.state, status.person_name.as_str()), (ImportState::Done, "owner"));
    let found = all(&world, &owner).await;
    assert_eq!(found[0].text, "Ждал три часа, никто не пришёл. Верните деньги.");
    assert_eq!((found[0].author.as_str(), found[0].rating), ("Пётр", Some(1)));
    assert_eq!(found[1].text, "Всё понравилось; спасибо!");
    // A date without a zone is told in the zone of the brand, Bucharest.
    assert_eq!(found[1].posted_at, "2026-12-25T12:05:00Z".parse::<Timestamp>().unwrap());
    assert_eq!(found[0].source_name, "Отзывы за декабрь");
    assert!(!app.settings.data_dir.join("imports").join(id.to_string()).exists());
}

async fn the_same_file_twice_adds_nothing(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("r.jsonl");
    let lines = (0..1203).map(|n| {
        format!(
            "{{\"text\":\"good {n}\",\"stars\":{},\"date\":\"2026-05-0{}\"}}\n",
            n % 5 + 1,
            n % 9 + 1
        )
    });
    std::fs::write(&file, lines.collect::<String>()).unwrap();
    let import = async || {
        let mut seen = Vec::new();
        let report =
            import::run_file(&world.app, &owner, &file, "beta", "feed", Default::default(), |p| {
                seen.push(p.row);
            });
        (report.await.unwrap(), seen)
    };
    let (first, seen) = import().await;
    assert_eq!((first.progress.added, first.progress.known), (1203, 0));
    assert!(seen.len() >= 3 && seen.windows(2).all(|w| w[0] <= w[1]), "{seen:?}");
    let (second, _) = import().await;
    assert_eq!((second.progress.added, second.progress.known, second.resumed), (0, 1203, false));
    assert_eq!(mentions::counts(&world.app, &owner, &Filter::default()).await.unwrap().n, 999);
}

async fn bad_rows_are_set_aside_and_come_in_corrected(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let app = &world.app;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("mixed.csv");
    let huge = "x".repeat(100_000);
    let rows = format!(
        "id,date,text,rating\n1,2026-05-01,fine,5\n2,yesterday,late again,1\n3,2026-05-02,,\n\
         4,2026-02-30,no such day,2\n5,2026-05-03,=1+1,many\n6,2026-05-04,{huge},3\n7,2026-05-05,\"a\0b\",3\n\
         8,2026-05-06,good,4\n"
    );
    std::fs::write(&file, rows).unwrap();
    let import = async |file| {
        let report =
            import::run_file(app, &owner, file, "alpha", "shop", Default::default(), |_| {});
        report.await.unwrap()
    };
    let report = import(&file).await;
    assert_eq!((report.progress.added, report.progress.bad), (2, 6));
    let aside = report.set_aside.unwrap();
    assert_eq!(aside.file_name().unwrap(), "mixed.set-aside.csv");
    let text = std::fs::read_to_string(&aside).unwrap();
    for (row, code) in [
        (3, "relative_date"),
        (4, "no_text"),
        (5, "impossible_date"),
        (7, "cell_too_large"),
        (8, "nul_byte"),
    ] {
        assert!(text.contains(&format!("\r\n{row},{code},")), "{row} {code}\n{text}");
    }
    assert!(!text.contains("\n=1+1") && !text.contains(",=1+1"), "formulas are defused");
    // Uncorrected rows stay aside; corrected ones come in, once.
    let corrected = text.replace("yesterday", "2026-05-07");
    std::fs::write(&aside, &corrected).unwrap();
    let again = import(&aside).await;
    assert_eq!((again.progress.added, again.progress.known), (1, 0), "{corrected}");
    assert!(again.progress.bad >= 4);
    let found = all(&world, &owner).await;
    assert!(found.iter().any(|m| m.text == "late again" && m.rating == Some(1)));
    // The page offers the same file.
    let mut download = import::set_aside(app, &owner, report.import).await.unwrap();
    let mut bytes = Vec::new();
    while let Some(piece) = download.next().await.unwrap() {
        bytes.extend(piece);
    }
    assert_eq!(String::from_utf8(bytes).unwrap(), text);
}

async fn a_file_names_branches_row_by_row(world: World) {
    let c = world.company().await;
    let owner = world.owner().await;
    let csv = b"branch,text\nAlpha-First,one\nalpha,two\nbeta,three\nunknown,four\n";
    let id = upload(&world, &owner, "alpha", "b.csv", csv).await.unwrap();
    let options = ImportOptions {
        mapping: vec![Assign::new(Field::Brand, "branch"), Assign::new(Field::Text, "text")],
        ..Default::default()
    };
    import::start(&world.app, &owner, id, Some(options)).await.unwrap();
    run(&world, id).await;
    let found = all(&world, &owner).await;
    let brand = |text: &str| found.iter().find(|m| m.text == text).unwrap().brand;
    assert_eq!(brand("one"), c.first);
    // A brand beside the one that was chosen is not reached by naming it in a file.
    assert_eq!((brand("two"), brand("three"), brand("four")), (c.alpha, c.alpha, c.alpha));
}

async fn what_cannot_be_a_table_is_refused_by_name(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let app = &world.app;
    let problem = |error: AppError| match error {
        AppError::Invalid(wrong) => wrong[0].problem,
        other => panic!("{other:?}"),
    };
    for (bytes, expected) in [
        (&b"%PDF-1.7 ..."[..], "file-other-kind"),
        (b"PK\x03\x04 broken", "file-broken-workbook"),
        (b"\xD0\xCF\x11\xE0 old excel", "file-other-kind"),
    ] {
        let id = upload(&world, &owner, "alpha", "f", bytes).await.unwrap();
        assert_eq!(problem(import::preview(app, &owner, id, None).await.unwrap_err()), expected);
        assert_eq!(problem(import::start(app, &owner, id, None).await.unwrap_err()), expected);
    }
    assert_eq!(
        problem(upload(&world, &owner, "alpha", "f.csv", b"").await.unwrap_err()),
        "file-empty"
    );
    let large = vec![b'x'; (1 << 20) + 1];
    assert_eq!(
        problem(upload(&world, &owner, "alpha", "f.csv", &large).await.unwrap_err()),
        "file-too-large"
    );
    let id = upload(&world, &owner, "alpha", "f.csv", b"a,b\n1,2\n").await.unwrap();
    let start =
        async |options| problem(import::start(app, &owner, id, Some(options)).await.unwrap_err());
    let mapping = |field, column: &str| ImportOptions {
        mapping: vec![Assign::new(field, column)],
        ..Default::default()
    };
    let none = ImportOptions {
        mapping: vec![Assign::new(Field::Ignore, "a"), Assign::new(Field::Ignore, "b")],
        ..Default::default()
    };
    assert_eq!(start(none).await, "no-text-column");
    assert_eq!(start(mapping(Field::Text, "c")).await, "no-such-column");
    assert_eq!(
        start(ImportOptions { zone: Some("Mars/Base".into()), ..Default::default() }).await,
        "unknown-zone"
    );
    assert_eq!(
        start(ImportOptions { encoding: Some("klingon".into()), ..Default::default() }).await,
        "file-unknown-encoding"
    );
    // A form is no place for a file.
    let c = app::brands::by_slug(app, &owner, "alpha").await.unwrap();
    app::brands::add_source(app, &owner, c.id, "desk form", app::domain::brand::SourceKind::Form)
        .await
        .unwrap();
    let mut incoming = import::begin(app, &owner).await.unwrap();
    incoming.write(b"text\nfine words here\n").await.unwrap();
    let id = incoming.finish(c.id, "desk form", "f.csv").await.unwrap();
    assert_eq!(
        problem(import::start(app, &owner, id, None).await.unwrap_err()),
        "source-of-another-kind"
    );
    assert!(all(&world, &owner).await.is_empty());
}

async fn a_hopeless_mapping_stops_early(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let rows: String = (0..6_000).map(|n| format!("day {n},some text {n}\n")).collect();
    let id = upload(&world, &owner, "alpha", "f.csv", format!("when,text\n{rows}").as_bytes())
        .await
        .unwrap();
    let mapping = vec![Assign::new(Field::PostedAt, "when"), Assign::new(Field::Text, "text")];
    import::start(&world.app, &owner, id, Some(ImportOptions { mapping, ..Default::default() }))
        .await
        .unwrap();
    let progress = run(&world, id).await;
    let status = import::status(&world.app, &owner, id).await.unwrap();
    assert_eq!(
        (status.state, status.failure.unwrap().code.as_str()),
        (ImportState::Failed, "mostly-unreadable")
    );
    assert!(progress.bad < 6_000 && progress.added == 0, "{progress:?}");
}

async fn old_drafts_are_swept(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let id = upload(&world, &owner, "alpha", "f.csv", b"text\nfine\n").await.unwrap();
    let folder = world.app.settings.data_dir.join("imports").join(id.to_string());
    import::run_waiting(&world.app, || false).await.unwrap();
    assert!(folder.exists());
    world.clock.pass(25 * 3600);
    import::run_waiting(&world.app, || false).await.unwrap();
    assert!(!folder.exists());
    assert!(matches!(
        import::status(&world.app, &owner, id).await,
        Err(AppError::NotFound("import"))
    ));
}
