//! The fiscal receipt of a Russian cash register, as the QR code printed on it says it.
//! Form: `t=20260302T1405&s=1234.50&fn=9960440300000000&i=12345&fp=1234567890&n=1`
//! (order of the Federal Tax Service ЕД-7-20/662@ of 14.09.2020, requisites of a cash receipt).

use crate::money::Money;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// The register's own local time; no zone is written on it.
    pub at: DateTime,
    pub sum: Money,
    /// Number of the fiscal drive: sixteen digits.
    pub drive: String,
    /// Number of the document on that drive.
    pub number: u64,
    /// Fiscal sign of the document.
    pub sign: String,
    pub kind: ReceiptKind,
}

crate::stage::codes! {
    /// What was done at the register (`n`).
    ReceiptKind {
        Sale = "sale",
        SaleReturn = "sale_return",
        Purchase = "purchase",
        PurchaseReturn = "purchase_return",
    }
}

/// What is wrong with the text of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReceiptError {
    #[error("this is not the code of a fiscal receipt")]
    NotOne,
    #[error("the receipt's `{0}` is missing")]
    Missing(&'static str),
    #[error("the receipt's `{0}` cannot be right")]
    Wrong(&'static str),
}

impl Receipt {
    /// Reads the text of a QR code. The order of the fields does not matter.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let text = text.trim();
        let field = |name: &'static str| {
            text.split('&')
                .find_map(|pair| pair.split_once('=').filter(|(n, _)| *n == name))
                .map(|(_, value)| value.trim())
                .filter(|v| !v.is_empty())
                .ok_or(ReceiptError::Missing(name))
        };
        if !text.split('&').any(|pair| pair.starts_with("fn=")) {
            return Err(ReceiptError::NotOne);
        }
        let digits = |name: &'static str, least: usize, most: usize| {
            let value = field(name)?;
            let good =
                (least..=most).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
            if good { Ok(value) } else { Err(ReceiptError::Wrong(name)) }
        };
        Ok(Receipt {
            at: time(field("t")?).ok_or(ReceiptError::Wrong("t"))?,
            sum: format!("{} RUB", field("s")?).parse().map_err(|_| ReceiptError::Wrong("s"))?,
            drive: digits("fn", 16, 16)?.to_owned(),
            number: digits("i", 1, 10)?.parse().map_err(|_| ReceiptError::Wrong("i"))?,
            // Printed without leading zeros, and compared so.
            sign: digits("fp", 1, 10)?.trim_start_matches('0').to_owned(),
            kind: match field("n")? {
                "1" => ReceiptKind::Sale,
                "2" => ReceiptKind::SaleReturn,
                "3" => ReceiptKind::Purchase,
                "4" => ReceiptKind::PurchaseReturn,
                _ => return Err(ReceiptError::Wrong("n")),
            },
        })
    }

    /// What tells this receipt from every other one in the world.
    pub fn key(&self) -> String {
        format!("{}-{}-{}", self.drive, self.number, self.sign)
    }
}

/// `20260302T1405` or `20260302T140559`.
fn time(text: &str) -> Option<DateTime> {
    let format = match text.len() {
        13 => "%Y%m%dT%H%M",
        15 => "%Y%m%dT%H%M%S",
        _ => return None,
    };
    DateTime::strptime(format, text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GOOD: &str = "t=20260302T1405&s=1234.50&fn=9960440300000001&i=12345&fp=0034567890&n=1";

    #[test]
    fn a_receipt_is_read() {
        let r = Receipt::parse(GOOD).unwrap();
        assert_eq!(r.sum.to_string(), "1234.50 RUB");
        assert_eq!(r.at.to_string(), "2026-03-02T14:05:00");
        assert_eq!(r.key(), "9960440300000001-12345-34567890");
        assert_eq!(r.kind, ReceiptKind::Sale);
        let other = "n=2&fp=1&i=9&fn=9960440300000001&s=5&t=20260302T140559";
        assert_eq!(Receipt::parse(other).unwrap().at.to_string(), "2026-03-02T14:05:59");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (from, to, error) in [
            (GOOD, "https://shop.example/menu", ReceiptError::NotOne),
            ("&fp=0034567890", "", ReceiptError::Missing("fp")),
            ("fn=9960440300000001", "fn=996", ReceiptError::Wrong("fn")),
            ("T1405", "T2505", ReceiptError::Wrong("t")),
            ("s=1234.50", "s=-1", ReceiptError::Wrong("s")),
            ("n=1", "n=7", ReceiptError::Wrong("n")),
        ] {
            assert_eq!(Receipt::parse(&GOOD.replace(from, to)), Err(error), "{to}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in ".{0,80}", value in "[0-9a-zа-я=&.T]{0,20}") {
            let _ = Receipt::parse(&text);
            let _ = Receipt::parse(&GOOD.replace("1234.50", &value));
        }
    }
}
