//! The commands that a line of a scenario asks for, made as the desk makes them.

use super::super::deed::{Deed, Does, visibility};
use super::{Play, Step, Told};
use crate::amends::{NewRemedy, Offer};
use crate::case::*;
use crate::law::{self, Demand};
use crate::receipt::Receipt;
use crate::regulation::{Routed, Weight};
use crate::*;

impl Play<'_> {
    /// Two cases at most; each command with the case it is for.
    pub(super) fn commands(&mut self, step: &Step) -> Told<Vec<(String, Command)>> {
        let case = step.case.clone();
        let one = |command| Ok(vec![(case.clone(), command)]);
        match step.deed.clone() {
            Deed::Link { with, relation } => {
                let ((a, n), (b, m)) = (self.numbered(&case)?, self.numbered(&with)?);
                let back = Command::Link { case: a, number: n, relation };
                Ok(vec![(case, Command::Link { case: b, number: m, relation }), (with, back)])
            }
            Deed::Unlink { from } => {
                let ((a, _), (b, _)) = (self.numbered(&case)?, self.numbered(&from)?);
                let back = Command::Unlink { case: a };
                Ok(vec![(case, Command::Unlink { case: b }), (from, back)])
            }
            Deed::Merge { into } => self.merge(case, into),
            Deed::Split { off, mentions } => self.split(case, off, &mentions),
            deed => one(self.command(&case, &step.by, deed)?),
        }
    }

    fn command(&mut self, case: &str, by: &str, deed: Deed) -> Told<Command> {
        Ok(match deed {
            Deed::Open { .. } => self.open(case, deed),
            Deed::Write { mention, public, .. } => {
                Command::ReceiveMessage { mention: MentionId(self.id(&mention)), public }
            }
            Deed::Take => Command::Assign { owner: Some(PersonId(self.id(by))) },
            Deed::Assign { to } => Command::Assign { owner: to.map(|p| PersonId(self.id(&p))) },
            Deed::Note { note } => Command::AddNote { note },
            Deed::Move { to } => Command::MoveTo { stage: to },
            Deed::Kind { kind } => Command::SetKind { kind },
            Deed::Tick { step } => Command::TickStep { step, done: true },
            Deed::Seriousness { level, why } => Command::SetSeriousness { level, why },
            Deed::Temper { heat } => Command::NoteTemper { heat },
            Deed::Pause { until } => Command::TakePause { until: self.moment(&until)? },
            Deed::Promise { promise, what, due, names_time } => Command::MakePromise {
                promise: PromiseId(self.id(&promise)),
                what,
                due: self.moment(&due)?,
                names_time,
                reply: None,
            },
            Deed::Renew { promise, due, reason } => Command::RenewPromise {
                promise: PromiseId(self.id(&promise)),
                due: self.moment(&due)?,
                reason,
            },
            Deed::Keep { promise } => {
                Command::KeepPromise { promise: PromiseId(self.id(&promise)) }
            }
            Deed::Ring { promise } => Command::Ring { promise: PromiseId(self.id(&promise)) },
            Deed::Reply { reply, public, text, blocked, reason, acts } => {
                let finding =
                    |rule| FindingNote { rule, severity: "block".into(), start: 0, end: 1 };
                Command::Reply(NewReply {
                    reply: ReplyId(self.id(&reply)),
                    route: if public { Route::HandOff } else { Route::Mail },
                    visibility: visibility(public),
                    text,
                    findings: blocked.into_iter().map(finding).collect(),
                    override_reason: reason,
                    acts: Does::acts(&acts),
                })
            }
            Deed::Sent { reply } => {
                Command::RecordSent { reply: ReplyId(self.id(&reply)), proof: "250 ok".into() }
            }
            Deed::Failed { reply, reason, certain } => {
                Command::RecordFailed { reply: ReplyId(self.id(&reply)), reason, certain }
            }
            Deed::Retry { reply } => Command::RetryReply { reply: ReplyId(self.id(&reply)) },
            Deed::Withdraw { reply, reason } => {
                Command::WithdrawReply { reply: ReplyId(self.id(&reply)), reason }
            }
            Deed::AskConsent => Command::AskConsent { reply: None },
            Deed::Consent { agrees } => Command::RecordConsent { agrees, mention: None },
            Deed::AcceptApology { words } => Command::AcceptApology { mention: None, words },
            Deed::Demand { demand } => self.demand(case, demand)?,
            Deed::ReviewChanged { mention, before, after, removed, by_client } => {
                let mention = MentionId(self.id(&mention));
                Command::RecordReviewChange { mention, before, after, removed, by_client }
            }
            Deed::Wish { wish, text } => Command::RecordWish { wish: WishId(self.id(&wish)), text },
            Deed::AnswerWish { wish, state } => {
                Command::AnswerWish { wish: WishId(self.id(&wish)), state }
            }
            Deed::Close { outcome, grounds } => Command::Close { outcome, grounds },
            Deed::Reopen { reason } => Command::Reopen { reason },
            Deed::Erase => Command::Erase { certificate: "certificate".into() },
            deed => match self.inquiry(case, deed)? {
                Ok(command) => command,
                Err(deed) => self.amends(case, deed)?,
            },
        })
    }

    fn open(&mut self, case: &str, deed: Deed) -> Command {
        let Deed::Open {
            client,
            mention,
            public,
            intent,
            tone,
            rating,
            heat,
            urgency,
            reach,
            cases,
            ..
        } = deed
        else {
            unreachable!("only an opening comes here")
        };
        let brands: &[&str] = &["brand"];
        let routed = Routed { intent, intent_confidence: 1.0, tone, rating, brands };
        let due = self.rules.route(routed).map(|r| self.rules.due(r, brands, self.now));
        let answer = due.map(|due| (PromiseId(self.id("answer")), due));
        let known = self.cases.contains_key(case);
        Command::Open(OpenCase {
            number: 1001 + self.cases.len() as i64 - i64::from(known),
            brand: BrandId(self.id("brand")),
            client: ClientId(self.id(&client)),
            mention: MentionId(self.id(&mention)),
            owner: None,
            answer,
            regulation: 1,
            public,
            seriousness: self.rules.weigh(Weight { rating, urgency, heat, reach, cases }),
        })
    }

    /// What is found out; a deed that is no finding comes back.
    fn inquiry(&mut self, case: &str, deed: Deed) -> Told<Result<Command, Deed>> {
        Ok(Ok(match deed {
            Deed::Identify { how, note } => Command::Identify { how, note },
            Deed::AskProof => Command::AskProof { reply: None },
            Deed::Proof { proof, kind, text } => {
                let receipt = Receipt::parse(&text).ok();
                let proof = ProofId(self.id(&proof));
                Command::AddProof(NewProof { proof, kind, text, attachment: None, receipt })
            }
            Deed::Check { proof, result } => {
                let proof = ProofId(self.id(&proof));
                let (detail, also_in) = (String::new(), self.also_in(case, proof));
                Command::CheckProof { proof, result, detail, also_in }
            }
            Deed::Evidence { name, kind } => Command::AddEvidence {
                attachment: AttachmentId(self.id(&name)),
                sha256: "ab".repeat(32),
                name,
                kind,
            },
            Deed::Fact { fact, slot, text, source, evidence, answers } => {
                Command::RecordFact(NewFact {
                    fact: FactId(self.id(&fact)),
                    slot,
                    text,
                    source,
                    attachment: evidence.map(|e| AttachmentId(self.id(&e))),
                    mention: None,
                    answers: answers.map(|q| QuestionId(self.id(&q))),
                })
            }
            Deed::WithdrawFact { fact, reason } => {
                Command::WithdrawFact { fact: FactId(self.id(&fact)), reason }
            }
            Deed::Question { question, slot, text } => {
                Command::RaiseQuestion { question: QuestionId(self.id(&question)), slot, text }
            }
            Deed::Statement { of, text } => {
                let statement = StatementId(self.id(&format!("{of}: {text}")));
                Command::TakeStatement { statement, of, text }
            }
            Deed::Verdict { verdict, grounds } => Command::GiveVerdict { verdict, grounds },
            other => return Ok(Err(other)),
        }))
    }

    fn amends(&mut self, case: &str, deed: Deed) -> Told<Command> {
        Ok(match deed {
            Deed::Offer { options } => {
                let mut offer =
                    |text: String| Offer { id: OfferId(self.id(&text)), text, cost: None };
                Command::OfferOptions { offers: options.into_iter().map(&mut offer).collect() }
            }
            Deed::Choose { option } => Command::ChooseOption { offer: OfferId(self.id(&option)) },
            Deed::Grant { remedy, kind, what, cost, conditional } => {
                let id = RemedyId(self.id(&remedy));
                let remedy = NewRemedy { id, kind, what, cost };
                Command::Grant { remedy, day: self.today(), conditional }
            }
            Deed::Fulfil { remedy } => Command::FulfilRemedy { remedy: RemedyId(self.id(&remedy)) },
            Deed::CancelRemedy { remedy, reason } => {
                Command::CancelRemedy { remedy: RemedyId(self.id(&remedy)), reason }
            }
            Deed::AskApproval { approval, kind, what, cost, conditional } => {
                let id = RemedyId(self.id(&approval));
                let remedy = NewRemedy { id, kind, what, cost };
                let (approval, due) = (ApprovalId(self.id(&approval)), self.approval_due());
                Command::AskApproval { approval, remedy, due, conditional }
            }
            Deed::Approve { approval } => Command::DecideApproval {
                approval: ApprovalId(self.id(&approval)),
                day: Some(self.today()),
                reason: String::new(),
            },
            Deed::Refuse { approval, reason } => Command::DecideApproval {
                approval: ApprovalId(self.id(&approval)),
                day: None,
                reason,
            },
            Deed::RingApproval { approval } => Command::RingApproval {
                approval: ApprovalId(self.id(&approval)),
                next_due: self.approval_due(),
            },
            other => return Err(format!("case {case} cannot do {other:?}")),
        })
    }

    fn approval_due(&self) -> Timestamp {
        let a = &self.rules.approvals;
        self.rules.after(&["brand"], self.now, a.within, a.clock)
    }

    /// The law that runs for a demand; the opening of the case began it.
    fn demand(&mut self, case: &str, demand: Demand) -> Told<Command> {
        let demanded = self.state(case).map_or(self.now, |s| s.opened_at);
        let day = demanded.to_zoned(self.zone.clone()).date();
        let found = self.rules.jurisdiction(&["brand"]);
        let found = found.and_then(|j| law::applicable(j, demand, day).into_iter().next());
        let law =
            found.map(|law| law.until(demanded, &self.zone_name).map(|u| (law.id.clone(), u)));
        let law = law.transpose().map_err(|e| e.to_string())?;
        Ok(Command::StateDemand { demand, law, promise: PromiseId(self.id("law")) })
    }

    /// Numbers of other cases in which the same receipt was shown.
    fn also_in(&self, case: &str, proof: ProofId) -> Vec<i64> {
        let key = |p: &crate::inquiry::Proof| p.receipt.as_ref().map(Receipt::key);
        let shown = self
            .state(case)
            .and_then(|s| s.inquiry.proofs.iter().find(|p| p.id == proof).and_then(key));
        let Some(shown) = shown else { return vec![] };
        let others = self.cases.iter().filter(|(name, _)| *name != case);
        let others = others.filter_map(|(_, journal)| replay(journal));
        let same = |s: &State| s.inquiry.proofs.iter().any(|p| key(p).as_ref() == Some(&shown));
        others.filter(same).map(|s| s.number).collect()
    }

    fn numbered(&mut self, case: &str) -> Told<(CaseId, i64)> {
        let state = self.state(case).ok_or_else(|| format!("no case is called `{case}`"))?;
        Ok((CaseId(self.id(case)), state.number))
    }

    fn merge(&mut self, case: String, into: String) -> Told<Vec<(String, Command)>> {
        let ((a, n), (b, m)) = (self.numbered(&case)?, self.numbered(&into)?);
        let s = self.state(&case).ok_or("no case")?;
        let promises = s.carried(|i| PromiseId(self.id(&format!("{case}-{}", i + 1))));
        let absorb = Command::Absorb {
            case: a,
            number: n,
            mentions: s.mentions.clone(),
            promises,
            demand: s.demand.clone(),
        };
        Ok(vec![(case, Command::MergeInto { case: b, number: m }), (into, absorb)])
    }

    fn split(
        &mut self,
        case: String,
        off: String,
        mentions: &[String],
    ) -> Told<Vec<(String, Command)>> {
        let (a, n) = self.numbered(&case)?;
        let s = self.state(&case).ok_or("no case")?;
        let ids: Vec<MentionId> = mentions.iter().map(|m| MentionId(self.id(m))).collect();
        let (new, number) = (CaseId(self.id(&off)), 1001 + self.cases.len() as i64);
        let leave = Command::SplitOff { case: new, number, mentions: ids.clone() };
        let mut commands = vec![(case, leave)];
        let mut ids = ids.into_iter();
        if let Some(mention) = ids.next() {
            let open = OpenCase {
                number,
                brand: s.brand,
                client: s.client,
                mention,
                owner: s.owner,
                answer: None,
                regulation: s.regulation,
                public: s.public,
                seriousness: s.seriousness,
            };
            commands.push((off.clone(), Command::Open(open)));
            let rest = ids.map(|mention| Command::AttachMention { mention, public: s.public });
            commands.extend(rest.map(|attach| (off.clone(), attach)));
            commands.push((off, Command::NoteSplit { case: a, number: n }));
        }
        Ok(commands)
    }
}
