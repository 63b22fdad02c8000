//! Which corpora there are, under which licence class, and how much of each is taken. Classes are
//! those of the manifest that comes with the corpora: shipped weights learn from A, A*, C and from
//! own texts, never from B or from what is unsettled.

use crate::mapping::{self, Mapping};

#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub(crate) enum Licence {
    /// Own texts, in `crates/reading/examples`.
    Own,
    A,
    /// Granted by a repository over somebody else's texts.
    AStar,
    /// No grant stated.
    C,
    /// Non-commercial or share-alike.
    B,
    Unsettled,
}

impl Licence {
    pub(crate) fn trainable(self) -> bool {
        matches!(self, Licence::Own | Licence::A | Licence::AStar | Licence::C)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Licence::Own => "own",
            Licence::A => "A",
            Licence::AStar => "A*",
            Licence::C => "C",
            Licence::B => "B",
            Licence::Unsettled => "?",
        }
    }
}

pub(crate) struct Source {
    pub name: &'static str,
    pub licence: Licence,
    /// Rows taken for training at most; which ones depends on their texts alone.
    pub most: usize,
    /// Weight of one row.
    pub weight: f32,
    pub mapping: Mapping,
}

impl Source {
    /// Whether its short reviews may be put together to mixed ones.
    pub(crate) fn joins(&self) -> bool {
        JOINED.contains(&self.name)
    }
}

const JOINED: &[&str] = &[
    "ru_otzovik_sberbank",
    "ru_semeval16_restaurants",
    "ru_wildberries_replies",
    "ru_ozon_reviews",
    "ru_maps_cardealer",
    "en_acos_laptops14",
    "en_acos_restaurants16",
    "en_app_reviews_maalej",
    "en_trustpilot_replies",
    "ro_sent",
    "examples_ru",
    "examples_en",
    "examples_ro",
];

pub(crate) fn source(name: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|s| s.name == name)
}

const fn s(
    name: &'static str,
    licence: Licence,
    most: usize,
    weight: f32,
    mapping: Mapping,
) -> Source {
    Source { name, licence, most, weight, mapping }
}

use Licence::{A, AStar, B, C, Own, Unsettled};

pub(crate) const SOURCES: &[Source] = &[
    s("examples_ru", Own, 100_000, 1.0, mapping::labelled),
    s("examples_en", Own, 100_000, 1.0, mapping::labelled),
    s("examples_ro", Own, 100_000, 1.0, mapping::labelled),
    // Russian
    s("ru_sentirueval_banks", C, 100_000, 0.7, mapping::brand_tweet),
    s("ru_sentirueval_telecom", C, 100_000, 0.7, mapping::brand_tweet),
    s("ru_sentirueval15_restaurants", C, 100_000, 1.0, mapping::polarity),
    s("ru_sentirueval15_cars", C, 100_000, 1.0, mapping::polarity),
    s("ru_semeval16_restaurants", C, 100_000, 0.7, mapping::polarity),
    s("ru_otzovik_sberbank", C, 100_000, 1.0, mapping::stars),
    s("ru_livelib_books", C, 3_000, 0.3, mapping::art_stars),
    s("ru_sravni_gazprombank", C, 100_000, 2.0, mapping::service_stars),
    s("ru_ozon_reviews", C, 100_000, 1.5, mapping::stars),
    s("ru_maps_cardealer", C, 100_000, 1.5, mapping::stars),
    s("ru_wildberries_replies", C, 100_000, 1.5, mapping::stars),
    s("ru_rutube_support", A, 100_000, 2.0, mapping::support_questions),
    s("ru_spam_telegram", AStar, 2_500, 0.5, mapping::noise),
    s("ru_xed_emotions", A, 1_000, 0.5, mapping::noise),
    s("ru_romip2012_news", C, 1_000, 0.5, mapping::noise),
    s("ru_rusentne2023", AStar, 500, 0.5, mapping::noise),
    s("ru_rusentiment", B, 0, 0.0, mapping::sentiment_only),
    s("ru_cedr_emotions", Unsettled, 0, 0.0, mapping::nothing),
    // English
    s("en_semeval_twitter_5pt", C, 14_000, 0.3, mapping::topic_tweet),
    s("en_tweeteval_sentiment", C, 100_000, 0.4, mapping::topic_tweet),
    s("en_yelp_imdb", C, 8_000, 0.5, mapping::opinion),
    s("en_sst2", C, 2_000, 0.3, mapping::art_opinion),
    s("en_acos_restaurants16", C, 100_000, 0.5, mapping::polarity),
    s("en_acos_laptops14", C, 100_000, 0.5, mapping::polarity),
    s("en_semeval14_restaurants", C, 100_000, 0.5, mapping::polarity),
    s("en_semeval14_laptops", C, 100_000, 0.5, mapping::polarity),
    s("en_mams_restaurants", C, 1_500, 0.4, mapping::polarity),
    s("en_complaint_tweets", C, 100_000, 2.0, mapping::complaint_or_not),
    s("en_cfpb_complaints", A, 100_000, 1.0, mapping::complaint),
    s("en_app_reviews_maalej", AStar, 100_000, 1.5, mapping::app_reviews),
    s("en_app_reviews_gplay4", C, 3_000, 0.5, mapping::app_reviews),
    s("en_trustpilot_replies", C, 100_000, 1.5, mapping::stars),
    s("en_goemotions", A, 10_000, 0.2, mapping::emotions_en),
    s("en_civil_toxic_spans", A, 1_500, 0.3, mapping::noise),
    s("en_davidson_offensive", AStar, 1_500, 0.3, mapping::noise),
    s("en_airline_tweets", B, 0, 0.0, mapping::sentiment_only),
    s("en_suggestions_forum", B, 0, 0.0, mapping::suggestion),
    s("en_suggestions_hotels", B, 0, 0.0, mapping::suggestion),
    s("en_twitter_support_replies", B, 0, 0.0, mapping::nothing),
    s("en_support_acts_ericsson", Unsettled, 0, 0.0, mapping::nothing),
    s("en_stanford_politeness", Unsettled, 0, 0.0, mapping::nothing),
    // Romanian
    s("ro_sent", C, 100_000, 0.6, mapping::opinion),
    s("ro_offense", A, 5_000, 0.35, mapping::noise),
    s("ro_red1_emotions", A, 100_000, 0.45, mapping::noise),
    s("ro_red2_emotions", A, 100_000, 0.45, mapping::noise),
    s("ro_xed_emotions", A, 1_500, 0.25, mapping::noise),
    s("ro_laroseda", B, 0, 0.0, mapping::sentiment_only),
];
