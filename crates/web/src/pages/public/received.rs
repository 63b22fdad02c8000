//! A public form with files, read to its end: what is too large is thrown away while it comes, so
//! that the page can still say so beside the field.

use crate::{Problem, Web};
use app::attachments::{MOST_BYTES, MOST_FILES, Upload};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// What was sent.
#[derive(Default)]
pub(super) struct Received {
    typed: BTreeMap<String, String>,
    pub(super) files: Vec<Upload>,
}

/// The longest typed field that is kept to be shown again, in bytes.
const MOST_TYPED: usize = 1 << 18;

impl Received {
    pub(super) async fn read(request: Request, web: &Web) -> Result<Self, Problem> {
        let parts = Multipart::from_request(request, web).await;
        let mut parts = parts.map_err(|e| Problem::BadForm(e.body_text()))?;
        let mut received = Received::default();
        while let Some(mut part) = parts.next_field().await.map_err(problem)? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file) => {
                    // One file more than allowed is enough to know that there are too many.
                    let over = received.files.len() >= MOST_FILES;
                    let bytes = most(&mut part, if over { 0 } else { MOST_BYTES + 1 }).await?;
                    // A picker with nothing chosen sends one file without name and bytes.
                    let chosen = !(file.is_empty() && bytes.is_empty());
                    if chosen && received.files.len() <= MOST_FILES {
                        received.files.push(Upload { name: file, bytes });
                    }
                }
                None => {
                    let bytes = most(&mut part, MOST_TYPED).await?;
                    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
                    received.typed.insert(name, text);
                }
            }
        }
        Ok(received)
    }

    /// What was typed into a field; nothing when it was not sent.
    pub(super) fn take(&mut self, name: &str) -> String {
        self.typed.remove(name).unwrap_or_default()
    }
}

/// Reads a part to its end and keeps its first bytes.
async fn most(part: &mut Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let mut kept = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(problem)? {
        let room = most - kept.len();
        kept.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(kept)
}

fn problem(error: MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::BadForm(error.body_text()),
    }
}
