//! `T`: every text, number and time of one request, in its language and time zone.
//! Texts live in `locales/<language>/<page>.ftl`; nothing here knows a page.

use crate::lang::Lang;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use jiff::{Timestamp, tz::TimeZone};
use std::borrow::Cow;
use std::collections::HashMap;

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(group_numbers));
        },
    };
}

/// Language, time zone and the time of this request. Cheap to clone.
#[derive(Clone, Debug)]
pub struct T {
    pub lang: Lang,
    pub tz: TimeZone,
    pub now: Timestamp,
}

impl T {
    pub fn new(lang: Lang, tz: TimeZone, now: Timestamp) -> Self {
        T { lang, tz, now }
    }

    /// The text under `key`: `{{ t.s("home-title") }}`.
    pub fn s(&self, key: &str) -> String {
        LOCALES.lookup(self.lang.id(), key)
    }

    /// The text under `key` with arguments: `{{ t.a("cases-count", [("n", n)]) }}`.
    /// Arguments of different types go in a tuple of pairs: `(("n", 3), ("who", name))`.
    pub fn a(&self, key: &str, args: impl Args) -> String {
        let mut args = args.into_map();
        if self.lang == Lang::Ro {
            args.values_mut().for_each(mend_romanian_plural);
        }
        LOCALES.lookup_with_args(self.lang.id(), key, &args)
    }

    /// The text of a code: `t.of("tone", "negative")` is `tone-negative`, `t.of("stage", "fact_finding")`
    /// is `stage-fact-finding`.
    pub fn of(&self, family: &str, code: &str) -> String {
        self.s(&format!("{family}-{}", code.replace('_', "-")))
    }

    /// Whether the text exists in this very language.
    pub fn has(&self, key: &str) -> bool {
        LOCALES.lookup_no_default_fallback::<&str>(self.lang.id(), key, None).is_some()
    }

    /// A whole number with the language's grouping: 12 500, 12,500, 12.500.
    pub fn n(&self, number: impl Plain<i64>) -> String {
        let separator = match self.lang {
            Lang::Ru => "\u{a0}",
            Lang::En => ",",
            Lang::Ro => ".",
        };
        group(number.plain(), separator)
    }

    /// A sum of money: 1 500 RUB, 1,500.50 GBP, 1.500,50 RON.
    pub fn money(&self, sum: &app::domain::Money) -> String {
        let amount = sum.amount();
        let (whole, part) = amount.split_once('.').unwrap_or((&amount, ""));
        let whole = self.n(whole.parse::<i64>().unwrap_or_default());
        let point = if self.lang == Lang::En { '.' } else { ',' };
        let part =
            if part.chars().all(|c| c == '0') { String::new() } else { format!("{point}{part}") };
        format!("{whole}{part}\u{a0}{}", sum.currency)
    }

    /// A share between 0 and 1 as per cent: 87 %, 87%.
    pub fn percent(&self, share: impl Plain<f32>) -> String {
        let whole = (share.plain().clamp(0.0, 1.0) * 100.0).round() as i64;
        if self.lang == Lang::En { format!("{whole}%") } else { format!("{whole}\u{a0}%") }
    }
}

/// A value by itself or by any number of references, which templates add as they like.
pub trait Plain<T> {
    fn plain(&self) -> T;
}

impl<T, P: Plain<T> + ?Sized> Plain<T> for &P {
    fn plain(&self) -> T {
        (**self).plain()
    }
}

macro_rules! plain {
    ($($from:ty => $to:ty),+) => { $(impl Plain<$to> for $from {
        fn plain(&self) -> $to { <$to>::from(*self) }
    })+ };
}
plain!(i64 => i64, i32 => i64, u32 => i64, u16 => i64, u8 => i64, f32 => f32, Timestamp => Timestamp);

impl Plain<i64> for usize {
    fn plain(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

/// Arguments of a text: an array of pairs of one type, or a tuple of pairs of different types.
pub trait Args {
    fn into_map(self) -> HashMap<Cow<'static, str>, FluentValue<'static>>;
}

impl<V: Value, const N: usize> Args for [(&'static str, V); N] {
    fn into_map(self) -> HashMap<Cow<'static, str>, FluentValue<'static>> {
        self.into_iter().map(|(name, value)| (name.into(), value.into_fluent())).collect()
    }
}

/// Templates pass everything by reference.
impl<A: Args + Clone> Args for &A {
    fn into_map(self) -> HashMap<Cow<'static, str>, FluentValue<'static>> {
        self.clone().into_map()
    }
}

macro_rules! tuple_args {
    ($($value:ident $index:tt),+) => {
        impl<$($value: Value),+> Args for ($((&'static str, $value),)+) {
            fn into_map(self) -> HashMap<Cow<'static, str>, FluentValue<'static>> {
                HashMap::from([$((self.$index.0.into(), self.$index.1.into_fluent())),+])
            }
        }
    };
}
tuple_args!(A 0, B 1);
tuple_args!(A 0, B 1, C 2);
tuple_args!(A 0, B 1, C 2, D 3);

/// What may stand in a text: numbers (they choose the plural form) and words.
pub trait Value {
    fn into_fluent(self) -> FluentValue<'static>;
}

macro_rules! values {
    ($($number:ty),+) => { $(impl Value for $number {
        fn into_fluent(self) -> FluentValue<'static> { FluentValue::from(self) }
    })+ };
}
values!(i8, i16, i32, i64, u8, u16, u32, u64, usize);

impl Value for &str {
    fn into_fluent(self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}
impl Value for String {
    fn into_fluent(self) -> FluentValue<'static> {
        FluentValue::from(self)
    }
}
impl<V: Value + Clone> Value for &V {
    fn into_fluent(self) -> FluentValue<'static> {
        self.clone().into_fluent()
    }
}

/// Numbers inside texts are grouped by a thin no-break space, which reads right in all three languages.
fn group_numbers<M>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value.fract() == 0.0 => Some(group(n.value as i64, "\u{202f}")),
        _ => None,
    }
}

/// CLDR: 101–119 and so on are `few` in Romanian, without "de". `intl_pluralrules` 7.0 forgets the
/// `% 100`, but knows that a number with visible decimals is `few`; none are shown here.
fn mend_romanian_plural(value: &mut FluentValue) {
    if let FluentValue::Number(n) = value
        && n.value > 100.0
        && (1.0..=19.0).contains(&(n.value % 100.0))
    {
        n.options.minimum_fraction_digits = Some(1);
    }
}

/// Groups from five digits on, as Russian and Romanian do: 9999, 10 000.
fn group(number: i64, separator: &str) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && digits.len() > 4 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(lang: Lang) -> T {
        T::new(lang, TimeZone::UTC, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn plural_forms_are_right() {
        let cases = |lang, n: i64| t(lang).a("count-cases", [("n", n)]);
        assert_eq!(cases(Lang::Ru, 1), "1 дело");
        assert_eq!(cases(Lang::Ru, 3), "3 дела");
        assert_eq!(cases(Lang::Ru, 11), "11 дел");
        assert_eq!(cases(Lang::Ru, 21), "21 дело");
        assert_eq!(cases(Lang::Ru, 0), "0 дел");
        assert_eq!(cases(Lang::En, 1), "1 case");
        assert_eq!(cases(Lang::En, 0), "0 cases");
        assert_eq!(cases(Lang::Ro, 1), "1 caz");
        assert_eq!(cases(Lang::Ro, 2), "2 cazuri");
        assert_eq!(cases(Lang::Ro, 20), "20 de cazuri");
        assert_eq!(cases(Lang::Ro, 101), "101 cazuri");
        assert_eq!(cases(Lang::Ro, 119), "119 cazuri");
        assert_eq!(cases(Lang::Ro, 120), "120 de cazuri");
        assert_eq!(cases(Lang::Ro, 1100), "1100 de cazuri");
        assert_eq!(cases(Lang::Ro, 12345), "12\u{202f}345 de cazuri");
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(t(Lang::Ru).n(12500), "12\u{a0}500");
        assert_eq!(t(Lang::En).n(1234567), "1,234,567");
        assert_eq!(t(Lang::Ro).n(-12500), "−12.500");
        assert_eq!(t(Lang::Ru).n(9999), "9999");
        assert_eq!(t(Lang::En).percent(0.874), "87%");
        assert_eq!(t(Lang::Ro).percent(2.0), "100\u{a0}%");
    }
}
