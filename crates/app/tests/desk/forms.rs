//! The public form and the client's private page.

use crate::world::{Company, World, of};
use app::AppError;
use app::attachments::{Upload, add_evidence};
use app::cases::{Act, act, view};
use app::compose::{Draft, send};
use app::delivery::{Fate, claim, settle};
use app::domain::brand::SourceKind;
use app::domain::case::Route;
use app::domain::inquiry::EvidenceKind;
use app::domain::{Outcome, Role, Stage};
use app::forms::{Complaint, answer, file, page, submit};

on_both!(a_complaint_gets_a_number_an_answer_and_a_way_back);

fn png() -> Upload {
    Upload { name: "receipt.png".into(), bytes: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec() }
}

async fn a_complaint_gets_a_number_an_answer_and_a_way_back(world: World) {
    let Company { alpha, .. } = world.company().await;
    super::source(&world, alpha, SourceKind::Form).await;
    let head = world.actor("head", &[of(Role::Head, alpha)]).await;
    let complaint = Complaint {
        name: "Ana".into(),
        text: "The soup was cold, I waited 40 minutes.".into(),
        once: "form-1".into(),
        files: vec![png()],
        ..Complaint::default()
    };
    let receipt = submit(&world.app, "form-alpha", complaint.clone()).await.unwrap();
    let twice = submit(&world.app, "form-alpha", complaint).await.unwrap();
    assert_eq!((receipt.number, &receipt.page), (twice.number, &twice.page), "one complaint");
    let silent = submit(&world.app, "form-alpha", Complaint::default()).await;
    assert!(matches!(silent, Err(AppError::Invalid(_))));
    let script = Complaint {
        text: "x".into(),
        files: vec![Upload { name: "a.png".into(), bytes: b"<svg>".to_vec() }],
        ..Complaint::default()
    };
    assert!(matches!(submit(&world.app, "form-alpha", script).await, Err(AppError::Invalid(_))));
    assert!(matches!(
        submit(&world.app, "no-form", Complaint::default()).await,
        Err(AppError::NotFound(_))
    ));

    let case = app::cases::by_number(&world.app, &head, receipt.number).await.unwrap();
    let draft = Draft {
        route: Route::Page,
        text: "We are sorry about the cold soup. At which table did you sit?".into(),
        override_reason: None,
    };
    send(&world.app, &head, case, draft).await.unwrap();
    let out = claim(&world.app, "w").await.unwrap().unwrap();
    settle(&world.app, &out, Fate::Accepted { proof: "page".into() }).await.unwrap();
    add_evidence(
        &world.app,
        &head,
        case,
        EvidenceKind::Photo,
        vec![Upload { name: "camera.png".into(), ..png() }],
    )
    .await
    .unwrap();

    let seen = page(&world.app, &receipt.page).await.unwrap();
    let said: Vec<(bool, usize)> =
        seen.messages.iter().map(|m| (m.from_client, m.files.len())).collect();
    assert_eq!(said, [(true, 1), (false, 0)]);
    file(&world.app, &receipt.page, seen.messages[0].files[0].0).await.unwrap();
    let ours = view(&world.app, &head, case).await.unwrap().attachments;
    let camera = ours.iter().find(|a| a.name == "camera.png").unwrap();
    let stolen = file(&world.app, &receipt.page, camera.id).await;
    assert!(matches!(stolen, Err(AppError::NotFound(_))), "the company's evidence is its own");

    act(&world.app, &head, case, Act::Close { outcome: Outcome::Doubting, grounds: String::new() })
        .await
        .unwrap();
    for _ in 0..2 {
        answer(
            &world.app,
            &receipt.page,
            "Table five. It happened again today.",
            "again-1",
            vec![],
        )
        .await
        .unwrap();
    }
    let state = view(&world.app, &head, case).await.unwrap();
    assert_eq!(state.item.stage, Stage::FactFinding, "he wrote, the case is open again");
    assert_eq!(page(&world.app, &receipt.page).await.unwrap().messages.len(), 3);
}
