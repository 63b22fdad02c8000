//! Contractions and run-together words, taken apart so that "don't", "dont" and "do not" read the same.
//! Only closed classes of words belong here; open vocabulary does not.

use crate::Lang;

/// The words that `fold` stands for, or none when it stands for itself.
pub(super) fn expand(lang: Lang, fold: &str) -> Option<Vec<&str>> {
    let listed = match lang {
        Lang::Ru => RU,
        Lang::Ro => RO,
        Lang::En | Lang::Other => EN,
    };
    if let Ok(i) = listed.binary_search_by(|(w, _)| w.cmp(&fold)) {
        return Some(listed[i].1.split(' ').collect());
    }
    match lang {
        Lang::En | Lang::Other => english(fold),
        Lang::Ru | Lang::Ro => {
            fold.contains('\'').then(|| fold.split('\'').filter(|p| !p.is_empty()).collect())
        }
    }
}

fn english(fold: &str) -> Option<Vec<&str>> {
    let (base, tail) = fold.rsplit_once('\'')?;
    let base = base.trim_matches('\'');
    let full = match tail {
        "t" => {
            let verb = match base {
                "can" => "can",
                "won" => "will",
                "shan" => "shall",
                "ain" => "is",
                _ => base.strip_suffix('n')?,
            };
            return Some(vec![verb, "not"]);
        }
        "re" => "are",
        "ve" => "have",
        "ll" => "will",
        "d" => "would",
        "m" => "am",
        "s" if matches!(base, "let") => "us",
        "s" if PRONOUNS.contains(&base) => "is",
        _ => "",
    };
    Some([base, full].into_iter().filter(|w| !w.is_empty()).collect())
}

const PRONOUNS: &[&str] =
    &["he", "here", "how", "it", "nobody", "she", "that", "there", "this", "what", "where", "who"];

/// Sorted by the first column (a test holds it so).
const EN: &[(&str, &str)] = &[
    ("arent", "are not"),
    ("cannot", "can not"),
    ("cant", "can not"),
    ("couldnt", "could not"),
    ("didnt", "did not"),
    ("doesnt", "does not"),
    ("dont", "do not"),
    ("gonna", "going to"),
    ("gotta", "got to"),
    ("hadnt", "had not"),
    ("hasnt", "has not"),
    ("havent", "have not"),
    ("im", "i am"),
    ("isnt", "is not"),
    ("ive", "i have"),
    ("noone", "no one"),
    ("shouldnt", "should not"),
    ("shouldve", "should have"),
    ("thats", "that is"),
    ("theres", "there is"),
    ("u", "you"),
    ("ur", "your"),
    ("wanna", "want to"),
    ("wasnt", "was not"),
    ("werent", "were not"),
    ("weve", "we have"),
    ("whats", "what is"),
    ("wont", "will not"),
    ("wouldnt", "would not"),
    ("youd", "you would"),
    ("youll", "you will"),
    ("youre", "you are"),
    ("youve", "you have"),
];

const RU: &[(&str, &str)] = &[
    ("ваще", "вообще"),
    ("вобще", "вообще"),
    ("вообщето", "вообще то"),
    ("небудем", "не будем"),
    ("небудет", "не будет"),
    ("небыл", "не был"),
    ("небыла", "не была"),
    ("небыли", "не были"),
    ("небыло", "не было"),
    ("незнаем", "не знаем"),
    ("незнаете", "не знаете"),
    ("незнаю", "не знаю"),
    ("немогло", "не могло"),
    ("немогу", "не могу"),
    ("неможем", "не можем"),
    ("неможет", "не может"),
    ("ненадо", "не надо"),
    ("несможем", "не сможем"),
    ("нету", "нет"),
    ("нехватает", "не хватает"),
    ("нехочу", "не хочу"),
    ("почемуто", "почему то"),
    ("чтоб", "чтобы"),
    ("щас", "сейчас"),
];

const RO: &[(&str, &str)] = &[
    ("d", "de"),
    ("dece", "de ce"),
    ("dv", "dumneavoastra"),
    ("dvoastra", "dumneavoastra"),
    ("dvs", "dumneavoastra"),
    ("n", "nu"),
    ("nam", "nu am"),
    ("nare", "nu are"),
    ("nati", "nu ati"),
    ("navem", "nu avem"),
    ("naveti", "nu aveti"),
    ("nui", "nu i"),
    ("v", "va"),
    ("vam", "va am"),
    ("vati", "va ati"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [EN, RU, RO] {
            assert!(table.windows(2).all(|w| w[0].0 < w[1].0));
        }
    }

    #[test]
    fn contractions() {
        let en = |w| expand(Lang::En, w).unwrap().join(" ");
        assert_eq!(en("won't"), "will not");
        assert_eq!(en("didnt"), "did not");
        assert_eq!(en("you're"), "you are");
        assert_eq!(en("warehouse's"), "warehouse");
        assert_eq!(en("that's"), "that is");
        assert_eq!(expand(Lang::Ro, "nam").unwrap(), ["nu", "am"]);
        assert_eq!(expand(Lang::Ru, "нет"), None);
    }
}
