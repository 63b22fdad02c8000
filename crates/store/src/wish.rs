//! The register of wishes: written by the projections of cases, read here.

use crate::case::{only_brands, push};
use crate::search::{Index, Match};
use crate::{Arg, Db, Result, args};
use domain::{BrandId, CaseId, MentionId, PersonId, Timestamp, WishId};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    pub id: WishId,
    pub case: CaseId,
    pub case_number: i64,
    pub brand: BrandId,
    pub mention: Option<MentionId>,
    pub text: String,
    pub recorded_at: Timestamp,
    pub recorded_by: Option<PersonId>,
}

/// A page of wishes, newest first.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// `None`: all brands.
    pub brands: Option<Vec<BrandId>>,
    /// Words that their cases must hold; a wish of such a case need not hold them itself.
    pub matching: Match,
    pub before: Option<(Timestamp, WishId)>,
    pub limit: i64,
}

pub async fn page(db: &Db, page: &Page) -> Result<Vec<Wish>> {
    let mut values: Vec<Arg> = args![page.limit];
    let mut wheres = vec!["1 = 1".to_owned()];
    only_brands(&mut wheres, &mut values, "w.brand_id", page.brands.as_deref());
    if let Some((at, id)) = page.before {
        let (at, id) = (push(&mut values, at), push(&mut values, id));
        wheres.push(format!("(w.recorded_at < {at} OR (w.recorded_at = {at} AND w.id < {id}))"));
    }
    if !page.matching.is_empty() {
        let condition = page.matching.condition(Index::Cases, db.is_sqlite(), values.len() + 1);
        values.push(Arg::from(page.matching.query(db.is_sqlite())));
        wheres.push(format!("c.number IN (SELECT rowid FROM case_search WHERE {condition})"));
    }
    let sql = format!(
        "SELECT w.id, w.case_id, c.number, w.brand_id, w.mention_id, w.text, w.recorded_at, \
         w.recorded_by FROM wish w JOIN case_list c ON c.id = w.case_id WHERE {} \
         ORDER BY w.recorded_at DESC, w.id DESC LIMIT $1",
        wheres.join(" AND ")
    );
    let rows = db.rows(&sql, values).await?;
    rows.iter()
        .map(|row| {
            let mut c = row.cols();
            Ok(Wish {
                id: c.next()?,
                case: c.next()?,
                case_number: c.next()?,
                brand: c.next()?,
                mention: c.next()?,
                text: c.next()?,
                recorded_at: c.next()?,
                recorded_by: c.next()?,
            })
        })
        .collect()
}
