//! Applying the rules to a draft: analysis, phrases, exceptions, detectors, one sorted list.

use crate::catalogue::{Detector, Rule, Scope, rule, rules};
use crate::finding::{Finding, hash};
use crate::{Draft, detect};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;
use text::pattern::{Error, Flags, Hit, Macros, Set, Source, Words};
use text::{Analysis, Lang};

pub(crate) fn check(draft: &Draft) -> Vec<Finding> {
    let active: Vec<usize> =
        (0..rules().len()).filter(|i| rules()[*i].applies(draft.stage, draft.channel)).collect();
    let mut found = Vec::new();
    for analysis in analyses(draft) {
        phrases(draft, &analysis, &active, &mut found);
    }
    for i in &active {
        if let Some(detector) = rules()[*i].detector {
            for span in detect::run(detector, draft) {
                found.push(finding(
                    &rules()[*i],
                    draft,
                    span.clone(),
                    &words_of(&draft.text[span]),
                ));
            }
        }
    }
    found.retain(|f| !posted_by_client(f, draft));
    found.sort_by(|a, b| (a.start, a.end, a.rule).cmp(&(b.start, b.end, b.rule)));
    found.dedup_by(|b, a| a.rule == b.rule && b.start < a.end);
    found
}

/// What the client himself has written may be repeated to him: no disclosure.
fn posted_by_client(finding: &Finding, draft: &Draft) -> bool {
    let discloses = rule(finding.rule).is_some_and(|r| r.detector == Some(Detector::Identifiers));
    let said = &draft.text[finding.start..finding.end];
    discloses
        && draft.facts.client_text.is_some_and(|t| t.to_lowercase().contains(&said.to_lowercase()))
}

/// The draft in the languages to read it in. Short drafts in Latin letters are easily mistaken, so both
/// languages are tried unless the text is clearly one of them.
fn analyses<'t>(draft: &Draft<'t>) -> Vec<Analysis<'t>> {
    const SURE: f32 = 0.9;
    let cyrillic = draft.text.chars().filter(|c| matches!(c, '\u{400}'..='\u{4ff}')).count();
    let latin = draft.text.chars().filter(|c| c.is_alphabetic() && *c < '\u{250}').count();
    let one = |lang| Analysis::with_lang(draft.text, lang);
    match draft.lang {
        _ if cyrillic > latin => return vec![one(Lang::Ru)],
        Some(lang @ (Lang::En | Lang::Ro)) => return vec![one(lang)],
        _ => {}
    }
    let guess = Analysis::new(draft.text);
    match guess.lang {
        Lang::En | Lang::Ro if guess.lang_confidence >= SURE => vec![guess],
        Lang::En => vec![guess, one(Lang::Ro)],
        Lang::Ro => vec![guess, one(Lang::En)],
        _ => vec![one(Lang::En), one(Lang::Ro)],
    }
}

fn phrases(draft: &Draft, analysis: &Analysis, active: &[usize], found: &mut Vec<Finding>) {
    let compiled = compiled(analysis.lang);
    let mut words = Words::new(analysis);
    let called = detect::addressed(draft);
    let names: Vec<Range<usize>> = compiled
        .names
        .find(&words)
        .into_iter()
        .map(|h| h.span)
        .filter(|s| called.contains(s))
        .collect();
    words.hide(|w| names.contains(&(w.start..w.end)));
    for hit in compiled.reports.find(&words) {
        words.report(hit.words.end);
    }
    let mut hits: BTreeMap<usize, Vec<Hit>> = BTreeMap::new();
    let mut excused: Vec<(usize, Option<usize>)> = Vec::new();
    for hit in compiled.rules.find(&words) {
        let (rule, role) = compiled.roles[hit.pattern];
        match role {
            Role::Breach => hits.entry(rule).or_default().push(hit),
            Role::Unless => excused.push((rule, Some(hit.sentence))),
            Role::UnlessAnywhere => excused.push((rule, None)),
        }
    }
    for (number, mut hits) in hits {
        if !active.contains(&number) {
            continue;
        }
        hits.retain(|h| {
            !excused.iter().any(|(r, s)| *r == number && s.is_none_or(|s| s == h.sentence))
        });
        let rule = &rules()[number];
        for words_range in merged(hits) {
            let range = &words.words[words_range];
            let (Some(first), Some(last)) = (range.first(), range.last()) else { continue };
            let own: Vec<&str> = range.iter().map(|w| &*w.fold).collect();
            found.push(finding(rule, draft, first.start..last.end, &own));
            if rule.scope == Scope::Message {
                break;
            }
        }
    }
}

/// Hits that touch, or stand within a few words in one sentence, are one finding.
fn merged(mut hits: Vec<Hit>) -> Vec<Range<usize>> {
    const NEAR: usize = 3;
    hits.sort_by_key(|h| (h.words.start, h.words.end));
    let mut out: Vec<(usize, Range<usize>)> = Vec::new();
    for hit in hits {
        match out.last_mut() {
            Some((sentence, range))
                if *sentence == hit.sentence && hit.words.start <= range.end + NEAR =>
            {
                range.end = range.end.max(hit.words.end);
            }
            _ => out.push((hit.sentence, hit.words)),
        }
    }
    out.into_iter().map(|(_, range)| range).collect()
}

fn finding(
    rule: &'static Rule,
    draft: &Draft,
    span: Range<usize>,
    words: &[impl AsRef<str>],
) -> Finding {
    let span = match rule.scope {
        Scope::Sentence => span,
        Scope::Message => 0..draft.text.len(),
    };
    Finding {
        rule: &rule.id,
        severity: rule.severity,
        start: span.start,
        end: span.end,
        hash: hash(&rule.id, words.iter().map(AsRef::as_ref)),
    }
}

fn words_of(span: &str) -> Vec<String> {
    span.split_whitespace().map(str::to_lowercase).collect()
}

#[derive(Clone, Copy)]
enum Role {
    Breach,
    Unless,
    UnlessAnywhere,
}

/// The phrases of all rules in one language.
struct Compiled {
    rules: Set,
    /// The rule and the part each pattern plays in it.
    roles: Vec<(usize, Role)>,
    /// Wordings after which the client's words are told, not the manager's.
    reports: Set,
    /// First names.
    names: Set,
}

fn compiled(lang: Lang) -> &'static Compiled {
    static RU: LazyLock<Compiled> = LazyLock::new(|| of(Lang::Ru));
    static EN: LazyLock<Compiled> = LazyLock::new(|| of(Lang::En));
    static RO: LazyLock<Compiled> = LazyLock::new(|| of(Lang::Ro));
    match lang {
        Lang::Ru => &RU,
        Lang::Ro => &RO,
        Lang::En | Lang::Other => &EN,
    }
}

pub(crate) fn warm() {
    for lang in [Lang::Ru, Lang::En, Lang::Ro] {
        compiled(lang);
    }
}

/// Rule files are part of the build: one that does not compile is a defect the tests show at once.
fn of(lang: Lang) -> Compiled {
    compile(lang).unwrap_or_else(|e| panic!("rules in {}: {e}", lang.code()))
}

fn compile(lang: Lang) -> Result<Compiled, Error> {
    let shared = match lang {
        Lang::Ru => include_str!("../words/ru.toml"),
        Lang::Ro => include_str!("../words/ro.toml"),
        Lang::En | Lang::Other => include_str!("../words/en.toml"),
    };
    let mut macros: Macros = toml::from_str(shared).map_err(|e| Error {
        pattern: format!("words/{}.toml", lang.code()),
        what: e.to_string(),
    })?;
    let (mut sources, mut roles) = (Vec::new(), Vec::new());
    for (number, rule) in rules().iter().enumerate() {
        let texts = rule.texts(lang);
        for (name, phrase) in &texts.words {
            if macros.insert(name.clone(), phrase.clone()).is_some() {
                return Err(Error {
                    pattern: phrase.clone(),
                    what: format!("two classes named `@{name}`"),
                });
            }
        }
        let own = Flags { unasked: !rule.questions, ..Flags::default() };
        let parts = [
            (&texts.patterns, Role::Breach, own),
            (&texts.unless, Role::Unless, Flags::ALL),
            (&texts.unless_anywhere, Role::UnlessAnywhere, Flags::ALL),
        ];
        for (lines, role, flags) in parts {
            for pattern in
                lines.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('%'))
            {
                sources.push(Source { pattern, flags });
                roles.push((number, role));
            }
        }
    }
    let one = |pattern, flags| Set::compile(lang, &macros, [Source { pattern, flags }]);
    Ok(Compiled {
        reports: one("@reports", Flags { unasked: true, ..Flags::default() })?,
        names: one("@first_name", Flags::ALL)?,
        rules: Set::compile(lang, &macros, sources)?,
        roles,
    })
}
