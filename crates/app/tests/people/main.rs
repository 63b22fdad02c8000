//! People, sign-in, tokens, brands, the regulation: what they do and whom they refuse.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

#[path = "../world/mod.rs"]
#[macro_use]
mod world;

mod brands;
mod permissions;
mod persons;
mod regulations;
mod sign_in;
