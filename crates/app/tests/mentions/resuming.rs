//! An import that is cut short goes on where it stood, and nothing comes in twice.

use crate::world::World;
use app::domain::ImportId;
use app::import::{self, ImportOptions, ImportState};
use app::mentions::{self, Filter};
use app::store::args;
use app::{Actor, AppError};

on_both!(
    a_cut_import_goes_on_where_it_stood,
    two_processes_do_the_work_of_one,
    a_command_takes_up_its_own_run,
    a_person_stops_and_resumes,
);

const ROWS: usize = 1_730;

/// Every fifth row is broken; some rows are equal but for their place in the file.
fn reviews() -> String {
    let row = |n: usize| match n % 5 {
        0 => format!("2026-13-{n},broken {n}\n"),
        1 => ",Отлично\n".to_owned(),
        _ => format!("2026-05-1{},review {n}\n", n % 9),
    };
    std::iter::once("date,text\n".to_owned()).chain((0..ROWS).map(row)).collect()
}

async fn started(world: &World, owner: &Actor) -> ImportId {
    let brand = app::brands::by_slug(&world.app, owner, "alpha").await.unwrap();
    let mut incoming = import::begin(&world.app, owner).await.unwrap();
    incoming.write(reviews().as_bytes()).await.unwrap();
    let id = incoming.finish(brand.id, "s", "f.csv").await.unwrap();
    import::start(&world.app, owner, id, Some(ImportOptions::default())).await.unwrap();
    id
}

async fn assert_complete(world: &World, owner: &Actor, id: ImportId) {
    let run = import::status(&world.app, owner, id).await.unwrap();
    assert_eq!(run.state, ImportState::Done);
    assert_eq!((run.added, run.known, run.bad), (1384, 0, 346));
    let count = async |sql: &str| -> i64 {
        world.app.db.row(sql, args![]).await.unwrap().unwrap().first().unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM mention").await, 1384);
    assert_eq!(count("SELECT count(*) FROM import_bad").await, 346);
    let good = Filter { text: "отлично".into(), ..Filter::default() };
    assert_eq!(mentions::counts(&world.app, owner, &good).await.unwrap().n, 346);
}

async fn a_cut_import_goes_on_where_it_stood(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let id = started(&world, &owner).await;
    let mut stops = 0;
    // Paused after each batch, again and again.
    while import::status(&world.app, &owner, id).await.unwrap().state != ImportState::Done {
        import::run(&world.app, id, |_| false).await.unwrap();
        stops += 1;
    }
    assert!(stops >= 3);
    assert_complete(&world, &owner, id).await;

    // Killed in the middle: the run says "running", and nobody runs it.
    let other = World::sqlite().await;
    other.company().await;
    let owner = other.owner().await;
    let id = started(&other, &owner).await;
    let theirs = other.app.clone();
    let killed = tokio::spawn(async move {
        let go_on = |p: &import::Progress| if p.row > 600 { panic!("killed") } else { true };
        import::run(&theirs, id, go_on).await.unwrap();
    });
    assert!(killed.await.is_err());
    assert_eq!(import::status(&other.app, &owner, id).await.unwrap().state, ImportState::Running);
    import::run_waiting(&other.app, || false).await.unwrap();
    assert_eq!(import::status(&other.app, &owner, id).await.unwrap().state, ImportState::Running);
    other.clock.pass(31);
    import::run_waiting(&other.app, || false).await.unwrap();
    assert_complete(&other, &owner, id).await;
}

async fn two_processes_do_the_work_of_one(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let id = started(&world, &owner).await;
    let (a, b) = (world.app.clone(), world.app.clone());
    let both = tokio::join!(import::run(&a, id, |_| true), import::run(&b, id, |_| true));
    both.0.unwrap();
    both.1.unwrap();
    // Whichever of them lost a batch left the rest to the other.
    import::run(&world.app, id, |_| true).await.unwrap();
    assert_complete(&world, &owner, id).await;
}

async fn a_command_takes_up_its_own_run(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let id = started(&world, &owner).await;
    import::run(&world.app, id, |p| p.row < 700).await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("f.csv");
    std::fs::write(&file, reviews()).unwrap();
    let command = async |options| {
        let report = import::run_file(&world.app, &owner, &file, "alpha", "s", options, |_| {});
        report.await.unwrap()
    };
    let report = command(ImportOptions::default()).await;
    assert!(report.resumed && report.import == id);
    assert_complete(&world, &owner, id).await;
    // With other options it is another import, which finds everything here already.
    let other = command(ImportOptions { routing: false, ..Default::default() }).await;
    assert!(!other.resumed && other.import != id);
    assert_eq!((other.progress.added, other.progress.known), (0, 1384));
}

async fn a_person_stops_and_resumes(world: World) {
    world.company().await;
    let owner = world.owner().await;
    let app = &world.app;
    let id = started(&world, &owner).await;
    import::run(app, id, |_| false).await.unwrap();
    import::stop(app, &owner, id).await.unwrap();
    assert!(matches!(import::stop(app, &owner, id).await, Err(AppError::Conflict)));
    world.clock.pass(3600);
    import::run_waiting(app, || false).await.unwrap();
    assert_eq!(import::status(app, &owner, id).await.unwrap().state, ImportState::Stopped);
    import::resume(app, &owner, id).await.unwrap();
    import::run_waiting(app, || false).await.unwrap();
    assert_complete(&world, &owner, id).await;
}
