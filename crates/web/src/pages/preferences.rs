//! The switches of language and theme in the menu and on pages without sign-in.

use crate::cookies::YEAR;
use crate::cx::{LANG_COOKIE, THEME_COOKIE, known_theme};
use crate::{CsrfForm, Cx, Lang, Problem, Web};
use app::people::{Preferences, set_preferences};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/preferences", post(save))
}

/// Each switch sends only its own field.
#[derive(Deserialize)]
struct Switch {
    lang: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

async fn save(
    cx: Cx,
    State(web): State<Web>,
    CsrfForm(form): CsrfForm<Switch>,
) -> Result<Response, Problem> {
    let lang = form.lang.and_then(|l| l.parse::<Lang>().ok());
    let theme = form.theme.as_deref().map(known_theme);
    if let Some(actor) = cx.signed_in() {
        let wish = Preferences {
            lang: lang.map_or(actor.lang.clone(), |l| l.code().to_owned()),
            zone: actor.zone.clone(),
            theme: theme.map_or(actor.theme.clone(), str::to_owned),
        };
        set_preferences(&web.app, actor, wish).await?;
    }
    // The cookies stay for the pages without sign-in.
    let mut response = cx.redirect(local(&form.back));
    if let Some(lang) = lang {
        cx.keep(&mut response, LANG_COOKIE, lang.code(), YEAR);
    }
    if let Some(theme) = theme {
        cx.keep(&mut response, THEME_COOKIE, theme, YEAR);
    }
    Ok(response)
}

/// Only a path of our own: a redirect must not lead out of the house.
pub(crate) fn local(path: &str) -> &str {
    let odd = ['\\', '\r', '\n', '\t'];
    let inside = path.starts_with('/') && !path.starts_with("//") && !path.contains(odd);
    if inside { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_redirect_stays_in_the_house() {
        for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "", "x", "/\t/e"] {
            assert_eq!(local(bad), "/", "{bad}");
        }
        assert_eq!(local("/cases?stage=intake"), "/cases?stage=intake");
    }
}
