//! What a reply does beyond its words (apologises, tells our side, invites elsewhere), and what a
//! client says back: that it is enough, or that it shall be discussed in public. Recognised by
//! phrases (`phrases/`); a person confirms what follows from it.

use domain::brand::Visibility;
use domain::case::Acts;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;
use text::pattern::{Flags, Macros, Set, Source, Words};
use text::{Analysis, Lang};

/// What a client's message says about where the case stands, with the words that say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// He accepts the apology (R36).
    pub accepts: Option<String>,
    /// He will not be led into private (R18).
    pub insists_public: Option<String>,
}

pub(crate) fn of_reply(text: &str, visibility: Visibility) -> Acts {
    let spoken = Spoken::of(text);
    Acts {
        apology: spoken.says("apology"),
        own_side: spoken.says("own_side"),
        substance: spoken.has_substance(),
        invites_private: visibility == Visibility::Public && spoken.says("invites_private"),
        asks_consent: spoken.says("asks_consent"),
        conditional: spoken.says("conditional"),
    }
}

/// Whether what is promised depends on a review being removed or changed.
pub(crate) fn is_conditional(text: &str) -> bool {
    Spoken::of(text).says("conditional")
}

pub fn of_client(text: &str) -> Heard {
    let spoken = Spoken::of(text);
    let words = |name| spoken.first(name).map(|span| text[span].to_owned());
    Heard { accepts: words("accepts"), insists_public: words("insists_public") }
}

/// A text with its words, ready to be looked through.
struct Spoken {
    words: Words,
    sets: &'static BTreeMap<String, Set>,
}

impl Spoken {
    fn of(text: &str) -> Self {
        let guess = Analysis::new(text);
        let analysis = match guess.lang {
            Lang::Other => Analysis::with_lang(text, Lang::En),
            _ => guess,
        };
        Spoken { words: Words::new(&analysis), sets: sets(analysis.lang) }
    }

    fn says(&self, what: &str) -> bool {
        self.first(what).is_some()
    }

    /// The bytes of the first place where it is said.
    fn first(&self, what: &str) -> Option<Range<usize>> {
        let hits = self.sets.get(what)?.find(&self.words);
        hits.into_iter().map(|h| h.span).min_by_key(|span| span.start)
    }

    /// Some sentence does more than greet, thank, regret or lead elsewhere.
    fn has_substance(&self) -> bool {
        const EMPTY: [&str; 4] = ["thanks", "apology", "invites_private", "asks_consent"];
        const FEWEST_WORDS: usize = 4;
        let taken: Vec<usize> = EMPTY
            .iter()
            .filter_map(|name| self.sets.get(*name))
            .flat_map(|set| set.find(&self.words))
            .map(|hit| hit.sentence)
            .collect();
        let full = |(n, s): (usize, &text::pattern::Sentence)| {
            s.words.len() >= FEWEST_WORDS && !taken.contains(&n)
        };
        self.words.sentences.iter().enumerate().any(full)
    }
}

fn sets(lang: Lang) -> &'static BTreeMap<String, Set> {
    static RU: LazyLock<BTreeMap<String, Set>> =
        LazyLock::new(|| compile(Lang::Ru, include_str!("../phrases/ru.toml")));
    static EN: LazyLock<BTreeMap<String, Set>> =
        LazyLock::new(|| compile(Lang::En, include_str!("../phrases/en.toml")));
    static RO: LazyLock<BTreeMap<String, Set>> =
        LazyLock::new(|| compile(Lang::Ro, include_str!("../phrases/ro.toml")));
    match lang {
        Lang::Ru => &RU,
        Lang::Ro => &RO,
        Lang::En | Lang::Other => &EN,
    }
}

/// Part of the build: phrases that do not compile are a defect the tests show at once.
fn compile(lang: Lang, source: &'static str) -> BTreeMap<String, Set> {
    let lists: BTreeMap<String, String> =
        toml::from_str(source).unwrap_or_else(|e| panic!("phrases in {}: {e}", lang.code()));
    let set = |list: &str| {
        let lines = list.lines().map(str::trim).filter(|l| !l.is_empty());
        let sources = lines.map(|pattern| Source { pattern, flags: Flags::default() });
        Set::compile(lang, &Macros::new(), sources)
            .unwrap_or_else(|e| panic!("phrases in {}: {e}", lang.code()))
    };
    lists.iter().map(|(name, list)| (name.clone(), set(list))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reply(text: &str) -> Acts {
        of_reply(text, Visibility::Public)
    }

    #[test]
    fn an_apology_is_known_and_its_absence_too() {
        for text in [
            "Здравствуйте! Просим прощения за вчерашний вечер.",
            "Мне очень жаль, что праздник был испорчен.",
            "We are so sorry that the cake came late.",
            "Please accept our apologies.",
            "Îmi pare rău pentru cele întâmplate.",
            "Vă cerem scuze pentru întârziere.",
        ] {
            assert!(reply(text).apology, "{text}");
        }
        for text in
            ["Спасибо за отзыв, проверяем.", "Thank you for writing.", "Vă mulțumim pentru mesaj."]
        {
            assert!(!reply(text).apology, "{text}");
        }
    }

    #[test]
    fn an_invitation_elsewhere_alone_has_no_substance() {
        for text in [
            "Здравствуйте! Нам очень жаль. Напишите нам, пожалуйста, в личные сообщения.",
            "Hello, we are sorry to hear this. Please send us a direct message.",
            "Bună ziua, ne pare rău. Scrieți-ne în privat, vă rugăm.",
        ] {
            let acts = reply(text);
            assert!(acts.invites_private && !acts.substance, "{text}: {acts:?}");
        }
        for text in [
            "Жаль, что вы ждали. Я проверяю записи кассы за тот день и отвечу здесь до 18:00.",
            "Sorry for the wait. I am comparing the courier's log and will answer here by 6 pm.",
            "Ne pare rău. Verific acum jurnalul curierului și răspund aici până la ora 18.",
        ] {
            assert!(reply(text).substance, "{text}");
        }
    }

    #[test]
    fn our_side_and_a_question_of_consent() {
        for text in [
            "Позвольте объяснить, почему так вышло: поставщик подвёл.",
            "Let me explain why it happened: the supplier was late.",
            "Aș vrea să vă explic cum s-a ajuns aici.",
        ] {
            assert!(reply(text).own_side, "{text}");
        }
        for text in [
            "Вы не против обсудить детали договора здесь, при всех?",
            "Would you agree to discuss the details of your contract here, in public?",
            "Sunteți de acord să discutăm detaliile aici, în public?",
        ] {
            assert!(reply(text).asks_consent, "{text}");
        }
        assert!(!reply("Какой у вас был номер заказа?").asks_consent);
    }

    #[test]
    fn a_gift_for_a_changed_review_is_conditional() {
        for text in [
            "Удалите отзыв, и мы вернём вам деньги.",
            "Если поменяете оценку на пять звёзд, подарим промокод.",
            "If you remove the review, we will give you a full refund.",
            "We can offer a voucher once you change your rating.",
            "Dacă ștergeți recenzia, vă rambursăm banii.",
            "Vă facem o reducere dacă modificați nota la cinci stele.",
        ] {
            assert!(is_conditional(text), "{text}");
        }
        for text in [
            "Вернём вам деньги завтра до 12:00.",
            "Спасибо за отзыв! Дарим скидку на следующий визит.",
            "We refunded the order today. Thank you for your review.",
            "Am rambursat banii azi. Vă mulțumim pentru recenzie.",
        ] {
            assert!(!is_conditional(text), "{text}");
        }
    }

    #[test]
    fn a_client_says_that_it_is_enough() {
        for text in [
            "Ладно, вижу, что вам правда жаль. Вопрос закрыт.",
            "Извинения приняты, спасибо",
            "претензий больше нет",
            "Хватит уже извиняться, проехали",
            "OK, apology accepted. No hard feelings.",
            "I can see that you are sorry.",
            "Consider the matter closed.",
            "Accept scuzele, mulțumesc.",
            "Văd că vă pare rău cu adevărat, subiect închis.",
            "nu mai sunt suparata, multumesc",
        ] {
            assert!(of_client(text).accepts.is_some(), "{text}");
        }
        for text in [
            "Я не принимаю ваши извинения!",
            "Вопрос не закрыт, жду ответа.",
            "Your apology means nothing to me.",
            "I do not accept your apologies.",
            "The matter is not settled at all.",
            "Nu accept scuzele voastre.",
            "Problema nu e rezolvată.",
            "Когда вернёте деньги?",
        ] {
            assert_eq!(of_client(text).accepts, None, "{text}");
        }
    }

    #[test]
    fn a_client_who_stays_in_public() {
        for text in [
            "Никаких личек, отвечайте здесь, при всех.",
            "No DMs, answer here in public please.",
            "Nu vreau în privat, răspundeți aici.",
        ] {
            assert!(of_client(text).insists_public.is_some(), "{text}");
        }
        assert_eq!(of_client("Напишу вам в личные сообщения.").insists_public, None);
    }
}
