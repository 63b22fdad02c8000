//! One attempt to hand a letter to the SMTP server, told in the phases that
//! matter: before the body, the moment before its first byte, after it.

use std::error::Error as _;
use std::fmt::Display;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use tokio::time::timeout;

use super::letter::Letter;
use super::{Message, NotSent, Outcome, Smtp, SmtpProblem, Step, Tls};

/// What the server says is shown to people; it need not be long.
const LONGEST_REPLY: usize = 500;

/// Offers the letter to the server.
///
/// `on_data` runs once, after the server has answered 354 to DATA and before
/// the first byte of the body goes out. The caller durably records there that
/// the letter is under way: a crash before that record may safely send again, a
/// crash after it leaves the fate unknown. If `on_data` fails the body is not
/// sent. When it never ran, the outcome is never `Accepted` or `Unknown`.
pub async fn send<F, E>(smtp: &Smtp, message: &Message, on_data: F) -> Outcome
where
    F: AsyncFnOnce() -> Result<(), E>,
    E: Display,
{
    let letter = match message.letter() {
        Ok(letter) => letter,
        Err(error) => return Outcome::NotSent { error: error.into() },
    };
    let mut connection = match connect(smtp).await {
        Ok(connection) => connection,
        Err(outcome) => return outcome,
    };
    if let Err(outcome) = announce(smtp, &mut connection, &letter).await {
        // Nothing of the letter is in the server yet, so a polite end is safe.
        leave(connection);
        return outcome;
    }
    if let Err(error) = on_data().await {
        // No QUIT here: the server would take it for the letter's first line.
        // A connection that ends before the final dot sends nothing (RFC 5321,
        // section 4.1.1.4).
        return Outcome::NotSent { error: NotSent::NotRecorded(error.to_string()) };
    }
    let patience = Duration::from_secs(smtp.final_timeout_seconds);
    match timeout(patience, connection.message(&letter.bytes)).await {
        Err(_) => {
            unknown(format!("no verdict on the letter within {} s", smtp.final_timeout_seconds))
        }
        Ok(Err(error)) => refused(Step::Letter, &error).unwrap_or_else(|| unknown(reason(&error))),
        Ok(Ok(reply)) if code(&reply) / 100 == 2 => {
            leave(connection);
            Outcome::Accepted {
                server_reply: readable(&format!("{} {}", code(&reply), words(&reply))),
            }
        }
        Ok(Ok(reply)) => {
            unknown(format!("strange verdict on the letter: {} {}", code(&reply), words(&reply)))
        }
    }
}

/// Connects and signs in without sending anything, to try settings out.
pub async fn check(smtp: &Smtp) -> Result<(), Outcome> {
    connect(smtp).await.map(leave)
}

/// From nothing to a session that may take a letter.
async fn connect(smtp: &Smtp) -> Result<AsyncSmtpConnection, Outcome> {
    smtp.validate().map_err(not_sent)?;
    let tls = tls(smtp).await.map_err(not_sent)?;
    let hello = smtp.hello.clone().map_or_else(ClientId::default, ClientId::Domain);
    let (from_start, later) = match smtp.tls {
        Tls::Tls => (tls, None),
        _ => (None, tls),
    };
    let patience = Some(Duration::from_secs(smtp.timeout_seconds));
    let server = (smtp.host.as_str(), smtp.port());
    let opening = AsyncSmtpConnection::connect_tokio1(server, patience, &hello, from_start, None);
    let mut connection = in_time(smtp, Step::Hello, opening).await?;
    if let Some(tls) = later {
        if !connection.can_starttls() {
            return Err(not_sent(NotSent::Tls("the server does not offer STARTTLS".to_owned())));
        }
        in_time(smtp, Step::StartTls, connection.starttls(tls, &hello)).await?;
    }
    if let (Some(user), Some(password)) = (&smtp.user, &smtp.password) {
        if connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            return Err(not_sent(NotSent::NoSignIn));
        }
        let credentials = Credentials::new(user.clone(), password.clone());
        let reply =
            in_time(smtp, Step::SignIn, connection.auth(DEFAULT_MECHANISMS, &credentials)).await?;
        expect(2, &reply)?;
    }
    Ok(connection)
}

/// Sender, recipient and the announcement, up to the server's "go on" (354).
async fn announce(
    smtp: &Smtp,
    connection: &mut AsyncSmtpConnection,
    letter: &Letter,
) -> Result<(), Outcome> {
    let sender = Mail::new(Some(letter.from.clone()), vec![]);
    expect(2, &in_time(smtp, Step::Sender, connection.command(sender)).await?)?;
    let recipient = Rcpt::new(letter.to.clone(), vec![]);
    expect(2, &in_time(smtp, Step::Recipient, connection.command(recipient)).await?)?;
    expect(3, &in_time(smtp, Step::Data, connection.command(Data)).await?)
}

async fn in_time<T>(
    smtp: &Smtp,
    step: Step,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Outcome> {
    let seconds = smtp.timeout_seconds;
    match timeout(Duration::from_secs(seconds), work).await {
        Err(_) => Err(not_sent(NotSent::TimedOut { seconds })),
        Ok(Err(error)) => Err(refused(step, &error).unwrap_or_else(|| not_sent(why(&error)))),
        Ok(Ok(value)) => Ok(value),
    }
}

async fn tls(smtp: &Smtp) -> Result<Option<TlsParameters>, NotSent> {
    if smtp.tls == Tls::None {
        return Ok(None);
    }
    let mut parameters = TlsParameters::builder(smtp.host.clone());
    if let Some(file) = &smtp.ca_file {
        let problem =
            |error: &dyn Display| SmtpProblem::CaFile(format!("{}: {error}", file.display()));
        let pem = tokio::fs::read(file).await.map_err(|error| problem(&error))?;
        let own = Certificate::from_pem(&pem).map_err(|error| problem(&error))?;
        parameters = parameters.add_root_certificate(own);
    }
    parameters.build_rustls().map(Some).map_err(|error| NotSent::Tls(reason(&error)))
}

/// Says goodbye without keeping the caller waiting.
fn leave(mut connection: AsyncSmtpConnection) {
    tokio::spawn(async move { timeout(Duration::from_secs(5), connection.abort()).await });
}

fn refused(step: Step, error: &Error) -> Option<Outcome> {
    let code = error.status()?;
    let text = error.source().map_or_else(String::new, ToString::to_string);
    Some(Outcome::Rejected {
        step,
        permanent: error.is_permanent(),
        code: code.into(),
        text: readable(&text),
    })
}

fn why(error: &Error) -> NotSent {
    if error.is_tls() || untrusted(error) {
        NotSent::Tls(reason(error))
    } else if error.is_response() && !hung_up(error) || error.is_client() {
        NotSent::Protocol(reason(error))
    } else {
        NotSent::Connection(reason(error))
    }
}

/// A handshake that failed comes as invalid data on the connection.
fn untrusted(error: &Error) -> bool {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let mut broken = causes.filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    broken.any(|cause| cause.kind() == std::io::ErrorKind::InvalidData)
}

fn expect(class: u16, reply: &Response) -> Result<(), Outcome> {
    match code(reply) / 100 == class {
        true => Ok(()),
        false => {
            Err(not_sent(NotSent::Protocol(readable(&format!("{} {}", code(reply), words(reply))))))
        }
    }
}

fn not_sent(error: impl Into<NotSent>) -> Outcome {
    Outcome::NotSent { error: error.into() }
}

fn unknown(error: String) -> Outcome {
    Outcome::Unknown { error: readable(&error) }
}

fn code(reply: &Response) -> u16 {
    reply.code().into()
}

fn words(reply: &Response) -> String {
    reply.message().collect::<Vec<_>>().join(" ")
}

fn reason(error: &Error) -> String {
    if hung_up(error) {
        return "the server hung up".to_owned();
    }
    let text = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    readable(text.trim_start_matches("Connection error: "))
}

/// The library tells the end of a connection like an answer broken off.
fn hung_up(error: &Error) -> bool {
    error.is_response()
        && error.source().is_some_and(|source| source.to_string() == "incomplete response")
}

fn readable(text: &str) -> String {
    text.split(|c: char| c.is_control())
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .chars()
        .take(LONGEST_REPLY)
        .collect()
}
