//! What a person sees before an import starts: what was found out about the file, the
//! meaning of each column, the first rows as they would come in.

use super::{Bad, DateOrder, Field, Format, Mapped, Row};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    pub format: Format,
    /// Name of the encoding; none for a workbook.
    pub encoding: Option<&'static str>,
    /// Said by a byte order mark or a person, not guessed.
    pub encoding_certain: bool,
    /// None also for a plain list of texts, one per line.
    pub delimiter: Option<char>,
    pub sheet: Option<String>,
    pub other_sheets: Vec<String>,
    pub has_header: bool,
    pub headers: Vec<String>,
    /// In the order of the headers.
    pub mapping: Vec<Mapped>,
    pub date_order: OrderDecision,
    /// The top of the rating scale: 5, 10 or 100.
    pub rating_scale: u8,
    /// The first rows, blank ones left out.
    pub rows: Vec<Result<Row, Bad>>,
    pub warnings: Vec<Warning>,
    /// Size of the file (of the packed sheet for a workbook).
    pub bytes: u64,
}

impl Preview {
    /// Whether the mapping can bring anything in.
    pub fn has_content(&self) -> bool {
        let fields = [Field::Text, Field::Rating, Field::Pros, Field::Cons];
        self.mapping.iter().any(|column| fields.contains(&column.field))
    }
}

/// How dates such as 5/6/2024 are read, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum OrderDecision {
    /// No date of the file can be read in two ways.
    NotNeeded,
    Chosen {
        order: DateOrder,
    },
    /// A row leaves one order only.
    Proven {
        order: DateOrder,
        row: u64,
        example: String,
    },
    /// Every date fits both; the language and the zone decided.
    Assumed {
        order: DateOrder,
    },
}

impl OrderDecision {
    pub fn order(&self) -> DateOrder {
        match self {
            OrderDecision::NotNeeded => DateOrder::DayMonth,
            OrderDecision::Chosen { order }
            | OrderDecision::Proven { order, .. }
            | OrderDecision::Assumed { order } => *order,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Warning {
    /// No column holds texts: choose one.
    NoTextColumn,
    /// Nothing said which encoding this is; look whether the texts read well.
    EncodingGuessed {
        encoding: &'static str,
    },
    /// A wish named a column that the file does not have.
    NoSuchColumn {
        column: String,
    },
    DuplicateHeader {
        header: String,
    },
    RowsAboveHeader {
        rows: u64,
    },
    DateOrderAssumed {
        order: DateOrder,
    },
    /// This many dates of the sample prove the other order and will be set aside.
    DateOrdersMixed {
        against: u64,
    },
    RatingScale {
        scale: u8,
    },
    /// Only one sheet is read.
    OtherSheets {
        names: Vec<String>,
    },
    /// Every tenth row of the sample or more would be set aside.
    ManyBadRows {
        bad: u64,
        of: u64,
    },
}

impl Warning {
    /// One sentence; `lang` is `ru`, `ro`, or anything else for English.
    pub fn say(&self, lang: &str) -> String {
        let pick = |ru: String, ro: String, en: String| match lang {
            "ru" => ru,
            "ro" => ro,
            _ => en,
        };
        match self {
            Warning::NoTextColumn => pick(
                "Не видно столбца с текстом отзыва. Укажите его.".into(),
                "Nu se vede coloana cu textul recenziei. Alegeți-o.".into(),
                "No column looks like the text of a review. Choose one.".into(),
            ),
            Warning::EncodingGuessed { encoding } => pick(
                format!(
                    "Кодировка определена по содержанию: {encoding}. Проверьте, читаются ли тексты."
                ),
                format!(
                    "Codificarea a fost dedusă din conținut: {encoding}. Verificați dacă textele se citesc bine."
                ),
                format!(
                    "The encoding was judged by the content: {encoding}. See whether the texts read well."
                ),
            ),
            Warning::NoSuchColumn { column } => pick(
                format!("В файле нет столбца «{column}»."),
                format!("Fișierul nu are coloana „{column}”."),
                format!("The file has no column “{column}”."),
            ),
            Warning::DuplicateHeader { header } => pick(
                format!("Два столбца называются «{header}», второй сохранён под номером."),
                format!("Două coloane se numesc „{header}”; a doua a primit un număr."),
                format!("Two columns are called “{header}”; the second one got a number."),
            ),
            Warning::RowsAboveHeader { rows } => pick(
                format!("Строк над заголовком пропущено: {rows}."),
                format!("Rânduri sărite deasupra antetului: {rows}."),
                format!("Rows skipped above the header: {rows}."),
            ),
            Warning::DateOrderAssumed { order } => {
                let day = *order == DateOrder::DayMonth;
                pick(
                    format!(
                        "Даты вида 5/6/2024 прочитаны так: {}.",
                        if day { "день/месяц" } else { "месяц/день" }
                    ),
                    format!(
                        "Datele de tipul 5/6/2024 sunt citite ca {}.",
                        if day { "zi/lună" } else { "lună/zi" }
                    ),
                    format!(
                        "Dates such as 5/6/2024 are read as {}.",
                        if day { "day/month" } else { "month/day" }
                    ),
                )
            }
            Warning::DateOrdersMixed { against } => pick(
                format!(
                    "День и месяц в датах стоят по-разному, не подходят к большинству: {against}."
                ),
                format!(
                    "Ziua și luna apar în ordine diferită; nu se potrivesc cu majoritatea: {against}."
                ),
                format!(
                    "Day and month change places in the dates; against the majority: {against}."
                ),
            ),
            Warning::RatingScale { scale } => pick(
                format!("Оценки по шкале до {scale} переведены в пять звёзд."),
                format!("Notele pe o scală până la {scale} au fost aduse la cinci stele."),
                format!("Ratings on a scale up to {scale} are brought to five stars."),
            ),
            Warning::OtherSheets { names } => {
                let names = names.join(", ");
                pick(
                    format!("Читается один лист. Остались в стороне: {names}."),
                    format!("Se citește o singură foaie. Rămân deoparte: {names}."),
                    format!("One sheet is read. Left out: {names}."),
                )
            }
            Warning::ManyBadRows { bad, of } => pick(
                format!(
                    "Из первых {of} строк не прочитать {bad}. Проверьте столбцы и разделитель."
                ),
                format!(
                    "Din primele {of} rânduri, {bad} nu se pot citi. Verificați coloanele și separatorul."
                ),
                format!(
                    "{bad} of the first {of} rows cannot be read. Check the columns and the delimiter."
                ),
            ),
        }
    }
}
