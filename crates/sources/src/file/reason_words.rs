//! One sentence per reason in Russian, English and Romanian: the cause and, where
//! there is one, the way out. Used by the set-aside file, the page and the command.

use super::Reason;

impl Reason {
    /// `lang` is `ru`, `ro`, or anything else for English. Columns count from 1.
    pub fn say(&self, lang: &str) -> String {
        match lang {
            "ru" => russian(self),
            "ro" => romanian(self),
            _ => english(self),
        }
    }
}

fn english(reason: &Reason) -> String {
    match reason {
        Reason::BadEncoding { column, encoding } => {
            format!("Column {column} has characters that are not valid {encoding}.")
        }
        Reason::NulByte { column } => {
            format!("Column {column} has a zero byte inside; remove it.")
        }
        Reason::CellTooLarge { column, bytes, limit } => {
            format!("Column {column} holds {bytes} bytes; at most {limit} fit. Shorten the text.")
        }
        Reason::RowTooLarge { bytes, limit } => {
            format!("The row takes {bytes} bytes; at most {limit} fit.")
        }
        Reason::UnbalancedQuotes => {
            "A quotation mark is opened and never closed; close it or double it.".into()
        }
        Reason::TooFewColumns { want, got } => {
            format!("The row has {got} columns and the header has {want}.")
        }
        Reason::TooManyColumns { want, got } => format!(
            "The row has {got} columns and the header has {want}; \
             perhaps a text with a delimiter lost its quotes."
        ),
        Reason::BrokenJson { detail } => format!("Not valid JSON: {detail}."),
        Reason::NotAnObject => "A JSON object was expected here.".into(),
        Reason::NoText => "There is neither a text nor a rating.".into(),
        Reason::UnreadableDate { value } => format!("“{value}” cannot be read as a date."),
        Reason::RelativeDate { value } => {
            format!("“{value}” depends on the day it was written; put the date itself.")
        }
        Reason::IncompleteDate { value } => {
            format!("“{value}” lacks the day, the month or the year.")
        }
        Reason::ImpossibleDate { value } => format!("There is no such day: “{value}”."),
        Reason::DateAgainstOrder { value } => {
            format!("“{value}” does not fit the order of day and month in the other rows.")
        }
        Reason::UnreadableRating { value } => {
            format!("“{value}” cannot be read as a rating; put a number.")
        }
        Reason::RatingOutOfRange { value, scale } => {
            format!("The rating “{value}” is outside the scale up to {scale}.")
        }
        Reason::SheetError { column, value } => {
            format!("Column {column} holds the spreadsheet error {value}.")
        }
        Reason::NotCorrected => "This row still waits to be corrected.".into(),
        Reason::BrokenOff { detail } => {
            format!("The file breaks off here ({detail}); rows after this one could not be read.")
        }
    }
}

fn russian(reason: &Reason) -> String {
    match reason {
        Reason::BadEncoding { column, encoding } => {
            format!("В столбце {column} есть символы, которых нет в кодировке {encoding}.")
        }
        Reason::NulByte { column } => {
            format!("В столбце {column} есть нулевой байт, удалите его.")
        }
        Reason::CellTooLarge { column, bytes, limit } => format!(
            "В столбце {column} {bytes} байт, помещается не больше {limit}. Сократите текст."
        ),
        Reason::RowTooLarge { bytes, limit } => {
            format!("Строка занимает {bytes} байт, помещается не больше {limit}.")
        }
        Reason::UnbalancedQuotes => "Кавычка открыта и не закрыта: закройте её или удвойте.".into(),
        Reason::TooFewColumns { want, got } => {
            format!("Столбцов в строке: {got}, в заголовке: {want}.")
        }
        Reason::TooManyColumns { want, got } => format!(
            "Столбцов в строке: {got}, в заголовке: {want}. \
             Возможно, текст с разделителем остался без кавычек."
        ),
        Reason::BrokenJson { detail } => format!("Это не JSON: {detail}."),
        Reason::NotAnObject => "Здесь ожидался объект JSON.".into(),
        Reason::NoText => "Нет ни текста, ни оценки.".into(),
        Reason::UnreadableDate { value } => format!("«{value}» не читается как дата."),
        Reason::RelativeDate { value } => {
            format!("«{value}» зависит от дня, когда это написано. Укажите саму дату.")
        }
        Reason::IncompleteDate { value } => {
            format!("В дате «{value}» не хватает дня, месяца или года.")
        }
        Reason::ImpossibleDate { value } => format!("Такого дня нет: «{value}»."),
        Reason::DateAgainstOrder { value } => {
            format!("«{value}» не подходит к порядку дня и месяца в остальных строках.")
        }
        Reason::UnreadableRating { value } => {
            format!("«{value}» не читается как оценка. Укажите число.")
        }
        Reason::RatingOutOfRange { value, scale } => {
            format!("Оценка «{value}» выходит за шкалу до {scale}.")
        }
        Reason::SheetError { column, value } => {
            format!("В столбце {column} ошибка таблицы {value}.")
        }
        Reason::NotCorrected => "Эта строка ещё не исправлена.".into(),
        Reason::BrokenOff { detail } => format!(
            "Здесь файл обрывается ({detail}), строки после этого места прочитать не удалось."
        ),
    }
}

fn romanian(reason: &Reason) -> String {
    match reason {
        Reason::BadEncoding { column, encoding } => {
            format!("Coloana {column} are caractere care nu există în codificarea {encoding}.")
        }
        Reason::NulByte { column } => {
            format!("Coloana {column} conține un octet nul; ștergeți-l.")
        }
        Reason::CellTooLarge { column, bytes, limit } => format!(
            "Coloana {column} are {bytes} octeți, iar limita este {limit}. Scurtați textul."
        ),
        Reason::RowTooLarge { bytes, limit } => {
            format!("Rândul are {bytes} octeți, iar limita este {limit}.")
        }
        Reason::UnbalancedQuotes => {
            "O ghilimea este deschisă și nu se închide; închideți-o sau dublați-o.".into()
        }
        Reason::TooFewColumns { want, got } => {
            format!("Rândul are {got} coloane, iar antetul are {want}.")
        }
        Reason::TooManyColumns { want, got } => format!(
            "Rândul are {got} coloane, iar antetul are {want}; \
             poate că un text cu separator și-a pierdut ghilimelele."
        ),
        Reason::BrokenJson { detail } => format!("Nu este JSON valid: {detail}."),
        Reason::NotAnObject => "Aici era așteptat un obiect JSON.".into(),
        Reason::NoText => "Nu există nici text, nici notă.".into(),
        Reason::UnreadableDate { value } => format!("„{value}” nu poate fi citit ca dată."),
        Reason::RelativeDate { value } => {
            format!("„{value}” depinde de ziua în care a fost scris; puneți data însăși.")
        }
        Reason::IncompleteDate { value } => {
            format!("Din data „{value}” lipsește ziua, luna sau anul.")
        }
        Reason::ImpossibleDate { value } => format!("Nu există o asemenea zi: „{value}”."),
        Reason::DateAgainstOrder { value } => {
            format!("„{value}” nu se potrivește cu ordinea zilei și a lunii din celelalte rânduri.")
        }
        Reason::UnreadableRating { value } => {
            format!("„{value}” nu poate fi citit ca notă; puneți un număr.")
        }
        Reason::RatingOutOfRange { value, scale } => {
            format!("Nota „{value}” iese din scala până la {scale}.")
        }
        Reason::SheetError { column, value } => {
            format!("Coloana {column} conține eroarea de foaie {value}.")
        }
        Reason::NotCorrected => "Acest rând încă așteaptă să fie corectat.".into(),
        Reason::BrokenOff { detail } => format!(
            "Fișierul se întrerupe aici ({detail}); rândurile următoare nu au putut fi citite."
        ),
    }
}
