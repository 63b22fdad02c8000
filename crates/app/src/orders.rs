//! The company's own orders: imported from a table, and compared with what a client shows. An order
//! that is not found says nothing against him: the table may be old, the number misread.

use crate::{Action, Actor, App, AppError, Result, brands};
use domain::inquiry::{Proof, ProofKind, ProofResult};
use domain::receipt::Receipt;
use domain::{BrandId, Currency, Money};
use jiff::tz::TimeZone;
use serde::Serialize;
use sources::file::{self, Options, Order, Reason, Wrong};
use std::path::Path;
use store::shop_order::{self, ShopOrder};

#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Orders that were added or brought up to date.
    pub taken: u64,
    /// Rows that were set aside.
    pub bad: Vec<BadRow>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BadRow {
    pub row: u64,
    pub why: Why,
}

/// Why a row was set aside.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Row(Reason),
    NoNumber,
    /// No sum of money.
    Sum(String),
    /// A sum without its currency, and none was named for the file.
    Currency(String),
}

/// Orders written in one transaction.
const BATCH: usize = 500;

/// Brings a table of orders in. The same number again brings the order up to date.
pub async fn import(
    app: &App,
    actor: &Actor,
    path: &Path,
    brand_slug: &str,
    currency: Option<Currency>,
) -> Result<Report> {
    let brand = brands::by_slug(app, actor, brand_slug).await?;
    actor.require(Action::ImportMentions, brand.id)?;
    let zone = TimeZone::get(&brand.zone).unwrap_or(TimeZone::UTC);
    let opened = file::open_orders(path, &Options::new(zone.clone()));
    let opened = opened.map_err(|e| AppError::invalid_with("file", "orders-unread", e))?;
    let rows = opened.ok_or_else(|| AppError::invalid("file", "orders-no-number"))?;
    let (mut report, mut batch) = (Report::default(), Vec::new());
    for row in rows {
        let taken = match row? {
            Ok(order) => {
                let row = order.row;
                read(brand.id, order, &zone, currency).map_err(|why| BadRow { row, why })
            }
            Err(bad) => Err(BadRow {
                row: bad.row,
                why: match bad.wrong {
                    Wrong::NoNumber => Why::NoNumber,
                    Wrong::Row(reason) => Why::Row(reason),
                },
            }),
        };
        match taken {
            Ok(order) => batch.push(order),
            Err(bad) => report.bad.push(bad),
        }
        if batch.len() >= BATCH {
            report.taken += write(app, &mut batch).await?;
        }
    }
    report.taken += write(app, &mut batch).await?;
    Ok(report)
}

async fn write(app: &App, batch: &mut Vec<ShopOrder>) -> Result<u64> {
    let mut tx = app.db.begin().await?;
    for order in batch.iter() {
        shop_order::put(&mut tx, order).await?;
    }
    tx.commit().await?;
    Ok(batch.drain(..).count() as u64)
}

fn read(
    brand: BrandId,
    order: Order,
    zone: &TimeZone,
    currency: Option<Currency>,
) -> std::result::Result<ShopOrder, Why> {
    let key = key(&order.number);
    if key.is_empty() {
        return Err(Why::NoNumber);
    }
    let day = order.placed_at.map(|at| at.to_zoned(zone.clone()).date().to_string());
    Ok(ShopOrder {
        brand,
        key,
        sum: sum(&order, currency)?,
        number: order.number,
        client_name: order.name,
        phone: order.phone,
        email: order.email,
        day: day.unwrap_or_default(),
        placed_at: order.placed_at,
        receipt_key: Receipt::parse(&order.receipt).map(|r| r.key()).unwrap_or_default(),
    })
}

/// "1 234,50 ₽", "MDL 300", or a bare number in the currency of its column or of the file.
fn sum(order: &Order, default: Option<Currency>) -> std::result::Result<Option<Money>, Why> {
    let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let figures: String = order.sum.chars().filter(|c| number(*c)).collect();
    // The point of an abbreviation is none of the number: "100 руб."
    let figures = figures.trim_matches(['.', ',']);
    if order.sum.is_empty() {
        return Ok(None);
    }
    let written: String = order.sum.chars().filter(|c| !number(*c)).collect();
    let named = currency(&order.currency).or_else(|| currency(&written)).or(default);
    let Some(named) = named else { return Err(Why::Currency(order.sum.clone())) };
    if order.sum.contains('-') {
        return Err(Why::Sum(order.sum.clone()));
    }
    Money::parse_amount(figures, named).map(Some).map_err(|_| Why::Sum(order.sum.clone()))
}

/// By its three letters or by the sign that only it has; "lei" are of two countries.
fn currency(written: &str) -> Option<Currency> {
    let written = written.trim().to_lowercase();
    let code = match written.trim_matches(|c: char| !c.is_alphanumeric() && !"₽€£$".contains(c))
    {
        "₽" | "р" | "руб" | "рублей" | "rub" => "RUB",
        "€" => "EUR",
        "£" => "GBP",
        "$" => "USD",
        other if other.len() == 3 && other.is_ascii() && other != "lei" => &other.to_uppercase(),
        _ => return None,
    };
    code.parse().ok()
}

/// A number as it is compared.
fn key(number: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '_');
    number.chars().filter(kept).collect::<String>().to_uppercase()
}

/// What the orders say of a proof, with the order in words of numbers alone. `None`: nothing can be
/// said, a person looks.
pub(crate) async fn compare(
    app: &App,
    brand: BrandId,
    proof: &Proof,
) -> Result<Option<(ProofResult, String)>> {
    let brands = related(app, brand).await?;
    if let Some(receipt) = &proof.receipt {
        let mut found = shop_order::by_receipt(&app.db, &brands, &receipt.key()).await?;
        if found.is_none() {
            let day = receipt.at.date().to_string();
            found = shop_order::by_sum(&app.db, &brands, &day, receipt.sum).await?;
        }
        // Not found, it is still a receipt: the form of it is right.
        let found = found.map(|order| (ProofResult::Matches, told(&order)));
        return Ok(found.or(Some((ProofResult::FormOnly, String::new()))));
    }
    if proof.kind != ProofKind::Order || !shop_order::any(&app.db, &brands).await? {
        return Ok(None);
    }
    // "Order № 1042 of Monday" names it as well as "1042".
    let words = proof.text.split_whitespace().filter(|w| w.contains(|c: char| c.is_ascii_digit()));
    for word in std::iter::once(proof.text.as_str()).chain(words.take(5)) {
        if let Some(order) = shop_order::by_number(&app.db, &brands, &key(word)).await? {
            return Ok(Some((ProofResult::Matches, told(&order))));
        }
    }
    Ok(Some((ProofResult::NotFound, String::new())))
}

/// Number, day and sum: understood in every language.
fn told(order: &ShopOrder) -> String {
    let number = Some(format!("№ {}", order.number.trim_start_matches(['№', '#', ' '])));
    let day = Some(order.day.clone()).filter(|d| !d.is_empty());
    let parts = [number, day, order.sum.map(|s| s.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The brand, those above it and those below it: a branch sells what the brand delivers.
async fn related(app: &App, brand: BrandId) -> Result<Vec<BrandId>> {
    let brands = store::brand::all(&app.db).await?;
    let line = |id| crate::names::line(&brands, id).iter().map(|b| b.id).collect::<Vec<_>>();
    let above = line(brand);
    let below = brands.iter().map(|b| b.id).filter(|id| line(*id).contains(&brand));
    let below: Vec<BrandId> = below.filter(|id| !above.contains(id)).collect();
    Ok(above.into_iter().chain(below).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_as_tables_write_them() {
        let rub = Some("RUB".parse().unwrap());
        for (text, column, default, expected) in [
            ("1 234,50", "", rub, Some("1234.50 RUB")),
            ("1\u{a0}234,50 ₽", "", None, Some("1234.50 RUB")),
            ("100 руб.", "", None, Some("100.00 RUB")),
            ("MDL 300", "", rub, Some("300.00 MDL")),
            ("300 lei", "", None, None),
            ("300 lei", "MDL", None, Some("300.00 MDL")),
            ("€12.5", "", rub, Some("12.50 EUR")),
            ("-5", "", rub, None),
            ("a lot", "", rub, None),
        ] {
            let (sum, currency) = (text.to_owned(), column.to_owned());
            let order = Order { sum, currency, ..Order::default() };
            let found = super::sum(&order, default).ok().flatten().map(|m| m.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_compared_without_their_signs() {
        assert_eq!(key("№ ab-10/42 "), "AB-10/42");
        assert_eq!(key("#1042"), key("1042"));
        assert_eq!(key("№ "), "");
    }
}
