//! Local peers for tests: programs that speak the vendors' protocols, started
//! on first use and gone with the test. No product code in here.

pub mod browser;
pub mod paper;
pub mod peer;
pub mod postgres;
pub mod smtp;
