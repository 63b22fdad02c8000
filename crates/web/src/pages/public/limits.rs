//! How often one address may look and send. Counted in memory: a restart forgives.

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::time::Duration;

/// Five messages in ten minutes, sixty pages in a minute, each by address.
pub(crate) struct Limits {
    looks: DefaultKeyedRateLimiter<String>,
    messages: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
}

const LOOKS: NonZeroU32 = NonZeroU32::new(60).unwrap();
const MESSAGES: NonZeroU32 = NonZeroU32::new(5).unwrap();
const BETWEEN_MESSAGES: Duration = Duration::from_secs(120);
/// With so many addresses known, those that may do everything again are forgotten.
const MANY: usize = 10_000;

impl Default for Limits {
    fn default() -> Self {
        let messages = Quota::with_period(BETWEEN_MESSAGES).unwrap_or(Quota::per_hour(MESSAGES));
        Limits {
            looks: RateLimiter::keyed(Quota::per_minute(LOOKS)),
            messages: RateLimiter::keyed(messages.allow_burst(MESSAGES)),
            clock: DefaultClock::default(),
        }
    }
}

impl Limits {
    /// `Err` is the number of seconds to wait.
    pub(super) fn look(&self, who: &String) -> Result<(), u32> {
        self.ask(&self.looks, who)
    }

    pub(super) fn message(&self, who: &String) -> Result<(), u32> {
        self.ask(&self.messages, who)
    }

    fn ask(&self, limit: &DefaultKeyedRateLimiter<String>, who: &String) -> Result<(), u32> {
        if limit.len() > MANY {
            limit.retain_recent();
        }
        limit.check_key(who).map_err(|refusal| {
            let wait = refusal.wait_time_from(self.clock.now());
            u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX)
        })
    }
}
