//! A reply as a letter: headers that keep it in its thread, plain text in
//! quoted-printable. Whatever comes in, no text can add a header of its own.

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};

use super::{ids, reply_subject};

/// A subject or name longer than this is cut: header lines end at 998 bytes.
const LONGEST_LINE: usize = 240;

/// One reply from a person to a person. It is no automatic letter, so it has
/// no `Auto-Submitted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub from: String,
    pub from_name: String,
    pub to: String,
    pub to_name: String,
    /// Of the thread; with `in_reply_to` it gets `Re: ` exactly once.
    pub subject: String,
    pub text: String,
    /// When the reply was written; the same at every attempt.
    pub date: Timestamp,
    /// From [`super::message_id`]; the same at every attempt.
    pub message_id: String,
    /// The Message-ID of the letter that is answered.
    pub in_reply_to: Option<String>,
    /// The References (or else In-Reply-To) of the letter that is answered.
    pub references: Vec<String>,
}

/// Why a message cannot become a letter. No later attempt will do better.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    #[error("\"{0}\" is not an e-mail address")]
    Address(String),
    #[error(
        "the name before the @ in \"{0}\" has letters beyond a–z, which mail servers do not reliably take"
    )]
    LocalPart(String),
    #[error("\"{0}\" cannot be a Message-ID")]
    MessageId(String),
    #[error("the letter could not be put together: {0}")]
    Letter(String),
}

/// What goes to the server.
pub(super) struct Letter {
    pub from: Address,
    pub to: Address,
    /// All lines end with CRLF but the last; ASCII only.
    pub bytes: Vec<u8>,
}

impl Message {
    /// The letter in RFC 5322 form, its lines ended by CRLF.
    pub fn to_bytes(&self) -> Result<Vec<u8>, MessageError> {
        let mut bytes = self.letter()?.bytes;
        bytes.extend_from_slice(b"\r\n");
        Ok(bytes)
    }

    pub(super) fn letter(&self) -> Result<Letter, MessageError> {
        let (from, to) = (address(&self.from)?, address(&self.to)?);
        let own_id = ids::bracketed(&self.message_id)
            .ok_or_else(|| MessageError::MessageId(one_line(&self.message_id)))?;
        let parent = self.in_reply_to.as_deref().and_then(ids::bracketed);
        let subject = match self.in_reply_to {
            Some(_) => reply_subject(&self.subject),
            None => self.subject.clone(),
        };
        let envelope = Envelope::new(Some(from.clone()), vec![to.clone()]).map_err(other)?;
        let mut letter = lettre::Message::builder()
            .envelope(envelope)
            .from(mailbox(&self.from_name, &from))
            .to(mailbox(&self.to_name, &to))
            .date(SystemTime::from(self.date.max(Timestamp::UNIX_EPOCH)))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Subject"),
                one_line(&subject),
            ))
            .raw_header(ids::header("Message-ID", &[own_id]))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("MIME-Version"),
                "1.0".to_owned(),
            ))
            .header(ContentType::TEXT_PLAIN);
        let chain = ids::chain(&self.references, self.in_reply_to.as_deref());
        if let Some(parent) = parent {
            letter = letter.raw_header(ids::header("In-Reply-To", &[parent]));
        }
        if !chain.is_empty() {
            letter = letter.raw_header(ids::header("References", &chain));
        }
        let body =
            Body::new_with_encoding(lines(&self.text), ContentTransferEncoding::QuotedPrintable)
                .map_err(|_| MessageError::Letter("text".to_owned()))?;
        let mut bytes = letter.body(body).map_err(other)?.formatted();
        // The end of the last line goes out with the final dot.
        if bytes.ends_with(b"\r\n") {
            bytes.truncate(bytes.len() - 2);
        }
        Ok(Letter { from, to, bytes })
    }
}

fn other(error: lettre::error::Error) -> MessageError {
    MessageError::Letter(error.to_string())
}

/// Domains in any script become their ASCII form; the part before the @ must be ASCII.
fn address(text: &str) -> Result<Address, MessageError> {
    let bad = || MessageError::Address(one_line(text));
    let (user, domain) = text.trim().rsplit_once('@').ok_or_else(bad)?;
    if !user.is_ascii() {
        return Err(MessageError::LocalPart(one_line(text)));
    }
    let domain = if domain.is_ascii() {
        domain.to_owned()
    } else {
        idna::domain_to_ascii(domain).map_err(|_| bad())?
    };
    let clean =
        |part: &str| part.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>'));
    if !clean(user) || !clean(&domain) {
        return Err(bad());
    }
    Address::new(user, domain).map_err(|_| bad())
}

fn mailbox(name: &str, address: &Address) -> Mailbox {
    let name = one_line(name);
    Mailbox::new((!name.is_empty()).then_some(name), address.clone())
}

/// Text fit for a header: no control characters, single spaces, not endless,
/// and nothing that poses as an encoded word.
fn one_line(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_control() || hidden(c) { ' ' } else { c }).collect();
    let words = spaced.replace("=?", "= ?");
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LONGEST_LINE) {
        line.truncate(end);
        line.push('…');
    }
    line
}

/// Line and paragraph separators, and marks that turn the direction of writing.
fn hidden(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text without control characters, its lines ended alike, ending with one.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut clean: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    clean.truncate(clean.trim_end().len());
    clean.push('\n');
    clean
}
