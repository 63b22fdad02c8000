//! What the filter bar offers. A filter with several values, as a shared address may bring it, is one
//! more choice, so that nothing of it is lost when the form is sent again.

use super::Choice;
use crate::i18n::T;
use crate::{Cx, Problem, Web};
use app::brands::{self, BrandView};
use app::domain::Stage;
use app::domain::brand::Visibility;
use app::domain::reading::{Intent, Language, Tone};
use app::mentions::{Filter, MentionState, OwnerPick};
use app::people;

/// A select: its choices and the one that is chosen.
pub(crate) struct Pick {
    pub choices: Vec<Choice>,
    pub chosen: String,
}

pub(crate) struct Picks {
    pub brand: Pick,
    pub source: Pick,
    pub tone: Pick,
    pub intent: Pick,
    pub lang: Pick,
    pub rating: Pick,
    pub state: Pick,
    pub visibility: Pick,
    pub stage: Pick,
    pub owner: Pick,
}

/// Fields of the bar that are folded away until one of them is set.
pub(crate) fn hidden(f: &Filter) -> usize {
    let lists = [
        f.intents.len(),
        f.ratings.len(),
        f.sources.len(),
        f.langs.len(),
        f.visibility.len(),
        f.stages.len(),
        f.owners.len(),
        usize::from(f.from.is_some()),
        usize::from(f.until.is_some()),
    ];
    lists.iter().filter(|n| **n > 0).count()
}

impl Picks {
    pub(crate) async fn load(cx: &Cx, web: &Web, f: &Filter) -> Result<Self, Problem> {
        let t = &cx.t;
        let brands = brands::list(&web.app, cx.actor()?).await?;
        let family = |name: &str, codes: &[&'static str]| {
            codes.iter().map(|c| Choice::new(*c, t.of(name, c))).collect::<Vec<_>>()
        };
        Ok(Picks {
            brand: brand(t, &brands, &f.brands),
            source: source(t, &brands, f),
            tone: pick(
                t,
                "mentions-any-tone",
                family("tone", &codes(Tone::ALL, |v| v.code())),
                &codes(&f.tones, |v| v.code()),
            ),
            intent: pick(
                t,
                "mentions-any-intent",
                family("intent", &codes(Intent::ALL, |v| v.code())),
                &codes(&f.intents, |v| v.code()),
            ),
            lang: pick(
                t,
                "mentions-any-lang",
                family("language", &codes(Language::ALL, |v| v.code())),
                &codes(&f.langs, |v| v.code()),
            ),
            rating: rating(t, f),
            state: pick(
                t,
                "mentions-any-state",
                family("mention-state", &codes(MentionState::ALL, |v| v.code())),
                &codes(&f.states, |v| v.code()),
            ),
            visibility: pick(
                t,
                "mentions-any-visibility",
                family("visibility", &codes(Visibility::ALL, |v| v.code())),
                &codes(&f.visibility, |v| v.code()),
            ),
            stage: pick(
                t,
                "mentions-any-stage",
                family("stage", &codes(Stage::ALL, |v| v.code())),
                &codes(&f.stages, |v| v.code()),
            ),
            owner: owner(t, web, f).await?,
        })
    }
}

pub(crate) fn brand(t: &T, brands: &[BrandView], chosen: &[String]) -> Pick {
    let choices =
        brands.iter().map(|b| Choice::new(&b.slug, format!("{}{}", "– ".repeat(b.depth), b.name)));
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    pick(t, "mentions-any-brand", choices.collect(), &chosen)
}

fn source(t: &T, brands: &[BrandView], f: &Filter) -> Pick {
    let chosen: Vec<String> = f.sources.iter().map(ToString::to_string).collect();
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    let of = |b: &BrandView| {
        let label = |name: &str| {
            if brands.len() > 1 { format!("{} · {name}", b.name) } else { name.to_owned() }
        };
        b.sources.iter().map(|s| Choice::new(s.id.to_string(), label(&s.name))).collect::<Vec<_>>()
    };
    pick(t, "mentions-any-source", brands.iter().flat_map(of).collect(), &chosen)
}

fn rating(t: &T, f: &Filter) -> Pick {
    let mut choices = vec![
        Choice::new("1,2", t.s("mentions-rating-low")),
        Choice::new("1,2,3", t.s("mentions-rating-middling")),
        Choice::new("4,5", t.s("mentions-rating-high")),
    ];
    choices.extend((1..=5).rev().map(|n: u8| Choice::new(n.to_string(), "★".repeat(n.into()))));
    choices.push(Choice::new("0", t.s("mentions-rating-none")));
    let chosen: Vec<String> = f.ratings.iter().map(ToString::to_string).collect();
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    pick(t, "mentions-any-rating", choices, &chosen)
}

async fn owner(t: &T, web: &Web, f: &Filter) -> Result<Pick, Problem> {
    let mut choices = vec![
        Choice::new("me", t.s("mentions-owner-me")),
        Choice::new("none", t.s("mentions-owner-none")),
    ];
    let mut chosen = Vec::new();
    for owner in &f.owners {
        if let OwnerPick::Person(id) = owner {
            let names = people::names(&web.app).await?;
            let name = names.get(id).cloned().unwrap_or_else(|| t.s("mentions-owner-other"));
            choices.push(Choice::new(id.to_string(), name));
        }
        chosen.push(owner.to_string());
    }
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    Ok(pick(t, "mentions-any-owner", choices, &chosen))
}

/// With "any" in front, and the chosen mix behind where there is no such choice yet.
fn pick(t: &T, any: &str, some: Vec<Choice>, chosen: &[&str]) -> Pick {
    let value = chosen.join(",");
    let mut choices = vec![Choice::new("", t.s(any))];
    let known = some.iter().any(|c| c.value == value) || value.is_empty();
    let label = |code: &&str| {
        some.iter().find(|c| c.value == **code).map_or((*code).to_owned(), |c| c.label.clone())
    };
    let mix = (!known)
        .then(|| Choice::new(&value, chosen.iter().map(label).collect::<Vec<_>>().join(", ")));
    choices.extend(some);
    choices.extend(mix);
    Pick { choices, chosen: value }
}

fn codes<V: Copy>(values: &[V], code: impl Fn(V) -> &'static str) -> Vec<&'static str> {
    values.iter().map(|v| code(*v)).collect()
}
