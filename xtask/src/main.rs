//! Tasks of the workspace, one module each: `cargo xtask` lists them.
//! No product code: what it needs of the product it asks of the built binary.

mod bench;
mod links;
mod packages;
mod product;
mod screenshots;
mod steps;
mod test;
mod tidy;
mod tools;
mod tree;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <task>

  test [--only STEP,…]      everything that must pass before a change is in: installs what tests
                            need (Debian packages, cargo tools), then format, tidy, links, typos,
                            machete, deny, clippy, doc tests, tests
  tidy                      arrows between rooms, file sizes, file headers, interface texts
  links                     links between the project's own documents
  screenshots [--dark] [--lang ru|en|ro] [PAGE…]
                            docs/screenshots/, from a demo desk and headless Chromium
  bench desk [--mentions N] [--cases M] [--seconds S] [--keep DIR]
                            the time to answer of a large desk, into docs/benchmarks.md
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test", rest @ ..] => test::run(rest),
        ["tidy"] => tidy::run(),
        ["links"] => links::run(),
        ["screenshots", rest @ ..] => screenshots::run(rest),
        ["bench", rest @ ..] => bench::run(rest),
        ["help" | "--help" | "-h"] | [] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("Unknown task: {}\n\n{USAGE}", words.join(" "));
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
