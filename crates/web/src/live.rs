//! Live updates: an open page is told which topics changed and fetches its own
//! pieces again, with its own permissions. Nothing of the content travels here.

use crate::{Cx, Problem, Web};
use app::{Action, Actor, Live, Topic};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use std::convert::Infallible;
use std::time::Duration;
use tokio_stream::wrappers::BroadcastStream;

/// After this time the browser connects anew, so that a change of permissions reaches old pages.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// `GET /live`: events `changed` (topics, separated by spaces; `*` is everything) and `alarm`
/// (`{"text", "href"}`).
pub(crate) async fn stream(
    cx: Cx,
    State(web): State<Web>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let actor = cx.actor()?.clone();
    let mut stopped = web.stopped.clone();
    let over = async move {
        tokio::select! {
            () = tokio::time::sleep(LONGEST) => {}
            Ok(_) = stopped.wait_for(|stop| *stop) => {}
        }
    };
    let events = BroadcastStream::new(web.app.live.subscribe()).filter_map(move |live| {
        let event = match live {
            Ok(live) => event(&cx, &actor, &live),
            // It fell behind: better everything once more than something missed.
            Err(_) => Some(Event::default().event("changed").data("*")),
        };
        std::future::ready(event.map(Ok))
    });
    Ok(Sse::new(events.take_until(Box::pin(over))).keep_alive(KeepAlive::default()))
}

fn event(cx: &Cx, actor: &Actor, live: &Live) -> Option<Event> {
    let sight = match live.topic {
        Topic::Mentions | Topic::Import(_) => Action::ReadMentions,
        Topic::Case(_) | Topic::Alarm { .. } => Action::ReadCases,
    };
    if !actor.may(sight, live.brand) {
        return None;
    }
    let changed = |topics: String| Some(Event::default().event("changed").data(topics));
    match &live.topic {
        Topic::Mentions => changed("mentions".to_owned()),
        Topic::Import(id) => changed(format!("import import:{id}")),
        Topic::Case(id) => changed(format!("case case:{id}")),
        Topic::Alarm { owner, .. } if owner.is_some() && *owner != actor.person_id() => {
            changed("case".to_owned())
        }
        Topic::Alarm { number, broken, .. } => {
            let key = if *broken { "home-alarm-broken" } else { "home-alarm-soon" };
            let text = cx.t.a(key, [("number", number.to_string())]);
            let alarm = serde_json::json!({ "text": text, "href": format!("/cases/{number}") });
            Some(Event::default().event("alarm").data(alarm.to_string()))
        }
    }
}
