//! Dates of the three countries, read or refused by name.

use super::*;
use DateOrder::{DayMonth, MonthDay};

fn check(text: &str, order: DateOrder, expect: &str) {
    let got = match parse(text, order) {
        Ok(When::Civil(civil)) => civil.to_string(),
        Ok(When::Moment(moment)) => moment.to_string(),
        Err(reason) => format!("!{}", reason.code()),
    };
    assert_eq!(got, expect, "{text}");
}

#[test]
fn one_day_in_all_its_spellings() {
    for text in [
        "2024-05-01",
        "2024/05/01",
        "2024.05.01",
        "20240501",
        "01.05.2024",
        "1.5.24",
        "01.05.2024 г.",
        "1 мая 2024 г.",
        "1 мая 2024",
        "1 МАЯ 2024 года",
        "среда, 1 мая 2024 г.",
        "01-мая-2024",
        "1 май 2024",
        "May 1st 2024",
        "May 1, 2024",
        "1 May 2024",
        "1st of May, 2024",
        "1-May-24",
        "Wednesday, May 1, 2024",
        "1 mai 2024",
        "miercuri, 1 mai 2024",
        "45413",
        "2024 May 1",
        "  2024-05-01  ",
        "2024-05-01T00:00:00",
    ] {
        check(text, DayMonth, "2024-05-01T00:00:00");
    }
    for (text, month) in [
        ("3 янв. 2024", 1),
        ("3 февраля 2024", 2),
        ("3 марта 2024", 3),
        ("3 апр 2024", 4),
        ("3 июня 2024", 6),
        ("3 июля 2024", 7),
        ("3 августа 2024", 8),
        ("3 сент. 2024", 9),
        ("3 ноября 2024", 11),
        ("3 ianuarie 2024", 1),
        ("3 feb. 2024", 2),
        ("3 martie 2024", 3),
        ("3 aprilie 2024", 4),
        ("3 iunie 2024", 6),
        ("3 iul. 2024", 7),
        ("3 sept. 2024", 9),
        ("3 noiembrie 2024", 11),
        ("3 dec 2024", 12),
        ("Sept 3, 2024", 9),
        ("3 декабря 2024", 12),
        ("3 октябрь 2024", 10),
    ] {
        check(text, DayMonth, &format!("2024-{month:02}-03T00:00:00"));
    }
}

#[test]
fn times_and_zones() {
    for text in [
        "2024-05-01 10:20",
        "01.05.2024, 10:20",
        "10:20 01.05.2024",
        "1 мая 2024 г. в 10:20",
        "1 mai 2024, ora 10:20",
        "May 1, 2024 at 10:20 AM",
        "May 1, 2024 10:20 a.m.",
    ] {
        check(text, DayMonth, "2024-05-01T10:20:00");
    }
    check("5/1/2024 1:05:09 PM", MonthDay, "2024-05-01T13:05:09");
    check("5/1/2024 12:05 am", MonthDay, "2024-05-01T00:05:00");
    check("45413.5", DayMonth, "2024-05-01T12:00:00");
    for text in [
        "2024-05-01T10:20:30Z",
        "2024-05-01T13:20:30+03:00",
        "2024-05-01 13:20:30 +0300",
        "2024-05-01 05:20:30-05:00",
        "Wed, 01 May 2024 10:20:30 GMT",
        "Wed May 01 10:20:30 +0000 2024",
        "01.05.2024 13:20:30 МСК",
        "2024-05-01 10:20:30 UTC",
        "1714558830",
        "1714558830000",
        "1714558830000000",
    ] {
        check(text, DayMonth, "2024-05-01T10:20:30Z");
    }
    check("2024-05-01T10:20:30.250Z", DayMonth, "2024-05-01T10:20:30.25Z");
}

#[test]
fn day_and_month_change_places_with_the_order() {
    check("5/1/2024", DayMonth, "2024-01-05T00:00:00");
    check("5/1/2024", MonthDay, "2024-05-01T00:00:00");
    check("5.1.2024", MonthDay, "2024-01-05T00:00:00");
    check("25/12/2024", MonthDay, "!date_against_order");
    check("12-25-2024", DayMonth, "!date_against_order");
    let kinds =
        ["25/12/2024", "12/25/2024", "5/1/2024", "25.12.2024", "2024-05-01", "hello", "1 мая 2024"];
    let found = kinds.map(evidence);
    use Evidence::{Day, Either, Month};
    assert_eq!(found, [Some(Day), Some(Month), Some(Either), None, None, None, None]);
}

#[test]
fn what_is_no_date_is_refused_by_name() {
    for text in [
        "вчера",
        "Вчера в 10:20",
        "3 дня назад",
        "2 days ago",
        "yesterday",
        "ieri",
        "acum 2 zile",
        "сегодня",
    ] {
        check(text, DayMonth, "!relative_date");
    }
    for text in ["май 2024", "1 мая", "May 2024", "2024-05", "01.05", "10:20"] {
        let code = if text == "10:20" { "!unreadable_date" } else { "!incomplete_date" };
        check(text, DayMonth, code);
    }
    for text in ["31.02.2024", "2024-13-01", "45.01.2024", "01.05.1024", "20241350", "01.05.2199"] {
        check(text, DayMonth, "!impossible_date");
    }
    for text in [
        "хорошо",
        "5",
        "2024",
        "1 мая 2024 купил чайник",
        "12.34.56.78",
        "999",
        "",
        "25:61 01.05.2024",
        "1/2/3/4",
        "марсель 1 2024",
    ] {
        let code = match text {
            "5" | "2024" | "999" => "!incomplete_date",
            _ => "!unreadable_date",
        };
        check(text, DayMonth, code);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}", digits in "[0-9:/. +-]{0,30}") {
        let _ = parse(&text, DayMonth);
        let _ = parse(&digits, MonthDay);
        let _ = evidence(&digits);
    }

    #[test]
    fn what_jiff_writes_is_read_back(seconds in 631_152_000i64..4_102_444_800) {
        let stamp = Timestamp::from_second(seconds).unwrap();
        proptest::prop_assert_eq!(parse(&stamp.to_string(), DayMonth).unwrap(), When::Moment(stamp));
        let civil = TimeZone::UTC.to_datetime(stamp);
        let dotted = civil.strftime("%d.%m.%Y %H:%M:%S").to_string();
        proptest::prop_assert_eq!(parse(&dotted, MonthDay).unwrap(), When::Civil(civil));
        let american = civil.strftime("%m/%d/%Y %I:%M:%S %p").to_string();
        proptest::prop_assert_eq!(parse(&american, MonthDay).unwrap(), When::Civil(civil));
    }
}
