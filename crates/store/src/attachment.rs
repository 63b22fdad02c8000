//! Files beside mentions and cases: their names and hashes. The bytes lie in the data folder.

use crate::row::Row;
use crate::{Db, Result, Tx, args};
use domain::{AttachmentId, BrandId, CaseId, MentionId, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    pub id: AttachmentId,
    pub brand: BrandId,
    pub mention: Option<MentionId>,
    pub case: Option<CaseId>,
    pub name: String,
    pub mime: String,
    pub size: i64,
    pub sha256: String,
    pub created_at: Timestamp,
}

const COLUMNS: &str = "id, brand_id, mention_id, case_id, name, mime, size, sha256, created_at";

pub async fn add(tx: &mut Tx, a: &Attachment) -> Result<()> {
    let sql = format!("INSERT INTO attachment ({COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)");
    let values =
        args![a.id, a.brand, a.mention, a.case, &a.name, &a.mime, a.size, &a.sha256, a.created_at];
    tx.exec(&sql, values).await.map(|_| ())
}

pub async fn get(db: &Db, id: AttachmentId) -> Result<Option<Attachment>> {
    let sql = format!("SELECT {COLUMNS} FROM attachment WHERE id = $1");
    db.row(&sql, args![id]).await?.as_ref().map(from_row).transpose()
}

pub async fn of_case(db: &Db, case: CaseId) -> Result<Vec<Attachment>> {
    let sql =
        format!("SELECT {COLUMNS} FROM attachment WHERE case_id = $1 ORDER BY created_at, id");
    db.rows(&sql, args![case]).await?.iter().map(from_row).collect()
}

fn from_row(row: &Row) -> Result<Attachment> {
    let mut c = row.cols();
    Ok(Attachment {
        id: c.next()?,
        brand: c.next()?,
        mention: c.next()?,
        case: c.next()?,
        name: c.next()?,
        mime: c.next()?,
        size: c.next()?,
        sha256: c.next()?,
        created_at: c.next()?,
    })
}
