//! What is done to a cell before it becomes part of a review, and how a text with
//! control characters is shown without letting them act.

use super::html::to_plain;
use super::row::Flags;
use std::borrow::Cow;

/// Plain text of a cell; what was taken away or looks dangerous is flagged.
pub(crate) fn text(cell: &str, flags: &mut Flags) -> String {
    let (plain, html) = to_plain(cell);
    flags.html_removed |= html;
    let plain = plain.replace("\r\n", "\n").replace('\r', "\n");
    let unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let clean = if plain.contains(unwanted) {
        flags.controls_removed = true;
        plain.chars().filter(|c| !unwanted(*c)).collect()
    } else {
        plain
    };
    flags.bidi |= clean.contains(turns_text);
    clean.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned()
}

/// A short field: one line.
pub(crate) fn line(cell: &str, flags: &mut Flags) -> String {
    let text = text(cell, flags);
    if text.contains(['\n', '\t']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text
    }
}

/// The text with direction overrides made visible, so that they turn nothing around
/// on a page: U+202E becomes ⟦U+202E⟧. The stored text keeps them.
pub fn display_safe(text: &str) -> Cow<'_, str> {
    if !text.contains(turns_text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if turns_text(c) {
            out.push_str(&format!("⟦U+{:04X}⟧", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Embeddings, overrides and isolates; plain marks (U+200E, U+200F) are harmless.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_are_kept_and_shown_harmlessly() {
        let mut flags = Flags::default();
        let kept = text(" счёт\u{202e}fdp.exe\u{7}\r\nдалее ", &mut flags);
        assert_eq!(kept, "счёт\u{202e}fdp.exe\nдалее");
        assert!(flags.bidi && flags.controls_removed && !flags.html_removed);
        assert_eq!(display_safe(&kept), "счёт⟦U+202E⟧fdp.exe\nдалее");
        assert_eq!(text("😀😀", &mut Flags::default()), "😀😀");
    }
}
