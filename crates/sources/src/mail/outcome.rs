//! What is known about a letter after an attempt to send it. Only `Unknown`
//! leaves a doubt, and only a person may settle it.

use super::{MessageError, SmtpProblem};

/// The end of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has taken the letter and answers for it.
    Accepted { server_reply: String },
    /// The server said no at `step`: certainly not sent. `permanent` for 5xx;
    /// after 4xx another attempt may succeed.
    Rejected { step: Step, permanent: bool, code: u16, text: String },
    /// Certainly not sent: the letter's body never went out.
    NotSent { error: NotSent },
    /// The body was on its way and no verdict came back: it may have arrived.
    /// Sending again by itself could send it twice.
    Unknown { error: String },
}

/// The command that the server refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its first word, or our greeting.
    Hello,
    StartTls,
    /// Name and password: the settings are wrong, not the letter.
    SignIn,
    Sender,
    Recipient,
    /// The announcement of the letter.
    Data,
    /// The letter itself, after the whole of it was seen.
    Letter,
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    #[error(transparent)]
    Message(#[from] MessageError),
    #[error(transparent)]
    Settings(#[from] SmtpProblem),
    #[error("no connection to the mail server: {0}")]
    Connection(String),
    #[error("no secure connection to the mail server: {0}")]
    Tls(String),
    #[error("the mail server offers no way to sign in that we know")]
    NoSignIn,
    #[error("no answer from the mail server within {seconds} s")]
    TimedOut { seconds: u64 },
    #[error("the mail server does not speak SMTP as it should: {0}")]
    Protocol(String),
    #[error("the start of sending could not be recorded: {0}")]
    NotRecorded(String),
}

impl NotSent {
    /// Whether the letter itself is at fault, so that no later attempt helps.
    pub fn permanent(&self) -> bool {
        matches!(self, Self::Message(_))
    }
}
