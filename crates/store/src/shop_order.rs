//! The company's own orders, as they were imported: what a proof is compared with.

use crate::row::Row;
use crate::{Arg, Db, Result, Tx, args};
use domain::{BrandId, Money, Timestamp};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShopOrder {
    pub brand: BrandId,
    /// The number as it is compared (`key`).
    pub key: String,
    /// The number as it is written.
    pub number: String,
    pub client_name: String,
    pub phone: String,
    pub email: String,
    /// The day in the brand's zone, as `2026-03-02`; empty: not known.
    pub day: String,
    pub placed_at: Option<Timestamp>,
    pub sum: Option<Money>,
    /// `Receipt::key`, or empty.
    pub receipt_key: String,
}

const COLUMNS: &str = "brand_id, key, number, client_name, phone, email, day, placed_at, currency, \
                       minor, receipt_key";

/// Adds an order, or brings a known one up to date.
pub async fn put(tx: &mut Tx, o: &ShopOrder) -> Result<()> {
    let sql = format!(
        "INSERT INTO shop_order ({COLUMNS}) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) \
         ON CONFLICT (brand_id, key) DO UPDATE SET number = excluded.number, \
         client_name = excluded.client_name, phone = excluded.phone, email = excluded.email, \
         day = excluded.day, placed_at = excluded.placed_at, currency = excluded.currency, \
         minor = excluded.minor, receipt_key = excluded.receipt_key"
    );
    let currency = o.sum.map_or(String::new(), |s| s.currency.to_string());
    let values = args![
        o.brand,
        &o.key,
        &o.number,
        &o.client_name,
        &o.phone,
        &o.email,
        &o.day,
        o.placed_at,
        currency,
        o.sum.map(|s| s.minor),
        &o.receipt_key,
    ];
    tx.exec(&sql, values).await.map(|_| ())
}

/// Whether these brands have any orders to compare with.
pub async fn any(db: &Db, brands: &[BrandId]) -> Result<bool> {
    Ok(!select(db, brands, "true", vec![]).await?.is_empty())
}

pub async fn by_number(db: &Db, brands: &[BrandId], key: &str) -> Result<Option<ShopOrder>> {
    Ok(select(db, brands, "key = $1", args![key]).await?.pop())
}

pub async fn by_receipt(db: &Db, brands: &[BrandId], key: &str) -> Result<Option<ShopOrder>> {
    Ok(select(db, brands, "receipt_key = $1 AND receipt_key <> ''", args![key]).await?.pop())
}

/// An order of this day and sum whose own receipt is not known.
pub async fn by_sum(
    db: &Db,
    brands: &[BrandId],
    day: &str,
    sum: Money,
) -> Result<Option<ShopOrder>> {
    let sql = "day = $1 AND minor = $2 AND currency = $3 AND receipt_key = ''";
    let values = args![day, sum.minor, sum.currency.code()];
    Ok(select(db, brands, sql, values).await?.pop())
}

/// At most one; values of the condition are numbered from 1.
async fn select(
    db: &Db,
    brands: &[BrandId],
    condition: &str,
    mut values: Vec<Arg>,
) -> Result<Vec<ShopOrder>> {
    if brands.is_empty() {
        return Ok(vec![]);
    }
    let first = values.len() + 1;
    let marks: Vec<String> = (first..first + brands.len()).map(|n| format!("${n}")).collect();
    values.extend(brands.iter().map(|b| Arg::from(*b)));
    let sql = format!(
        "SELECT {COLUMNS} FROM shop_order WHERE {condition} AND brand_id IN ({}) \
         ORDER BY brand_id, key LIMIT 1",
        marks.join(",")
    );
    db.rows(&sql, values).await?.iter().map(from_row).collect()
}

fn from_row(row: &Row) -> Result<ShopOrder> {
    let mut c = row.cols();
    let mut order = ShopOrder {
        brand: c.next()?,
        key: c.next()?,
        number: c.next()?,
        client_name: c.next()?,
        phone: c.next()?,
        email: c.next()?,
        day: c.next()?,
        placed_at: c.next()?,
        sum: None,
        receipt_key: String::new(),
    };
    let (currency, minor): (String, Option<i64>) = (c.next()?, c.next()?);
    order.sum = minor.and_then(|minor| Some(Money::new(minor, currency.parse().ok()?)));
    order.receipt_key = c.next()?;
    Ok(order)
}
