//! Interface texts: every key stands in all three languages with the same
//! variables, and every key that a page names exists.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use crate::tree::Tree;

const HOME: &str = "crates/web/locales/";
const LANGUAGES: &[&str] = &["ru", "en", "ro"];
/// How pages and handlers name a text (crates/web/src/i18n.rs).
const CALLS: &[&str] = &["t.s(\"", "t.a(\"", "t.of(\""];

/// Key (`key`, `key.attribute` or `-term`) to where it stands and the variables it uses.
type Texts = BTreeMap<String, Text>;

struct Text {
    place: String,
    variables: BTreeSet<String>,
}

pub fn check(tree: &Tree, faults: &mut Vec<Fault>) -> anyhow::Result<()> {
    let mut languages = vec![];
    for language in LANGUAGES {
        languages.push((*language, read(tree, language, faults)?));
    }
    compare(&languages, faults);
    let known: BTreeSet<&str> = languages[0].1.keys().map(String::as_str).collect();
    named(tree, &known, faults)
}

fn read(tree: &Tree, language: &str, faults: &mut Vec<Fault>) -> anyhow::Result<Texts> {
    let mut texts = Texts::new();
    let home = format!("{HOME}{language}");
    for path in tree.below(&home, "ftl") {
        let text = tree.text(path)?;
        let mut message = String::new();
        let mut current = None;
        for (n, line) in text.lines().enumerate() {
            let place = format!("{path}:{}", n + 1);
            if line.starts_with('#') {
                continue;
            }
            let key = match start(line) {
                Some((key, _)) if key.starts_with('.') => format!("{message}{key}"),
                Some((key, _)) => {
                    message = key.to_owned();
                    message.clone()
                }
                None => {
                    let unread = !line.is_empty() && !line.starts_with([' ', '}']);
                    if unread || line.starts_with('\t') {
                        faults.push(Fault::new(&place, "neither a text nor its continuation"));
                    }
                    let text = current.as_ref().and_then(|key| texts.get_mut(key));
                    if let Some(Text { variables, .. }) = text {
                        variables.extend(variables_in(line));
                    }
                    continue;
                }
            };
            let variables = variables_in(line).collect();
            let text = Text { place: place.clone(), variables };
            if let Some(first) = texts.insert(key.clone(), text) {
                faults.push(Fault::new(&place, format!("{key} stands in {} too", first.place)));
            }
            current = Some(key);
        }
    }
    Ok(texts)
}

/// `key = …`, `-term = …` or `    .attribute = …`.
fn start(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    let indented = key.starts_with(' ');
    let key = key.trim();
    let word = key.strip_prefix(if indented { '.' } else { '-' }).unwrap_or(key);
    if indented && !key.starts_with('.') {
        return None;
    }
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.chars().all(letters))
        .then_some((key, value))
}

/// The `$name`s of a line.
fn variables_in(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
        let name = &rest[..end.unwrap_or(rest.len())];
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_owned())
    })
}

fn compare(languages: &[(&str, Texts)], faults: &mut Vec<Fault>) {
    let all: BTreeSet<&String> = languages.iter().flat_map(|(_, t)| t.keys()).collect();
    for key in all {
        let have: Vec<_> = languages.iter().filter_map(|(l, t)| Some((l, t.get(key)?))).collect();
        let (_, first) = have[0];
        for (language, texts) in languages {
            match texts.get(key) {
                None => faults.push(Fault::new(
                    &first.place,
                    format!("{key} is missing in {HOME}{language}"),
                )),
                Some(text) if text.variables != first.variables => faults.push(Fault::new(
                    &text.place,
                    format!("{key} uses other variables than in {}", first.place),
                )),
                Some(_) => {}
            }
        }
    }
}

fn named(tree: &Tree, known: &BTreeSet<&str>, faults: &mut Vec<Fault>) -> anyhow::Result<()> {
    let templates = tree.below("crates/web/templates/", "html");
    for path in templates.chain(tree.below("crates/web/src/", "rs")) {
        for (n, line) in without_comments(&tree.text(path)?).lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for (call, key) in keys(line) {
                let family = format!("{key}-");
                let exists = match call {
                    "t.of(\"" => known.iter().any(|k| k.starts_with(&family)),
                    _ => known.contains(key),
                };
                if !exists {
                    let at = format!("{path}:{}", n + 1);
                    faults.push(Fault::new(&at, format!("no text has the key {key}")));
                }
            }
        }
    }
    Ok(())
}

/// The page without `{# … #}`, with its lines still where they were.
fn without_comments(page: &str) -> String {
    let mut kept = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{#") {
        kept.push_str(before);
        let (comment, after) = after.split_once("#}").unwrap_or((after, ""));
        kept.extend(comment.matches('\n'));
        rest = after;
    }
    kept + rest
}

/// The literal keys that a line names, with the call that names them.
fn keys(line: &str) -> impl Iterator<Item = (&'static str, &str)> {
    CALLS.iter().flat_map(move |call| {
        line.match_indices(call).filter_map(move |(at, _)| {
            let before = line[..at].chars().next_back();
            let whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
            let rest = &line[at + call.len()..];
            whole.then(|| (*call, &rest[..rest.find('"').unwrap_or(rest.len())]))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    const RU: &str = "\
        # Первая страница\n\
        title = Стол\n\
        cases = { $n ->\n    [one] { $n } дело\n   *[other] { $n } дел\n}\n\
        field = Имя\n    .hint = Как в паспорте: имя = фамилия\n\
        tone-negative = Отрицательно\n";
    const EN: &str = "\
        title = Desk\n\
        cases = { $n ->\n    [one] { $n } case\n   *[other] { $n } cases\n}\n\
        field = Name\n    .hint = As in the passport\n\
        tone-negative = Negative\n";

    fn with(ro: &str, page: &str) -> Vec<String> {
        said(
            &[
                ("crates/web/locales/ru/a.ftl", RU),
                ("crates/web/locales/en/a.ftl", EN),
                ("crates/web/locales/ro/a.ftl", ro),
                ("crates/web/templates/a.html", page),
            ],
            check,
        )
    }

    #[test]
    fn the_same_texts_in_three_languages_pass() {
        let page =
            r#"{{ t.s("title") }} {{ page.t.a("cases", [("n", 1)]) }} {{ t.of("tone", x) }}"#;
        assert_eq!(with(EN, page), Vec::<String>::new());
    }

    #[test]
    fn a_key_that_lacks_in_one_language_is_a_fault() {
        let ro = EN.replace("    .hint = As in the passport\n", "");
        let place = "crates/web/locales/ru/a.ftl:8";
        assert_eq!(
            with(&ro, ""),
            [format!("{place}: field.hint is missing in crates/web/locales/ro")]
        );
    }

    #[test]
    fn another_variable_is_a_fault() {
        let said = with(&EN.replace("$n", "$number"), "");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("cases uses other variables"), "{said:?}");
    }

    #[test]
    fn the_same_key_twice_is_a_fault() {
        let said = with(&format!("{EN}title = Birou\n"), "");
        assert_eq!(said.len(), 1, "{said:?}");
    }

    #[test]
    fn a_line_that_is_no_text_is_a_fault() {
        let said = with(&format!("{EN}no equals sign\n"), "");
        assert_eq!(said.len(), 1, "{said:?}");
    }

    #[test]
    fn a_page_that_names_an_unknown_key_is_a_fault() {
        let page =
            "{# t.s(\"old\")\n#}{{ t.s(\"titel\") }} {{ t.of(\"mood\", x) }} {{ list.s(\"x\") }}";
        assert_eq!(
            with(EN, page),
            [
                "crates/web/templates/a.html:2: no text has the key titel",
                "crates/web/templates/a.html:2: no text has the key mood",
            ]
        );
    }
}
