//! Orders from a table, and proofs compared with them.

use crate::world::{Company, World, of};
use app::attachments::Upload;
use app::cases::{Act, act, add_receipts, view};
use app::domain::brand::SourceKind;
use app::domain::inquiry::{Proof, ProofKind, ProofResult, Verification};
use app::domain::{CaseId, Role};
use app::orders::{Report, Why, import};
use app::{Actor, AppError};
use std::io::Write;
use testkit::paper::{code, photo};

on_both!(orders_are_imported_once_and_bad_rows_are_named, proofs_are_found_among_the_orders);

const TABLE: &str = "Заказы за март\n\
Номер заказа;Клиент;Телефон;Дата заказа;Сумма;Чек\n\
№ A-1042;Ана;+373 600 00000;02.03.2026 14:00;1 234,50;\n\
A-1043;Ион;;03.03.2026;99 €;t=20260303T1000&s=99&fn=9960440300000001&i=7&fp=5&n=1\n\
;Никто;;03.03.2026;5;\n\
A-1044;Лена;;31.02.2026;5;\n\
A-1045;Лена;;01.03.2026;даром;\n";

async fn orders(world: &World, by: &Actor, brand: &str, table: &str) -> app::Result<Report> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(table.as_bytes()).unwrap();
    import(&world.app, by, file.path(), brand, Some("RUB".parse().unwrap())).await
}

async fn orders_are_imported_once_and_bad_rows_are_named(world: World) {
    let Company { alpha, .. } = world.company().await;
    let head = world.actor("head", &[of(Role::Head, alpha)]).await;
    let manager = world.actor("manager", &[of(Role::Manager, alpha)]).await;
    let report = orders(&world, &head, "alpha", TABLE).await.unwrap();
    assert_eq!(report.taken, 2);
    let bad: Vec<u64> = report.bad.iter().map(|b| b.row).collect();
    assert_eq!(bad, [5, 6, 7]);
    assert_eq!(report.bad[0].why, Why::NoNumber);
    assert!(matches!(report.bad[1].why, Why::Row(_)));
    assert_eq!(report.bad[2].why, Why::Sum("даром".into()));
    // Again, and with a sum put right.
    orders(&world, &head, "alpha", &TABLE.replace("99 €", "98 €")).await.unwrap();
    let brands = [alpha];
    let key = |key| app::store::shop_order::by_number(&world.app.db, &brands, key);
    let first = async |name| key(name).await.unwrap().unwrap();
    assert_eq!(first("A-1043").await.sum.unwrap().to_string(), "98.00 EUR");
    assert_eq!(first("A-1042").await.client_name, "Ана");
    assert_eq!(key("A-1045").await.unwrap(), None);
    let refused = orders(&world, &manager, "alpha", TABLE).await;
    assert!(matches!(refused, Err(AppError::Forbidden(_))), "{refused:?}");
    let reviews = orders(&world, &head, "alpha", "text,rating\ngood,5\n").await;
    assert!(matches!(reviews, Err(AppError::Invalid(_))), "{reviews:?}");
}

async fn proofs_are_found_among_the_orders(world: World) {
    let Company { alpha, first, beta, .. } = world.company().await;
    let source = super::source(&world, first, SourceKind::Form).await;
    let other = super::source(&world, beta, SourceKind::Form).await;
    let owner = world.owner().await;
    let (_, case) = super::case(&world, first, source, "1").await;
    let (_, elsewhere) = super::case(&world, beta, other, "2").await;
    let show = async |case: CaseId, text: &str| {
        let proof = Act::AddProof { kind: ProofKind::Order, text: text.into() };
        act(&world.app, &owner, case, proof).await.unwrap();
        last(&world, &owner, case).await
    };
    // Nothing to compare with: a person looks.
    assert_eq!(show(case, "A-1042").await.result, None);
    orders(&world, &owner, "alpha", TABLE).await.unwrap();
    assert_eq!(alpha, app::brands::by_slug(&world.app, &owner, "alpha").await.unwrap().id);
    let found = show(case, "заказ № a-1043").await;
    assert_eq!(found.result, Some(ProofResult::Matches));
    assert_eq!(found.detail, "№ A-1043, 2026-03-03, 99.00 EUR");
    let unknown = show(case, "B-7").await;
    assert_eq!(unknown.result, Some(ProofResult::NotFound));
    assert_eq!(show(elsewhere, "A-1043").await.result, None, "the orders of another brand");
    // A receipt by its day and sum; another one stays a receipt.
    let (_, again) = super::case(&world, first, source, "3").await;
    let shown = async |text: &str| {
        let upload = Upload { name: "bon.png".into(), bytes: photo(text) };
        add_receipts(&world.app, &owner, again, vec![upload]).await.unwrap();
        last(&world, &owner, again).await
    };
    let strange = shown(&code(1).replace("1234.50", "1.00")).await;
    assert_eq!(strange.result, Some(ProofResult::FormOnly));
    let verification = view(&world.app, &owner, again).await.unwrap().procedure.verification;
    assert_eq!(verification, Verification::Shown, "not found is not refused");
    let same = shown(&code(2)).await;
    assert_eq!(same.result, Some(ProofResult::Matches));
    assert_eq!(same.detail, "№ A-1042, 2026-03-02, 1234.50 RUB");
    let known = "t=20260303T1000&s=99&fn=9960440300000001&i=7&fp=5&n=1";
    assert_eq!(shown(known).await.detail, "№ A-1043, 2026-03-03, 99.00 EUR");
    let verification = view(&world.app, &owner, again).await.unwrap().procedure.verification;
    assert_eq!(verification, Verification::Verified);
}

async fn last(world: &World, owner: &Actor, case: CaseId) -> Proof {
    let mut seen = view(&world.app, owner, case).await.unwrap().procedure.proofs;
    seen.pop().unwrap().proof
}
