//! The API as a program meets it: its document, its problems, who may do what; and the figures for
//! whoever runs the machine.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

mod contract;
mod desk;
mod faults;
mod figures;
mod fits;
mod matrix;
mod sight;
