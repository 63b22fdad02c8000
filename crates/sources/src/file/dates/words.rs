//! Words of dates in Russian, English and Romanian.

pub(super) enum Word {
    Month(i8),
    /// Says nothing about the day: "г.", "at", "ora", a weekday.
    Filler,
    /// Counts from the day it was written.
    Relative,
    /// Seconds east of Greenwich.
    Zone(i32),
}

const FILLERS: &str = "г гг год года году в от ч мин число at on of the st nd rd th t h ora orele la de din pe \
    data понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье \
    пн вт ср чт пт сб вс monday tuesday wednesday thursday friday saturday sunday mon tue \
    tues wed thu thur thurs fri sat sun luni marti miercuri joi vineri sambata duminica lun \
    mie vin sam dum lu ma mi jo vi sa du a anul an во";

const RELATIVE: &str = "вчера сегодня позавчера завтра назад только недавно прошлый прошлой прошлую yesterday \
    today tomorrow ago now recently last just day days week weeks month months year years \
    hour hours ieri azi astazi alaltaieri maine acum urma recent trecut trecuta zi zile \
    saptamana saptamani luna минут дня дней";

const ZONES: [(&str, i32); 10] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("msk", 3),
    ("мск", 3),
    ("eet", 2),
    ("eest", 3),
    ("cet", 1),
    ("cest", 2),
    ("bst", 1),
];

pub(super) fn meaning(word: &str) -> Option<Word> {
    let word = fold(word);
    if holds(RELATIVE, &word) {
        return Some(Word::Relative);
    }
    if let Some((_, hours)) = ZONES.iter().find(|(zone, _)| *zone == word) {
        return Some(Word::Zone(hours * 3600));
    }
    if let Some(month) = month(&word) {
        return Some(Word::Month(month));
    }
    holds(FILLERS, &word).then_some(Word::Filler)
}

fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// A month by its whole name, a case of it, or the usual short form.
fn month(word: &str) -> Option<i8> {
    const NAMES: [[&str; 3]; 12] = [
        ["январь", "january", "ianuarie"],
        ["февраль", "february", "februarie"],
        ["март", "march", "martie"],
        ["апрель", "april", "aprilie"],
        ["май", "may", "mai"],
        ["июнь", "june", "iunie"],
        ["июль", "july", "iulie"],
        ["август", "august", "august"],
        ["сентябрь", "september", "septembrie"],
        ["октябрь", "october", "octombrie"],
        ["ноябрь", "november", "noiembrie"],
        ["декабрь", "december", "decembrie"],
    ];
    let letters = word.chars().count();
    if letters < 3 {
        return None;
    }
    if let Some((_, month)) = CASES.iter().find(|(form, _)| *form == word) {
        return Some(*month);
    }
    let fits = |name: &&str| {
        // The last letter of a Russian month changes with the case.
        let stem = &name[..name.char_indices().next_back().map_or(0, |(at, _)| at)];
        let in_a_case = !name.is_ascii()
            && word.strip_prefix(stem).is_some_and(|ending| ending.chars().count() == 1);
        name.starts_with(word) || in_a_case
    };
    let found = NAMES.iter().position(|names| names.iter().any(fits))?;
    Some(found as i8 + 1)
}

const CASES: [(&str, i8); 4] = [("марта", 3), ("марте", 3), ("августа", 8), ("августе", 8)];

/// Lower case, without Romanian diacritics.
fn fold(word: &str) -> String {
    let plain = |c: char| match c {
        'ă' | 'â' => 'a',
        'î' => 'i',
        'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'ё' => 'е',
        other => other,
    };
    word.to_lowercase().chars().map(plain).collect()
}
