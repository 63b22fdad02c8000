//! Message-IDs: the one that a letter gets, the same at every attempt, and the
//! foreign ones that it refers to (RFC 5322, section 3.6.4).

use lettre::message::header::{HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

/// A References field longer than this is of no use to any mail program.
const MOST_REFERENCES: usize = 20;

/// Header lines end at 998 characters (RFC 5322, section 2.1.1); ids are never folded.
const LONGEST: usize = 900;

/// The Message-ID of the letter with this idempotency key: the same for the
/// same key, so a letter that did go out twice is one letter to mail programs
/// and can be found again at the server.
pub fn message_id(idempotency_key: &str, from: &str) -> String {
    let domain = from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let domain = idna::domain_to_ascii(domain).unwrap_or_default();
    let domain = if plain(&domain) { domain.as_str() } else { "localhost" };
    let key = if plain(idempotency_key) && idempotency_key.len() <= 64 {
        idempotency_key.to_owned()
    } else {
        hex::encode(&Sha256::digest(idempotency_key.as_bytes())[..20])
    };
    format!("<{key}@{domain}>")
}

/// An id in angle brackets, if it can stand in a header at all.
pub(super) fn bracketed(id: &str) -> Option<String> {
    let id = id.trim();
    let bare = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(id);
    let fits = !bare.is_empty() && bare.len() <= LONGEST;
    let clean = bare.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>');
    (fits && clean).then(|| format!("<{bare}>"))
}

/// The chain of a reply: that of the letter it answers, then that letter itself.
/// Of a long chain the beginning and the latest remain. Ids that cannot stand
/// in a header are left out: better a loose thread than an answer not sent.
pub(super) fn chain(references: &[String], parent: Option<&str>) -> Vec<String> {
    let parent = parent.and_then(bracketed);
    let mut chain: Vec<String> = Vec::new();
    for id in references.iter().filter_map(|id| bracketed(id)) {
        if Some(&id) != parent.as_ref() && !chain.contains(&id) {
            chain.push(id);
        }
    }
    chain.extend(parent);
    if chain.len() > MOST_REFERENCES {
        chain.drain(1..=chain.len() - MOST_REFERENCES);
    }
    chain
}

/// A header of ids, each on a line of its own.
pub(super) fn header(name: &'static str, ids: &[String]) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        ids.join(" "),
        ids.join("\r\n "),
    )
}

fn plain(text: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    text.split('.').all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_has_one_id() {
        assert_eq!(
            message_id("0192-ab.reply_1", "help@example.ro"),
            "<0192-ab.reply_1@example.ro>"
        );
        assert_eq!(message_id("k", "help@кафе.рф"), "<k@xn--80akn5b.xn--p1ai>");
        let odd = message_id("a b\r\nBcc: x@y>", "nobody");
        assert_eq!(odd, message_id("a b\r\nBcc: x@y>", "nobody"));
        assert!(
            bracketed(&odd).is_some() && odd.ends_with("@localhost>") && !odd.contains(' '),
            "{odd}"
        );
        assert_ne!(odd, message_id("a b\r\nBcc: x@y", "nobody"));
    }

    #[test]
    fn chains_end_with_the_letter_they_answer() {
        let old: Vec<String> =
            ["<a@x>", "b@x", "<p@x>", "bad id", "<b@x>", ""].map(str::to_owned).into();
        assert_eq!(chain(&old, Some("<p@x>")), ["<a@x>", "<b@x>", "<p@x>"]);
        assert_eq!(chain(&old, Some("p@x\r\nBcc: evil@x")), ["<a@x>", "<b@x>", "<p@x>"]);
        let long: Vec<String> = (0..100).map(|n| format!("<{n}@x>")).collect();
        let kept = chain(&long, Some("<last@x>"));
        assert_eq!((kept.len(), kept[0].as_str(), kept[1].as_str()), (20, "<0@x>", "<82@x>"));
        assert_eq!(kept[19], "<last@x>");
    }
}
