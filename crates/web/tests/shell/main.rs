//! The shell as a visitor meets it: headers, forms, sign-in, languages, problems.

mod desk;
mod headers;
mod journey;
mod texts;
