//! The shell as a visitor meets it: headers, forms, sign-in, languages, problems.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

mod desk;
mod headers;
mod journey;
mod languages;
mod texts;
