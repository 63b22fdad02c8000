//! Mentions, search, views, wishes, import and export: what they find, and what they show to whom.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

#[path = "../world/mod.rs"]
#[macro_use]
mod world;

mod exports;
mod imports;
mod lists;
mod resuming;
mod said;
mod searches;
mod sight;
mod views;
