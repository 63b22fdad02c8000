//! By what somebody outside can be known again, and the plain form in which two ways of writing it are
//! the same. A name is none of these: many people bear it.

use crate::stage::codes;

codes! {
    ContactKind {
        Phone = "phone",
        Mail = "mail",
        /// A name at one site; it holds at that site alone.
        Account = "account",
        /// An order's number; it holds for one brand alone.
        Order = "order",
        Receipt = "receipt",
    }
}

codes! {
    /// How much a shared contact says.
    Weight {
        Strong = "strong",
        /// An account can be anyone's.
        Medium = "medium",
    }
}

impl ContactKind {
    pub fn weight(self) -> Weight {
        match self {
            ContactKind::Account => Weight::Medium,
            _ => Weight::Strong,
        }
    }
}

/// Fewer digits are no number that somebody could be reached by.
const LEAST_DIGITS: usize = 6;

/// The digits alone. In Russia a number that begins with 8 inside the country begins with 7 outside.
pub fn phone(text: &str, lang: &str) -> Option<String> {
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if lang == "ru" && digits.len() == 11 && digits.starts_with('8') {
        digits.replace_range(..1, "7");
    }
    (digits.len() >= LEAST_DIGITS).then_some(digits)
}

pub fn mail(text: &str) -> Option<String> {
    let mail = text.trim().to_lowercase();
    mail.contains('@').then_some(mail)
}

pub fn account(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (!name.is_empty()).then_some(name)
}

/// Letters and digits alone, with a digit among them: words are no number.
pub fn order(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let number = number.to_lowercase();
    let sound = number.chars().count() >= 3 && number.chars().any(char::is_numeric);
    sound.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_phone_written_in_several_ways() {
        for (one, two, lang, same) in [
            ("+7 900 123-45-67", "8 (900) 123 45 67", "ru", true),
            ("+7 900 123-45-67", "8 (900) 123 45 67", "en", false),
            ("+373 69 123 456", "373-69-123-456", "ro", true),
            ("800 123 45", "700 123 45", "ru", false),
        ] {
            assert_eq!(phone(one, lang) == phone(two, lang), same, "{one}, {two}, {lang}");
        }
        assert_eq!(phone("112", "ru"), None);
        assert_eq!(phone("call me", "en"), None);
    }

    #[test]
    fn mails_accounts_and_orders() {
        assert_eq!(mail(" Ana@Example.com "), mail("ana@example.com"));
        assert_eq!(mail("ana"), None);
        assert_eq!(account(" Ирина  К. "), account("ирина к."));
        assert_eq!(account("  "), None);
        assert_eq!(order("№ A-17/2"), order("a172"));
        assert_eq!(order("paid in cash"), None, "words");
        assert_eq!(order("7"), None, "too short to tell anything");
    }
}
