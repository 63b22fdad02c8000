//! A whole case, led by its next step alone.

use super::*;
use crate::amends::{NewRemedy, Offer, RemedyKind};
use crate::inquiry::*;
use jiff::civil::date;

#[track_caller]
fn expect(story: &Story, step: Next) {
    assert_eq!(next(story.state(), &story.rules, story.role), Some(step));
}

fn fact(n: u128, slot: FactSlot) -> Command {
    Command::RecordFact(NewFact {
        fact: FactId(id(n)),
        slot,
        text: "14:05".into(),
        source: FactSource::Client,
        attachment: None,
        mention: None,
        answers: None,
    })
}

#[test]
fn following_the_next_step_leads_to_the_end() {
    let mut story = Story::opened();
    expect(&story, Next::Answer);
    story.then(1, reply(70)).then(2, sent(70));
    expect(&story, Next::Identify);
    story.then(3, Command::Identify { how: Identity::Phone, note: String::new() });
    expect(&story, Next::AskProof);
    story.then(4, Command::AskProof { reply: None });
    expect(&story, Next::Move(Stage::FactFinding));
    story.then(5, Command::MoveTo { stage: Stage::FactFinding });
    expect(&story, Next::FindOut(FactSlot::ALL.to_vec()));
    for (n, slot) in FactSlot::ALL.iter().enumerate() {
        story.then(6, fact(100 + n as u128, *slot));
    }
    expect(&story, Next::NameTime);
    let word = PromiseId(id(50));
    story.then(
        7,
        Command::MakePromise {
            promise: word,
            what: "write the decision".into(),
            due: at(90),
            names_time: false,
            reply: None,
        },
    );
    expect(&story, Next::HandOver(Role::Head));
    story.by(Role::Head);
    expect(&story, Next::GiveVerdict);
    story.then(8, Command::GiveVerdict { verdict: Verdict::Founded, grounds: String::new() });
    expect(&story, Next::TellVerdict);
    let sorry = Acts { apology: true, ..Acts::default() };
    story.then(9, reply_that(71, Visibility::Private, sorry)).then(10, sent(71));
    story.then(11, Command::KeepPromise { promise: word });
    expect(&story, Next::OfferOptions);
    let offer = Offer { id: OfferId(id(60)), text: "done again".into(), cost: None };
    story.then(12, Command::OfferOptions { offers: vec![offer] });
    expect(&story, Next::Move(Stage::Remedy));
    story.then(13, Command::MoveTo { stage: Stage::Remedy });
    expect(&story, Next::ChooseOption);
    story.then(14, Command::ChooseOption { offer: OfferId(id(60)) });
    expect(&story, Next::Grant);
    let remedy = NewRemedy {
        id: RemedyId(id(61)),
        kind: RemedyKind::Redo,
        what: "done again".into(),
        cost: "15 EUR".parse().unwrap(),
    };
    story.then(15, Command::Grant { remedy, day: date(2026, 3, 2), conditional: false });
    expect(&story, Next::Fulfil(RemedyId(id(61))));
    story.then(16, Command::FulfilRemedy { remedy: RemedyId(id(61)) });
    expect(&story, Next::HearAcceptance);
    story.then(17, Command::AcceptApology { mention: None, words: "enough".into() });
    expect(&story, Next::Move(Stage::Closing));
    story.then(18, Command::MoveTo { stage: Stage::Closing });
    expect(&story, Next::Close);
    story.then(19, Command::Close { outcome: Outcome::Satisfied, grounds: String::new() });
    assert_eq!(next(story.state(), &story.rules, Role::Head), None);
}

#[test]
fn what_cannot_wait_goes_first() {
    let mut story = Story::opened();
    story.then(1, Command::Assign { owner: None });
    expect(&story, Next::Take);
    story.then(2, Command::Assign { owner: Some(MANAGER) });
    story.then(3, Command::TakePause { until: at(30) });
    expect(&story, Next::Cool(at(30)));
    story.then(4, Command::SetSeriousness { level: Seriousness::Serious, why: "x".into() });
    expect(&story, Next::HandOver(Role::Head));
    assert_eq!(next(story.state(), &story.rules, Role::Auditor), None);
}
