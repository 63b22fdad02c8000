//! The subject of a reply: "Re: " once, whatever the mail programs of the three
//! countries and their neighbours have put there before.

/// Words that mail programs put before the subject of an answer.
const ANSWERS: &[&str] = &[
    "re",
    "aw",
    "antw",
    "antwort",
    "sv",
    "vs",
    "vá",
    "odp",
    "отв",
    "ответ",
    "на",
    "răsp",
    "rasp",
    "răspuns",
    "raspuns",
    "rif",
    "res",
    "ref",
    "ynt",
    "atb",
    "bls",
    "απ",
    "回复",
    "回覆",
    "答复",
    "返信",
    "답장",
    "רה",
    "رد",
];

/// `Re: ` and the subject without any answer marks of its own, such as
/// `Re[2]:`, `RE :`, `НА:`, `Отв.:`, `Răsp:`. Forward marks are part of the
/// subject and remain.
pub fn reply_subject(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some(shorter) = without_mark(rest) {
        rest = shorter;
    }
    format!("Re: {rest}").trim_end().to_owned()
}

fn without_mark(subject: &str) -> Option<&str> {
    let (mark, rest) = subject.split_once([':', '：'])?;
    let mark = without_count(mark.trim()).trim_end_matches('.').to_lowercase();
    // Some programs write "ă" as two characters.
    let mark = mark.replace("a\u{306}", "ă");
    ANSWERS.contains(&mark.as_str()).then(|| rest.trim_start())
}

/// `Re[2]`, `Re(2)`, `Re^2` and `Re 2` are `Re`.
fn without_count(mark: &str) -> &str {
    mark.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '^' | ' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mark_remains() {
        for (subject, expected) in [
            ("Жалоба на доставку", "Re: Жалоба на доставку"),
            ("RE: Re[2]: Отв: НА: Жалоба", "Re: Жалоба"),
            ("Răsp: Reclamație", "Re: Reclamație"),
            ("Ra\u{306}sp: Reclamație", "Re: Reclamație"),
            ("Re : Re：  order 12:30", "Re: order 12:30"),
            ("AW: Re^3: x", "Re: x"),
            ("Fwd: Re: x", "Re: Fwd: Re: x"),
            ("Re: Fwd: Re: x", "Re: Fwd: Re: x"),
            ("Response: x", "Re: Response: x"),
            ("Наконец: дошло", "Re: Наконец: дошло"),
            ("  ", "Re:"),
            ("Re:", "Re:"),
            ("12: x", "Re: 12: x"),
        ] {
            let got = reply_subject(subject);
            assert_eq!(got, expected, "{subject}");
            assert_eq!(reply_subject(&got), got, "a second time changes nothing");
        }
    }
}
