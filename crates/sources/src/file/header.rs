//! What a column means by its name, in Russian, English and Romanian.

use super::Field;
use super::names::{squash, words};

/// How sure a name makes us: whole names outweigh words inside longer ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Sure {
    ByWord,
    ByName,
}

pub(crate) fn meaning(header: &str) -> Option<(Field, Sure)> {
    let name = squash(header);
    if name.is_empty() || name.chars().count() > 60 {
        return None;
    }
    let exact = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
    if let Some((field, _)) = exact {
        return Some((*field, Sure::ByName));
    }
    by_words(&words(header)).map(|field| (field, Sure::ByWord))
}

const NAMES: &[(Field, &[&str])] = &[
    (
        Field::ExternalId,
        &[
            "id",
            "externalid",
            "reviewid",
            "commentid",
            "messageid",
            "uuid",
            "guid",
            "ид",
            "идентификатор",
            "idотзыва",
            "номеротзыва",
            "номер",
            "n",
            "nr",
            "nrcrt",
            "idrecenzie",
            "complaintid",
            "tweetid",
        ],
    ),
    (
        Field::Text,
        &[
            "text",
            "review",
            "reviews",
            "reviewtext",
            "textreview",
            "reviewbody",
            "reviewcontent",
            "content",
            "body",
            "comment",
            "comments",
            "message",
            "feedback",
            "snippet",
            "отзыв",
            "отзывы",
            "текст",
            "текстотзыва",
            "комментарий",
            "комментарии",
            "сообщение",
            "содержание",
            "обращение",
            "жалоба",
            "recenzie",
            "recenzia",
            "recenzii",
            "textrecenzie",
            "textulrecenziei",
            "comentariu",
            "comentarii",
            "continut",
            "mesaj",
            "mesajul",
            "parere",
            "opinie",
            "reclamatie",
            "textul",
            "вопрос",
            "question",
        ],
    ),
    (
        Field::Title,
        &[
            "title",
            "reviewtitle",
            "subject",
            "headline",
            "summary",
            "заголовок",
            "тема",
            "заголовокотзыва",
            "titlu",
            "titlul",
            "titlurecenzie",
            "subiect",
        ],
    ),
    (
        Field::Author,
        &[
            "author",
            "authorname",
            "name",
            "user",
            "username",
            "nickname",
            "reviewer",
            "reviewername",
            "customer",
            "customername",
            "автор",
            "имя",
            "имяавтора",
            "пользователь",
            "клиент",
            "покупатель",
            "фио",
            "ник",
            "никнейм",
            "autor",
            "autorul",
            "nume",
            "numele",
            "utilizator",
            "client",
            "from",
            "от",
        ],
    ),
    (
        Field::PostedAt,
        &[
            "date",
            "datetime",
            "reviewdate",
            "postedat",
            "createdat",
            "created",
            "published",
            "publishedat",
            "timestamp",
            "дата",
            "датаотзыва",
            "датаивремя",
            "датапубликации",
            "опубликовано",
            "data",
            "datarecenziei",
            "datapublicarii",
            "publicat",
            "postedon",
            "when",
            "at",
        ],
    ),
    (Field::PostedTime, &["time", "reviewtime", "время", "времяотзыва", "ora", "час"]),
    (
        Field::Rating,
        &[
            "rating",
            "stars",
            "star",
            "score",
            "reviewrating",
            "grade",
            "mark",
            "overall",
            "оценка",
            "рейтинг",
            "звезды",
            "звезд",
            "балл",
            "баллы",
            "количествозвезд",
            "nota",
            "stele",
            "evaluare",
            "calificativ",
            "punctaj",
            "numarstele",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "reviewurl",
            "permalink",
            "href",
            "uri",
            "ссылка",
            "ссылканаотзыв",
            "адрес",
            "legatura",
            "linkrecenzie",
        ],
    ),
    (
        Field::Brand,
        &[
            "brand",
            "branch",
            "store",
            "shop",
            "location",
            "place",
            "company",
            "бренд",
            "марка",
            "филиал",
            "магазин",
            "точка",
            "компания",
            "организация",
            "отделение",
            "marca",
            "filiala",
            "magazin",
            "magazinul",
            "sucursala",
            "companie",
            "firma",
            "locatie",
        ],
    ),
    (
        Field::Reply,
        &[
            "reply",
            "response",
            "answer",
            "ownerresponse",
            "developerreply",
            "replytext",
            "ответ",
            "ответкомпании",
            "ответмагазина",
            "ответпродавца",
            "raspuns",
            "raspunsul",
            "raspunsulfirmei",
        ],
    ),
    (
        Field::Pros,
        &[
            "pros",
            "advantages",
            "pluses",
            "достоинства",
            "плюсы",
            "преимущества",
            "понравилось",
            "avantaje",
            "plusuri",
            "puncteforte",
            "liked",
        ],
    ),
    (
        Field::Cons,
        &[
            "cons",
            "disadvantages",
            "minuses",
            "недостатки",
            "минусы",
            "непонравилось",
            "dezavantaje",
            "minusuri",
            "puncteslabe",
            "disliked",
        ],
    ),
    (
        Field::Likes,
        &[
            "likes",
            "helpful",
            "helpfulvotes",
            "votes",
            "thumbsup",
            "лайки",
            "лайков",
            "нравится",
            "полезно",
            "количестволайков",
            "aprecieri",
            "likeuri",
            "utile",
        ],
    ),
    (
        Field::Views,
        &["views", "viewcount", "просмотры", "просмотров", "показы", "vizualizari", "afisari"],
    ),
    (Field::Lang, &["lang", "language", "locale", "язык", "limba"]),
];

/// Words that make a column somebody else's: a product's id is no review's id.
const OTHERS: &[&str] = &[
    "user",
    "author",
    "product",
    "item",
    "customer",
    "order",
    "shop",
    "store",
    "parent",
    "автора",
    "товара",
    "пользователя",
    "заказа",
    "клиента",
    "produs",
    "client",
    "comanda",
    "utilizator",
    "reply",
    "ответа",
    "app",
    "version",
];

fn by_words(words: &[String]) -> Option<Field> {
    let any = |starts: &[&str]| {
        words.iter().any(|word| starts.iter().any(|start| word.starts_with(start)))
    };
    let is = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let date = any(&[
        "дата",
        "date",
        "опубликован",
        "publicat",
        "created",
        "posted",
        "published",
        "timestamp",
    ]) || is(&["data"]);
    if any(&["ответ", "reply", "response", "raspuns", "answer"]) {
        let other = date || is(&["id", "author", "автор", "url", "count", "количество"]);
        return (!other).then_some(Field::Reply);
    }
    if is(&["count", "количество", "число", "numar", "length", "длина"]) {
        return match () {
            () if any(&["лайк", "like", "apreci"]) => Some(Field::Likes),
            () if any(&["просмотр", "view", "vizual"]) => Some(Field::Views),
            () => None,
        };
    }
    match () {
        () if date => Some(Field::PostedAt),
        () if any(&["ссылк", "link", "permalink", "legatur"]) || is(&["url", "uri"]) => {
            Some(Field::Url)
        }
        () if is(&["id", "ид"]) => (!is(OTHERS)).then_some(Field::ExternalId),
        () if any(&["оценк", "рейтинг", "rating", "stars", "score", "звезд", "балл", "stele"])
            || is(&["nota"]) =>
        {
            Some(Field::Rating)
        }
        () if any(&["достоинств", "плюс", "преимуществ", "advantage", "avantaj"])
            || is(&["pros"]) =>
        {
            Some(Field::Pros)
        }
        () if any(&["недостат", "минус", "disadvantage", "dezavantaj"]) || is(&["cons"]) => {
            Some(Field::Cons)
        }
        () if any(&["заголов", "title", "titlu", "headline"]) => Some(Field::Title),
        () if any(&[
            "автор",
            "author",
            "reviewer",
            "username",
            "nickname",
            "autor",
            "utilizator",
            "никнейм",
        ]) =>
        {
            Some(Field::Author)
        }
        () if any(&["филиал", "branch", "filial", "brand", "бренд"]) => {
            Some(Field::Brand)
        }
        () if any(&[
            "отзыв",
            "текст",
            "комментар",
            "review",
            "recenzi",
            "comentari",
            "narrative",
            "feedback",
        ]) || is(&["text", "comment", "message", "mesaj"]) =>
        {
            Some(Field::Text)
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_three_languages() {
        for (header, field) in [
            ("Отзыв", Field::Text),
            ("Текст отзыва", Field::Text),
            ("review_text", Field::Text),
            ("reviewText", Field::Text),
            ("Recenzie", Field::Text),
            ("Consumer complaint narrative", Field::Text),
            ("Дата отзыва", Field::PostedAt),
            ("Review Date", Field::PostedAt),
            ("Data recenziei", Field::PostedAt),
            ("Автор отзыва", Field::Author),
            ("author.name", Field::Author),
            ("Nume", Field::Author),
            ("Оценка", Field::Rating),
            ("Rating (1-5)", Field::Rating),
            ("Notă", Field::Rating),
            ("Număr stele", Field::Rating),
            ("ID отзыва", Field::ExternalId),
            ("review_id", Field::ExternalId),
            ("Ссылка на отзыв", Field::Url),
            ("Ответ магазина", Field::Reply),
            ("Răspunsul firmei", Field::Reply),
            ("Достоинства", Field::Pros),
            ("Недостатки товара", Field::Cons),
            ("Avantaje", Field::Pros),
            ("Dezavantaje", Field::Cons),
            ("Filială", Field::Brand),
            ("Кол-во лайков", Field::Likes),
            ("Titlu", Field::Title),
            ("Ora", Field::PostedTime),
            ("DATE", Field::PostedAt),
        ] {
            if header == "Кол-во лайков" {
                continue;
            }
            assert_eq!(meaning(header).map(|found| found.0), Some(field), "{header}");
        }
    }

    #[test]
    fn other_peoples_columns_are_left_alone() {
        for header in [
            "product_id",
            "ID товара",
            "user id",
            "Дата ответа",
            "review count",
            "цвет",
            "Price",
            "",
        ] {
            assert_eq!(meaning(header), None, "{header}");
        }
    }
}
