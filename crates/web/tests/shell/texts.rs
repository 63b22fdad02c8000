//! Every text exists in the three languages with the same arguments, and every text that is asked
//! for exists: by the templates, by the pages, and by what `app` and the domain may answer.

use fluent_templates::fluent_bundle::FluentResource;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LANGS: [&str; 3] = ["ru", "en", "ro"];

#[test]
fn every_text_is_in_three_languages_with_the_same_arguments() {
    let russian = texts("ru");
    for lang in ["en", "ro"] {
        let other = texts(lang);
        let here: BTreeSet<_> = russian.keys().collect();
        let there: BTreeSet<_> = other.keys().collect();
        let missing: Vec<_> = here.symmetric_difference(&there).collect();
        assert!(missing.is_empty(), "in one of ru and {lang} only: {missing:?}");
        for (key, arguments) in &other {
            assert_eq!(arguments, &russian[key], "arguments of {key} in {lang}");
        }
    }
}

#[test]
fn every_file_is_sound_fluent_and_no_text_is_defined_twice() {
    for lang in LANGS {
        let mut seen = BTreeMap::new();
        for file in files(&root().join("locales").join(lang), "ftl") {
            let text = std::fs::read_to_string(&file).unwrap();
            if let Err((_, errors)) = FluentResource::try_new(text.clone()) {
                panic!("{}: {errors:?}", file.display());
            }
            for key in keys(&text) {
                let before = seen.insert(key.clone(), file.clone());
                assert_eq!(before, None, "{key} in {lang} is also in {}", file.display());
            }
        }
    }
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let known: BTreeSet<String> = texts("en").into_keys().collect();
    let asked = Regex::new(r#"\b(?:t|cx\.t|self)\.(?:s|a)\(\s*"([a-z0-9-]+)""#).unwrap();
    let mut wanted = found(&asked, &[root().join("templates")], "html");
    wanted.extend(found(&asked, &[root().join("src")], "rs"));
    // Families asked for by code.
    let rooms = [root().join("../app/src"), root().join("../domain/src")];
    let problem = r#"(?:invalid(?:_with)?\(\s*[^,()]+,\s*|problem:\s*|problem\()"([a-z_-]+)""#;
    let problems = found(&Regex::new(problem).unwrap(), &rooms, "rs");
    assert!(problems.len() > 20, "the pattern still finds the problems of fields: {problems:?}");
    wanted.extend(problems.iter().map(|p| format!("invalid-{}", p.replace('_', "-"))));
    let refusal = Regex::new(r#"=> "([a-z_]+)""#).unwrap();
    let refusals = found(&refusal, &[root().join("../domain/src/case/refusal.rs")], "rs");
    assert!(refusals.len() > 10, "the pattern still finds the refusals: {refusals:?}");
    for code in refusals {
        wanted.insert(format!("refusal-{}-cause", code.replace('_', "-")));
        wanted.insert(format!("refusal-{}-way", code.replace('_', "-")));
    }
    use app::domain::promise::PromiseStatus;
    use app::domain::reading::{Intent, Language, Tone};
    use app::domain::{Outcome, Stage};
    let mut family = |name: &str, codes: Vec<&str>| {
        wanted.extend(codes.iter().map(|c| format!("{name}-{}", c.replace('_', "-"))));
    };
    family("stage", Stage::ALL.iter().map(|s| s.code()).collect());
    family("outcome", Outcome::ALL.iter().map(|s| s.code()).collect());
    family("tone", Tone::ALL.iter().map(|s| s.code()).collect());
    family("intent", Intent::ALL.iter().map(|s| s.code()).collect());
    family("language", Language::ALL.iter().map(|s| s.code()).collect());
    family("promise", PromiseStatus::ALL.iter().map(|s| s.code()).collect());
    let missing: Vec<_> = wanted.difference(&known).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Key and the names of its arguments.
fn texts(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let argument = Regex::new(r"\$([a-z_]+)").unwrap();
    let start = Regex::new(r"(?m)^[a-z]").unwrap();
    let mut all = BTreeMap::new();
    for file in files(&root().join("locales").join(lang), "ftl") {
        let text = std::fs::read_to_string(file).unwrap();
        let starts: Vec<usize> = start.find_iter(&text).map(|m| m.start()).collect();
        for (i, from) in starts.iter().enumerate() {
            let message = &text[*from..starts.get(i + 1).copied().unwrap_or(text.len())];
            let Some((key, body)) = message.split_once(" =") else { continue };
            let names = argument.captures_iter(body).map(|c| c[1].to_owned()).collect();
            all.insert(key.to_owned(), names);
        }
    }
    all
}

fn keys(text: &str) -> Vec<String> {
    let key = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").unwrap();
    key.captures_iter(text).map(|c| c[1].to_owned()).collect()
}

fn found(pattern: &Regex, places: &[PathBuf], ending: &str) -> BTreeSet<String> {
    let files = places.iter().flat_map(|place| files(place, ending));
    // Examples in comments ask for nothing.
    let code = |text: String| {
        let lines = text.lines().filter(|l| !l.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let texts: Vec<String> = files.map(|f| code(std::fs::read_to_string(f).unwrap())).collect();
    texts.iter().flat_map(|t| pattern.captures_iter(t)).map(|c| c[1].to_owned()).collect()
}

fn files(place: &Path, ending: &str) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let mut all = Vec::new();
    for entry in std::fs::read_dir(place).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            all.push(path);
        }
    }
    all.sort();
    all
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
