//! A small HTTP/1.1 client over one kept connection: enough to ask a desk for
//! its pages, and so small that it hardly counts in what is measured.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::product::SignIn;

pub struct Connection {
    stream: BufReader<TcpStream>,
    port: u16,
    cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    pub body: String,
}

impl Connection {
    pub fn open(port: u16) -> anyhow::Result<Self> {
        let stream = connect(port)?;
        Ok(Self { stream, port, cookies: BTreeMap::new() })
    }

    /// Another connection of the same visitor.
    pub fn again(&self) -> anyhow::Result<Self> {
        let cookies = self.cookies.clone();
        Ok(Self { stream: connect(self.port)?, port: self.port, cookies })
    }

    pub fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.send("GET", path, None)
    }

    fn post(&mut self, path: &str, form: &[(String, String)]) -> anyhow::Result<Answer> {
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        self.send("POST", path, Some(&pairs.join("&")))
    }

    /// Fills in the form with a password that stands at `path`, as a browser would.
    pub fn sign_in(&mut self, path: &str, who: &SignIn) -> anyhow::Result<()> {
        let page = self.get(path)?.body;
        let form = page
            .split("<form")
            .find(|form| form.contains("type=\"password\""))
            .with_context(|| format!("no sign-in form at {path}"))?;
        let form = &form[..form.find("</form").unwrap_or(form.len())];
        let action = attribute(form, "action").filter(|a| !a.is_empty());
        let fields = form.split("<input").skip(1).filter_map(|input| {
            let input = &input[..input.find('>')?];
            let value = match attribute(input, "type") {
                Some("password") => &who.password,
                Some("email") => &who.email,
                Some("hidden") => attribute(input, "value").unwrap_or_default(),
                _ => return None,
            };
            Some((attribute(input, "name")?.to_owned(), unescape(value)))
        });
        let fields: Vec<_> = fields.collect();
        let answer = self.post(action.unwrap_or(path), &fields)?;
        if !matches!(answer.status, 302 | 303) || answer.location.as_deref() == Some(path) {
            bail!("signing in as {} was answered with {}", who.email, answer.status);
        }
        Ok(())
    }

    fn send(&mut self, method: &str, path: &str, body: Option<&str>) -> anyhow::Result<Answer> {
        let path = ascii(path);
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n",
            port = self.port
        );
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request.push_str(&format!("Cookie: {}\r\n", pairs.join("; ")));
        }
        if let Some(body) = body {
            request.push_str(&format!(
                "Origin: http://127.0.0.1:{}\r\nContent-Length: {}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\n",
                self.port,
                body.len()
            ));
        }
        request.push_str("\r\n");
        request.push_str(body.unwrap_or_default());
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.receive()
    }

    fn receive(&mut self) -> anyhow::Result<Answer> {
        let status = self.line()?;
        let status = status.split(' ').nth(1).context("a status line")?.parse()?;
        let (mut length, mut chunked, mut location) = (0, false, None);
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(": ") else { bail!("header {line:?}") };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value == "chunked",
                "location" => location = Some(value.to_owned()),
                "set-cookie" => {
                    let pair = value.split(';').next().and_then(|p| p.split_once('='));
                    let (name, value) = pair.context("a cookie")?;
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        let mut body = vec![];
        if chunked {
            loop {
                let size = usize::from_str_radix(self.line()?.trim(), 16)?;
                self.take(size, &mut body)?;
                self.line()?;
                if size == 0 {
                    break;
                }
            }
        } else {
            self.take(length, &mut body)?;
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(Answer { status, location, body })
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the desk closed the connection");
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }

    fn take(&mut self, size: usize, into: &mut Vec<u8>) -> anyhow::Result<()> {
        let start = into.len();
        into.resize(start + size, 0);
        self.stream.read_exact(&mut into[start..])?;
        Ok(())
    }
}

fn connect(port: u16) -> anyhow::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    Ok(BufReader::with_capacity(64 * 1024, stream))
}

/// Addresses on the page that begin with `start`, each once, in their order.
pub fn links(page: &str, start: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    for (at, _) in page.match_indices("href=\"") {
        let rest = &page[at + "href=\"".len()..];
        let link = unescape(&rest[..rest.find('"').unwrap_or(0)]);
        if link.starts_with(start) && !found.contains(&link) {
            found.push(link);
        }
    }
    found
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = format!(" {name}=\"");
    let (_, rest) = tag.split_once(&start)?;
    rest.split('"').next()
}

fn unescape(text: &str) -> String {
    text.replace("&#38;", "&").replace("&amp;", "&").replace("&#34;", "\"")
}

/// Letters beyond ASCII percent-encoded, as a browser does with an address it is given.
fn ascii(address: &str) -> String {
    let whole = |c: char| if c.is_ascii() { c.to_string() } else { encode(&c.to_string()) };
    address.chars().map(whole).collect()
}

/// Percent-encoding of everything but letters, digits and `-_.`.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    /// Gives the answers in turn on one connection, and returns what was asked.
    fn desk(answers: &'static [&'static str]) -> (u16, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = vec![];
            for answer in answers {
                let mut request = [0; 4096];
                let n = stream.read(&mut request).unwrap();
                asked.push(String::from_utf8(request[..n].to_vec()).unwrap());
                let length = answer.split_once("\r\n\r\n").unwrap().1.len().to_string();
                stream.write_all(answer.replace('*', &length).as_bytes()).unwrap();
            }
            asked
        });
        (port, asked)
    }

    #[test]
    fn both_forms_of_length_are_read_and_the_connection_is_kept() {
        let (port, asked) = desk(&[
            "HTTP/1.1 200 OK\r\nContent-Length: *\r\nSet-Cookie: a=1; Path=/\r\n\r\nhello",
            "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        ]);
        let mut connection = Connection::open(port).unwrap();
        assert_eq!(connection.get("/").unwrap().body, "hello");
        let second = connection.get("/x?q=чек").unwrap();
        assert_eq!((second.status, second.body.as_str()), (404, "abcde"));
        let asked = asked.join().unwrap();
        assert!(!asked[0].contains("Cookie"));
        assert!(asked[1].starts_with("GET /x?q=%D1%87%D0%B5%D0%BA HTTP/1.1\r\n"), "{}", asked[1]);
        assert!(asked[1].contains("Cookie: a=1\r\n"), "{}", asked[1]);
    }

    #[test]
    fn the_sign_in_form_is_filled_in_with_all_it_carries() {
        let (port, asked) = desk(&[
            "HTTP/1.1 200 OK\r\nContent-Length: *\r\n\r\n\
             <form action=\"/lang\"><input type=\"hidden\" name=\"l\" value=\"ro\"></form>\
             <form method=\"post\"><input type=\"hidden\" name=\"_csrf\" value=\"t&#38;k\">\
             <input type=\"email\" name=\"mail\"><input name=\"word\" type=\"password\"></form>",
            "HTTP/1.1 303 See Other\r\nLocation: /\r\nContent-Length: *\r\n\r\n",
        ]);
        let who = SignIn { email: "a@b.c".into(), password: "x y".into() };
        Connection::open(port).unwrap().sign_in("/sign-in", &who).unwrap();
        let post = &asked.join().unwrap()[1];
        assert!(post.starts_with("POST /sign-in HTTP/1.1\r\n"), "{post}");
        assert!(post.ends_with("\r\n\r\n_csrf=t%26k&mail=a%40b.c&word=x%20y"), "{post}");
    }

    #[test]
    fn links_are_found_once_and_in_order() {
        let page = r#"<a href="/cases/2">b</a> <a href="/cases/1?a=1&#38;b=2">a</a>
            <a href="/cases/2">again</a> <a href="/wishes">w</a>"#;
        assert_eq!(links(page, "/cases/"), ["/cases/2", "/cases/1?a=1&b=2"]);
    }
}
