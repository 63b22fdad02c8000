//! The words that may stand in a field, taken from the types that know them; moments and ids.

use app::Action;
use app::domain::{self, amends, brand, case, contact, inquiry, law, promise, reading};
use app::import::ImportState;
use app::mentions::MentionState;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Type};
use utoipa::openapi::{KnownFormat, RefOr, Schema, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};

macro_rules! words {
    ($($name:ident = $of:path;)+) => {$(
        pub(super) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                of_words(<$of>::ALL.iter().map(|word| word.code()))
            }
        }

        impl ToSchema for $name {}
    )+};
}

words! {
    Stage = domain::Stage;
    Outcome = domain::Outcome;
    Role = domain::Role;
    SourceKind = brand::SourceKind;
    Visibility = brand::Visibility;
    Route = case::Route;
    Delivery = case::Delivery;
    PromiseKind = promise::PromiseKind;
    PromiseStatus = promise::PromiseStatus;
    Language = reading::Language;
    Tone = reading::Tone;
    Intent = reading::Intent;
    State = MentionState;
    ImportStage = ImportState;
    Permission = Action;
    Seriousness = domain::Seriousness;
    Verdict = domain::Verdict;
    Identity = inquiry::Identity;
    ProofKind = inquiry::ProofKind;
    ProofResult = inquiry::ProofResult;
    FactSlot = inquiry::FactSlot;
    FactSource = inquiry::FactSource;
    RemedyKind = amends::RemedyKind;
    Demand = law::Demand;
    ContactKind = contact::ContactKind;
    Weight = contact::Weight;
}

/// RFC 3339, in UTC.
pub(super) struct Moment;

impl PartialSchema for Moment {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))).into()
    }
}

impl ToSchema for Moment {}

/// An object whose fields depend on what it says.
pub(super) struct Open;

impl PartialSchema for Open {
    fn schema() -> RefOr<Schema> {
        let anything = AdditionalProperties::FreeForm(true);
        ObjectBuilder::new().additional_properties(Some(anything)).into()
    }
}

impl ToSchema for Open {}

fn of_words(words: impl Iterator<Item = &'static str>) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
}
