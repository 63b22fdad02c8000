//! The words of time of each language, from the lists in `times/`.

use super::{Part, Unit};
use crate::Lang;
use crate::normal::{fold, norm};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What one word, number or phrase is to the grammar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lex {
    /// Beyond the sentence.
    Edge,
    Other,
    /// A word before which a bare hour may stand: "by 6 and", "до 18 мы".
    Small,
    Comma,
    Dash,
    /// The end of a sentence or of a bracket.
    Stop,
    Sign,
    /// The number and how many digits it has.
    Int(u32, u8),
    /// Minutes, and whether written so that it cannot be meant twelve hours later.
    Clock(u16, bool),
    Dotted(u8, u8),
    Slashed(u8, u8),
    Date(u8, u8, i16),
    /// In quarters.
    Decimal(u32),
    /// In quarters.
    Num(u32),
    Half,
    Quarter,
    AndHalf,
    Few,
    Ordinal(u8),
    /// -го, -th, -lea
    Tail,
    /// The unit, and whether the word is a plural.
    Unit(Unit, bool),
    /// 24 hours
    Round,
    /// полчаса
    HalfUnit(Unit),
    WeekendDays,
    Work,
    Civil,
    Plus(u16),
    /// "tonight", "diseară"
    TodayAt(Part),
    Weekday(u8),
    /// Romanian: Monday, or months.
    MondayOrMonths,
    Month(u8),
    Part(Part),
    /// am: false, pm: true
    Meridian(bool),
    Noon,
    Midnight,
    Close,
    End,
    Next,
    AfterNext,
    This,
    Last,
    Until,
    Before,
    By,
    In,
    Within,
    Takes,
    Coming,
    At,
    On,
    From,
    And,
    Or,
    Of,
    Article,
    Filler,
    Most,
    Ago,
    AgoBefore,
    FromNow,
    Past,
    Every,
    Open,
    Greeting,
    OClock,
    OfMonth,
    YearMark,
    Vague,
}

/// The words after the first, and what the whole is.
type Phrase = (Vec<Box<str>>, Lex);

#[derive(Default)]
pub(super) struct Lexicon {
    /// By first word; the longest phrase first.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    prefixes: HashMap<Box<str>, Lex>,
}

impl Lexicon {
    pub(super) fn of(lang: Lang) -> &'static Lexicon {
        static RU: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(&[include_str!("../../times/ru.txt"), LATIN]));
        static EN: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(&[include_str!("../../times/en.txt")]));
        static RO: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::read(&[include_str!("../../times/ro.txt"), LATIN]));
        match lang {
            Lang::Ru => &RU,
            Lang::Ro => &RO,
            Lang::En | Lang::Other => &EN,
        }
    }

    /// What begins with the first of these words, and how many of them it takes.
    pub(super) fn look<'w>(
        &self,
        mut words: impl Iterator<Item = &'w str>,
    ) -> Option<(Lex, usize)> {
        let first = words.next()?;
        if let Some(list) = self.phrases.get(first) {
            let longest = list.first().map_or(0, |(rest, _)| rest.len());
            let next: Vec<&str> = words.take(longest).collect();
            let fits = |rest: &[Box<str>]| {
                rest.len() <= next.len() && rest.iter().zip(&next).all(|(a, b)| **a == **b)
            };
            if let Some((rest, lex)) = list.iter().find(|(rest, _)| fits(rest)) {
                return Some((*lex, rest.len() + 1));
            }
        }
        const SHORTEST: usize = 4;
        let ends = first.char_indices().map(|(i, _)| i).skip(SHORTEST).take(12);
        ends.chain([first.len()])
            .filter_map(|end| self.prefixes.get(&first[..end]))
            .last()
            .map(|lex| (*lex, 1))
    }

    fn read(sources: &[&str]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for line in sources.iter().flat_map(|s| s.lines()) {
            let Some((name, words)) = line.split_once(':').filter(|_| !line.starts_with('#'))
            else {
                continue;
            };
            let lex = named(name.trim()).unwrap_or_else(|| panic!("no word of time `{name}`"));
            for phrase in words.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                lexicon.add(phrase, lex);
            }
        }
        lexicon
            .phrases
            .values_mut()
            .for_each(|l| l.sort_by_key(|(rest, _)| usize::MAX - rest.len()));
        lexicon
    }

    fn add(&mut self, phrase: &str, lex: Lex) {
        if let Some(prefix) = phrase.strip_suffix('*') {
            self.prefixes.insert(fold(&norm(prefix)).into(), lex);
            return;
        }
        let mut words = phrase.split_whitespace().map(|w| Box::from(fold(&norm(w))));
        if let Some(first) = words.next() {
            self.phrases.entry(first).or_default().push((words.collect(), lex));
        }
    }
}

/// English abbreviations that are written in any language.
const LATIN: &str = "vague: asap\nclose: eod, cob";

const SURE: f32 = 0.9;

/// In doubt between two languages of Latin letters a text is read in both.
pub(super) fn readings(lang: Lang, confidence: f32) -> &'static [Lang] {
    match lang {
        Lang::Ru => &[Lang::Ru],
        Lang::En if confidence >= SURE => &[Lang::En],
        Lang::Ro if confidence >= SURE => &[Lang::Ro],
        Lang::Ro => &[Lang::Ro, Lang::En, Lang::Ru],
        Lang::En | Lang::Other => &[Lang::En, Lang::Ro, Lang::Ru],
    }
}

fn named(name: &str) -> Option<Lex> {
    let (kind, rest) = name.split_once(' ').unwrap_or((name, ""));
    let number = || rest.parse::<u32>().ok();
    Some(match kind {
        "num" => Lex::Num(number()? * 4),
        "quarters" => Lex::Num(number()?),
        "ordinal" => Lex::Ordinal(number()? as u8),
        "plus" => Lex::Plus(number()? as u16),
        "weekday" => Lex::Weekday(number()? as u8),
        "month" => Lex::Month(number()? as u8),
        "unit" => Lex::Unit(unit(rest)?, false),
        "units" => Lex::Unit(unit(rest)?, true),
        "part" => Lex::Part(part(rest)?),
        "today" => Lex::TodayAt(part(rest)?),
        "half" => Lex::Half,
        "quarter" => Lex::Quarter,
        "and-half" => Lex::AndHalf,
        "few" => Lex::Few,
        "tail" => Lex::Tail,
        "round" => Lex::Round,
        "half-unit" => Lex::HalfUnit(unit(rest)?),
        "weekend" => Lex::WeekendDays,
        "work" => Lex::Work,
        "civil" => Lex::Civil,
        "monday-or-months" => Lex::MondayOrMonths,
        "am" => Lex::Meridian(false),
        "pm" => Lex::Meridian(true),
        "noon" => Lex::Noon,
        "midnight" => Lex::Midnight,
        "close" => Lex::Close,
        "end" => Lex::End,
        "next" => Lex::Next,
        "after-next" => Lex::AfterNext,
        "this" => Lex::This,
        "last" => Lex::Last,
        "until" => Lex::Until,
        "before" => Lex::Before,
        "by" => Lex::By,
        "in" => Lex::In,
        "within" => Lex::Within,
        "takes" => Lex::Takes,
        "coming" => Lex::Coming,
        "at" => Lex::At,
        "on" => Lex::On,
        "from" => Lex::From,
        "and" => Lex::And,
        "or" => Lex::Or,
        "of" => Lex::Of,
        "article" => Lex::Article,
        "filler" => Lex::Filler,
        "most" => Lex::Most,
        "ago" => Lex::Ago,
        "ago-before" => Lex::AgoBefore,
        "from-now" => Lex::FromNow,
        "past" => Lex::Past,
        "every" => Lex::Every,
        "open" => Lex::Open,
        "greeting" => Lex::Greeting,
        "oclock" => Lex::OClock,
        "of-month" => Lex::OfMonth,
        "year-mark" => Lex::YearMark,
        "small" => Lex::Small,
        "other" => Lex::Other,
        "vague" => Lex::Vague,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "work-day" => Unit::WorkDay,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "by-morning" => Part::ByMorning,
        "morning" => Part::Morning,
        "first-half" => Part::FirstHalf,
        "lunch" => Part::Lunch,
        "afternoon" => Part::Afternoon,
        "by-evening" => Part::ByEvening,
        "evening" => Part::Evening,
        "night" => Part::Night,
        _ => return None,
    })
}
