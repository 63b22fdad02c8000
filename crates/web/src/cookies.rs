//! Reading and writing the few cookies of the desk. Values are percent-encoded.

use axum::http::{HeaderMap, HeaderValue, header};

/// The value of a cookie, decoded.
pub(crate) fn get(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE);
    let mut pairs = lines.iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    pairs.find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| decode(value))
    })
}

/// A `Set-Cookie` value. Every cookie is `HttpOnly` and `SameSite=Lax`; `max_age` is in seconds, 0 removes it.
pub(crate) fn set(name: &str, value: &str, max_age: u32, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let line = format!(
        "{name}={}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}",
        encode(value)
    );
    HeaderValue::from_str(&line).unwrap_or_else(|_| HeaderValue::from_static(""))
}

pub(crate) const YEAR: u32 = 365 * 24 * 60 * 60;

/// Percent-encodes everything but letters, digits and `-._~`; also right for query values.
pub(crate) fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decode(value: &str) -> String {
    let mut out = Vec::with_capacity(value.len());
    let bytes = value.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let code = (bytes[i] == b'%').then(|| value.get(i + 1..i + 3)).flatten();
        match code.and_then(|c| u8::from_str_radix(c, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                i += 3;
            }
            None => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back() {
        for text in ["Сохранено: дело № 12; ещё", "", "100%", "a=b; c", "%zz%"] {
            let line = set("flash", text, 60, false);
            let pair = line.to_str().unwrap().split(';').next().unwrap().to_owned();
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, format!("other=1; {pair}").parse().unwrap());
            assert_eq!(get(&headers, "flash").as_deref(), Some(text));
        }
    }

    #[test]
    fn a_broken_value_is_text_and_no_panic() {
        assert_eq!(decode("%"), "%");
        assert_eq!(decode("%ф"), "%ф");
        assert_eq!(decode("a%4"), "a%4");
    }
}
