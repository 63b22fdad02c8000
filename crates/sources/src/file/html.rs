//! HTML in a cell to plain text. Only tags and entities that HTML knows are touched:
//! "a < b", "<user>" and "I <3 it" stay as they were written.

/// Tags that end a line.
const BLOCKS: &[&str] = &[
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "section",
    "article",
    "header",
    "footer",
];

const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "body", "center", "cite", "code", "dd", "del", "dl", "dt", "em",
    "font", "form", "head", "html", "i", "img", "input", "ins", "label", "link", "mark", "meta",
    "nobr", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "svg", "tbody", "td",
    "tfoot", "th", "thead", "title", "u", "video", "wbr", "button", "iframe", "option", "select",
    "textarea",
];

/// Tags whose content is not for readers.
const HIDDEN: &[&str] = &["script", "style"];

/// The plain text, and whether anything was taken away.
pub(crate) fn to_plain(text: &str) -> (String, bool) {
    if !text.contains('<') && !text.contains('&') {
        return (text.to_owned(), false);
    }
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let step = match rest.as_bytes()[0] {
            b'<' => markup(rest, &mut out),
            _ => entity(rest).map(|(c, length)| {
                out.push(c);
                length
            }),
        };
        match step {
            Some(length) => {
                changed = true;
                rest = &rest[length..];
            }
            None => {
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    if changed { (tidy_lines(&out), true) } else { (out, false) }
}

/// Length of the markup at the start of `rest`, if it is any.
fn markup(rest: &str, out: &mut String) -> Option<usize> {
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
    }
    let inner = rest[1..].trim_start_matches('/');
    let name: String = inner
        .chars()
        .take(12)
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let after = inner[name.len()..].chars().next();
    if name.is_empty() || !matches!(after, Some('>' | '/' | ' ' | '\n' | '\t' | '\r')) {
        return None;
    }
    let known = |list: &[&str]| list.contains(&name.as_str());
    let end = tag_end(rest)?;
    if known(HIDDEN) {
        let close = format!("</{name}");
        let body = rest[end..].to_ascii_lowercase();
        let Some(at) = body.find(&close) else { return Some(rest.len()) };
        let tail = &rest[end + at..];
        return Some(end + at + tail.find('>').map_or(tail.len(), |gt| gt + 1));
    }
    if known(BLOCKS) {
        out.push('\n');
    } else if !known(INLINE) {
        return None;
    } else if matches!(name.as_str(), "td" | "th") {
        out.push(' ');
    }
    Some(end)
}

/// Past the `>` that closes a tag; quotes in attributes may hold one.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(4096) {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The character an entity stands for and the entity's length.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'))?
        }
        None => named(name)?,
    };
    Some((if c == '\u{a0}' { ' ' } else { c }, end + 1))
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "laquo" => '«',
        "raquo" => '»',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "euro" => '€',
        "pound" => '£',
        "deg" => '°',
        "times" => '×',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

/// No spaces at line ends and at most one empty line in a row.
fn tidy_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().lines().map(str::trim) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::to_plain;

    #[test]
    fn markup_goes_and_text_stays() {
        for (html, plain) in [
            ("<p>Плохо<br/>очень</p>", "Плохо\nочень"),
            ("&laquo;Да&raquo; &amp; &#1085;ет&nbsp;!", "«Да» & нет !"),
            ("<script>alert('<b>')</script>ok", "ok"),
            ("<a href=\"x>y\">link</a>", "link"),
            ("<!-- c -->x", "x"),
            ("<SPAN class=a>x</SPAN>", "x"),
        ] {
            assert_eq!(to_plain(html), (plain.to_owned(), true), "{html}");
        }
        for text in [
            "a < b && c > d",
            "I <3 it",
            "<user> wrote to <url>",
            "AT&T",
            "&unknown; &#0;",
            "<b",
            "R&D;",
        ] {
            assert_eq!(to_plain(text), (text.to_owned(), false), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_passes(text in "[<>&;#a-z/!\" -]{0,60}|\\PC{0,40}") {
            to_plain(&text);
        }
    }
}
