//! Words that leave the house outside a template: the subject of a mail, a moment named to a client.

use domain::Timestamp;
use jiff::tz::TimeZone;

/// The subject of mails about a case, in the client's language.
pub(crate) fn subject(number: i64, brand: &str, lang: &str) -> String {
    match lang {
        "ru" => format!("{brand}: обращение № {number}"),
        "ro" => format!("{brand}: sesizarea nr. {number}"),
        _ => format!("{brand}: your case no. {number}"),
    }
}

/// A moment as one says it to a client: day, month and minute in the brand's own zone.
pub(crate) fn moment(at: Timestamp, zone: &str, lang: &str) -> String {
    const RU: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const RO: [&str; 12] = [
        "ianuarie",
        "februarie",
        "martie",
        "aprilie",
        "mai",
        "iunie",
        "iulie",
        "august",
        "septembrie",
        "octombrie",
        "noiembrie",
        "decembrie",
    ];
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = at.to_zoned(zone);
    let month = usize::from(local.month().unsigned_abs()) - 1;
    let (day, time) = (local.day(), local.strftime("%H:%M"));
    match lang {
        "ru" => format!("{day} {} в {time}", RU[month]),
        "ro" => format!("{day} {}, ora {time}", RO[month]),
        _ => format!("{day} {} at {time}", EN[month]),
    }
}
