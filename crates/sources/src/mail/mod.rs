//! Replies by e-mail: a letter in RFC 5322 form and its delivery to the
//! company's SMTP server. What was decided about the reply, and the memory of
//! what was sent, are the caller's.

mod ids;
mod letter;
mod outcome;
mod send;
mod settings;
mod subject;

pub use ids::message_id;
pub use letter::{Message, MessageError};
pub use outcome::{NotSent, Outcome, Step};
pub use send::{check, send};
pub use settings::{Smtp, SmtpProblem, Tls};
pub use subject::reply_subject;
