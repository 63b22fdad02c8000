//! Small facts that stand beside rows of a list: cases and owners of mentions, attachments, names.

use crate::{Arg, Db, Result};
use domain::{AttachmentId, BrandId, CaseId, MentionId, Outcome, PersonId, Stage};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseBrief {
    pub id: CaseId,
    pub number: i64,
    pub brand: BrandId,
    pub stage: Stage,
    pub outcome: Option<Outcome>,
    pub owner: Option<PersonId>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    pub id: AttachmentId,
    pub mention: MentionId,
    pub name: String,
    pub mime: String,
    pub size: i64,
}

/// Cases by their ids; those that are not there are left out.
pub async fn cases(db: &Db, ids: &[CaseId]) -> Result<HashMap<CaseId, CaseBrief>> {
    let mut found = HashMap::new();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let head = "SELECT id, number, brand_id, stage, outcome, owner_id FROM case_list WHERE id IN";
    for row in among(db, head, "", ids).await? {
        let mut c = row.cols();
        let brief = CaseBrief {
            id: c.next()?,
            number: c.next()?,
            brand: c.next()?,
            stage: c.next()?,
            outcome: c.next()?,
            owner: c.next()?,
        };
        found.insert(brief.id, brief);
    }
    Ok(found)
}

/// Names of people of the company.
pub async fn people(db: &Db, ids: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = among(db, "SELECT id, name FROM person WHERE id IN", "", ids).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok((c.next()?, c.next()?))
        })
        .collect()
}

/// What came with mentions, in the order it came.
pub async fn attachments(db: &Db, mentions: &[MentionId]) -> Result<Vec<Attachment>> {
    let ids: Vec<Uuid> = mentions.iter().map(|id| id.0).collect();
    let head = "SELECT id, mention_id, name, mime, size FROM attachment WHERE mention_id IN";
    let rows = among(db, head, "ORDER BY created_at, id", ids).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok(Attachment {
                id: c.next()?,
                mention: c.next()?,
                name: c.next()?,
                mime: c.next()?,
                size: c.next()?,
            })
        })
        .collect()
}

async fn among(db: &Db, head: &str, tail: &str, mut ids: Vec<Uuid>) -> Result<Vec<crate::Row>> {
    ids.sort_unstable();
    ids.dedup();
    let mut rows = Vec::new();
    for chunk in ids.chunks(400) {
        let marks: Vec<_> = (1..=chunk.len()).map(|i| format!("${i}")).collect();
        let sql = format!("{head} ({}) {tail}", marks.join(","));
        rows.extend(db.rows(&sql, chunk.iter().map(|id| Arg::from(*id)).collect()).await?);
    }
    Ok(rows)
}
