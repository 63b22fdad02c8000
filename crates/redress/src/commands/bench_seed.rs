//! `redress bench-seed`: fills a desk for `cargo xtask bench desk`, through the real intake.
//! The same numbers give the same texts. Hidden: nobody wants this on a desk of his own.

use crate::config::Config;
use crate::desk;
use anyhow::Result;
use app::cases::{Act, act};
use app::domain::brand::{SourceKind, Visibility};
use app::domain::case::By;
use app::domain::{BrandId, Outcome, SourceId, Timestamp};
use app::intake::{Arrival, Routing, take_in};
use app::people::NewPerson;
use app::{Actor, App, brands, people};
use clap::Args;
use indicatif::ProgressBar;
use std::path::PathBuf;

#[derive(Args)]
pub struct BenchSeed {
    #[arg(long)]
    mentions: u64,
    #[arg(long)]
    cases: u64,
    #[arg(long)]
    data_dir: PathBuf,
}

const EMAIL: &str = "bench@example.com";
const PASSWORD: &str = "a-desk-to-measure";
const BATCH: u64 = 500;

/// Openings, middles and ends of reviews; a text takes some of each and some rare words.
const PARTS: [&[&[&str]]; 3] = [
    &[
        &[
            "Заказывали на выходных.",
            "Пользуюсь третий год.",
            "Первый раз здесь.",
            "Брала в подарок.",
            "Был вчера вечером.",
        ],
        &[
            "Доставка опоздала на два дня.",
            "Хамство на кассе.",
            "Деньги так и не вернули деньги за чек.",
            "Очень вежливые сотрудники.",
            "Приложение вылетает после обновления.",
            "Чек не дали.",
            "Качество отличное.",
            "Прошу вернуть оплату.",
        ],
        &[
            "Больше не приду.",
            "Спасибо вам!",
            "Жду ответа.",
            "Рекомендую друзьям.",
            "Что мне делать?",
        ],
    ],
    &[
        &[
            "Ordered last week.",
            "Been a customer for years.",
            "My first visit.",
            "Bought it as a gift.",
            "Called yesterday.",
        ],
        &[
            "The delivery never arrived.",
            "Terrible service at the desk.",
            "I want a refund.",
            "The staff were lovely.",
            "The app crashes after the update.",
            "Great quality for the price.",
            "It would be nice to have a dark mode.",
            "They charged me twice.",
        ],
        &[
            "Never again.",
            "Thank you!",
            "Please answer.",
            "Highly recommended.",
            "What should I do?",
        ],
    ],
    &[
        &[
            "Am comandat săptămâna trecută.",
            "Sunt client de ani de zile.",
            "Prima vizită.",
            "A fost un cadou.",
            "Am sunat ieri.",
        ],
        &[
            "Comanda nu a ajuns.",
            "Livrare cu întârziere de trei zile.",
            "Vreau banii înapoi.",
            "Personalul a fost foarte amabil.",
            "Aplicația se blochează.",
            "Calitate excelentă.",
            "Ar fi bine să existe și plata cu cardul.",
            "M-au taxat de două ori.",
        ],
        &["Nu mai revin.", "Mulțumesc!", "Aștept răspuns.", "Recomand cu drag.", "Ce să fac?"],
    ],
];

impl BenchSeed {
    pub async fn run(self, mut config: Config) -> Result<()> {
        config.data_dir = self.data_dir.clone();
        let app = desk::open(&config).await?;
        let places = company(&app).await?;
        let bar = ProgressBar::new(self.mentions);
        let mut chance = Chance(20_261_121);
        let mut opened = 0;
        let mut done = 0;
        while done < self.mentions {
            let size = BATCH.min(self.mentions - done);
            // Cases are spread over the first part, then a few in each batch.
            let wanted = if opened < self.cases {
                size.min(self.cases - opened).min(size / 5 + 1)
            } else {
                0
            };
            let cased = arrivals(&app, &places, &mut chance, done, wanted);
            let others = arrivals(&app, &places, &mut chance, done + wanted, size - wanted);
            let taken = take_in(&app, By::Client, cased, Routing::Always).await?;
            opened += taken.opened.len() as u64;
            for case in taken.opened {
                if chance.below(10) < 7 {
                    let end =
                        Act::Close { outcome: Outcome::NoAction, grounds: "an example".into() };
                    act(&app, &Actor::operator(), case, end).await?;
                }
            }
            take_in(&app, By::Client, others, Routing::Off).await?;
            done += size;
            bar.set_position(done);
        }
        bar.finish_and_clear();
        app.db.close().await;
        println!("Sign in as {EMAIL}, password: {PASSWORD}");
        Ok(())
    }
}

async fn company(app: &App) -> Result<Vec<(BrandId, SourceId)>> {
    let owner = NewPerson {
        email: EMAIL.into(),
        name: "Bench".into(),
        password: PASSWORD.into(),
        lang: "en".into(),
        zone: "Europe/Bucharest".into(),
    };
    let owner = people::create_owner(app, owner).await?;
    let operator = Actor::operator();
    let mut places = Vec::new();
    for n in 1..=8 {
        let brand = brands::NewBrand {
            parent: None,
            name: format!("Brand {n}"),
            slug: Some(format!("brand-{n}")),
            owner: Some(owner),
            lang: "en".into(),
            zone: "Europe/Bucharest".into(),
        };
        let brand = brands::add(app, &operator, brand).await?;
        for m in 1..=3 {
            let name = format!("Reviews {m}");
            places.push((
                brand,
                brands::add_source(app, &operator, brand, &name, SourceKind::File).await?,
            ));
        }
    }
    Ok(places)
}

fn arrivals(
    app: &App,
    places: &[(BrandId, SourceId)],
    chance: &mut Chance,
    from: u64,
    n: u64,
) -> Vec<Arrival> {
    let now = app.now().as_second();
    (from..from + n)
        .map(|i| {
            let (brand, source) = places[chance.below(places.len() as u64) as usize];
            // Over two years, denser toward the present.
            let age = chance.below(8000) * chance.below(8000);
            Arrival {
                brand,
                source,
                visibility: Visibility::Public,
                external_id: format!("bench-{i}"),
                author: format!("Author {}", chance.below(200_000)),
                title: String::new(),
                text: text(chance),
                rating: (chance.below(4) > 0).then(|| 1 + chance.below(5) as i64),
                url: String::new(),
                posted_at: Timestamp::from_second(now - age as i64).ok(),
                client: None,
            }
        })
        .collect()
}

fn text(chance: &mut Chance) -> String {
    let language = PARTS[chance.below(3) as usize];
    let mut words = String::new();
    for (place, parts) in language.iter().enumerate() {
        for _ in 0..=(if place == 1 { chance.below(3) } else { 0 }) {
            words.push_str(parts[chance.below(parts.len() as u64) as usize]);
            words.push(' ');
        }
    }
    // A long tail of rare words, as names and numbers of goods are: squaring bends it like Zipf's law.
    for _ in 0..4 {
        let rank = chance.below(400) * chance.below(400);
        words.push_str(&format!("item{rank} "));
    }
    words.trim_end().to_owned()
}

/// A small generator of its own, so that the texts stay the same: Knuth's MMIX constants.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}
