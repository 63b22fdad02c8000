//! Small readings of a cell that several steps share.

/// Exports write "nothing" in many ways.
pub(crate) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || matches!(
            text.to_lowercase().as_str(),
            "-" | "--"
                | "—"
                | "–"
                | "n/a"
                | "na"
                | "null"
                | "none"
                | "nil"
                | "nan"
                | "нет"
                | "н/д"
                | "nu"
        )
}

/// Errors that a spreadsheet leaves in cells.
pub(crate) fn is_sheet_error(text: &str) -> bool {
    matches!(
        text,
        "#REF!"
            | "#N/A"
            | "#VALUE!"
            | "#NAME?"
            | "#DIV/0!"
            | "#NUM!"
            | "#NULL!"
            | "#ССЫЛКА!"
            | "#Н/Д"
            | "#ЗНАЧ!"
            | "#ИМЯ?"
            | "#ДЕЛ/0!"
            | "#ЧИСЛО!"
            | "#ПУСТО!"
    )
}

pub(crate) fn is_url(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("http://") || text.starts_with("https://"))
        && text.len() < 2048
        && !text.contains(char::is_whitespace)
}

/// A header as it is compared: lower case, letters and digits only, without
/// Romanian diacritics.
pub(crate) fn squash(header: &str) -> String {
    words(header).concat()
}

/// The words of a header; `reviewText` and `review_text` have two.
pub(crate) fn words(header: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower_before = false;
    for c in header.chars() {
        let c = fold(c);
        if (!c.is_alphanumeric() || (c.is_uppercase() && lower_before)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        lower_before = c.is_lowercase();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

fn fold(c: char) -> char {
    match c {
        'ă' | 'â' | 'à' => 'a',
        'Ă' | 'Â' => 'A',
        'î' => 'i',
        'Î' => 'I',
        'ș' | 'ş' => 's',
        'Ș' | 'Ş' => 'S',
        'ț' | 'ţ' => 't',
        'Ț' | 'Ţ' => 'T',
        'ё' => 'е',
        'Ё' => 'Е',
        other => other,
    }
}
