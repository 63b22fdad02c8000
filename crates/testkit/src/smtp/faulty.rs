//! A server that follows the protocol up to one chosen stage and fails there.
//! What it has heard can be asked for afterwards.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Where in a session the fault comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before the server's first word.
    Greeting,
    Hello,
    SignIn,
    Sender,
    Recipient,
    Data,
    /// After the first line of the letter.
    MidLetter,
    /// After the letter's final dot, before the verdict.
    Verdict,
}

/// What happens there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This line, such as `550 5.1.1 nobody here`, instead of the usual answer.
    Says(&'static str),
    /// The connection ends.
    HangsUp,
    /// No answer, but the connection stays.
    KeepsSilent,
}

/// Listens on a free port of 127.0.0.1 until dropped; every session is alike.
pub struct FaultyServer {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl FaultyServer {
    /// A server with a fault; without one it is a good, forgetful server.
    pub async fn start(fault: Option<(Stage, Fault)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let log = heard.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let session = Session { fault, stream: BufReader::new(stream), heard: log.clone() };
                tokio::spawn(session.run());
            }
        });
        Self { port, heard, task }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Every line the server has read, commands and letters alike, in order.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("no session panics").clone()
    }
}

impl Drop for FaultyServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Session {
    fault: Option<(Stage, Fault)>,
    stream: BufReader<TcpStream>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Session {
    async fn run(mut self) {
        self.talk().await;
    }

    /// Ends with the connection, or where the fault ends it.
    async fn talk(&mut self) -> Option<()> {
        self.answer(Stage::Greeting, "220 faulty.redress.test ESMTP").await?;
        loop {
            let line = self.read().await?;
            let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match word.as_str() {
                "EHLO" => {
                    self.answer(Stage::Hello, "250-faulty.redress.test\r\n250 AUTH PLAIN").await?
                }
                "AUTH" => self.answer(Stage::SignIn, "235 welcome").await?,
                "MAIL" => self.answer(Stage::Sender, "250 sender ok").await?,
                "RCPT" => self.answer(Stage::Recipient, "250 recipient ok").await?,
                "DATA" => {
                    if self.answer(Stage::Data, "354 go on").await? {
                        self.letter().await?;
                    }
                    true
                }
                "QUIT" => return self.say("221 bye").await,
                _ => self.say("500 what?").await.map(|()| true)?,
            };
        }
    }

    async fn letter(&mut self) -> Option<()> {
        self.read().await?;
        if self.fault.is_some_and(|(stage, _)| stage == Stage::MidLetter) {
            self.answer(Stage::MidLetter, "").await?;
        }
        while self.read().await? != "." {}
        self.answer(Stage::Verdict, "250 2.0.0 taken as 1").await.map(drop)
    }

    /// The usual answer (true), or the fault if it comes here (false, or the end).
    async fn answer(&mut self, stage: Stage, usual: &str) -> Option<bool> {
        match self.fault {
            Some((at, fault)) if at == stage => match fault {
                Fault::Says(line) => self.say(line).await.map(|()| line.starts_with("354")),
                Fault::HangsUp => None,
                Fault::KeepsSilent => {
                    while self.read().await.is_some() {}
                    None
                }
            },
            _ => self.say(usual).await.map(|()| true),
        }
    }

    async fn say(&mut self, line: &str) -> Option<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes()).await.ok()
    }

    async fn read(&mut self) -> Option<String> {
        let mut line = String::new();
        let count = self.stream.read_line(&mut line).await.ok()?;
        (count > 0).then_some(())?;
        let line = line.trim_end().to_owned();
        self.heard.lock().expect("no session panics").push(line.clone());
        Some(line)
    }
}
