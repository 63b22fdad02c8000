//! Cases on both databases: writers at once, rebuilding, promises that ring, replies that leave.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

#[path = "../world/mod.rs"]
#[macro_use]
mod world;

mod alarms;
mod clients;
mod erasing;
mod forms;
mod journal;
mod orders;
mod outbox;
mod receipts;
mod routing;

use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::By;
use app::domain::{BrandId, CaseId, MentionId, SourceId};
use app::intake::{Arrival, Contact, Routing, take_in};
use app::store::brand::Source;
use world::World;

/// A source of this kind for a brand.
async fn source(world: &World, brand: BrandId, kind: SourceKind) -> SourceId {
    let source = Source {
        id: SourceId(world.app.uuid()),
        brand,
        kind,
        name: format!("{kind} of {brand}"),
        created_at: world.app.now(),
    };
    let mut tx = world.app.db.begin().await.unwrap();
    app::store::brand::add_source(&mut tx, &source).await.unwrap();
    tx.commit().await.unwrap();
    source.id
}

fn arrival(brand: BrandId, source: SourceId, id: &str, text: &str) -> Arrival {
    Arrival {
        brand,
        source,
        visibility: Visibility::Public,
        external_id: id.into(),
        author: "Ion".into(),
        title: String::new(),
        text: text.into(),
        rating: Some(1),
        url: "https://reviews.example/1".into(),
        posted_at: None,
        client: Some(Contact {
            name: "Ion".into(),
            email: "ion@example.com".into(),
            phone: String::new(),
        }),
    }
}

/// Somebody who turned to us directly: a mention with its case.
async fn case(world: &World, brand: BrandId, source: SourceId, id: &str) -> (MentionId, CaseId) {
    // Praise: no rule of the regulation owes an answer, so the play holds only its own promises.
    let said =
        arrival(brand, source, id, "Thank you, the kettle is lovely and the delivery was quick!");
    let said = Arrival { rating: Some(5), ..said };
    let taken = take_in(&world.app, By::Client, vec![said], Routing::Always).await.unwrap();
    (taken.added[0], taken.opened[0])
}
