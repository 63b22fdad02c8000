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
    let exact = NAMES.iter().find(|(_, names)| names.split(' ').any(|known| known == name));
    if let Some((field, _)) = exact {
        return Some((*field, Sure::ByName));
    }
    by_words(&words(header)).map(|field| (field, Sure::ByWord))
}

/// Names as `squash` leaves them, parted by spaces.
const NAMES: &[(Field, &str)] = &[
    (
        Field::ExternalId,
        "id externalid reviewid commentid messageid uuid guid ид идентификатор idотзыва \
         номеротзыва номер n nr nrcrt idrecenzie complaintid tweetid",
    ),
    (
        Field::Text,
        "text review reviews reviewtext textreview reviewbody reviewcontent content body \
         comment comments message feedback snippet отзыв отзывы текст текстотзыва комментарий \
         комментарии сообщение содержание обращение жалоба recenzie recenzia recenzii \
         textrecenzie textulrecenziei comentariu comentarii continut mesaj mesajul parere \
         opinie reclamatie textul вопрос question",
    ),
    (
        Field::Title,
        "title reviewtitle subject headline summary заголовок тема заголовокотзыва titlu \
         titlul titlurecenzie subiect",
    ),
    (
        Field::Author,
        "author authorname name user username nickname reviewer reviewername customer \
         customername автор имя имяавтора пользователь клиент покупатель фио ник никнейм \
         autor autorul nume numele utilizator client from от",
    ),
    (
        Field::PostedAt,
        "date datetime reviewdate postedat createdat created published publishedat timestamp \
         дата датаотзыва датаивремя датапубликации опубликовано data datarecenziei \
         datapublicarii publicat postedon when at",
    ),
    (Field::PostedTime, "time reviewtime время времяотзыва ora час"),
    (
        Field::Rating,
        "rating stars star score reviewrating grade mark overall оценка рейтинг звезды звезд \
         балл баллы количествозвезд nota stele evaluare calificativ punctaj numarstele",
    ),
    (
        Field::Url,
        "url link reviewurl permalink href uri ссылка ссылканаотзыв адрес legatura \
         linkrecenzie",
    ),
    (
        Field::Brand,
        "brand branch store shop location place company бренд марка филиал магазин точка \
         компания организация отделение marca filiala magazin magazinul sucursala companie \
         firma locatie",
    ),
    (
        Field::Reply,
        "reply response answer ownerresponse developerreply replytext ответ ответкомпании \
         ответмагазина ответпродавца raspuns raspunsul raspunsulfirmei",
    ),
    (
        Field::Pros,
        "pros advantages pluses достоинства плюсы преимущества понравилось avantaje plusuri \
         puncteforte liked",
    ),
    (
        Field::Cons,
        "cons disadvantages minuses недостатки минусы непонравилось dezavantaje minusuri \
         puncteslabe disliked",
    ),
    (
        Field::Likes,
        "likes helpful helpfulvotes votes thumbsup лайки лайков нравится полезно \
         количестволайков aprecieri likeuri utile",
    ),
    (Field::Views, "views viewcount просмотры просмотров показы vizualizari afisari"),
    (Field::Lang, "lang language locale язык limba"),
];

/// Words that make a column somebody else's: a product's id is no review's id.
const OTHERS: &str = "user author product item customer order shop store parent автора товара пользователя \
    заказа клиента produs client comanda utilizator reply ответа app version телефона \
    telefon phone";

/// Beginnings of words and whole words, in the order they are tried: "date of the
/// review" is a date before it is a review.
const WORDS: &[(Field, &str, &str)] = &[
    (Field::PostedAt, "дата date опубликован publicat created posted published timestamp", "data"),
    (Field::Url, "ссылк link permalink legatur", "url uri"),
    (Field::ExternalId, "", "id ид"),
    (Field::Rating, "оценк рейтинг rating stars score звезд балл stele", "nota"),
    (Field::ExternalId, "", "nr номер"),
    (Field::Pros, "достоинств плюс преимуществ advantage avantaj", "pros"),
    (Field::Cons, "недостат минус disadvantage dezavantaj", "cons"),
    (Field::Title, "заголов title titlu headline", ""),
    (Field::Author, "автор author reviewer username nickname autor utilizator никнейм", ""),
    (Field::Brand, "филиал branch filial brand бренд", ""),
    (
        Field::Text,
        "отзыв текст комментар review recenzi comentari narrative feedback mentiun",
        "text comment message mesaj",
    ),
];

fn by_words(words: &[String]) -> Option<Field> {
    let starts = |list: &str| {
        words.iter().any(|word| list.split_whitespace().any(|start| word.starts_with(start)))
    };
    let is = |list: &str| words.iter().any(|word| list.split_whitespace().any(|w| w == word));
    let found = WORDS.iter().find(|(_, beginnings, whole)| starts(beginnings) || is(whole));
    let found = found.map(|(field, _, _)| *field);
    if starts("ответ reply response raspuns answer") {
        let whole =
            !is("id url count количество кол автор author") && found != Some(Field::PostedAt);
        return whole.then_some(Field::Reply);
    }
    if is("count количество кол число numar length длина") {
        return match () {
            () if starts("лайк like apreci") => Some(Field::Likes),
            () if starts("просмотр view vizual") => Some(Field::Views),
            () => found.filter(|field| *field == Field::Rating),
        };
    }
    found.filter(|field| *field != Field::ExternalId || !is(OTHERS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_three_languages() {
        let table = "Отзыв text, Текст отзыва text, review_text text, reviewText text, Recenzie text, \
             Consumer complaint narrative text, Mențiune text, Дата отзыва date, Review Date date, \
             Data recenziei date, DATE date, Ora time, Автор отзыва author, author.name author, Nume author, \
             Оценка rating, Rating (1-5) rating, Notă rating, Număr stele rating, ID отзыва id, review_id id, \
             Nr. mesaj id, Ссылка на отзыв url, Ответ магазина reply, Răspunsul firmei reply, \
             Достоинства pros, Недостатки товара cons, Avantaje pros, Dezavantaje cons, Filială brand, \
             Кол-во лайков likes, Număr de vizualizări views, Titlu title";
        for entry in table.split(", ") {
            let (header, code) = entry.trim().rsplit_once(' ').unwrap();
            let found = meaning(header).map(|found| found.0.code());
            assert_eq!(found, Some(code), "{header}");
        }
    }

    #[test]
    fn other_peoples_columns_are_left_alone() {
        let headers =
            "product_id, ID товара, user id, Nr. telefon, Дата ответа, review count, цвет, Price, ";
        for header in headers.split(", ") {
            assert_eq!(meaning(header), None, "{header}");
        }
    }
}
