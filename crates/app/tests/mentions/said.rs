//! What the company of these tests was told: a few mentions that differ in every facet.

use crate::world::{Company, World};
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::By;
use app::domain::{BrandId, MentionId, SourceId, Timestamp};
use app::intake::{self, Arrival, Routing};
use app::store::brand::Source;

pub struct Said {
    pub company: Company,
    /// In `alpha`: Russian, one star, 2027-01-10.
    pub courier: MentionId,
    /// In `alpha-first`: English, two stars, 2027-01-11.
    pub refund: MentionId,
    /// In `alpha-second`: Romanian, five stars, 2027-01-12.
    pub thanks: MentionId,
    /// In `beta`: Russian, no rating, 2027-01-13; from the same author as `courier`.
    pub secret: MentionId,
}

pub async fn said(world: &World) -> Said {
    let company = world.company().await;
    let tell = async |brand, author: &str, text: &str, rating, day: &str| {
        let source = source(world, brand, "site").await;
        let at = Some(format!("2027-01-{day}T10:00:00Z").parse().unwrap());
        one(world, arrival(brand, source, author, text, rating, at)).await
    };
    let courier = "Курьер опоздал на два часа, верните деньги за доставку!";
    let refund = "The refund never came, I have been waiting for two weeks.";
    let thanks = "Mulțumesc pentru livrarea rapidă, totul a fost bine.";
    let secret = "Денег не вернули, тайное слово барбарис.";
    Said {
        courier: tell(company.alpha, "Пётр Лукин", courier, Some(1), "10").await,
        refund: tell(company.first, "Jane Roe", refund, Some(2), "11").await,
        thanks: tell(company.second, "Ștefan Țurcanu", thanks, Some(5), "12").await,
        secret: tell(company.beta, "Пётр Лукин", secret, None, "13").await,
        company,
    }
}

pub async fn one(world: &World, arrival: Arrival) -> MentionId {
    let taken = intake::take_in(&world.app, By::Operator, vec![arrival], Routing::Off).await;
    taken.unwrap().added[0]
}

pub fn arrival(
    brand: BrandId,
    source: SourceId,
    author: &str,
    text: &str,
    rating: Option<i64>,
    posted_at: Option<Timestamp>,
) -> Arrival {
    Arrival {
        brand,
        source,
        visibility: Visibility::Public,
        external_id: format!("{author}: {text}"),
        author: author.into(),
        title: String::new(),
        text: text.into(),
        rating,
        url: String::new(),
        posted_at,
        client: None,
    }
}

/// The source of that name, made when it is not there.
pub async fn source(world: &World, brand: BrandId, name: &str) -> SourceId {
    let all = app::store::brand::sources(&world.app.db).await.unwrap();
    if let Some(found) = all.iter().find(|s| s.brand == brand && s.name == name) {
        return found.id;
    }
    let id = SourceId(world.app.uuid());
    let (kind, created_at) = (SourceKind::File, world.app.now());
    let mut tx = world.app.db.begin().await.unwrap();
    let source = Source { id, brand, kind, name: name.into(), created_at };
    app::store::brand::add_source(&mut tx, &source).await.unwrap();
    tx.commit().await.unwrap();
    id
}
