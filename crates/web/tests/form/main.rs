//! The pages for clients as a visitor meets them, without cookies and without script: the complaint
//! form, the private page, the widget, and the poster that leads there.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

mod complaint;
mod conversation;
mod outside;
mod poster;
mod receipt;
mod visitor;
#[path = "../../../app/tests/world/mod.rs"]
mod world;
