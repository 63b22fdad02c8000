//! What the figures were measured on, as the machine itself says.

use std::fs;

/// "2 cores of AMD EPYC 7B13, 23 GB of memory".
pub fn description() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = field(&cpu, "model name").unwrap_or("an unnamed processor");
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib = field(&memory, "MemTotal").and_then(|m| m.trim_end_matches(" kB").parse().ok());
    let gib = kib.unwrap_or(0u64).div_ceil(1024 * 1024);
    let cores = if cores == 1 { "1 core".to_owned() } else { format!("{cores} cores") };
    format!("{cores} of {model}, {gib} GiB of memory")
}

fn field<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let line = text.lines().find(|l| l.starts_with(name))?;
    Some(line.split_once(':')?.1.trim())
}
