//! The first minutes: becoming the owner, signing in and out, choosing a language.

use crate::desk::Desk;
use axum::http::StatusCode;

#[tokio::test]
async fn the_first_visitor_becomes_the_owner_and_the_second_does_not() {
    let desk = Desk::open().await;
    let mut first = desk.browser("ru");
    assert_eq!(first.get("/").await.location(), "/sign-in?next=%2F");
    assert_eq!(first.get("/sign-in").await.location(), "/welcome");
    let form = [("name", ""), ("email", "anna"), ("password", "123"), ("zone", "Mars/Base")];
    let seen = first.submit("/welcome", &form).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Заполните это поле", "не похоже на адрес", "хотя бы 10 знаков", "«Mars/Base»"]
    {
        assert!(seen.body.contains(text), "{text}");
    }
    assert!(seen.body.contains("value=\"anna\"") && !seen.body.contains("value=\"123\""));

    let mut owner = desk.owner("ru").await;
    let home = owner.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.body.contains("Стол ваш") && home.body.contains("Всё спокойно"));
    assert!(!owner.get("/").await.body.contains("Стол ваш"), "a flash is shown once");

    let mut second = desk.browser("ru");
    assert_eq!(second.get("/welcome").await.location(), "/");
    let form = [("name", "E"), ("email", "e@x.test"), ("password", "0123456789ab"), ("zone", "")];
    assert_eq!(second.submit("/welcome", &form).await.location(), "/sign-in");
    assert_eq!(second.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn out_and_in_again() {
    let desk = Desk::open().await;
    let mut owner = desk.owner("en").await;
    let secret = owner.cookies["redress_session"].clone();
    assert_eq!(owner.submit("/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
    owner.cookies.insert("redress_session".into(), secret);
    assert_eq!(
        owner.get("/").await.status,
        StatusCode::SEE_OTHER,
        "an ended session opens nothing"
    );

    let wrong = [("email", "anna@desk.test"), ("password", "not this one"), ("next", "/me")];
    let seen = owner.submit("/sign-in", &wrong).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.body.contains("The address or the password does not fit"));
    let right = [("email", "Anna@desk.test "), ("password", "verde crud la gară"), ("next", "/me")];
    assert_eq!(owner.submit("/sign-in", &right).await.location(), "/me");
    assert_eq!(owner.get("/me").await.status, StatusCode::OK);
    let away =
        [("email", "anna@desk.test"), ("password", "verde crud la gară"), ("next", "//evil.test")];
    assert_eq!(owner.submit("/sign-in", &away).await.location(), "/");
}

#[tokio::test]
async fn the_language_is_the_persons_then_the_cookies_then_the_browsers() {
    let desk = Desk::open().await;
    let mut stranger = desk.browser("ro-MD,ro;q=0.9,ru;q=0.8");
    assert!(stranger.get("/welcome").await.body.contains("<html lang=\"ro\""));
    stranger.submit("/preferences", &[("lang", "ru"), ("back", "/welcome")]).await;
    assert!(stranger.get("/welcome").await.body.contains("Добро пожаловать"));
    let mut owner = desk.owner("en").await;
    owner.submit("/preferences", &[("lang", "ro"), ("back", "/")]).await;
    owner.cookies.insert("redress_lang".into(), "en".into());
    let home = owner.get("/").await.body;
    assert!(home.contains("<html lang=\"ro\"") && home.contains("Este liniște"), "{home}");
}

#[tokio::test]
async fn problems_speak_the_language_and_hide_the_house() {
    let desk = Desk::open().await;
    for (lang, title) in
        [("ru", "Здесь ничего нет"), ("en", "There is nothing here"), ("ro", "Aici nu este nimic")]
    {
        let seen = desk.browser(lang).get("/nowhere/%22%3E%3Cscript%3E").await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        assert!(seen.body.contains(title));
        assert!(!seen.body.contains("<script>"));
    }
    let seen = desk.browser("en").get("/preferences").await;
    assert_eq!(seen.status, StatusCode::METHOD_NOT_ALLOWED.min(StatusCode::NOT_FOUND));
    let mut broken = desk.browser("en");
    let request = axum::http::Request::post("/sign-in").header("content-type", "text/plain");
    let seen = broken.send(request, axum::body::Body::from("x")).await;
    assert_eq!(seen.status, StatusCode::BAD_REQUEST);
    assert!(seen.body.contains("The form could not be read"));
    let seen = desk.browser("ro").get("/dev/panic").await;
    assert_eq!(seen.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(seen.body.contains("Ne-am împiedicat") && !seen.body.contains("asked for"));
    desk.app.db.close().await;
    let seen = desk.browser("en").get("/sign-in").await;
    assert_eq!(seen.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(seen.body.contains("We stumbled") && !seen.body.to_lowercase().contains("pool"));
}
