//! Everything the desk knows as rows of plain values, out of one database and into another of
//! either kind. Full-text rows are not among them: they are rebuilt.

use crate::db::{Arg, Db, Tx};
use crate::row::{Field, Row, corrupt};
use crate::{Result, args};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use uuid::Uuid;

/// In the order in which they can be filled: what is referred to comes first.
/// Sessions are left out: after a restore everybody signs in again.
pub const TABLES: &[&str] = &[
    "counter",
    "setting",
    "person",
    "person_grant",
    "api_token",
    "audit",
    "brand",
    "source",
    "regulation",
    "regulation_reading",
    "client",
    "client_contact",
    "client_merge",
    "client_apart",
    "client_key",
    "erasure",
    "mention",
    "attachment",
    "event",
    "case_list",
    "promise",
    "wish",
    "remedy",
    "approval",
    "receipt",
    "shop_order",
    "outbox",
    "import_run",
    "import_bad",
    "saved_view",
    "client_page",
];

/// Tables whose rows are numbered by the database itself.
const NUMBERED: &[(&str, &str)] = &[("event", "seq"), ("audit", "seq")];

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    pub name: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Int,
    Real,
    Bool,
    Text,
    Id,
    Bytes,
}

/// A view of the whole database as it is at this moment, while others go on writing.
pub async fn snapshot(db: &Db) -> Result<Tx> {
    let mut tx = match db {
        Db::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
        Db::Postgres(pool) => Tx::Postgres(pool.begin().await?),
    };
    if !tx.is_sqlite() {
        tx.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", args![]).await?;
    }
    Ok(tx)
}

/// The columns of a table, in their order.
pub async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<Column>> {
    let sql = if tx.is_sqlite() {
        "SELECT name, lower(type) FROM pragma_table_info($1) ORDER BY cid"
    } else {
        "SELECT column_name::text, data_type::text FROM information_schema.columns \
         WHERE table_name = $1 AND table_schema = current_schema() ORDER BY ordinal_position"
    };
    let column = |row: &Row| {
        let mut c = row.cols();
        let (name, kind): (String, String) = (c.next()?, c.next()?);
        Ok(Column { kind: kind_of(&kind)?, name })
    };
    tx.rows(sql, args![table]).await?.iter().map(column).collect()
}

/// Reads a table row by row, each as an array of values; returns how many there were.
pub async fn dump(
    tx: &mut Tx,
    table: &str,
    mut each: impl FnMut(Value) -> std::io::Result<()>,
) -> Result<u64> {
    let columns = columns(tx, table).await?;
    let names: Vec<_> = columns.iter().map(|c| c.name.as_str()).collect();
    let mut rows = 0;
    tx.each(&format!("SELECT {} FROM {table}", names.join(", ")), |row| {
        let values = columns.iter().enumerate().map(|(i, c)| read(row, i, c.kind));
        each(Value::Array(values.collect::<Result<_>>()?)).map_err(|e| corrupt("backup", e))?;
        rows += 1;
        Ok(())
    })
    .await?;
    Ok(rows)
}

/// Writes rows that `dump` gave, whose columns had these names.
pub async fn load(tx: &mut Tx, table: &str, names: &[String], rows: &[Value]) -> Result<()> {
    let known = columns(tx, table).await?;
    let kinds: Vec<Kind> = names
        .iter()
        .map(|n| {
            known
                .iter()
                .find(|c| c.name == *n)
                .map(|c| c.kind)
                .ok_or_else(|| corrupt("backup", format!("{table} has no column {n}")))
        })
        .collect::<Result<_>>()?;
    // The databases take some ten thousand bound values at once.
    for chunk in rows.chunks(8000 / names.len().max(1)) {
        let mut values = Vec::with_capacity(chunk.len() * names.len());
        let mut groups = Vec::with_capacity(chunk.len());
        for row in chunk {
            let row = row.as_array().filter(|r| r.len() == kinds.len());
            let row = row.ok_or_else(|| corrupt("backup", format!("a row of {table}")))?;
            let marks = (1..=row.len()).map(|i| format!("${}", values.len() + i));
            groups.push(format!("({})", marks.collect::<Vec<_>>().join(",")));
            for (value, kind) in row.iter().zip(&kinds) {
                values.push(arg(value, *kind)?);
            }
        }
        let sql = format!("INSERT INTO {table} ({}) VALUES {}", names.join(","), groups.join(","));
        tx.exec(&sql, values).await?;
    }
    Ok(())
}

/// Empties the tables of a new database, whose migrations put first rows into some.
/// `false`: somebody works here already, nothing was touched.
pub async fn make_room(tx: &mut Tx) -> Result<bool> {
    for table in ["person", "event", "mention"] {
        let any = tx.row(&format!("SELECT 1 FROM {table} LIMIT 1"), args![]).await?;
        if any.is_some() {
            return Ok(false);
        }
    }
    for table in TABLES.iter().rev() {
        tx.exec(&format!("DELETE FROM {table}"), args![]).await?;
    }
    Ok(true)
}

/// After loading: the database goes on numbering where the backup ended.
pub async fn go_on_numbering(tx: &mut Tx) -> Result<()> {
    if tx.is_sqlite() {
        return Ok(()); // AUTOINCREMENT looks at the rows itself
    }
    for (table, column) in NUMBERED {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', '{column}'), \
             coalesce((SELECT max({column}) FROM {table}), 0) + 1, false)"
        );
        tx.rows(&sql, args![]).await?;
    }
    Ok(())
}

fn kind_of(declared: &str) -> Result<Kind> {
    Ok(match declared {
        "integer" | "bigint" => Kind::Int,
        "double precision" => Kind::Real,
        "boolean" => Kind::Bool,
        "text" => Kind::Text,
        "uuid" => Kind::Id,
        "bytes" | "bytea" => Kind::Bytes,
        other => return Err(corrupt("column", other)),
    })
}

fn read(row: &Row, i: usize, kind: Kind) -> Result<Value> {
    Ok(match kind {
        Kind::Int => Option::<i64>::read(row, i)?.into(),
        Kind::Real => Option::<f64>::read(row, i)?.into(),
        Kind::Bool => Option::<bool>::read(row, i)?.into(),
        Kind::Text => Option::<String>::read(row, i)?.into(),
        Kind::Id => Option::<Uuid>::read(row, i)?.map(|id| id.to_string()).into(),
        Kind::Bytes => Option::<Vec<u8>>::read(row, i)?.map(|b| STANDARD.encode(b)).into(),
    })
}

fn arg(value: &Value, kind: Kind) -> Result<Arg> {
    let wrong = || corrupt("backup", value);
    let text = || value.as_str().ok_or_else(wrong);
    let none = value.is_null();
    Ok(match kind {
        Kind::Int if none => Arg::Int(None),
        Kind::Real if none => Arg::Real(None),
        Kind::Bool if none => Arg::Bool(None),
        Kind::Text if none => Arg::Text(None),
        Kind::Id if none => Arg::Id(None),
        Kind::Bytes if none => Arg::Bytes(None),
        Kind::Int => value.as_i64().ok_or_else(wrong)?.into(),
        Kind::Real => value.as_f64().ok_or_else(wrong)?.into(),
        Kind::Bool => value.as_bool().ok_or_else(wrong)?.into(),
        Kind::Text => text()?.into(),
        Kind::Id => text()?.parse::<Uuid>().map_err(|e| corrupt("backup", e))?.into(),
        Kind::Bytes => STANDARD.decode(text()?).map_err(|e| corrupt("backup", e))?.into(),
    })
}
