//! The load: some connections that ask for pages one after another, each as
//! soon as it has its answer, and the times they waited.

use std::time::{Duration, Instant};

use anyhow::ensure;

use super::http::Connection;

/// A page and the addresses that stand for it, so that no answer is just a repetition.
pub struct Page {
    pub name: &'static str,
    pub paths: Vec<String>,
}

/// The times of one page, sorted.
pub struct Times {
    pub name: &'static str,
    sorted: Vec<Duration>,
}

impl Times {
    fn new(name: &'static str, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self { name, sorted: times }
    }

    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    /// The time within which this many per cent of the answers came (nearest rank).
    pub fn percentile(&self, per_cent: usize) -> Duration {
        let rank = (self.sorted.len() * per_cent).div_ceil(100);
        self.sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// Every connection walks through all pages in turn, beginning at different ones,
/// for as long as told. Any answer but 200 is an error.
pub fn run(
    visitor: &Connection,
    pages: &[Page],
    connections: usize,
    lasting: Duration,
) -> anyhow::Result<Vec<Times>> {
    let walks: Vec<_> = std::thread::scope(|scope| {
        let walks = (0..connections).map(|n| {
            let connection = visitor.again();
            scope.spawn(move || walk(connection?, pages, n, lasting))
        });
        let walks: Vec<_> = walks.collect();
        walks.into_iter().map(|walk| walk.join()).collect()
    });
    let mut times = vec![vec![]; pages.len()];
    for walk in walks {
        let walked = walk.map_err(|_| anyhow::anyhow!("a connection's thread panicked"))??;
        for (all, some) in times.iter_mut().zip(walked) {
            all.extend(some);
        }
    }
    let named = pages.iter().zip(times);
    Ok(named.map(|(page, times)| Times::new(page.name, times)).collect())
}

fn walk(
    mut connection: Connection,
    pages: &[Page],
    begin: usize,
    lasting: Duration,
) -> anyhow::Result<Vec<Vec<Duration>>> {
    let mut times = vec![vec![]; pages.len()];
    let start = Instant::now();
    let mut step = begin;
    while start.elapsed() < lasting {
        let at = step % pages.len();
        let paths = &pages[at].paths;
        // Each connection begins elsewhere in the list, so that they do not follow each other.
        let path = &paths[(step / pages.len() + begin * 7919) % paths.len()];
        let asked = Instant::now();
        let answer = connection.get(path)?;
        times[at].push(asked.elapsed());
        ensure!(answer.status == 200, "{path} was answered with {}", answer.status);
        step += 1;
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let times = Times::new("x", (1..=200).rev().map(Duration::from_millis).collect());
        let at = |p| times.percentile(p).as_millis();
        assert_eq!((at(50), at(95), at(99), at(100)), (100, 190, 198, 200));
        assert_eq!(Times::new("x", vec![]).percentile(99), Duration::ZERO);
        assert_eq!(Times::new("x", vec![Duration::from_secs(1)]).percentile(50).as_secs(), 1);
    }
}
