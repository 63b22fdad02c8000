//! The import itself: a batch of rows, one transaction, the next batch.

use super::options::Stored;
use super::preview::{brand, open};
use super::upload::discard;
use crate::intake::{self, Arrival, Routing};
use crate::{App, AppError, Live, Result, Topic, mentions};
use domain::case::By;
use domain::{BrandId, ImportId};
use jiff::SignedDuration;
use serde::Serialize;
use sources::file::{Bad, Import, Row};
use std::collections::HashMap;
use store::import::{self as rows, Run};
use tokio::task::spawn_blocking;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Progress {
    /// The last row of the file that was dealt with.
    pub row: i64,
    pub bytes_done: i64,
    pub bytes_total: i64,
    pub added: i64,
    pub known: i64,
    pub bad: i64,
}

/// How a run ended as far as this process is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    Done,
    /// Asked to pause: it goes on later.
    Paused,
    /// Another process has it, or somebody stopped it.
    Elsewhere,
    /// Nearly no row could be read: the columns are surely wrong.
    Hopeless,
}

const ROWS: usize = 500;
/// A batch of very long texts is smaller.
const BYTES: usize = 4 * 1024 * 1024;
/// So many rows set aside, and next to nothing read.
const HOPELESS: i64 = 2_000;
/// A run that wrote nothing for so long has lost its process.
const LOST: SignedDuration = SignedDuration::from_secs(30);

/// Runs everything that waits or was cut short, one after another, until `stop` says so.
pub async fn run_waiting(app: &App, stop: impl Fn() -> bool) -> Result<()> {
    super::status::sweep(app).await?;
    for id in rows::unfinished(&app.db, app.now() - LOST).await? {
        if stop() {
            return Ok(());
        }
        run(app, id, |_| !stop()).await?;
    }
    Ok(())
}

/// Runs one import to its end. After each batch `go_on` sees how far it is; `false` pauses it.
/// A file that cannot be read makes the run `failed`; an error of the database is returned and the
/// run stays to be resumed.
pub async fn run(
    app: &App,
    id: ImportId,
    mut go_on: impl FnMut(&Progress) -> bool,
) -> Result<Progress> {
    let mut tx = app.db.begin().await?;
    let claimed =
        rows::set_state(&mut tx, id, &["waiting", "running"], "running", "", app.now()).await?;
    tx.commit().await?;
    let run = rows::get(&app.db, id).await?.ok_or(AppError::NotFound("import"))?;
    if !claimed {
        return Ok(progress(&run));
    }
    let brand_id = run.brand;
    let end = match Work::prepare(app, run).await {
        Ok(work) => work.carry_on(app, &mut go_on).await?,
        // What is wrong with the file itself is told to the person; it will not mend by itself.
        Err(AppError::Invalid(wrong)) => {
            let wrong = wrong.first().map(|f| (f.problem, f.detail.clone()));
            let (code, detail) = wrong.unwrap_or_default();
            close(app, id, "failed", &format!("{code}\n{detail}")).await?;
            End::Done
        }
        Err(other) => return Err(other),
    };
    match end {
        End::Done => {
            close(app, id, "done", "").await?;
            discard(app, id).await;
        }
        End::Paused => close(app, id, "waiting", "").await?,
        End::Hopeless => close(app, id, "failed", "mostly-unreadable\n").await?,
        End::Elsewhere => {}
    }
    app.tell(Live { brand: brand_id, topic: Topic::Import(id) });
    let run = rows::get(&app.db, id).await?.ok_or(AppError::NotFound("import"))?;
    Ok(progress(&run))
}

async fn close(app: &App, id: ImportId, state: &str, error: &str) -> Result<()> {
    let mut tx = app.db.begin().await?;
    rows::set_state(&mut tx, id, &["running"], state, error, app.now()).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) fn progress(run: &Run) -> Progress {
    Progress {
        row: run.position,
        bytes_done: run.bytes_done,
        bytes_total: run.bytes_total,
        added: run.added,
        known: run.known,
        bad: run.bad,
    }
}

struct Work {
    run: Run,
    import: Option<Import>,
    by: By,
    routing: Routing,
    /// Branches by their names and slugs, for files that name them row by row.
    branches: HashMap<String, BrandId>,
}

struct Batch {
    rows: Vec<Row>,
    bad: Vec<Bad>,
    last: u64,
    over: bool,
    bytes: u64,
}

impl Work {
    async fn prepare(app: &App, run: Run) -> Result<Self> {
        let stored = Stored::of(&run.options);
        let own = brand(app, run.brand).await?;
        let mut import = open(app, &run, &stored.options, &own).await?;
        import.resume_after(run.position.max(0).unsigned_abs());
        let all = store::brand::all(&app.db).await?;
        let below = mentions::with_branches(&all, std::slice::from_ref(&own.slug));
        let mut branches = HashMap::new();
        for brand in all.iter().filter(|b| below.contains(&b.id)) {
            for name in [&brand.slug, &brand.name] {
                branches.entry(name.to_lowercase()).or_insert(brand.id);
            }
        }
        Ok(Work {
            by: run.person.map_or(By::Operator, By::Person),
            routing: if stored.options.routing { Routing::Rules } else { Routing::Off },
            import: Some(import),
            branches,
            run,
        })
    }

    async fn carry_on(
        mut self,
        app: &App,
        go_on: &mut impl FnMut(&Progress) -> bool,
    ) -> Result<End> {
        loop {
            let Some(mut import) = self.import.take() else { return Ok(End::Done) };
            let read = spawn_blocking(move || (next(&mut import), import)).await;
            let (batch, import) = read.map_err(std::io::Error::other)?;
            let over = batch.over;
            if batch.last > 0 && !self.take_in(app, batch).await? {
                return Ok(End::Elsewhere);
            }
            app.tell(Live { brand: self.run.brand, topic: Topic::Import(self.run.id) });
            let run = &self.run;
            if run.bad >= HOPELESS && (run.added + run.known) * 50 < run.bad {
                return Ok(End::Hopeless);
            }
            let go = go_on(&progress(run));
            match (over, go) {
                (true, _) => return Ok(End::Done),
                (false, false) => return Ok(End::Paused),
                (false, true) => self.import = Some(import),
            }
        }
    }

    /// One batch in one transaction; `false`: the run is not ours any more.
    async fn take_in(&mut self, app: &App, batch: Batch) -> Result<bool> {
        let run = &self.run;
        let arrivals: Vec<Arrival> = batch.rows.into_iter().map(|r| self.arrival(r)).collect();
        // Analysis takes the processor for a while; pages are answered meanwhile.
        let (handle, theirs, routing) =
            (tokio::runtime::Handle::current(), app.clone(), self.routing);
        let read =
            spawn_blocking(move || handle.block_on(intake::prepare(&theirs, arrivals, routing)));
        let prepared = read.await.map_err(std::io::Error::other)??;
        let from = run.position;
        let to = i64::try_from(batch.last).unwrap_or(i64::MAX).max(from + 1);
        let bytes = i64::try_from(batch.bytes).unwrap_or(i64::MAX).min(run.bytes_total);
        let bad: Vec<rows::Bad> = batch.bad.into_iter().map(|b| set_aside(b, from)).collect();
        let mut tx = app.db.begin().await?;
        if !rows::advance(&mut tx, run.id, (from, to), bytes, app.now()).await? {
            return Ok(false);
        }
        let taken = intake::write(app, &mut tx, self.by.clone(), prepared).await?;
        let (added, known) = (taken.added.len() as i64, taken.known as i64);
        rows::tally(&mut tx, run.id, added, known, &bad).await?;
        tx.commit().await?;
        taken.announce(app);
        let run = &mut self.run;
        (run.position, run.bytes_done) = (to, bytes);
        run.added += added;
        run.known += known;
        run.bad += bad.len() as i64;
        Ok(true)
    }

    fn arrival(&self, row: Row) -> Arrival {
        let named = row.brand.as_ref().and_then(|name| self.branches.get(&name.to_lowercase()));
        Arrival {
            brand: named.copied().unwrap_or(self.run.brand),
            source: self.run.source,
            visibility: domain::brand::SourceKind::File.visibility(),
            external_id: row.external_id.unwrap_or_else(|| format!("sha256:{}", row.fingerprint)),
            author: row.author.unwrap_or_default(),
            title: row.title.unwrap_or_default(),
            text: row.text,
            rating: row.rating.map(i64::from),
            url: row.url.unwrap_or_default(),
            posted_at: row.posted_at,
            client: None,
        }
    }
}

fn next(import: &mut Import) -> Batch {
    let mut batch = Batch { rows: vec![], bad: vec![], last: 0, over: false, bytes: 0 };
    let mut weight = 0;
    while batch.rows.len() + batch.bad.len() < ROWS && weight < BYTES {
        match import.next() {
            None => {
                batch.over = true;
                break;
            }
            Some(Ok(row)) => {
                weight += row.text.len() + row.extra.iter().map(|(_, v)| v.len()).sum::<usize>();
                batch.last = batch.last.max(row.row);
                batch.rows.push(row);
            }
            Some(Err(bad)) => {
                weight += bad.raw.len() + bad.cells.iter().map(String::len).sum::<usize>();
                batch.last = batch.last.max(bad.row);
                batch.bad.push(bad);
            }
        }
    }
    batch.bytes = import.progress().bytes;
    batch
}

/// A row set aside as it is kept. A row number that lies behind the position belongs to a file that
/// breaks off and was resumed there.
fn set_aside(bad: Bad, from: i64) -> rows::Bad {
    const CELLS: usize = 64 * 1024;
    let small = bad.cells.iter().map(String::len).sum::<usize>() <= CELLS;
    let detail = super::aside::Detail {
        ru: bad.reason.say("ru"),
        en: bad.reason.say("en"),
        ro: bad.reason.say("ro"),
        cells: if small { bad.cells } else { Vec::new() },
    };
    rows::Bad {
        row: i64::try_from(bad.row).unwrap_or(i64::MAX).max(from + 1),
        reason: bad.reason.code().to_owned(),
        detail: serde_json::to_string(&detail).unwrap_or_default(),
        // PostgreSQL has no NUL in a text.
        raw: bad.raw.replace('\0', "␀"),
    }
}
