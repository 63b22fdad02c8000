//! The pages of mentions, search, wishes, import and export, walked through without script.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

#[path = "../settings/browser.rs"]
#[allow(dead_code)] // each test binary uses its part
mod browser;
#[path = "../../../app/tests/world/mod.rs"]
mod world;

mod clients;
mod imports;
mod lists;
mod sight;
