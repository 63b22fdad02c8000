//! Mail servers for tests: a real one (Debian's `exim4-daemon-light`) that
//! delivers into a directory the test reads, and one that fails on purpose.

mod exim;
mod faulty;

pub use exim::{Mail, SmtpServer};
pub use faulty::{Fault, FaultyServer, Stage};
