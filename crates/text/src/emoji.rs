//! Emoji and emoticons: how far one reaches and what it is called in its normal form.

use crate::letters::is_invisible;
use crate::scan::LONGEST_SMILE;

/// Length in bytes of the emoji that `s` begins with, with its modifiers and joined parts.
pub(crate) fn emoji_len(s: &str) -> Option<usize> {
    let mut chars = s.char_indices().peekable();
    let (_, first) = chars.next()?;
    if !is_emoji(first) {
        return None;
    }
    let mut end = first.len_utf8();
    let mut flag_open = is_flag(first);
    while let Some(&(at, c)) = chars.peek() {
        let joined = match c {
            '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' => true,
            '\u{200d}' => match s[at + c.len_utf8()..].chars().next() {
                Some(next) if is_emoji(next) => {
                    chars.next();
                    end = at + c.len_utf8() + next.len_utf8();
                    chars.next();
                    continue;
                }
                _ => false,
            },
            c if flag_open && is_flag(c) => {
                flag_open = false;
                true
            }
            _ => false,
        };
        if !joined {
            break;
        }
        end = at + c.len_utf8();
        chars.next();
    }
    Some(end)
}

/// The emoji without colour of skin and without variation selectors.
pub(crate) fn emoji_norm(raw: &str) -> String {
    let bare: String = raw
        .chars()
        .filter(|&c| {
            !matches!(c, '\u{1f3fb}'..='\u{1f3ff}') && (c == '\u{200d}' || !is_invisible(c))
        })
        .collect();
    if bare.is_empty() { raw.to_owned() } else { bare }
}

/// An emoticon at the beginning of `s`: its length and its canonical form. `before` is the
/// character in front of it.
pub(crate) fn emoticon(s: &str, before: Option<char>) -> Option<(usize, &'static str)> {
    let b = s.as_bytes();
    let after_word = before.is_some_and(char::is_alphanumeric);
    if let Some(len) =
        ["<3", "^_^", "^^", "-_-", "o_o", "O_O", "о_О", "О_о", "xD", "XD", "хД", "ХД"]
            .iter()
            .find(|e| s.starts_with(**e))
            .map(|e| e.len())
    {
        if after_word && !s.starts_with(['^', '<']) || next_is_alnum(s, len) {
            return None;
        }
        let canonical = match &s[..len] {
            "<3" => "<3",
            "-_-" => ":/",
            "^_^" | "^^" => ":)",
            "xD" | "XD" | "хД" | "ХД" => ":D",
            _ => ":o",
        };
        return Some((len, canonical));
    }
    if !matches!(b.first(), Some(b':' | b';' | b'=' | b'8')) || (b[0] == b'8' && after_word) {
        return None;
    }
    let mut at = 1;
    let tear = b.get(at) == Some(&b'\'');
    if matches!(b.get(at), Some(b'-' | b'\'' | b'^')) {
        at += 1;
    }
    let mouth = *b.get(at)?;
    let run = b[at..].iter().take(LONGEST_SMILE).take_while(|&&m| m == mouth).count();
    let end = at + run;
    let canonical = match mouth {
        b')' | b']' if b[0] == b';' => ";)",
        b')' | b']' => ":)",
        b'(' | b'[' if !next_is_alnum(s, end) => {
            if tear {
                ":'("
            } else {
                ":("
            }
        }
        b'D' if !next_is_alnum(s, end) && b[0] != b'8' => ":D",
        b'P' | b'p' if !after_word && !next_is_alnum(s, end) && b[0] != b'8' => ":P",
        b'*' if b[0] != b'8' && b[0] != b'=' => ":*",
        b'/' | b'\\' | b'|'
            if !after_word && run == 1 && !next_is_alnum(s, end) && b[0] != b'8' =>
        {
            ":/"
        }
        b'o' | b'O' if !after_word && !next_is_alnum(s, end) && b[0] != b'8' => ":o",
        _ => return None,
    };
    Some((end, canonical))
}

fn next_is_alnum(s: &str, at: usize) -> bool {
    s.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}')
        && !matches!(c, '\u{2768}'..='\u{2775}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_one() {
        for e in ["😀", "👍🏽", "👨‍👩‍👧", "🇷🇴", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
        {
            assert_eq!(emoji_len(e), Some(e.len()), "{e}");
        }
        assert_eq!(emoji_len("👍👍"), Some("👍".len()));
        assert_eq!(emoji_len("🇷🇴🇷🇴"), Some("🇷🇴".len()));
        assert_eq!(emoji_len("а"), None);
        assert_eq!(emoji_norm("👍🏽"), "👍");
        assert_eq!(emoji_norm("❤️"), "❤");
    }

    #[test]
    fn emoticons() {
        assert_eq!(emoticon(":-) ok", None), Some((3, ":)")));
        assert_eq!(emoticon(":(((", None), Some((4, ":(")));
        assert_eq!(emoticon(":'(", None), Some((3, ":'(")));
        assert_eq!(emoticon(":D", None), Some((2, ":D")));
        assert_eq!(emoticon(":Delivery", None), None);
        assert_eq!(emoticon("://x", Some('p')), None);
        assert_eq!(emoticon(":(нет)", Some('и')), None);
        assert_eq!(emoticon("<3", None), Some((2, "<3")));
    }
}
