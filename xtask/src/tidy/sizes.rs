//! The size of source files: above 800 lines is a fault, above 400 is listed.

use super::Fault;
use crate::tree::Tree;

const FAULT: usize = 800;
const LONG: usize = 400;
const KINDS: &[&str] = &["rs", "html", "css", "js", "sql", "sh"];

pub fn check(tree: &Tree, faults: &mut Vec<Fault>) -> anyhow::Result<()> {
    for kind in KINDS {
        for path in tree.below("", kind).filter(|p| !p.contains("/vendor/")) {
            let lines = tree.text(path)?.lines().count();
            if lines > FAULT {
                faults.push(Fault::new(path, format!("{lines} lines, {FAULT} is the limit")));
            } else if lines > LONG {
                println!("{path}: {lines} lines; longer than most, consider parting it");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::*;

    #[test]
    fn one_line_too_many_is_a_fault() {
        let (fits, too_long) = ("x\n".repeat(800), "x\n".repeat(801));
        assert!(said(&[("a.rs", &fits)], check).is_empty());
        let said = said(&[("a.rs", &too_long), ("vendor.json", &too_long)], check);
        assert_eq!(said, ["a.rs: 801 lines, 800 is the limit"]);
    }
}
