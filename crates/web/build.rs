//! Tells cargo that a new file of texts, templates or styles means a new build.
fn main() {
    for folder in ["locales", "templates", "static"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
