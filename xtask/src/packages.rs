//! Debian packages that tests need, installed when missing and never started:
//! tests start the programs they need themselves and end them again.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::steps::{must, succeeds};

const PACKAGES: &[&str] = &[
    "postgresql-15",
    "exim4-daemon-light",
    "openssl",
    "chromium",
    "chromium-driver",
    "fonts-dejavu-core",
    "fonts-noto-color-emoji",
];

/// Asked by Debian's packages before they start a daemon; 101 means no.
const GUARD: &str = "/usr/sbin/policy-rc.d";

pub fn install() -> anyhow::Result<()> {
    let missing: Vec<&str> = PACKAGES.iter().copied().filter(|p| !installed(p)).collect();
    if missing.is_empty() {
        println!("Installed already: {}", PACKAGES.join(", "));
        return Ok(());
    }
    if !succeeds(Command::new("apt-get").arg("--version")) {
        bail!(
            "Tests need these Debian packages, or what your system calls them: {}",
            missing.join(", ")
        );
    }
    println!("Installing {}", missing.join(", "));
    must(as_root("apt-get")?.args(["update", "-q"]))?;
    let guard = !Path::new(GUARD).exists();
    if guard {
        forbid_daemons()?;
    }
    let done = must(
        as_root("env")?
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "install"])
            .args(["-y", "-q", "--no-install-recommends"])
            .args(&missing),
    );
    if guard {
        must(as_root("rm")?.arg(GUARD))?;
    }
    done
}

fn forbid_daemons() -> anyhow::Result<()> {
    let script = tempfile::NamedTempFile::new()?;
    fs::write(script.path(), "#!/bin/sh\nexit 101\n")?;
    fs::set_permissions(script.path(), fs::Permissions::from_mode(0o755))?;
    must(as_root("cp")?.arg(script.path()).arg(GUARD))?;
    Ok(())
}

fn installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .output()
        .is_ok_and(|o| o.stdout.ends_with(b" installed"))
}

fn as_root(program: &str) -> anyhow::Result<Command> {
    if fs::metadata("/proc/self").context("/proc")?.uid() == 0 {
        return Ok(Command::new(program));
    }
    if !succeeds(Command::new("sudo").arg("--version")) {
        bail!("Packages are missing, and this is neither root nor is there sudo");
    }
    let mut command = Command::new("sudo");
    command.arg(program);
    Ok(command)
}
