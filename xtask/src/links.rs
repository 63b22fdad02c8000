//! Links between the project's own documents: the file is there, and the
//! heading too. Addresses on the web are not asked: the gate works offline.

use anyhow::Result;

use crate::tidy::{Fault, report};
use crate::tree::Tree;

pub fn run() -> Result<()> {
    let tree = Tree::of_workspace()?;
    let mut faults = vec![];
    check(&tree, &mut faults)?;
    report(&faults, "links")
}

fn check(tree: &Tree, faults: &mut Vec<Fault>) -> Result<()> {
    for path in tree.below("", "md").filter(|p| !p.contains("/vendor/")) {
        let text = tree.text(path)?;
        for link in links(&text) {
            let at = format!("{path}:{}", link.line);
            if let Some(why) = broken(tree, path, link.target)? {
                faults.push(Fault::new(&at, format!("{}: {why}", link.target)));
            }
        }
    }
    Ok(())
}

fn broken(tree: &Tree, from: &str, target: &str) -> Result<Option<&'static str>> {
    if target.contains("://") || target.starts_with("mailto:") {
        return Ok(None);
    }
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let file = match (file, file.strip_prefix('/')) {
        ("", _) => from.to_owned(),
        (_, Some(_)) => return Ok(Some("a link from the root works nowhere but here")),
        _ => join(from, file),
    };
    if !tree.has(&file) {
        return Ok(Some("no such file"));
    }
    if heading.is_empty() || !file.ends_with(".md") {
        return Ok(None);
    }
    let text = tree.text(&file)?;
    let known = prose(&text).filter(|(_, line)| line.starts_with('#'));
    let mut known = known.map(|(_, line)| anchor(line));
    Ok((!known.any(|k| k == heading)).then_some("no such heading"))
}

/// The path of `target` as written in the file `from`.
fn join(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A heading's anchor as GitHub and most others make it.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

struct Link<'t> {
    line: usize,
    target: &'t str,
}

/// `[text](target)` and `<img src="target">`; what stands in code is not a link.
fn links(text: &str) -> impl Iterator<Item = Link<'_>> {
    prose(text).flat_map(|(n, line)| {
        let starts = ["](", "src=\"", "href=\""];
        starts.into_iter().flat_map(move |start| {
            let quoted = start.ends_with('"');
            line.match_indices(start).filter_map(move |(at, _)| {
                if line[..at].matches('`').count() % 2 == 1 {
                    return None;
                }
                let rest = &line[at + start.len()..];
                let end = if quoted { rest.find('"') } else { rest.find([')', ' ']) }?;
                Some(Link { line: n, target: &rest[..end] })
            })
        })
    })
}

/// Numbered lines outside fenced code.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut code = false;
    text.lines().enumerate().filter_map(move |(n, line)| {
        if line.trim_start().starts_with("```") {
            code = !code;
            return None;
        }
        (!code).then_some((n + 1, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(files: &[(&str, &str)]) -> Vec<String> {
        let (_dir, tree) = Tree::with(files);
        let mut faults = vec![];
        check(&tree, &mut faults).unwrap();
        faults.iter().map(|f| f.text().to_owned()).collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let page = "\
            [up](../README.md) [here](#first-steps) [there](../README.md#what-it-is) \
            ![p](p.png) <img src=\"p.png\"> [web](https://example.org/x.md) `[no](no.md)`\n\
            ```\n[no](no.md)\n```\n## First steps\n";
        let files = [("README.md", "# What it is?\n"), ("docs/a.md", page), ("docs/p.png", "")];
        assert_eq!(said(&files), Vec::<String>::new());
    }

    #[test]
    fn links_that_lead_nowhere_do_not() {
        let page = "# A\n[a](b.md) [b](#c)\n[c](/a.md) <img src=\"q.png\">";
        assert_eq!(
            said(&[("a.md", page)]),
            [
                "a.md:2: b.md: no such file",
                "a.md:2: #c: no such heading",
                "a.md:3: /a.md: a link from the root works nowhere but here",
                "a.md:3: q.png: no such file",
            ]
        );
    }
}
