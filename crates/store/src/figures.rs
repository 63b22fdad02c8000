//! A few numbers about the whole desk, for those who watch over the machine. Each is read through a
//! narrow index: they are asked for every few seconds.

use crate::row::Row;
use crate::{Db, Result, args};
use domain::Timestamp;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    pub open_cases: i64,
    /// Promises whose minute has passed and that are not done, in open cases.
    pub overdue_promises: i64,
    /// Replies by their state in the outbox, without those that are done or withdrawn.
    pub outbox: Vec<(String, i64)>,
    /// When an import last came to its end.
    pub imported_at: Option<Timestamp>,
}

pub async fn read(db: &Db, now: Timestamp) -> Result<Figures> {
    let open = "SELECT count(*) FROM case_list WHERE closed_at IS NULL";
    let overdue = "SELECT count(*) FROM promise p JOIN case_list c ON c.id = p.case_id \
        WHERE c.closed_at IS NULL AND (p.status = 'broken' OR (p.status = 'open' AND p.due < $1))";
    let outbox = "SELECT state, count(*) FROM outbox WHERE state IN ('claimed', 'transmitting', \
        'waiting', 'failed', 'uncertain') GROUP BY state UNION ALL \
        SELECT 'queued', count(*) FROM outbox WHERE state = 'queued'";
    let imported =
        "SELECT updated_at FROM import_run WHERE state = 'done' ORDER BY updated_at DESC LIMIT 1";
    let number = async |sql, values| match db.row(sql, values).await? {
        Some(row) => row.first(),
        None => Ok(0),
    };
    let pair = |row: &Row| {
        let mut c = row.cols();
        Ok((c.next()?, c.next()?))
    };
    Ok(Figures {
        open_cases: number(open, args![]).await?,
        overdue_promises: number(overdue, args![now]).await?,
        outbox: db.rows(outbox, args![]).await?.iter().map(pair).collect::<Result<_>>()?,
        imported_at: db.row(imported, args![]).await?.map(|row| row.first()).transpose()?,
    })
}

/// Whether the database answers at all.
pub async fn ping(db: &Db) -> Result<()> {
    db.row("SELECT 1", args![]).await.map(|_| ())
}
