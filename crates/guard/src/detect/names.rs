//! Full names in a public reply, and a salutation with the name of somebody else.

use super::{before, capital, words};
use crate::Draft;
use std::ops::Range;

/// A title or a salutation with two names, or a name with a patronymic, that the client did not post.
pub(super) fn find(draft: &Draft) -> Vec<Range<usize>> {
    let text = draft.text;
    let all = words(text);
    let posted = draft.facts.client_text.unwrap_or_default().to_lowercase();
    let mut found = Vec::new();
    for (i, pair) in all.windows(2).enumerate() {
        let [(at, first), (next, second)] = [pair[0], pair[1]];
        let side_by_side = text[at + first.len()..next].chars().all(|c| c == ' ');
        if !side_by_side
            || !capital(first)
            || !capital(second)
            || posted.contains(&second.to_lowercase())
        {
            continue;
        }
        let lead = before(text, at, 28);
        let title = i > 0 && TITLES.contains(&&*all[i - 1].1.to_lowercase());
        let greeted = i > 0
            && greets(&all[i - 1].1.to_lowercase())
            && text[next + second.len()..].starts_with([',', '!']);
        let fathers = patronymic(second);
        if (fathers || title || greeted)
            && !STAFF.iter().any(|s| lead.contains(s))
            && !is_title(first)
        {
            let mut end = next + second.len();
            if fathers
                && let Some((third_at, third)) = all.get(i + 2)
                && capital(third)
                && text[end..*third_at].trim().is_empty()
            {
                end = third_at + third.len();
            }
            found.push(at..end);
        }
    }
    found
}

/// "Dear Victor" to a client called Irina. Short forms of one name count as the name.
pub(super) fn wrong_salutation(draft: &Draft) -> Vec<Range<usize>> {
    let Some(client) = draft.facts.client_name else { return Vec::new() };
    let all = words(draft.text);
    let own: Vec<String> = words(client).into_iter().map(|(_, w)| w.to_lowercase()).collect();
    let mut found = Vec::new();
    for pair in all.windows(2) {
        let [(greeted_at, greeting), (at, name)] = [pair[0], pair[1]];
        // "Good day! Judging by the date, …": another sentence, which need not begin with a name.
        if draft.text[greeted_at + greeting.len()..at].contains(['!', '.', '?', '\n']) {
            continue;
        }
        let ends = draft.text[at + name.len()..].trim_start().starts_with([',', '!', '.']);
        let name_low = name.to_lowercase();
        let is_name = capital(name) && !is_title(name) && !COMMON.contains(&&*name_low);
        if greets(&greeting.to_lowercase())
            && is_name
            && ends
            && !own.iter().any(|o| same(o, &name_low))
        {
            found.push(at..at + name.len());
        }
    }
    found
}

/// Names that call the client or sign the letter: nobody is spoken of by them.
pub(crate) fn addressed(draft: &Draft) -> Vec<Range<usize>> {
    let text = draft.text;
    let own: Vec<String> = words(draft.facts.client_name.unwrap_or_default())
        .into_iter()
        .map(|(_, w)| w.to_lowercase())
        .collect();
    let all = words(text);
    let mut found = Vec::new();
    for (i, (at, word)) in all.iter().enumerate().filter(|(_, (_, w))| capital(w)) {
        let (lead, rest) = (&text[..*at], &text[at + word.len()..]);
        let low = word.to_lowercase();
        let called = i == 0 && rest.starts_with([',', '!']) || own.iter().any(|o| same(o, &low));
        let line = rest.trim_start_matches([' ', '.', '!']);
        let signs = lead.trim_end_matches(' ').ends_with([',', '\n'])
            && (line.is_empty() || line.starts_with('\n'));
        // "It is in my hands, I, Anna."
        let myself = lead.ends_with(", ")
            && i > 0
            && ["я", "i", "me", "eu"].contains(&&*all[i - 1].1.to_lowercase());
        if called || signs || myself {
            found.push(*at..at + word.len());
        }
    }
    found
}

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "господин",
    "госпожа",
    "г",
    "doamna",
    "doamnă",
    "doamnei",
    "domnul",
    "domnule",
    "dna",
    "dl",
    "domnului",
];

/// Before the name of one of ours.
const STAFF: &[&str] = &[
    "с уважением",
    "меня зовут",
    "менеджер",
    "директор",
    "наш",
    "мастер",
    "администратор",
    "руководител",
    "специалист",
    "врач",
    "доктор",
    "regards",
    "my name is",
    "manager",
    "our ",
    "director",
    "colleague",
    "engineer",
    "cu stim",
    "coleg",
    "numele meu",
    "mă numesc",
    "ma numesc",
    "nostru",
    "noastr",
    "салон",
    "ресторан",
    "улиц",
    "проспект",
    "strada",
    "street",
];

const COMMON: &[&str] = &[
    "клиент",
    "покупатель",
    "гость",
    "друзья",
    "коллеги",
    "all",
    "there",
    "team",
    "customer",
    "sir",
    "madam",
    "guest",
    "client",
    "clientă",
    "user",
    "tuturor",
    "ziua",
    "день",
    "вечер",
    "утро",
];

fn is_title(word: &str) -> bool {
    TITLES.contains(&&*word.to_lowercase())
}

fn greets(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "здравствуйте",
        "привет",
        "дорогой",
        "дорогая",
        "dear",
        "hi",
        "hello",
        "hey",
        "stimate",
        "stimată",
        "stimata",
        "stimatul",
        "dragă",
        "draga",
        "dragul",
        "salut",
        "ziua",
        "день",
        "вечер",
    ];
    word.starts_with("уважаем") || WORDS.contains(&word)
}

/// -ович, -евич, -ична, -овна, -евна and their cases.
fn patronymic(word: &str) -> bool {
    let w = word.to_lowercase();
    let ends = |list: &[&str]| {
        list.iter().any(|e| w.ends_with(e) && w.chars().count() > e.chars().count() + 2)
    };
    ends(&[
        "ович",
        "евич",
        "овна",
        "евна",
        "ична",
        "овне",
        "евне",
        "ичне",
        "овну",
        "евну",
        "овны",
        "евны",
        "овичу",
        "евичу",
    ])
}

/// The same name in another case or a usual short form of it.
fn same(a: &str, b: &str) -> bool {
    const SHORT: &[&[&str]] = &[
        &["александр", "александра", "саша", "саня", "шура"],
        &["екатерина", "катя", "катерина"],
        &["мария", "маша", "маруся"],
        &["анна", "аня"],
        &["дмитрий", "дима", "митя"],
        &["наталья", "наталия", "наташа"],
        &["татьяна", "таня"],
        &["елена", "лена", "алена"],
        &["иван", "ваня"],
        &["михаил", "миша"],
        &["николай", "коля"],
        &["алексей", "леша", "алеша"],
        &["владимир", "вова", "володя"],
        &["евгений", "евгения", "женя"],
        &["светлана", "света"],
        &["юлия", "юля"],
        &["ольга", "оля"],
        &["robert", "bob", "rob"],
        &["william", "bill", "will"],
        &["elizabeth", "liz", "beth", "betty"],
        &["james", "jim"],
        &["margaret", "maggie", "peggy"],
        &["richard", "dick", "rick"],
        &["catherine", "katherine", "kate", "cathy"],
        &["gheorghe", "george", "gigi"],
        &["ion", "ionel", "nelu"],
        &["elena", "lenuța", "lenuta", "ileana"],
        &["alexandru", "sandu", "alex"],
    ];
    let head = |s: &str| s.chars().take(3).collect::<String>();
    head(a) == head(b) || SHORT.iter().any(|group| group.contains(&a) && group.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, Facts};

    fn draft<'a>(text: &'a str, name: Option<&'a str>) -> Draft<'a> {
        let facts = Facts { client_name: name, ..Facts::default() };
        Draft {
            text,
            stage: domain::Stage::FactFinding,
            channel: Channel::Public,
            lang: None,
            facts,
        }
    }

    #[test]
    fn full_names() {
        let check = |text: &str, want: &[&str]| {
            let got: Vec<&str> = find(&draft(text, None)).into_iter().map(|r| &text[r]).collect();
            assert_eq!(got, want, "{text}");
        };
        check("Ирина Сергеевна Котова, звоним вам", &["Ирина Сергеевна Котова"]);
        check("Mrs Irene Kotova, we are calling", &["Irene Kotova"]);
        check("Hello John Smith, thanks", &["John Smith"]);
        check("Doamnă Popescu Ioana, v-am scris", &["Popescu Ioana"]);
        check("Наш директор Ольга Петровна ответит вам", &[]);
        check("Ирина, жаль, что так вышло", &[]);
        check("Dear Customer, High Street is open", &[]);
    }

    #[test]
    fn salutations() {
        let check = |text: &str, name: &str, wrong: bool| {
            assert_eq!(
                !wrong_salutation(&draft(text, Some(name))).is_empty(),
                wrong,
                "{text} / {name}"
            );
        };
        check("Уважаемый Виктор, жаль", "Ирина", true);
        check("Dear Victor, we are sorry", "Irina", true);
        check("Здравствуйте, Катя!", "Екатерина", false);
        check("Hi Tom, thanks", "Tom Brown", false);
        check("Dear customer, thanks", "Irina", false);
        check("Irina, am vorbit cu Victor, curierul", "Irina", false);
    }
}
