//! The ways mentions come in and replies go out, one connector per module, and
//! tables that leave for a spreadsheet. No judgement on mentions lives here, and
//! nothing here knows a case or a database.

pub mod file;
pub mod mail;
pub mod table_export;
