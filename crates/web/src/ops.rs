//! For whoever runs the machine: is the process up, may traffic come, how is the desk doing.
//! `/healthz`, `/readyz`, `/metrics`, and the counting of requests. Nothing about any client.

use crate::api::bearer;
use crate::{Caller, Web};
use app::figures::{self, Figures};
use app::{Actor, AppError};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::IpAddr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A database that needs longer than this is not there.
const PATIENCE: Duration = Duration::from_secs(1);
const DURATION: &str = "redress_http_request_duration_seconds";
/// Seconds; the desk promises 0.1.
const BUCKETS: &[f64] = &[0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
/// Measured durations lie in memory until they are folded into buckets; a desk that nobody scrapes
/// folds them after so many requests.
const FOLD_EVERY: u64 = 1_000;

static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
static REQUESTS: AtomicU64 = AtomicU64::new(0);

/// The measurements of this process. The first call starts measuring; `router` makes it at the
/// latest.
pub fn metrics() -> PrometheusHandle {
    HANDLE.get_or_init(install).clone()
}

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/healthz", get(|| async { "up\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(scrape))
}

/// Around every route: how many requests, how long they took, by the template of the route.
pub(crate) async fn measure(request: Request, next: Next) -> Response {
    let method = known(request.method());
    let path = request.extensions().get::<MatchedPath>();
    let route = path.map_or("none", MatchedPath::as_str).to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_str().to_owned();
    let seconds = begun.elapsed().as_secs_f64();
    histogram!(DURATION, "method" => method, "route" => route.clone()).record(seconds);
    counter!("redress_http_requests_total", "method" => method, "route" => route, "status" => status)
        .increment(1);
    if REQUESTS.fetch_add(1, Ordering::Relaxed) % FOLD_EVERY == FOLD_EVERY - 1 {
        metrics().run_upkeep();
    }
    response
}

async fn ready(State(web): State<Web>) -> Response {
    let why = match tokio::time::timeout(PATIENCE, figures::answers(&web.app)).await {
        Ok(Ok(())) => return "ready\n".into_response(),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            "the database does not answer\n"
        }
        Err(_) => "the database did not answer within a second\n",
    };
    (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
}

/// For a scraper on this very machine, or for a person who may read the trail of everything.
async fn scrape(State(web): State<Web>, caller: Caller, headers: HeaderMap) -> Response {
    let actor = match bearer(&headers) {
        Some(secret) => app::tokens::actor_of_token(&web.app, secret).await,
        None if is_local(&caller, &headers) => Ok(Actor::operator()),
        None => Err(AppError::SignedOut),
    };
    let figures = match actor {
        Ok(actor) => figures::read(&web.app, &actor).await,
        Err(error) => Err(error),
    };
    match figures {
        Ok(figures) => {
            tell(&figures);
            let kind = "text/plain; version=0.0.4; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], metrics().render()).into_response()
        }
        Err(AppError::SignedOut) => {
            let ask = [(header::WWW_AUTHENTICATE, "Bearer realm=\"redress\"")];
            (StatusCode::UNAUTHORIZED, ask, "a token is needed from here\n").into_response()
        }
        Err(AppError::Forbidden(_)) => {
            (StatusCode::FORBIDDEN, "this token may not read the figures\n").into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the figures could not be read");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Anybody may make methods up; the figures must not grow with them.
fn known(method: &Method) -> &'static str {
    const KNOWN: [Method; 6] =
        [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS];
    let names = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"];
    KNOWN.iter().position(|m| m == method).map_or("other", |n| names[n])
}

/// A request that a proxy passed on is not from here, whatever address it comes from.
fn is_local(caller: &Caller, headers: &HeaderMap) -> bool {
    let passed_on = ["x-forwarded-for", "forwarded", "via", "x-real-ip"];
    let direct = passed_on.iter().all(|name| !headers.contains_key(*name));
    direct && caller.address.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

fn tell(figures: &Figures) {
    gauge!("redress_cases_open").set(figures.open_cases as f64);
    gauge!("redress_promises_overdue").set(figures.overdue_promises as f64);
    for state in ["queued", "claimed", "transmitting", "waiting", "failed", "uncertain"] {
        let n = figures.outbox.iter().find(|(s, _)| s == state).map_or(0, |(_, n)| *n);
        gauge!("redress_outbox_replies", "state" => state).set(n as f64);
        if state == "uncertain" {
            gauge!("redress_replies_uncertain").set(n as f64);
        }
    }
    let imported = figures.imported_at.map_or(0.0, |at| at.as_microsecond() as f64 / 1e6);
    gauge!("redress_import_last_success_timestamp_seconds").set(imported);
}

fn install() -> PrometheusHandle {
    let builder = PrometheusBuilder::new();
    let builder = builder
        .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), BUCKETS)
        .unwrap_or_else(|_| PrometheusBuilder::new());
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("somebody else measures this process already");
    }
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_counter!("redress_http_requests_total", "Requests by method, route and status");
    describe_histogram!(DURATION, "Time until the answer began, by method and route");
    describe_gauge!("redress_cases_open", "Cases that are not closed");
    describe_gauge!("redress_promises_overdue", "Promises whose minute has passed, in open cases");
    describe_gauge!("redress_outbox_replies", "Replies on their way, by state");
    describe_gauge!("redress_replies_uncertain", "Replies of which nobody knows whether they left");
    describe_gauge!(
        "redress_import_last_success_timestamp_seconds",
        "When an import last came to its end; 0 before the first"
    );
    handle
}
