//! Receipts shown as pictures, by the client and by a manager, in one case and in several.

use crate::world::{Company, World, of};
use app::attachments::Upload;
use app::cases::{ProofItem, ShownIn, add_receipts, by_number, view};
use app::domain::brand::SourceKind;
use app::domain::inquiry::{ProofKind, ProofResult, Verification};
use app::domain::{CaseId, Outcome, Role};
use app::forms::{self, Complaint, page, show_receipts, submit};
use app::{Actor, AppError};
use testkit::paper::{blank, code, photo};

on_both!(
    a_receipt_shown_in_two_cases_is_found,
    what_cannot_be_read_is_a_proof_all_the_same,
    the_same_file_at_the_same_moment_is_one_proof,
    a_closed_case_and_a_stranger_take_no_receipts,
);

fn file(name: &str, bytes: Vec<u8>) -> Vec<Upload> {
    vec![Upload { name: name.into(), bytes }]
}

/// A case with the secret of its page.
async fn complain(world: &World, brand: &str, once: &str, by: &Actor) -> (CaseId, i64, String) {
    let text = "The kettle leaks.".into();
    let complaint = Complaint { text, once: once.into(), ..Complaint::default() };
    let kept = submit(&world.app, &format!("form-{brand}"), complaint).await.unwrap();
    let case = by_number(&world.app, by, kept.number).await.unwrap();
    (case, kept.number, kept.page)
}

async fn proofs(world: &World, actor: &Actor, case: CaseId) -> Vec<ProofItem> {
    view(&world.app, actor, case).await.unwrap().procedure.proofs
}

async fn a_receipt_shown_in_two_cases_is_found(world: World) {
    let Company { alpha, beta, .. } = world.company().await;
    super::source(&world, alpha, SourceKind::Form).await;
    super::source(&world, beta, SourceKind::Form).await;
    let owner = world.owner().await;
    let head = world.actor("head", &[of(Role::Head, alpha)]).await;
    let (first, first_number, page_of_first) = complain(&world, "alpha", "1", &owner).await;
    let (second, second_number, _) = complain(&world, "beta", "2", &owner).await;

    let shown = file("bon.png", photo(&code(34567890)));
    let read = show_receipts(&world.app, &page_of_first, shown.clone()).await.unwrap();
    assert_eq!(read[0].receipt.as_ref().unwrap().sum.to_string(), "1234.50 RUB");
    let alone = proofs(&world, &owner, first).await;
    assert_eq!(alone[0].proof.result, Some(ProofResult::FormOnly));
    assert!(alone[0].shown_in.is_empty());

    add_receipts(&world.app, &owner, second, shown).await.unwrap();
    let other = file("other.png", photo(&code(1)));
    add_receipts(&world.app, &owner, second, other).await.unwrap();
    let later = proofs(&world, &owner, second).await;
    assert_eq!(later[0].shown_in, [ShownIn { number: first_number, readable: true }]);
    assert!(later[1].shown_in.is_empty(), "another receipt");
    // The first case learns of it too, and who may not read the second one gets no way there.
    let earlier = proofs(&world, &head, first).await;
    assert_eq!(earlier[0].shown_in, [ShownIn { number: second_number, readable: false }]);
    assert_eq!(earlier[0].proof.also_in, [second_number]);
}

async fn what_cannot_be_read_is_a_proof_all_the_same(world: World) {
    let Company { alpha, .. } = world.company().await;
    super::source(&world, alpha, SourceKind::Form).await;
    let owner = world.owner().await;
    let (case, _, secret) = complain(&world, "alpha", "1", &owner).await;
    let menu = photo("https://shop.example/menu");
    for (name, bytes) in
        [("blur.png", blank(90)), ("bon.pdf", b"%PDF-1.4 bon".to_vec()), ("menu.png", menu)]
    {
        let shown = show_receipts(&world.app, &secret, file(name, bytes)).await.unwrap();
        assert_eq!(shown[0].receipt, None, "{name}");
    }
    let seen = view(&world.app, &owner, case).await.unwrap().procedure;
    assert_eq!(seen.verification, Verification::Shown);
    for item in &seen.proofs {
        assert_eq!((item.proof.kind, item.proof.result), (ProofKind::Receipt, None));
    }
    assert_eq!(seen.proofs[2].proof.text, "https://shop.example/menu");
    // He sees what he showed, and gets his files back.
    let mine = page(&world.app, &secret).await.unwrap();
    let names: Vec<&str> = mine.shown.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["blur.png", "bon.pdf", "menu.png"]);
    forms::file(&world.app, &secret, mine.shown[1].id).await.unwrap();
    // What a manager added is not his.
    add_receipts(&world.app, &owner, case, file("ours.png", blank(10))).await.unwrap();
    let ours = proofs(&world, &owner, case).await[3].proof.attachment.unwrap();
    assert!(matches!(forms::file(&world.app, &secret, ours).await, Err(AppError::NotFound(_))));
    assert_eq!(page(&world.app, &secret).await.unwrap().shown.len(), 3);
}

async fn the_same_file_at_the_same_moment_is_one_proof(world: World) {
    let Company { alpha, .. } = world.company().await;
    super::source(&world, alpha, SourceKind::Form).await;
    let owner = world.owner().await;
    let (case, _, secret) = complain(&world, "alpha", "1", &owner).await;
    let blur = || file("blur.png", blank(90));
    let (a, b) = tokio::join!(
        show_receipts(&world.app, &secret, blur()),
        show_receipts(&world.app, &secret, blur())
    );
    a.unwrap();
    b.unwrap();
    let seen = view(&world.app, &owner, case).await.unwrap();
    assert_eq!((seen.procedure.proofs.len(), seen.attachments.len()), (1, 1));
}

async fn a_closed_case_and_a_stranger_take_no_receipts(world: World) {
    let Company { alpha, beta, .. } = world.company().await;
    super::source(&world, alpha, SourceKind::Form).await;
    let owner = world.owner().await;
    let (case, _, secret) = complain(&world, "alpha", "1", &owner).await;
    let bon = || file("bon.png", photo(&code(7)));
    let stranger = world.actor("stranger", &[of(Role::Head, beta)]).await;
    let auditor = world.actor("auditor", &[of(Role::Auditor, alpha)]).await;
    let refused = add_receipts(&world.app, &stranger, case, bon()).await;
    assert!(matches!(refused, Err(AppError::NotFound(_))), "{refused:?}");
    let refused = add_receipts(&world.app, &auditor, case, bon()).await;
    assert!(matches!(refused, Err(AppError::Forbidden(_))), "{refused:?}");
    let script = file("bon.png", b"<svg>".to_vec());
    let refused = show_receipts(&world.app, &secret, script).await;
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    let close = app::cases::Act::Close { outcome: Outcome::NoAction, grounds: "twice".into() };
    app::cases::act(&world.app, &owner, case, close).await.unwrap();
    let Err(AppError::Invalid(wrong)) = show_receipts(&world.app, &secret, bon()).await else {
        panic!("a closed case")
    };
    assert_eq!(wrong[0].problem, "receipt-closed");
    assert!(proofs(&world, &owner, case).await.is_empty());
}
