//! The section of docs/benchmarks.md that `bench desk` writes: figures, what
//! they had to be, the command and the machine. No date: git knows it.

use std::fmt::Write;
use std::fs;
use std::time::Duration;

use super::{CONNECTIONS, Measured, Options, machine};
use crate::tree::root;

const FILE: &str = "docs/benchmarks.md";
const BEGIN: &str = "<!-- written by `cargo xtask bench desk` -->";
const END: &str = "<!-- end of `cargo xtask bench desk` -->";

/// What the desk promises (home, mentions, search, case: see the README).
const SLOWEST: Duration = Duration::from_millis(100);
const MOST_RESIDENT: u64 = 300 << 20;
const MOST_RESIDENT_EMPTY: u64 = 60 << 20;
const READY_EMPTY: Duration = Duration::from_millis(500);

pub fn section(options: &Options, measured: &Measured) -> String {
    let Options { mentions, cases, .. } = options;
    let mut out = format!(
        "{BEGIN}\n## The desk, with {mentions} mentions and {cases} cases on SQLite\n\n\
         `cargo xtask bench desk --mentions {mentions} --cases {cases}`: a second process on the same \
         machine, {CONNECTIONS} connections, each asking for the next page as soon as it has its \
         answer, all pages mixed.\n\nMachine: {}.\n\n\
         | Page | Answers | p50 | p95 | p99 | p99 at most 100 ms |\n|---|---|---|---|---|---|\n",
        machine::description(),
    );
    let mut answers = 0;
    for times in &measured.times {
        answers += times.count();
        let at = |p| ms(times.percentile(p));
        let met = word(times.percentile(99) <= SLOWEST);
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {met} |",
            times.name,
            times.count(),
            at(50),
            at(95),
            at(99)
        )
        .ok();
    }
    let rate = answers as f64 / measured.lasting.as_secs_f64();
    write!(
        out,
        "\n{rate:.0} answers a second in all.\n\n\
         | | Measured | At most | |\n|---|---|---|---|\n\
         | memory after the load | {} | 300 MB | {} |\n\
         | memory at its peak | {} | | |\n\
         | this desk is ready after | {} | | |\n\
         | memory of an empty desk | {} | 60 MB | {} |\n\
         | an empty desk is ready after | {} | 500 ms | {} |\n",
        mb(measured.resident),
        word(measured.resident <= MOST_RESIDENT),
        mb(measured.peak),
        ms(measured.ready),
        mb(measured.empty_resident),
        word(measured.empty_resident <= MOST_RESIDENT_EMPTY),
        ms(measured.empty_ready),
        word(measured.empty_ready <= READY_EMPTY),
    )
    .ok();
    if let Some(seeding) = measured.seeding {
        writeln!(out, "\nFilling the desk took {} s.", seeding.as_secs()).ok();
    }
    out + END + "\n"
}

/// Puts the section in its place in the file, or at the end.
pub fn write(section: &str) -> anyhow::Result<()> {
    let path = root().join(FILE);
    let old = fs::read_to_string(&path).unwrap_or_else(|_| "# Benchmarks\n\n".to_owned());
    fs::write(&path, replaced(&old, section))?;
    println!("Written to {FILE}");
    Ok(())
}

fn replaced(old: &str, section: &str) -> String {
    if let (Some(begin), Some(end)) = (old.find(BEGIN), old.find(END)) {
        let after = old[end + END.len()..].trim_start_matches('\n');
        let gap = if after.is_empty() { "" } else { "\n" };
        return format!("{}{section}{gap}{after}", &old[..begin]);
    }
    format!("{}\n\n{section}", old.trim_end())
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn mb(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}

fn word(met: bool) -> &'static str {
    if met { "met" } else { "**missed**" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_takes_the_place_of_its_elder_and_leaves_the_rest() {
        let section = |n: u8| format!("{BEGIN}\n{n}\n{END}\n");
        let one = replaced("# Benchmarks\n\nBy hand.\n", &section(1));
        assert_eq!(one, format!("# Benchmarks\n\nBy hand.\n\n{}", section(1)));
        let two = replaced(&format!("{one}\n## More\n"), &section(2));
        assert_eq!(two, format!("# Benchmarks\n\nBy hand.\n\n{}\n## More\n", section(2)));
        assert_eq!(replaced(&two, &section(2)), two);
    }
}
