//! The door of the desk: whoever tries passwords waits longer after each failure. Kept in memory;
//! a restart forgets it.

use domain::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use tokio::sync::{Semaphore, SemaphorePermit};

pub struct Door {
    tries: Mutex<HashMap<String, Tries>>,
    hashing: Semaphore,
}

/// Who is counted and how patiently.
pub(crate) struct Knock {
    pub key: String,
    /// Failures that cost no waiting.
    pub free: u32,
    /// The longest wait in seconds.
    pub longest: i64,
}

#[derive(Clone, Copy)]
struct Tries {
    failed: u32,
    last: Timestamp,
    until: Timestamp,
}

/// Failures are forgotten after an hour of quiet.
const MEMORY_SECONDS: i64 = 3600;
/// More are not remembered: the oldest goes.
const MOST_KEYS: usize = 10_000;

impl Default for Door {
    fn default() -> Self {
        Door { tries: Mutex::default(), hashing: Semaphore::new(2) }
    }
}

impl Door {
    /// Waits for one of the few places where passwords are reckoned.
    pub(crate) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        self.hashing.acquire().await.ok() // never closed
    }

    /// Counts a try as failed, for all keys together; `opened` takes it back. Counting first keeps
    /// many tries at once from slipping through. `Err`: the seconds to wait; then nothing counts.
    pub(crate) fn knock(&self, keys: &[Knock], now: Timestamp) -> Result<(), u64> {
        let mut tries = self.lock();
        let wait = keys
            .iter()
            .filter_map(|k| tries.get(&k.key))
            .map(|t| t.until.as_microsecond() - now.as_microsecond())
            .max()
            .unwrap_or(0);
        if wait > 0 {
            return Err((wait as u64).div_ceil(1_000_000));
        }
        for knock in keys {
            let known = tries.get(&knock.key).filter(|t| !forgotten(t, now));
            let failed = known.map_or(0, |t| t.failed).saturating_add(1);
            let wait = pause(failed, knock);
            let until = now.checked_add(jiff::SignedDuration::from_secs(wait)).unwrap_or(now);
            if tries.len() >= MOST_KEYS && !tries.contains_key(&knock.key) {
                make_room(&mut tries, now);
            }
            tries.insert(knock.key.clone(), Tries { failed, last: now, until });
        }
        Ok(())
    }

    /// The try was right: what it counted is taken back, and nobody waits for it.
    pub(crate) fn opened(&self, keys: &[Knock], now: Timestamp) {
        let mut tries = self.lock();
        for knock in keys {
            if let Some(t) = tries.get_mut(&knock.key) {
                t.failed = t.failed.saturating_sub(1);
                t.until = now;
            }
        }
    }

    /// Forgets the failures of one key altogether.
    pub(crate) fn forget(&self, key: &str) {
        self.lock().remove(key);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Tries>> {
        self.tries.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// One second after the last free failure, then twice as long each time.
fn pause(failed: u32, knock: &Knock) -> i64 {
    match failed.checked_sub(knock.free) {
        None | Some(0) => 0,
        Some(over) => {
            1i64.checked_shl(over - 1).filter(|_| over < 30).unwrap_or(i64::MAX).min(knock.longest)
        }
    }
}

fn forgotten(t: &Tries, now: Timestamp) -> bool {
    t.until <= now && now.duration_since(t.last).as_secs() > MEMORY_SECONDS
}

fn make_room(tries: &mut HashMap<String, Tries>, now: Timestamp) {
    tries.retain(|_, t| !forgotten(t, now));
    if tries.len() >= MOST_KEYS
        && let Some(oldest) = tries.iter().min_by_key(|(_, t)| t.last).map(|(key, _)| key.clone())
    {
        tries.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn keys() -> [Knock; 1] {
        [Knock { key: "a".into(), free: 3, longest: 60 }]
    }

    #[test]
    fn waits_grow_and_end() {
        let (door, mut now, mut waits) = (Door::default(), 0, vec![]);
        for _ in 0..12 {
            while let Err(wait) = door.knock(&keys(), at(now)) {
                waits.push(wait);
                assert_eq!(door.knock(&keys(), at(now + wait as i64 - 1)).unwrap_err(), 1);
                now += wait as i64;
            }
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        now += 60 + MEMORY_SECONDS + 1;
        for _ in 0..4 {
            assert_eq!(door.knock(&keys(), at(now)), Ok(()));
        }
        assert_eq!(door.knock(&keys(), at(now)), Err(1));
    }

    #[test]
    fn a_right_try_costs_nothing() {
        let door = Door::default();
        for n in 0..100 {
            assert_eq!(door.knock(&keys(), at(n)), Ok(()));
            door.opened(&keys(), at(n));
        }
    }

    #[test]
    fn the_memory_does_not_grow() {
        let door = Door::default();
        for n in 0..MOST_KEYS as i64 + 500 {
            let key = Knock { key: n.to_string(), free: 3, longest: 60 };
            assert_eq!(door.knock(&[key], at(n / 100)), Ok(()));
        }
        assert_eq!(door.lock().len(), MOST_KEYS);
    }
}
