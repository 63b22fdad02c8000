//! What a column means by what stands in it, for files whose headers say nothing.

use super::Field;
use super::dates::{self, DateOrder};
use super::names::is_url;
use super::rating::{self, Mark};
use std::collections::HashSet;

/// What a sample of one column looks like.
#[derive(Default)]
pub(crate) struct Look {
    filled: usize,
    dates: usize,
    /// Whole numbers from 1 to 5, or marks that name their scale.
    marks: usize,
    /// Of these, the ones that cannot be anything else: stars, "4/5".
    sure_marks: usize,
    urls: usize,
    numbers: usize,
    chars: usize,
    words: usize,
    spaced: usize,
    distinct: HashSet<String>,
}

impl Look {
    pub(crate) fn at<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut look = Look::default();
        for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
            look.filled += 1;
            let number = cell.parse::<f64>();
            look.numbers += usize::from(number.is_ok());
            let date = |order| number.is_err() && dates::parse(cell, order).is_ok();
            let stamp = matches!(cell.len(), 8 | 10 | 13 | 16)
                && number.is_ok()
                && dates::parse(cell, DateOrder::DayMonth).is_ok();
            look.dates +=
                usize::from(stamp || date(DateOrder::DayMonth) || date(DateOrder::MonthDay));
            match rating::mark(cell) {
                Some(Mark::Of(..)) => {
                    look.marks += 1;
                    look.sure_marks += 1;
                }
                Some(Mark::Bare(n)) => look.marks += usize::from((1.0..=5.0).contains(&n)),
                None => {}
            }
            look.urls += usize::from(is_url(cell));
            look.chars += cell.chars().count();
            look.words += cell.split_whitespace().count();
            look.spaced += usize::from(cell.contains(char::is_whitespace));
            look.distinct.insert(cell.chars().take(64).collect());
        }
        look
    }

    fn most(&self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 8
    }

    fn length(&self) -> usize {
        self.chars.checked_div(self.filled).unwrap_or(0)
    }

    pub(crate) fn is_data(&self) -> bool {
        self.most(self.dates)
            || self.most(self.numbers)
            || self.most(self.urls)
            || self.most(self.marks)
    }
}

/// Fields for the columns that have none yet. `blind` means that no header helps,
/// so that short numbers may be taken for ratings too.
pub(crate) fn guess(looks: &[Look], taken: &[Option<Field>], blind: bool) -> Vec<Option<Field>> {
    let mut fields = taken.to_vec();
    let free = |fields: &[Option<Field>], field: Field| !fields.contains(&Some(field));
    let first = |fields: &[Option<Field>], test: &dyn Fn(&Look) -> bool| {
        (0..looks.len())
            .find(|at| fields[*at].is_none() && looks[*at].filled > 0 && test(&looks[*at]))
    };
    type Rule<'r> = (Field, &'r dyn Fn(&Look) -> bool);
    let rules: [Rule; 3] = [
        (Field::PostedAt, &|look| look.most(look.dates)),
        (Field::Url, &|look| look.most(look.urls)),
        (Field::Rating, &|look| {
            look.most(look.sure_marks)
                || blind && look.most(look.marks) && look.distinct.len() <= 9 && look.length() <= 3
        }),
    ];
    for (field, test) in rules {
        if free(&fields, field)
            && let Some(at) = first(&fields, test)
        {
            fields[at] = Some(field);
        }
    }
    if free(&fields, Field::Text)
        && let Some(at) = (0..looks.len())
            .filter(|at| fields[*at].is_none() && !looks[*at].is_data() && looks[*at].filled > 0)
            .max_by_key(|at| (looks[*at].words.checked_div(looks[*at].filled), looks[*at].length()))
    {
        fields[at] = Some(Field::Text);
    }
    if blind && free(&fields, Field::ExternalId) {
        let all_differ = |look: &Look| {
            look.filled > 1
                && look.distinct.len() == look.filled
                && look.spaced == 0
                && look.length() >= 1
        };
        if let Some(at) = first(&fields, &|look| all_differ(look) && look.length() <= 64)
            && looks[at].numbers + looks[at].urls > 0
        {
            fields[at] = Some(Field::ExternalId);
        }
    }
    if blind && free(&fields, Field::Author) {
        let name = |look: &Look| {
            !look.is_data()
                && look.length() <= 30
                && look.words <= look.filled * 3
                && look.distinct.len() * 2 > look.filled
        };
        if let Some(at) = first(&fields, &name) {
            fields[at] = Some(Field::Author);
        }
    }
    fields
}
