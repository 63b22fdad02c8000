//! Who may open what: the permission table as a visitor of these pages meets it.

use crate::browser::Browser;
use crate::lists::told;
use crate::world::{World, everywhere, of};
use app::domain::Role;
use app::import;

#[tokio::test]
async fn who_may_open_what() {
    let world = World::sqlite().await;
    let c = world.company().await;
    let told = told(&world, c).await;
    let owner = world.person("owner", &[everywhere(Role::Owner)]).await;
    let acting = world.acting(owner).await;
    let mut incoming = import::begin(&world.app, &acting).await.unwrap();
    incoming.write(b"text\nfine words\n").await.unwrap();
    let import = incoming.finish(c.alpha, "", "f.csv").await.unwrap();
    let people = [
        ("owner", owner),
        ("head", world.person("head", &[of(Role::Head, c.alpha)]).await),
        ("manager", world.person("manager", &[of(Role::Manager, c.first)]).await),
        ("auditor", world.person("auditor", &[everywhere(Role::Auditor)]).await),
        ("nobody", world.person("nobody", &[]).await),
    ];
    let pages = [
        ("/mentions".to_owned(), "/mentions"),
        (format!("/mentions/{}", told[0]), "/mentions/ALPHA"),
        (format!("/mentions/{}", told[1]), "/mentions/FIRST"),
        (format!("/mentions/{}", told[2]), "/mentions/BETA"),
        ("/search?q=refund".into(), "/search"),
        ("/wishes".into(), "/wishes"),
        ("/mentions/export.csv".into(), "/mentions/export.csv"),
        ("/cases/export.csv".into(), "/cases/export.csv"),
        ("/import".into(), "/import"),
        (format!("/import/{import}"), "/import/ALPHA"),
        (format!("/import/{import}/set-aside.csv"), "/import/ALPHA/set-aside.csv"),
    ];
    let posts = [
        (format!("/mentions/{}/seen", told[0]), "/mentions/ALPHA/seen"),
        (format!("/mentions/{}/case", told[0]), "/mentions/ALPHA/case"),
        (format!("/mentions/{}/case", told[2]), "/mentions/BETA/case"),
        (format!("/import/{import}/stop"), "/import/ALPHA/stop"),
    ];
    let mut table = format!("{:<32} signed-out", "");
    let mut browsers = vec![Browser::new(&world)];
    for (name, person) in people {
        table += &format!(" {name:<7}");
        browsers.push(Browser::of(&world, person, "en").await);
    }
    for (page, name) in &pages {
        table += &format!("\nGET  {name:<27}");
        for browser in &mut browsers {
            table += &format!(" {:<8}", browser.get(page).await.status);
        }
        table.truncate(table.trim_end().len());
    }
    for (page, name) in &posts {
        // Those who may not come first, so that they meet what nobody has changed yet.
        let mut answers = Vec::new();
        for browser in browsers.iter_mut().rev() {
            answers.push(browser.fill("/no-such-page", page, &[]).await.status);
        }
        table += &format!("\nPOST {name:<27}");
        for status in answers.iter().rev() {
            table += &format!(" {status:<8}");
        }
        table.truncate(table.trim_end().len());
    }
    insta::assert_snapshot!(table);
}
