//! No place of one person's machine is written in the project.

use super::Fault;
use crate::tree::Tree;

/// In two parts, so that this file passes its own check.
const PLACES: &[(&str, &str)] = &[("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/")];
const KINDS: &[&str] = &["rs", "toml", "md", "sh", "html", "css", "js", "ftl", "sql", "yml"];

pub fn check(tree: &Tree, faults: &mut Vec<Fault>) -> anyhow::Result<()> {
    for kind in KINDS {
        for path in tree.below("", kind).filter(|p| !p.contains("/vendor/")) {
            for (n, line) in tree.text(path)?.lines().enumerate() {
                for (start, end) in PLACES {
                    let place = format!("{start}{end}");
                    if line.match_indices(&place).any(|(at, _)| is_absolute(line, at)) {
                        let at = format!("{path}:{}", n + 1);
                        faults.push(Fault::new(&at, format!("a path of one machine, {place}…")));
                    }
                }
            }
        }
    }
    Ok(())
}

/// `https://example.org/home/` and `pages/home/` are not places on a disk.
fn is_absolute(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back();
    !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}'))
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_a_fault() {
        let place = PLACES.iter().map(|(a, b)| format!("see {a}{b}x\n"));
        let bad: String = place.collect();
        let good = "https://example.org/home/ and crates/work/src\n";
        assert_eq!(said(&[("a.md", &bad), ("b.md", good)], check).len(), 3);
    }
}
