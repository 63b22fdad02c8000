//! Writing a reply: speech modules filled from the case, the guard's findings, the ways it can
//! leave, and sending it through the outbox.

use crate::cases::carry_out::{Also, carry_out};
use crate::cases::visible;
use crate::{Action, Actor, App, AppError, Result};
use domain::brand::{SourceKind, Visibility};
use domain::case::{Command, FindingNote, NewReply, Route, State};
use domain::regulation::{Regulation, SpeechModule};
use domain::{CaseId, ReplyId, Stage};
use serde::Serialize;
use store::brand::Brand;
use store::client::Client;
use store::mention::Mention;
use store::outbox::Outgoing;

/// A way in which a reply can leave, or why it cannot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Way {
    pub route: Route,
    pub visibility: Visibility,
    /// To whom or where it goes.
    pub to: String,
    /// The key of a sentence; `None`: it can.
    pub why_not: Option<&'static str>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Module {
    pub id: String,
    pub title: String,
    pub lang: String,
    /// With the case's own values.
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FindingView {
    pub rule: String,
    /// `block`, `warn` or `hint`.
    pub severity: String,
    /// Bytes of the draft.
    pub start: usize,
    pub end: usize,
    /// The words themselves.
    pub words: String,
    pub title: String,
    pub why: String,
    pub fix: String,
    pub hash: String,
}

/// What the composer needs beside the case page.
#[derive(Clone, Debug, Serialize)]
pub struct Composer {
    pub stage: Stage,
    pub ways: Vec<Way>,
    pub modules: Vec<Module>,
}

/// A reply as the manager wrote it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub route: Route,
    pub text: String,
    pub override_reason: Option<String>,
}

pub async fn composer(app: &App, actor: &Actor, case: CaseId) -> Result<Composer> {
    let state = visible(app, actor, case).await?;
    let desk = Desk::load(app, &state).await?;
    let regulation = crate::regulation::version(app, state.regulation).await?;
    Ok(desk.composer(app, actor, &state, &regulation))
}

/// Where a draft would be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    As(Visibility),
    /// As the replies of this case that leave so; in public where nobody knows.
    By(Option<Route>),
}

/// What the guard says of a draft, told in `lang`; nothing is stored.
pub async fn check(
    app: &App,
    actor: &Actor,
    case: CaseId,
    text: &str,
    seen: Seen,
    lang: &str,
) -> Result<Vec<FindingView>> {
    let state = visible(app, actor, case).await?;
    let desk = Desk::load(app, &state).await?;
    let visibility = match seen {
        Seen::As(visibility) => visibility,
        Seen::By(route) => {
            let way = desk.ways(app).into_iter().find(|w| Some(w.route) == route);
            way.map_or(Visibility::Public, |w| w.visibility)
        }
    };
    Ok(findings(&state, &desk, text, visibility)
        .iter()
        .map(|f| finding_view(f, text, lang))
        .collect())
}

/// Queues a reply. The guard reads it here again: what a page showed is not trusted.
pub async fn send(app: &App, actor: &Actor, case: CaseId, draft: Draft) -> Result<ReplyId> {
    let state = visible(app, actor, case).await?;
    actor.require(Action::WorkCases, state.brand)?;
    if draft.override_reason.as_ref().is_some_and(|r| !r.trim().is_empty()) {
        actor.require(Action::OverrideGuard, state.brand)?;
    }
    let desk = Desk::load(app, &state).await?;
    let way = desk.ways(app).into_iter().find(|w| w.route == draft.route);
    let way = way.ok_or(AppError::invalid("route", "route-unknown"))?;
    if let Some(why_not) = way.why_not {
        return Err(AppError::invalid("route", why_not));
    }
    let found = findings(&state, &desk, &draft.text, way.visibility);
    let reply = ReplyId(app.uuid());
    let command = Command::Reply(NewReply {
        reply,
        route: way.route,
        visibility: way.visibility,
        text: draft.text.clone(),
        findings: found.iter().map(finding_note).collect(),
        override_reason: draft.override_reason,
        acts: crate::acts::of_reply(&draft.text, way.visibility),
    });
    let outgoing = desk.outgoing(app, &state, case, reply, &way, draft.text.trim()).await?;
    carry_out(app, case, actor.doer(state.brand), command, vec![Also::Queue(Box::new(outgoing))])
        .await?;
    Ok(reply)
}

/// What surrounds a reply: the brand, the client, and where he spoke.
pub(crate) struct Desk {
    brand: Brand,
    client: Client,
    source: SourceKind,
    client_text: String,
    client_lang: String,
    url: String,
    page: Option<String>,
}

impl Desk {
    async fn load(app: &App, state: &State) -> Result<Self> {
        let brands = store::brand::all(&app.db).await?;
        let client = store::client::get(&app.db, state.client).await?;
        let first = match state.mentions.first() {
            Some(id) => store::mention::get(&app.db, *id).await?,
            None => None,
        };
        let first = first.ok_or(AppError::NotFound("mention"))?;
        let client = client.ok_or(AppError::NotFound("client"))?;
        Self::gather(app, state, &brands, &client, &first).await
    }

    /// From what a page has read already.
    pub(crate) async fn gather(
        app: &App,
        state: &State,
        brands: &[Brand],
        client: &Client,
        first: &Mention,
    ) -> Result<Self> {
        let brand = brands.iter().find(|b| b.id == state.brand).cloned();
        let sources = store::brand::sources(&app.db).await?;
        let source = sources.iter().find(|s| s.id == first.source);
        Ok(Desk {
            brand: brand.ok_or(AppError::NotFound("brand"))?,
            client: client.clone(),
            source: source.map_or(SourceKind::Manual, |s| s.kind),
            client_lang: first.lang.code().to_owned(),
            client_text: first.text.clone(),
            url: first.url.clone(),
            page: match first.case {
                Some(case) => store::client::page_of_case(&app.db, case).await?,
                None => None,
            },
        })
    }

    pub(crate) fn composer(
        &self,
        app: &App,
        actor: &Actor,
        state: &State,
        regulation: &Regulation,
    ) -> Composer {
        let ways = self.ways(app);
        let fits = |m: &&SpeechModule| {
            m.is_about(state.kind.as_deref())
                && ways.iter().any(|w| m.fits(state.stage, w.visibility))
        };
        // In the client's language; where the regulation has no words in it, all that there are.
        let spoken = regulation.modules.iter().any(|m| m.lang == self.client_lang);
        let modules = regulation
            .modules
            .iter()
            .filter(fits)
            .filter(|m| !spoken || m.lang == self.client_lang)
            .map(|m| Module {
                id: m.id.clone(),
                title: m.title.clone(),
                lang: m.lang.clone(),
                text: m.fill(|name| self.value(app, actor, state, name, &m.lang)),
            })
            .collect();
        Composer { stage: state.stage, ways, modules }
    }

    fn ways(&self, app: &App) -> Vec<Way> {
        let mut ways = Vec::new();
        match self.source {
            SourceKind::File => ways.push(Way {
                route: Route::HandOff,
                visibility: Visibility::Public,
                to: self.url.clone(),
                why_not: None,
            }),
            SourceKind::Manual => ways.push(Way {
                route: Route::HandOff,
                visibility: Visibility::Private,
                to: self.client.phone.clone(),
                why_not: None,
            }),
            SourceKind::Form => ways.push(Way {
                route: Route::Page,
                visibility: Visibility::Private,
                to: self.client.name.clone(),
                why_not: self.page.is_none().then_some("no-client-page"),
            }),
        }
        ways.push(Way {
            route: Route::Mail,
            visibility: Visibility::Private,
            to: self.client.email.clone(),
            why_not: if self.client.email.is_empty() {
                Some("no-client-mail")
            } else if app.settings.mail_from.is_none() {
                Some("no-mail-settings")
            } else {
                None
            },
        });
        ways
    }

    /// The value of a variable of a speech module.
    fn value(
        &self,
        app: &App,
        actor: &Actor,
        state: &State,
        name: &str,
        lang: &str,
    ) -> Option<String> {
        match name {
            "client" => Some(self.client.name.clone()).filter(|n| !n.is_empty()),
            "manager" => Some(actor.name.clone()),
            "brand" => Some(self.brand.name.clone()),
            "number" => Some(state.number.to_string()),
            "due" => state
                .open_promises()
                .first()
                .map(|p| crate::wording::moment(p.due, &self.brand.zone, lang)),
            "link" => self.page.as_ref().map(|t| format!("{}/c/{t}", app.settings.public_url)),
            _ => None,
        }
    }

    async fn outgoing(
        &self,
        app: &App,
        state: &State,
        case: CaseId,
        reply: ReplyId,
        way: &Way,
        body: &str,
    ) -> Result<Outgoing> {
        let now = app.now();
        let earlier = store::outbox::of_case(&app.db, case).await?;
        // What went out by mail before is the thread this mail belongs to.
        let thread: Vec<&str> = earlier
            .iter()
            .filter(|o| o.route == Route::Mail && o.state == "done")
            .map(|o| o.message_id.as_str())
            .collect();
        let subject = crate::wording::subject(state.number, &self.brand.name, &self.client_lang);
        let from = app.settings.mail_from.as_deref().unwrap_or_default();
        Ok(Outgoing {
            reply,
            case,
            brand: state.brand,
            route: way.route,
            state: if way.route == Route::HandOff { "waiting" } else { "queued" }.into(),
            recipient: way.to.clone(),
            recipient_name: self.client.name.clone(),
            subject,
            body: body.to_owned(),
            message_id: sources::mail::message_id(&reply.to_string(), from),
            in_reply_to: thread.last().map(|id| (*id).to_owned()).unwrap_or_default(),
            references: thread.join(" "),
            attempts: 0,
            next_at: now,
            last_error: String::new(),
            updated_at: now,
        })
    }
}

fn findings(state: &State, desk: &Desk, text: &str, visibility: Visibility) -> Vec<guard::Finding> {
    guard::check(&guard::Draft {
        text,
        stage: state.stage,
        channel: match visibility {
            Visibility::Public => guard::Channel::Public,
            Visibility::Private => guard::Channel::Private,
        },
        lang: None,
        facts: guard::Facts {
            client_name: Some(desk.client.name.as_str()).filter(|n| !n.is_empty()),
            client_text: Some(&desk.client_text),
            own_contacts: &[],
        },
    })
}

fn finding_note(f: &guard::Finding) -> FindingNote {
    FindingNote {
        rule: f.rule.to_owned(),
        severity: severity(f.severity).to_owned(),
        start: f.start,
        end: f.end,
    }
}

fn finding_view(f: &guard::Finding, draft: &str, lang: &str) -> FindingView {
    let texts = guard::rule(f.rule).map(|r| r.texts(lang.parse().unwrap_or(text::Lang::En)));
    let part =
        |get: fn(&guard::Texts) -> &str| texts.map(|t| get(t).to_owned()).unwrap_or_default();
    FindingView {
        rule: f.rule.to_owned(),
        severity: severity(f.severity).to_owned(),
        start: f.start,
        end: f.end,
        words: draft.get(f.start..f.end).unwrap_or_default().to_owned(),
        title: part(|t| &t.title),
        why: part(|t| &t.why),
        fix: part(|t| &t.fix),
        hash: f.hash.clone(),
    }
}

fn severity(severity: guard::Severity) -> &'static str {
    match severity {
        guard::Severity::Block => "block",
        guard::Severity::Warn => "warn",
        guard::Severity::Hint => "hint",
    }
}
