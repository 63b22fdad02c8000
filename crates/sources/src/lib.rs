//! The ways mentions come in and replies go out, one connector per module, and
//! tables that leave for a spreadsheet, the codes on pictures. No judgement on mentions lives here, and
//! nothing here knows a case or a database.

pub mod file;
pub mod mail;
pub mod picture;
pub mod table_export;
