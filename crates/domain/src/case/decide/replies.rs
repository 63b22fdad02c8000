//! Replies: who may speak, when, and what must not be said; what became of them; and what the client
//! answered to them.

use super::promises::keep;
use super::{Decision, Facts, filled};
use crate::case::{Command, Delivery, Event, NewReply, Refusal, State};
use crate::promise::{Promise, PromiseKind};
use crate::{ReplyId, Verdict};

pub(super) fn decide(s: &State, command: Command, facts: Facts) -> Decision {
    match command {
        Command::Reply(reply) => queue(s, reply, facts),
        Command::RecordSent { reply, proof } => record_sent(s, reply, proof, facts),
        Command::RecordFailed { reply, reason, certain } => {
            expect(s, reply, &[Delivery::Queued])?;
            Ok(vec![Event::ReplyFailed { reply, reason, certain }])
        }
        Command::RetryReply { reply } => {
            expect(s, reply, &[Delivery::Failed, Delivery::Uncertain])?;
            Ok(vec![Event::ReplyRetried { reply }])
        }
        Command::WithdrawReply { reply, reason } => {
            expect(s, reply, &[Delivery::Failed, Delivery::Uncertain, Delivery::Queued])?;
            Ok(vec![Event::ReplyWithdrawn { reply, reason: filled(reason, "reason")? }])
        }
        Command::AskConsent { reply } => Ok(vec![Event::ConsentAsked { reply }]),
        Command::RecordConsent { agrees, mention } => {
            Ok(vec![Event::ConsentRecorded { agrees, mention }])
        }
        Command::AcceptApology { .. } if s.amends.accepted_at.is_some() => Ok(vec![]),
        Command::AcceptApology { .. } if s.apologies() == 0 => Err(Refusal::NoApology),
        Command::AcceptApology { mention, words } => {
            Ok(vec![Event::ApologyAccepted { mention, words: words.trim().to_owned() }])
        }
        Command::RecordReviewChange { mention, before, after, removed, by_client } => {
            if !s.mentions.contains(&mention) {
                return Err(Refusal::Unknown(mention.to_string()));
            }
            Ok(vec![Event::ReviewChanged { mention, before, after, removed, by_client }])
        }
        _ => Ok(vec![]),
    }
}

fn queue(s: &State, r: NewReply, facts: Facts) -> Decision {
    let text = filled(r.text, "text")?;
    // No reason helps here: it is against the law and the rules of the sites.
    if r.acts.conditional {
        return Err(Refusal::Conditional);
    }
    let talks = facts.rules.talks(s.seriousness);
    if facts.role.is_some_and(|role| !role.at_least(talks)) {
        return Err(Refusal::TalksHigher(talks));
    }
    let override_reason = r.override_reason.map(|o| o.trim().to_owned()).filter(|o| !o.is_empty());
    if override_reason.is_none() {
        may_be_said(s, &r.findings, r.acts.own_side, facts)?;
    }
    let (reply, acts) = (r.reply, r.acts);
    let mut events = vec![Event::ReplyQueued {
        reply,
        route: r.route,
        visibility: r.visibility,
        text,
        findings: r.findings,
        override_reason,
        acts,
    }];
    if acts.invites_private && !s.private_offered {
        events.push(Event::PrivateOffered { reply });
    }
    if acts.asks_consent {
        events.push(Event::ConsentAsked { reply: Some(reply) });
    }
    Ok(events)
}

/// What a written reason may overrule.
fn may_be_said(
    s: &State,
    findings: &[crate::case::FindingNote],
    own_side: bool,
    facts: Facts,
) -> Result<(), Refusal> {
    let blocking: Vec<String> =
        findings.iter().filter(|f| f.severity == "block").map(|f| f.rule.clone()).collect();
    if !blocking.is_empty() {
        return Err(Refusal::Blocked(blocking));
    }
    if let Some(until) = s.pause.filter(|until| *until > facts.now) {
        return Err(Refusal::Paused(until));
    }
    let founded = s.inquiry.verdict.is_some_and(Verdict::is_founded);
    let early = match facts.rules.policy("company_view") {
        "allow" => false,
        "after_verdict" => s.inquiry.verdict.is_none(),
        _ => founded && s.amends.accepted_at.is_none(),
    };
    if own_side && early {
        return Err(Refusal::OwnSideTooEarly);
    }
    Ok(())
}

/// A reply that left keeps the promised answer.
fn record_sent(s: &State, reply: ReplyId, proof: String, facts: Facts) -> Decision {
    expect(s, reply, &[Delivery::Queued, Delivery::Uncertain])?;
    let mut events = vec![Event::ReplySent { reply, proof }];
    let answer = |p: &&Promise| p.kind == PromiseKind::Answer && p.is_owed();
    for p in s.promises.iter().filter(answer) {
        events.extend(keep(p, facts));
    }
    Ok(events)
}

fn expect(s: &State, reply: ReplyId, allowed: &[Delivery]) -> Result<(), Refusal> {
    let reply = s.reply(reply).ok_or(Refusal::NoReply)?;
    if allowed.contains(&reply.delivery) { Ok(()) } else { Err(Refusal::ReplySettled) }
}
