//! Slots of a template that nobody filled: brackets, underscores, letters that stand for figures.

use std::ops::Range;

pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [("{", "}"), ("[", "]"), ("<", ">"), ("«[", "]»"), ("(", ")")] {
        found.extend(brackets(text, open, close));
    }
    found.extend(underscores(text));
    found.extend(stand_ins(text));
    found
}

/// Bracketed words that name what should stand there. Masks (`<user>`) and codes (`[A-12]`) do not.
fn brackets(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(open).map(|i| i + from) {
        let inner_at = start + open.len();
        let Some(len) = text[inner_at..].find(close) else { break };
        let inner =
            text[inner_at..inner_at + len].trim_matches(['{', '[', '<', '$', '%', '#', ' ']);
        from = inner_at;
        if slot(inner, open) {
            found.push(start..inner_at + len + close.len());
            from = inner_at + len;
        }
    }
    found
}

fn slot(inner: &str, open: &str) -> bool {
    let low = inner.to_lowercase();
    let count = low.chars().count();
    if inner.is_empty() || count > 60 {
        return false;
    }
    let first =
        low.split([' ', '_', '.', '-', '/', ':']).find(|w| !w.is_empty()).unwrap_or_default();
    let named = low.split([' ', '_', '.', '-', '/', ',', ':']).any(|w| NAMED.contains(&w));
    let ordered = first == "de" && open == "<" || ORDERS.iter().any(|o| first.starts_with(o));
    match open {
        // Braces are never written by hand.
        "{" => {
            inner.chars().all(|c| c.is_alphanumeric() || "_ .-|".contains(c))
                && inner.chars().any(char::is_alphabetic)
        }
        "<" => ordered || named && (low.contains(' ') || low.contains('_') || !low.is_ascii()),
        "(" => ordered && count > 8 && !low.ends_with('?'),
        _ => ordered || named && !low.chars().any(|c| c.is_ascii_digit()),
    }
}

/// What a slot is called.
const NAMED: &[&str] = &[
    "имя",
    "фио",
    "фамилия",
    "отчество",
    "клиент",
    "клиента",
    "номер",
    "дата",
    "время",
    "сумма",
    "заказ",
    "заказа",
    "товар",
    "товара",
    "адрес",
    "город",
    "компания",
    "компании",
    "магазин",
    "название",
    "подпись",
    "должность",
    "телефон",
    "ссылка",
    "причина",
    "срок",
    "name",
    "firstname",
    "lastname",
    "fullname",
    "first",
    "customer",
    "client",
    "number",
    "order",
    "date",
    "time",
    "amount",
    "sum",
    "product",
    "item",
    "address",
    "city",
    "company",
    "store",
    "signature",
    "title",
    "phone",
    "link",
    "reason",
    "agent",
    "your",
    "xxx",
    "nume",
    "numele",
    "prenume",
    "prenumele",
    "client",
    "număr",
    "numar",
    "numărul",
    "numarul",
    "comanda",
    "comandă",
    "comenzii",
    "data",
    "ora",
    "suma",
    "produs",
    "produsul",
    "adresa",
    "oraș",
    "oras",
    "firma",
    "companie",
    "magazin",
    "semnătura",
    "semnatura",
    "funcția",
    "telefon",
    "motiv",
    "motivul",
    "termen",
];

/// How a note to oneself begins.
const ORDERS: &[&str] = &[
    "встав",
    "укаж",
    "указа",
    "впиш",
    "подстав",
    "заполн",
    "допис",
    "дополн",
    "добавить",
    "уточнить у",
    "insert",
    "enter",
    "fill",
    "add",
    "todo",
    "tbd",
    "complet",
    "introdu",
    "adaug",
    "inser",
    "scrie",
];

/// Three underscores or more, or a run of dots in a form's blank.
fn underscores(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c == '_', from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                if at - start >= 3 {
                    found.push(start..at);
                }
                from = None;
            }
            _ => {}
        }
    }
    found
}

/// "XX мая", "ДД.ММ.ГГГГ", "TBD", "(ая)", "%name%".
fn stand_ins(text: &str) -> Vec<Range<usize>> {
    const DATES: &[&str] = &[
        "ДД.ММ",
        "дд.мм",
        "DD.MM",
        "dd/mm",
        "DD/MM",
        "MM/DD",
        "ZZ.LL",
        "zz.ll",
        "ЧЧ:ММ",
        "чч:мм",
        "HH:MM",
        "hh:mm",
        "YYYY",
        "ГГГГ",
        "AAAA",
        "lorem ipsum",
        "Lorem ipsum",
        "%name%",
        "%NAME%",
        "%имя%",
        "$name",
        "#ИМЯ",
        "#NAME",
        "ый(ая)",
        "Уважаемый/ая",
        "ой(ая)",
        "Имя Отчество",
        "Иванов Иван Иванович",
    ];
    let mut found: Vec<Range<usize>> = DATES
        .iter()
        .flat_map(|d| text.match_indices(d).map(|(at, s)| at..at + s.len()))
        .filter(|r| alone(text, r))
        .collect();
    let all = super::words(text);
    for (i, (at, word)) in all.iter().enumerate() {
        let blank =
            matches!(*word, "XX" | "ХХ" | "xx" | "хх" | "XXX" | "ХХХ" | "NN" | "XXXX" | "ХХХХ");
        let next = all.get(i + 1).map(|(_, w)| w.to_lowercase()).unwrap_or_default();
        let month = MONTHS.iter().any(|m| next.starts_with(m));
        let numbered = super::before(text, *at, 3).contains(['№', '#']);
        if blank && (month || numbered) || matches!(*word, "TBD" | "TODO" | "FIXME" | "TBC") {
            found.push(*at..at + word.len());
        }
    }
    found
}

/// AAAA and YYYY inside a longer word (an account number) are no slots.
fn alone(text: &str, r: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = text[r.clone()].chars().all(char::is_alphabetic);
    !whole || !letter(text[..r.start].chars().next_back()) && !letter(text[r.end..].chars().next())
}

const MONTHS: &[&str] = &[
    "январ",
    "феврал",
    "март",
    "апрел",
    "мая",
    "май",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "ian",
    "mai",
    "iun",
    "iul",
    "noi",
    "рубл",
    "lei",
    "час",
    "дн",
    "days",
    "zile",
];

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn slots() {
        for text in [
            "Добрый день! <вставить извинение>. Срок решения",
            "Срок — ХХ мая.",
            "Hi! <insert apology here>.",
            "due on XX May",
            "Bună ziua, {nume}!",
            "Comanda nr. [NUMĂR] este",
            "Salut! <de completat scuze>.",
            "Dear {{first_name}},",
            "Hi [Customer Name], we",
            "Уважаемый(ая) _____,",
            "until TBD.",
            "[Имя], здравствуйте",
        ] {
            assert!(!find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn no_slots() {
        for text in [
            "Код на коробке: [A-12]; сфотографируйте",
            "Здравствуйте, <user>! См. <url>",
            "the price (add VAT)",
            "Size XXL is back",
            "размер ХХ есть",
            "contul RO49AAAA1B31007593840000",
            "a < b and c > d",
            "{",
        ] {
            assert!(find(text).is_empty(), "{text}: {:?}", find(text));
        }
    }
}
