//! A mention with what stands beside it: names, its case, its attachments, and the found words.

use super::filter::MentionState;
use crate::highlight::{Span, marks};
use crate::{Action, Actor, App, Result};
use domain::brand::{SourceKind, Visibility};
use domain::reading::{Intent, Language, Tone};
use domain::{
    AttachmentId, BrandId, CaseId, MentionId, Outcome, PersonId, SourceId, Stage, Timestamp,
};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;
use store::beside::{Attachment, CaseBrief};
use store::brand::{Brand, Source};
use store::mention::Mention;

#[derive(Clone, Debug, Serialize)]
pub struct MentionItem {
    pub id: MentionId,
    pub brand: BrandId,
    pub brand_name: String,
    pub brand_slug: String,
    pub source: SourceId,
    pub source_name: String,
    pub source_kind: SourceKind,
    pub visibility: Visibility,
    pub author: String,
    pub title: String,
    /// In lists the beginning only; see `text_cut`.
    pub text: String,
    pub text_cut: bool,
    /// 1–5 stars.
    pub rating: Option<i64>,
    pub url: String,
    pub posted_at: Timestamp,
    pub arrived_at: Timestamp,
    pub lang: Language,
    pub tone: Tone,
    /// How sure the reading is: 0–1.
    pub tone_confidence: f64,
    pub intent: Intent,
    pub intent_confidence: f64,
    pub state: MentionState,
    pub case: Option<CaseRef>,
    pub attachments: Vec<AttachmentItem>,
    /// Where the words that were looked for stand, in bytes of the fields.
    pub in_author: Vec<Span>,
    pub in_title: Vec<Span>,
    pub in_text: Vec<Span>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CaseRef {
    pub id: CaseId,
    pub number: i64,
    pub stage: Stage,
    pub outcome: Option<Outcome>,
    pub owner: Option<PersonId>,
    pub owner_name: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct AttachmentItem {
    pub id: AttachmentId,
    pub name: String,
    pub mime: String,
    pub size: i64,
}

/// A list carries this much of each text, in bytes; some reviews are as long as a chapter.
const LONGEST_IN_LIST: usize = 6_000;

/// What many mentions need, read with one query each.
pub(crate) struct Surroundings {
    brands: HashMap<BrandId, Brand>,
    sources: HashMap<SourceId, Source>,
    cases: HashMap<CaseId, CaseBrief>,
    people: HashMap<PersonId, String>,
    attachments: Vec<Attachment>,
    whole_texts: bool,
}

impl Surroundings {
    pub async fn load(app: &App, actor: &Actor, mentions: &[Mention]) -> Result<Self> {
        let brands = store::brand::all(&app.db).await?;
        let sources = store::brand::sources(&app.db).await?;
        let ids: Vec<CaseId> = mentions.iter().filter_map(|m| m.case).collect();
        let mut cases = store::beside::cases(&app.db, &ids).await?;
        cases.retain(|_, case| actor.may(Action::ReadCases, case.brand));
        let owners: Vec<PersonId> = cases.values().filter_map(|c| c.owner).collect();
        let ids: Vec<MentionId> = mentions.iter().map(|m| m.id).collect();
        Ok(Surroundings {
            brands: brands.into_iter().map(|b| (b.id, b)).collect(),
            sources: sources.into_iter().map(|s| (s.id, s)).collect(),
            cases,
            people: store::beside::people(&app.db, &owners).await?,
            attachments: store::beside::attachments(&app.db, &ids).await?,
            whole_texts: false,
        })
    }

    pub fn with_whole_texts(self) -> Self {
        Surroundings { whole_texts: true, ..self }
    }

    pub fn item(&self, mut m: Mention, words: &[Vec<String>]) -> MentionItem {
        for shown in [&mut m.author, &mut m.title, &mut m.text] {
            // What turns the direction of a text is kept as it came and shown as a sign.
            if let Cow::Owned(safe) = sources::file::display_safe(shown) {
                *shown = safe;
            }
        }
        let text_cut = !self.whole_texts && cut(&mut m.text);
        let brand = self.brands.get(&m.brand);
        let source = self.sources.get(&m.source);
        let mine = self.attachments.iter().filter(|a| a.mention == m.id);
        let lang = Some(language(m.lang));
        MentionItem {
            id: m.id,
            brand: m.brand,
            brand_name: brand.map(|b| b.name.clone()).unwrap_or_default(),
            brand_slug: brand.map(|b| b.slug.clone()).unwrap_or_default(),
            source: m.source,
            source_name: source.map(|s| s.name.clone()).unwrap_or_default(),
            source_kind: source.map_or(SourceKind::File, |s| s.kind),
            visibility: m.visibility,
            in_author: marks(&m.author, None, words),
            in_title: marks(&m.title, lang, words),
            in_text: marks(&m.text, lang, words),
            author: m.author,
            title: m.title,
            text: m.text,
            text_cut,
            rating: m.rating,
            url: m.url,
            posted_at: m.posted_at,
            arrived_at: m.arrived_at,
            lang: m.lang,
            tone: m.tone,
            tone_confidence: m.tone_confidence,
            intent: m.intent,
            intent_confidence: m.intent_confidence,
            state: m.state.parse().unwrap_or(MentionState::Seen),
            case: m.case.and_then(|id| self.case(id)),
            attachments: mine.map(attachment).collect(),
        }
    }

    fn case(&self, id: CaseId) -> Option<CaseRef> {
        let case = self.cases.get(&id)?;
        let owner_name = case.owner.and_then(|id| self.people.get(&id).cloned());
        Some(CaseRef {
            id,
            number: case.number,
            stage: case.stage,
            outcome: case.outcome,
            owner: case.owner,
            owner_name: owner_name.unwrap_or_default(),
        })
    }
}

pub(crate) fn language(lang: Language) -> text::Lang {
    match lang {
        Language::Ru => text::Lang::Ru,
        Language::En => text::Lang::En,
        Language::Ro => text::Lang::Ro,
        Language::Other => text::Lang::Other,
    }
}

fn attachment(a: &Attachment) -> AttachmentItem {
    AttachmentItem { id: a.id, name: a.name.clone(), mime: a.mime.clone(), size: a.size }
}

/// Cuts a long text at a letter; whether it did.
fn cut(text: &mut String) -> bool {
    if text.len() <= LONGEST_IN_LIST {
        return false;
    }
    text.truncate(text.floor_char_boundary(LONGEST_IN_LIST));
    true
}
