//! Sums of money: whole minor units of one currency. Nothing here converts one currency into another.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Three capital letters of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// A sum that is not negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Money {
    /// Kopecks, cents, bani.
    pub minor: i64,
    pub currency: Currency,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a sum of money; write it like 1500.00 RUB")]
pub struct NotMoney(pub String);

impl Currency {
    /// How many digits follow the point (ISO 4217); two but for these.
    fn digits(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" | b"UGX" | b"XAF" | b"XOF" => 0,
            b"BHD" | b"JOD" | b"KWD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl Money {
    pub fn new(minor: i64, currency: Currency) -> Self {
        Money { minor, currency }
    }

    /// From what a person types: "1500", "1 500,50", "1500.5".
    pub fn parse_amount(text: &str, currency: Currency) -> Result<Self, NotMoney> {
        let wrong = || NotMoney(text.to_owned());
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if c == ',' { '.' } else { c })
            .collect();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = currency.digits() as usize;
        let figures = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || !figures(whole) || !figures(part) || part.len() > digits {
            return Err(wrong());
        }
        format!("{whole}{part:0<digits$}")
            .parse()
            .map(|minor| Money { minor, currency })
            .map_err(|_| wrong())
    }

    /// The sum without its currency: "1500.00".
    pub fn amount(&self) -> String {
        let unit = 10_i64.pow(self.currency.digits());
        match self.currency.digits() as usize {
            0 => self.minor.to_string(),
            digits => format!("{}.{:0digits$}", self.minor / unit, self.minor % unit),
        }
    }
}

impl FromStr for Currency {
    type Err = NotMoney;

    fn from_str(s: &str) -> Result<Self, NotMoney> {
        let letters: [u8; 3] = s.as_bytes().try_into().map_err(|_| NotMoney(s.to_owned()))?;
        if letters.iter().all(u8::is_ascii_uppercase) {
            Ok(Currency(letters))
        } else {
            Err(NotMoney(s.to_owned()))
        }
    }
}

impl FromStr for Money {
    type Err = NotMoney;

    fn from_str(s: &str) -> Result<Self, NotMoney> {
        let (amount, code) = s.trim().rsplit_once(' ').ok_or_else(|| NotMoney(s.to_owned()))?;
        Money::parse_amount(amount, code.parse()?)
    }
}

impl TryFrom<String> for Money {
    type Error = NotMoney;

    fn try_from(s: String) -> Result<Self, NotMoney> {
        s.parse()
    }
}

impl From<Money> for String {
    fn from(m: Money) -> String {
        m.to_string()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount(), self.currency)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Currency {
    type Error = NotMoney;

    fn try_from(s: String) -> Result<Self, NotMoney> {
        s.parse()
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sums_as_people_write_them() {
        for (text, shown) in [
            ("1500 RUB", "1500.00 RUB"),
            ("1 500,5 RON", "1500.50 RON"),
            ("0.07 EUR", "0.07 EUR"),
            ("900 JPY", "900 JPY"),
        ] {
            assert_eq!(text.parse::<Money>().unwrap().to_string(), shown);
        }
        for wrong in
            ["RUB", "-5 EUR", "1.234 EUR", "5 euro", "", "1e3 EUR", "99999999999999999999 EUR"]
        {
            assert!(wrong.parse::<Money>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(minor in 0_i64..i64::MAX / 1000, code in "[A-Z]{3}") {
            let sum = Money::new(minor, code.parse().unwrap());
            prop_assert_eq!(sum.to_string().parse::<Money>().unwrap(), sum);
        }
    }
}
