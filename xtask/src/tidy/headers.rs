//! Every Rust file opens with one to five `//!` lines: what lives there, what must not.

use super::Fault;
use crate::tree::Tree;

const MOST: usize = 5;

pub fn check(tree: &Tree, faults: &mut Vec<Fault>) -> anyhow::Result<()> {
    for path in tree.below("", "rs") {
        let text = tree.text(path)?;
        let header: Vec<&str> = text.lines().take_while(|l| l.starts_with("//!")).collect();
        // A library's first page is its documentation and may be as long as it has to say.
        let most = if path.ends_with("/lib.rs") { usize::MAX } else { MOST };
        let said = header.iter().any(|l| l.len() > "//! a".len());
        if !said {
            faults.push(Fault::new(path, "opens without a `//!` header"));
        } else if header.iter().any(|l| l.contains("(being built)")) {
            faults.push(Fault::new(path, "the header says only that it is being built"));
        } else if header.len() > most {
            faults.push(Fault::new(
                path,
                format!("a header of {} lines, {MOST} is the limit", header.len()),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    #[test]
    fn a_file_says_what_lives_in_it() {
        let long = "//! What.\n".repeat(6);
        let files = [
            ("a.rs", "//! What lives here.\nfn f() {}"),
            ("b.rs", "fn f() {}"),
            ("c.rs", "// not a header\n//! late"),
            ("d.rs", "//!\n\nfn f() {}"),
            ("e.rs", &long),
        ];
        assert_eq!(
            said(&files, check),
            [
                "b.rs: opens without a `//!` header",
                "c.rs: opens without a `//!` header",
                "d.rs: opens without a `//!` header",
                "e.rs: a header of 6 lines, 5 is the limit",
            ]
        );
    }
}
