//! Serves the gallery alone, without a database: `cargo run -p web --example gallery`,
//! then http://127.0.0.1:7171/dev/gallery?lang=ro&theme=dark.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7171").await?;
    println!("http://{}/dev/gallery", listener.local_addr()?);
    axum::serve(listener, web::gallery()).await
}
