//! How to reach the company's SMTP server, as it stands in the configuration.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The server that takes outgoing mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Name or address of the server.
    pub host: String,
    /// Left out: 465 for `tls`, 587 for `starttls`, 25 for `none`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    #[serde(default)]
    pub tls: Tls,
    /// Left out: no sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// What this machine calls itself; left out: its host name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hello: Option<String>,
    /// Certificates (PEM) to trust beside the system's: a server of one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<PathBuf>,
    /// The longest wait for an answer to each command before the letter itself.
    #[serde(default = "half_a_minute")]
    pub timeout_seconds: u64,
    /// The longest wait for the verdict on the letter. RFC 5321 (section
    /// 4.5.3.2.6) asks for ten minutes: who gives up earlier does not know
    /// whether the letter went out.
    #[serde(default = "ten_minutes")]
    pub final_timeout_seconds: u64,
}

/// How the connection is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Not at all: a server on this machine.
    None,
    /// Plain at first, then encrypted; never falls back to plain.
    #[default]
    Starttls,
    /// Encrypted from the first byte.
    Tls,
}

/// What is wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpProblem {
    #[error("smtp.host is empty")]
    NoHost,
    #[error("smtp.{0} must be between 1 and 3600 seconds")]
    Timeout(&'static str),
    #[error("smtp.user and smtp.password belong together: one of them is missing")]
    HalfSignIn,
    #[error(
        "smtp.tls = \"none\" would send the password in the clear to {0}: use \"starttls\" or \"tls\""
    )]
    PasswordInTheClear(String),
    #[error("smtp.hello must be a host name")]
    Hello,
    #[error("smtp.ca_file: {0}")]
    CaFile(String),
}

impl Smtp {
    /// A server without sign-in, all else by default.
    pub fn new(host: &str, port: u16, tls: Tls) -> Self {
        Self {
            host: host.to_owned(),
            port: Some(port),
            tls,
            user: None,
            password: None,
            hello: None,
            ca_file: None,
            timeout_seconds: half_a_minute(),
            final_timeout_seconds: ten_minutes(),
        }
    }

    /// The port to connect to.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Tls::None => 25,
            Tls::Starttls => 587,
            Tls::Tls => 465,
        })
    }

    /// Finds contradictions without connecting.
    pub fn validate(&self) -> Result<(), SmtpProblem> {
        if self.host.trim().is_empty() {
            return Err(SmtpProblem::NoHost);
        }
        if !(1..=3600).contains(&self.timeout_seconds) {
            return Err(SmtpProblem::Timeout("timeout_seconds"));
        }
        if !(1..=3600).contains(&self.final_timeout_seconds) {
            return Err(SmtpProblem::Timeout("final_timeout_seconds"));
        }
        if self.user.is_some() != self.password.is_some() {
            return Err(SmtpProblem::HalfSignIn);
        }
        if self.user.is_some() && self.tls == Tls::None && !self.is_this_machine() {
            return Err(SmtpProblem::PasswordInTheClear(self.host.clone()));
        }
        if self
            .hello
            .as_ref()
            .is_some_and(|name| name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()))
        {
            return Err(SmtpProblem::Hello);
        }
        Ok(())
    }

    fn is_this_machine(&self) -> bool {
        let address = self.host.parse::<std::net::IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }
}

/// Passwords stay out of logs.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("host", &self.host)
            .field("port", &self.port())
            .field("tls", &self.tls)
            .field("user", &self.user)
            .field("password", &self.password.as_ref().map(|_| "…"))
            .finish_non_exhaustive()
    }
}

fn half_a_minute() -> u64 {
    30
}

fn ten_minutes() -> u64 {
    600
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contradictions_are_found_and_passwords_hidden() {
        let mut smtp = Smtp::new("mail.example.ro", 25, Tls::None);
        assert_eq!(smtp.validate(), Ok(()));
        smtp.user = Some("desk".to_owned());
        assert_eq!(smtp.validate(), Err(SmtpProblem::HalfSignIn));
        smtp.password = Some("hunter2".to_owned());
        assert!(matches!(smtp.validate(), Err(SmtpProblem::PasswordInTheClear(_))));
        assert!(!format!("{smtp:?}").contains("hunter2"));
        smtp.host = "127.0.0.1".to_owned();
        assert_eq!(smtp.validate(), Ok(()));
        smtp.hello = Some("a b\r\nQUIT".to_owned());
        assert_eq!(smtp.validate(), Err(SmtpProblem::Hello));
        smtp.timeout_seconds = 0;
        assert_eq!(smtp.validate(), Err(SmtpProblem::Timeout("timeout_seconds")));
    }

    #[test]
    fn only_the_host_must_be_given() {
        let smtp: Smtp = serde_json::from_str(r#"{"host": "mail.example.ro"}"#).unwrap();
        assert_eq!((smtp.tls, smtp.port(), smtp.final_timeout_seconds), (Tls::Starttls, 587, 600));
        assert!(serde_json::from_str::<Smtp>(r#"{"host": "x", "pasword": "y"}"#).is_err());
    }
}
