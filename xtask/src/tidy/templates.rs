//! Pages: unescaped text (`|safe`) in one reviewed file at most, no inline
//! script or style (the content policy refuses them), a small script file.

use super::Fault;
use crate::tree::Tree;

const TEMPLATES: &str = "crates/web/templates/";
const SCRIPTS: &str = "crates/web/static/js/";
const SCRIPT_LINES: usize = 300;

pub fn check(tree: &Tree, faults: &mut Vec<Fault>) -> anyhow::Result<()> {
    let mut unescaped = vec![];
    for path in tree.below(TEMPLATES, "html") {
        let text = tree.text(path)?;
        if text.replace(' ', "").contains("|safe") {
            unescaped.push(path);
        }
        for (n, line) in text.lines().enumerate() {
            if let Some(what) = inline(line) {
                faults.push(Fault::new(&format!("{path}:{}", n + 1), what));
            }
        }
    }
    if unescaped.len() > 1 {
        let files = unescaped.join(", ");
        faults.push(Fault::new(TEMPLATES, format!("`|safe` in more than one file: {files}")));
    }
    for path in tree.below(SCRIPTS, "js") {
        let lines = tree.text(path)?.lines().count();
        if lines > SCRIPT_LINES {
            let what = format!("{lines} lines, {SCRIPT_LINES} is the limit for a script");
            faults.push(Fault::new(path, what));
        }
    }
    Ok(())
}

fn inline(line: &str) -> Option<&'static str> {
    let line = line.to_lowercase();
    if line.contains("<script>") || (line.contains("<script") && !line.contains("src=")) {
        return Some("an inline script");
    }
    if line.contains("<style") || line.contains(" style=\"") {
        return Some("an inline style");
    }
    let handler = |at: usize| {
        let rest = &line[at + " on".len()..];
        let name = rest.trim_start_matches(|c: char| c.is_ascii_lowercase());
        name.len() < rest.len() && name.starts_with("=\"")
    };
    if line.match_indices(" on").any(|(at, _)| handler(at)) {
        return Some("an inline event handler");
    }
    line.contains("javascript:").then_some("a script address")
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    #[test]
    fn one_unescaped_file_passes_and_two_do_not() {
        let one = [
            ("crates/web/templates/a.html", "{{ svg|safe }}"),
            ("crates/web/templates/b.html", "{{ text }}"),
        ];
        assert!(said(&one, check).is_empty());
        let two = [one[0], ("crates/web/templates/b.html", "{{ text | safe }}")];
        assert_eq!(said(&two, check).len(), 1);
    }

    #[test]
    fn inline_script_and_style_are_faults() {
        let page = "\
            <script src=\"app.js\" defer></script> <b data-on=\"1\">on=\"x\"</b>\n\
            <script>alert(1)</script>\n\
            <p style=\"color: red\">\n\
            <button onclick=\"go()\">\n\
            <a href=\"javascript:go()\">\n";
        assert_eq!(
            said(&[("crates/web/templates/a.html", page)], check),
            [
                "crates/web/templates/a.html:2: an inline script",
                "crates/web/templates/a.html:3: an inline style",
                "crates/web/templates/a.html:4: an inline event handler",
                "crates/web/templates/a.html:5: a script address",
            ]
        );
    }

    #[test]
    fn a_script_that_grew_is_a_fault() {
        let long = "x;\n".repeat(301);
        assert_eq!(said(&[("crates/web/static/js/app.js", &long)], check).len(), 1);
    }
}
