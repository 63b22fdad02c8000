//! What no compiler checks: the arrows between rooms, the size of files, their
//! headers, the interface texts. Each check lists every fault it finds.

mod arrows;
mod headers;
mod locales;
mod paths;
mod sizes;
mod templates;

use anyhow::bail;

use crate::tree::Tree;

/// One thing to mend: where, and what.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    pub fn new(place: &str, what: impl std::fmt::Display) -> Self {
        Self(format!("{place}: {what}"))
    }

    #[cfg(test)]
    pub fn text(&self) -> &str {
        &self.0
    }
}

pub fn run() -> anyhow::Result<()> {
    let tree = Tree::of_workspace()?;
    let mut faults = vec![];
    arrows::check(&tree, &mut faults)?;
    sizes::check(&tree, &mut faults)?;
    headers::check(&tree, &mut faults)?;
    paths::check(&tree, &mut faults)?;
    templates::check(&tree, &mut faults)?;
    locales::check(&tree, &mut faults)?;
    report(&faults, "tidy")
}

pub fn report(faults: &[Fault], name: &str) -> anyhow::Result<()> {
    for Fault(text) in faults {
        println!("{text}");
    }
    if !faults.is_empty() {
        bail!("{name}: {} to mend", faults.len());
    }
    println!("{name}: nothing to mend");
    Ok(())
}

/// What a check says of a tree made of these files.
#[cfg(test)]
fn said(
    files: &[(&str, &str)],
    check: impl Fn(&Tree, &mut Vec<Fault>) -> anyhow::Result<()>,
) -> Vec<String> {
    let (_dir, tree) = Tree::with(files);
    let mut faults = vec![];
    check(&tree, &mut faults).unwrap();
    faults.iter().map(|f| f.text().to_owned()).collect()
}
