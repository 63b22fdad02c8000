//! Remedies: inside an authority, above it, and never on a condition.

use super::*;
use crate::amends::*;
use jiff::civil::date;

fn remedy(n: u128, cost: &str) -> NewRemedy {
    NewRemedy {
        id: RemedyId(id(n)),
        kind: RemedyKind::Gift,
        what: "a coffee on us".into(),
        cost: cost.parse().unwrap(),
    }
}

fn grant(n: u128, cost: &str) -> Command {
    Command::Grant { remedy: remedy(n, cost), day: date(2026, 3, 2), conditional: false }
}

fn ask(n: u128, cost: &str) -> Command {
    Command::AskApproval {
        approval: ApprovalId(id(n)),
        remedy: remedy(n, cost),
        due: at(60),
        conditional: false,
    }
}

fn decided(n: u128, yes: bool) -> Command {
    Command::DecideApproval {
        approval: ApprovalId(id(n)),
        day: yes.then(|| date(2026, 3, 2)),
        reason: if yes { String::new() } else { "too much".into() },
    }
}

fn over(limit: Limit, left: &str) -> Refusal {
    Refusal::OverAuthority { limit, left: left.parse().unwrap() }
}

#[test]
fn each_limit_holds_by_itself() {
    let mut story = Story::opened();
    story.refused(1, grant(60, "20.01 EUR"), &over(Limit::Gift, "20 EUR"));
    story.spent = Spent { client: 1_500, day: 0, month: 0 };
    story.refused(1, grant(60, "15.01 EUR"), &over(Limit::Client, "15 EUR"));
    story.spent = Spent { client: 0, day: 4_500, month: 0 };
    story.refused(1, grant(60, "6 EUR"), &over(Limit::Day, "5 EUR"));
    story.spent = Spent { client: 0, day: 0, month: 9_900 };
    story.refused(1, grant(60, "1 EUR"), &over(Limit::Month, "0 EUR"));
    story.spent = Spent { client: 1_000, day: 3_000, month: 7_000 };
    story.then(1, grant(60, "20 EUR"));
    assert_eq!(story.state().amends.remedies[0].given_by, Some(MANAGER));
    story.refused(2, grant(60, "1 EUR"), &Refusal::Settled);
}

#[test]
fn a_currency_nobody_spoke_of_is_nobodys_authority() {
    let mut story = Story::opened();
    story.refused(1, grant(60, "1 RUB"), &over(Limit::None, "0 RUB"));
    story.then(1, grant(60, "0 RUB"));
    story.by(Role::Owner).then(2, grant(61, "1000000 RUB"));
    story.by(Role::Auditor).refused(3, grant(62, "0 RUB"), &over(Limit::None, "0 RUB"));
}

#[test]
fn above_the_authority_somebody_with_more_is_asked() {
    let mut story = Story::opened();
    story.then(1, ask(60, "150 EUR")).then(1, ask(61, "900 EUR"));
    let of: Vec<_> = story.state().amends.approvals.iter().map(|a| a.of).collect();
    assert_eq!(of, [Role::Head, Role::Owner]);
    story.refused(2, decided(60, true), &Refusal::NotYours(Role::Head));
    story.by(Role::Head).then(3, decided(60, true));
    story.refused(3, decided(60, true), &Refusal::Settled);
    story.refused(3, decided(61, true), &Refusal::NotYours(Role::Owner));
    let given = story.state().amends.remedy(RemedyId(id(60))).unwrap();
    assert_eq!((given.given_by, given.status), (Some(HEAD), RemedyStatus::Granted));
    story.by(Role::Owner).then(4, decided(61, false));
    assert_eq!(story.state().amends.approval(ApprovalId(id(61))).unwrap().reason, "too much");
}

#[test]
fn nobody_decides_on_his_own_request_and_an_approver_has_limits_too() {
    let mut story = Story::opened();
    story.by(Role::Head).then(1, ask(60, "150 EUR"));
    story.refused(2, decided(60, true), &Refusal::OwnRequest);
    story.by(Role::Manager).then(3, ask(61, "150 EUR")).by(Role::Head);
    story.spent.month = 45_000;
    story.refused(4, decided(61, true), &over(Limit::Month, "50 EUR"));
}

#[test]
fn nobody_decided_in_time() {
    let ring = |next| Command::RingApproval { approval: ApprovalId(id(60)), next_due: at(next) };
    let mut story = Story::opened();
    story.then(1, ask(60, "150 EUR"));
    assert_eq!(story.decide(59, ring(180)), Ok(vec![]), "too early");
    story.then(60, ring(180));
    let approval = story.state().amends.approvals[0].clone();
    assert_eq!(
        (approval.of, approval.due, approval.status),
        (Role::Owner, at(180), ApprovalStatus::Asked)
    );
    story.then(180, ring(300));
    assert_eq!(story.state().amends.approvals[0].status, ApprovalStatus::Lapsed);
    assert_eq!(story.decide(181, ring(300)), Ok(vec![]));
}

#[test]
fn nothing_is_given_for_a_changed_review() {
    let mut story = Story::opened();
    story.by(Role::Owner);
    let bribe =
        Command::Grant { remedy: remedy(60, "5 EUR"), day: date(2026, 3, 2), conditional: true };
    story.refused(1, bribe, &Refusal::Conditional);
    let asked = Command::AskApproval {
        approval: ApprovalId(id(60)),
        remedy: remedy(60, "5 EUR"),
        due: at(60),
        conditional: true,
    };
    story.refused(1, asked, &Refusal::Conditional);
}

#[test]
fn a_case_does_not_end_over_what_is_granted_or_asked() {
    let close = || Command::Close { outcome: Outcome::Doubting, grounds: String::new() };
    let mut story = Story::opened();
    story.then(1, reply(70)).then(2, sent(70)).then(3, ask(60, "150 EUR"));
    story.refused(4, close(), &Refusal::ApprovalPending);
    story.by(Role::Head).then(5, decided(60, true));
    story.refused(6, close(), &Refusal::RemedyOwed);
    story.then(7, Command::FulfilRemedy { remedy: RemedyId(id(60)) });
    let cancel = Command::CancelRemedy { remedy: RemedyId(id(60)), reason: "x".into() };
    story.refused(8, cancel, &Refusal::Settled).then(9, close());
}

#[test]
fn one_of_the_offers_is_chosen() {
    let offer = |n, text: &str| Offer { id: OfferId(id(n)), text: text.into(), cost: None };
    let offers = |list: Vec<Offer>| Command::OfferOptions { offers: list };
    let mut story = Story::opened();
    story.refused(1, offers(vec![]), &Refusal::Empty("text"));
    story.refused(1, offers(vec![offer(60, " ")]), &Refusal::Empty("text"));
    story.then(1, offers(vec![offer(60, "your money back"), offer(61, "done again")]));
    let chosen = |n| Command::ChooseOption { offer: OfferId(id(n)) };
    story.refused(2, chosen(62), &Refusal::Unknown(OfferId(id(62)).to_string()));
    story.then(2, chosen(61));
    assert_eq!(story.state().amends.chosen, Some(OfferId(id(61))));
}
