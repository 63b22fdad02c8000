//! Exim in a temporary directory, on free ports of 127.0.0.1: it takes any
//! letter to any address and files it in one maildir. The system's own Exim
//! configuration and spool are not touched.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use crate::peer::{self, Peer};

const HINT: &str = "Exim is not installed; `apt-get install exim4-daemon-light openssl` or `cargo xtask test` does it";
const PROGRAM: &str = "/usr/sbin/exim4";
const ACCOUNT: &str = "Debian-exim";
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server; dropping it stops it and removes its files.
pub struct SmtpServer {
    peer: Option<Peer>,
    dir: PathBuf,
    port: u16,
    tls_port: u16,
}

/// A letter as it was delivered.
#[derive(Clone, Debug)]
pub struct Mail {
    /// With its angle brackets.
    pub message_id: String,
    /// The envelope's recipient.
    pub recipient: String,
    /// The envelope's sender.
    pub sender: String,
    pub raw: Vec<u8>,
}

impl SmtpServer {
    /// The name with which the server takes sign-ins, and its password.
    pub const SIGN_IN: (&str, &str) = ("desk", "correct horse");

    /// Starts a server of its own. Panics with a way out if there is none to be had.
    pub fn start() -> Self {
        Self::try_start().expect("start a temporary mail server")
    }

    fn try_start() -> anyhow::Result<Self> {
        ensure!(Path::new(PROGRAM).exists(), HINT);
        for _ in 0..5 {
            let (port, tls_port) = free_ports()?;
            match Self::on(port, tls_port) {
                // Another program may have taken the port in between.
                Err(error) if format!("{error:#}").contains("Address already in use") => continue,
                other => return other,
            }
        }
        bail!("no free port for the mail server")
    }

    fn on(port: u16, tls_port: u16) -> anyhow::Result<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let n = STARTED.fetch_add(1, Ordering::Relaxed);
        let name = format!("p{}-{n}.redress.test", std::process::id());
        let dir = tempfile::Builder::new().prefix("redress-smtp-").tempdir()?.keep();
        certificate(&dir)?;
        let config = dir.join("exim.conf");
        fs::write(&config, configuration(&dir, &name, port, tls_port))?;
        for folder in ["spool", "log", "mail"] {
            fs::create_dir(dir.join(folder))?;
        }
        if peer::is_root() {
            hand_over(&dir)?;
        }
        let arguments = ["-C", config.to_str().context("a temporary directory in UTF-8")?, "-bdf"];
        let mut server = Peer::start(PROGRAM, &arguments, &dir, "TERM")?;
        server.wait(|_| greeting(port).filter(|greeting| greeting.contains(&name)))?;
        Ok(Self { peer: Some(server), dir, port, tls_port })
    }

    /// Plain, with STARTTLS on offer; on 127.0.0.1, the certificate says `localhost`.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Encrypted from the first byte.
    pub fn tls_port(&self) -> u16 {
        self.tls_port
    }

    /// The certificate to trust, in PEM.
    pub fn ca_file(&self) -> PathBuf {
        self.dir.join("cert.pem")
    }

    /// All letters delivered so far, in the order of their arrival. Waits until
    /// every letter that the server has accepted is delivered.
    pub fn messages(&self) -> Vec<Mail> {
        let start = Instant::now();
        while !self.spool_is_empty() {
            assert!(
                start.elapsed() < PATIENCE,
                "the mail server does not deliver:\n{}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        let mut files: Vec<PathBuf> = entries(&self.dir.join("mail/new"));
        files.sort_by_key(|file| arrival(file));
        files.iter().map(|file| mail(&fs::read(file).expect("read a delivered letter"))).collect()
    }

    /// What the server has written down, to be shown when a test fails.
    pub fn log(&self) -> String {
        let read =
            |name: &str| fs::read_to_string(self.dir.join("log").join(name)).unwrap_or_default();
        read("main") + &read("panic")
    }

    /// Whether any process of this server is left; its configuration is in their command lines.
    fn in_use(&self) -> bool {
        let dir = self.dir.to_string_lossy();
        entries(Path::new("/proc")).iter().any(|process| {
            let command = fs::read(process.join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&command).contains(&*dir)
        })
    }

    fn spool_is_empty(&self) -> bool {
        entries(&self.dir.join("spool/input")).is_empty()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        drop(self.peer.take());
        // A session cut short takes its time to write a last line into the log,
        // and makes the directory anew for it.
        let start = Instant::now();
        while self.in_use() && start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
        fs::remove_dir_all(&self.dir).ok();
    }
}

fn configuration(dir: &Path, name: &str, port: u16, tls_port: u16) -> String {
    let dir = dir.display();
    let (user, password) = SmtpServer::SIGN_IN;
    format!(
        r#"
primary_hostname = {name}
spool_directory = {dir}/spool
log_file_path = {dir}/log/%s
pid_file_path = {dir}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port} : {tls_port}
tls_on_connect_ports = {tls_port}
daemon_startup_retries = 0
notifier_socket =
tls_advertise_hosts = *
tls_certificate = {dir}/cert.pem
tls_privatekey = {dir}/key.pem
acl_smtp_rcpt = take
host_lookup =
rfc1413_hosts =
dns_ipv4_lookup =
deliver_drop_privilege = true
smtp_accept_max = 0
smtp_accept_max_per_connection = 0
smtp_accept_queue_per_connection = 0
smtp_enforce_sync = false
timezone = UTC
keep_environment =
never_users =
queue_only = false

begin acl
take:
  accept set acl_m_arrived = $tod_epoch_l

begin routers
everyone:
  driver = accept
  transport = maildir

begin transports
maildir:
  driver = appendfile
  maildir_format
  maildir_tag = :$acl_m_arrived
  directory = {dir}/mail
  create_directory
  return_path_add
  envelope_to_add
  user = {ACCOUNT}

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if and{{{{eq{{$auth2}}{{{user}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
"#
    )
}

/// A certificate for `localhost`, good for two days.
fn certificate(dir: &Path) -> anyhow::Result<()> {
    let done = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
        ])
        .args([
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
        ])
        .args([
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ])
        .current_dir(dir)
        .output()
        .context(HINT)?;
    ensure!(done.status.success(), "openssl: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}

/// Exim gives up its rights as soon as it can; its files must be its own. The
/// configuration stays with root, or Exim would not trust it.
fn hand_over(dir: &Path) -> anyhow::Result<()> {
    let passwd = fs::read_to_string("/etc/passwd")?;
    let line = passwd.lines().find(|line| line.starts_with("Debian-exim:")).context(HINT)?;
    let mut ids = line.split(':').skip(2).map(str::parse::<u32>);
    let (Some(Ok(uid)), Some(Ok(gid))) = (ids.next(), ids.next()) else { bail!(HINT) };
    for name in ["", "spool", "log", "mail", "cert.pem", "key.pem"] {
        chown(dir.join(name), Some(uid), Some(gid))?;
    }
    Ok(())
}

fn free_ports() -> anyhow::Result<(u16, u16)> {
    let (one, two) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
    Ok((one.local_addr()?.port(), two.local_addr()?.port()))
}

fn greeting(port: u16) -> Option<String> {
    let stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok()?;
    Some(line)
}

fn entries(dir: &Path) -> Vec<PathBuf> {
    fs::read_dir(dir)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default()
}

/// Deliveries overtake each other; the configuration lets names end with the
/// microsecond in which the letter was announced.
fn arrival(file: &Path) -> u64 {
    let name = file.to_string_lossy();
    name.rsplit_once(':').and_then(|(_, arrived)| arrived.parse().ok()).unwrap_or(0)
}

fn mail(raw: &[u8]) -> Mail {
    let text = String::from_utf8_lossy(raw).replace("\r\n", "\n");
    let head =
        text.split("\n\n").next().unwrap_or_default().replace("\n ", " ").replace("\n\t", " ");
    let header = |name: &str| {
        let value = head.lines().find_map(|line| {
            line.split_once(':').filter(|(key, _)| key.eq_ignore_ascii_case(name))
        });
        value.map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    Mail {
        message_id: header("Message-ID"),
        recipient: header("Envelope-to"),
        sender: header("Return-path").trim_matches(['<', '>']).to_owned(),
        raw: raw.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn letters_arrive_in_order_and_the_server_leaves_nothing() {
        let server = SmtpServer::start();
        for n in 0..3 {
            let stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
            let mut answers = BufReader::new(stream.try_clone().unwrap());
            let mut stream = stream;
            let body = format!("Message-ID: <{n}@x>\r\nSubject: s\r\n\r\ntext\r\n.\r\n");
            for command in [
                "",
                "HELO x\r\n",
                "MAIL FROM:<a@x.test>\r\n",
                "RCPT TO:<b@y.test>\r\n",
                "DATA\r\n",
                &body,
                "QUIT\r\n",
            ] {
                stream.write_all(command.as_bytes()).unwrap();
                let mut answer = String::new();
                answers.read_line(&mut answer).unwrap();
                assert!(answer.starts_with(['2', '3']), "{command}: {answer}");
            }
        }
        let letters = server.messages();
        assert_eq!(
            letters.iter().map(|mail| mail.message_id.as_str()).collect::<Vec<_>>(),
            ["<0@x>", "<1@x>", "<2@x>"],
            "{}",
            server.log()
        );
        assert_eq!(
            (letters[0].sender.as_str(), letters[0].recipient.as_str()),
            ("a@x.test", "b@y.test")
        );
        let (dir, port) = (server.dir.clone(), server.port());
        drop(server);
        assert!(!dir.exists());
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
