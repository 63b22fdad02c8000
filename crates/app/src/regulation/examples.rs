//! The example regulations that come with the desk, one for each language of the interface.

/// The zone that an example is written for, and the zones in which its country's days off hold.
const HOME: &[(&str, &str, &[&str])] = &[
    (
        "ru",
        "Europe/Moscow",
        &[
            "Europe/Kaliningrad",
            "Europe/Samara",
            "Europe/Volgograd",
            "Europe/Saratov",
            "Europe/Astrakhan",
            "Europe/Ulyanovsk",
            "Europe/Kirov",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Novosibirsk",
            "Asia/Tomsk",
            "Asia/Barnaul",
            "Asia/Novokuznetsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Chita",
            "Asia/Yakutsk",
            "Asia/Vladivostok",
            "Asia/Sakhalin",
            "Asia/Magadan",
            "Asia/Kamchatka",
        ],
    ),
    ("ro", "Europe/Bucharest", &[]),
    ("en", "Europe/London", &[]),
];

/// The example in a language; English for an unknown one.
pub(super) fn of(lang: &str) -> &'static str {
    match lang {
        "ru" => include_str!("../../regulations/ru.md"),
        "ro" => include_str!("../../regulations/ro.md"),
        _ => include_str!("../../regulations/en.md"),
    }
}

/// The example for a company in this zone. Days off of another country are left as a comment.
pub(super) fn at_home(lang: &str, zone: &str) -> String {
    let source = of(lang);
    let home = HOME.iter().find(|(l, ..)| *l == lang).or(HOME.last());
    let Some((_, own, same)) = home.filter(|(_, own, _)| *own != zone) else {
        return source.to_owned();
    };
    let moved = source.replace(&format!("zone = \"{own}\""), &format!("zone = \"{zone}\""));
    if same.contains(&zone) { moved } else { moved.replace("\ncountry = ", "\n# country = ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::regulation::{Regulation, SpeechModule};
    use domain::{Stage, brand::Visibility};
    use guard::{Channel, Draft, Facts, Severity};

    fn all() -> [(&'static str, Regulation); 3] {
        ["ru", "en", "ro"].map(|lang| (lang, Regulation::parse(of(lang)).unwrap()))
    }

    #[test]
    fn an_example_moves_to_the_zone_of_its_owner() {
        for (lang, zone, country) in [
            ("ru", "Europe/Moscow", true),
            ("ru", "Asia/Omsk", true),
            ("ru", "Europe/Chisinau", false),
            ("ro", "Europe/Chisinau", false),
            ("en", "Europe/London", true),
            ("en", "America/New_York", false),
        ] {
            let regulation = Regulation::parse(&at_home(lang, zone)).unwrap();
            for calendar in regulation.calendars.values() {
                assert_eq!(calendar.timetable().zone, zone, "{lang}");
            }
            assert_eq!(
                regulation.calendar(&[]).timetable().country.is_some(),
                country,
                "{lang} {zone}"
            );
        }
    }

    #[test]
    fn every_stage_has_steps_and_words_for_both_channels() {
        for (lang, regulation) in all() {
            assert!(regulation.modules.len() >= 12);
            assert!(regulation.preamble.lines().count() > 10);
            for stage in Stage::ALL {
                assert!(
                    regulation.steps.iter().any(|s| s.stage == *stage),
                    "{lang}: no steps at {stage}"
                );
                for channel in Visibility::ALL {
                    let words = regulation
                        .modules
                        .iter()
                        .any(|m| m.lang == lang && m.fits(*stage, *channel));
                    assert!(
                        words || *stage == Stage::Closed,
                        "{lang}: nothing to say at {stage}, {channel}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_languages_say_the_same() {
        let [(_, ru), (_, en), (_, ro)] = all();
        let shape = |r: &Regulation| -> Vec<String> {
            let modules = r
                .modules
                .iter()
                .map(|m: &SpeechModule| format!("{} {:?} {:?}", m.id, m.stages, m.channels));
            let rules = r.routing.iter().map(|x| {
                format!("{:?} {:?} {:?} {}", x.intents, x.tones, x.rating_at_most, x.answer_within)
            });
            let steps = r.steps.iter().map(|s| format!("{} {}", s.id, s.required));
            modules.chain(rules).chain(steps).collect()
        };
        assert_eq!(shape(&ru), shape(&en));
        assert_eq!(shape(&ro), shape(&en));
    }

    /// A company's own wordings cannot break its own rules of conduct.
    #[test]
    fn the_guard_has_nothing_to_say_against_any_module() {
        let mut found = vec![];
        for (lang, regulation) in all() {
            for module in &regulation.modules {
                let text = module.fill(|name| Some(value(name, lang).to_owned()));
                for stage in Stage::ALL {
                    for (channel, visibility) in [
                        (Channel::Public, Visibility::Public),
                        (Channel::Private, Visibility::Private),
                    ] {
                        if !module.fits(*stage, visibility) {
                            continue;
                        }
                        let facts =
                            Facts { client_name: Some(value("client", lang)), ..Facts::default() };
                        let draft = Draft {
                            text: &text,
                            stage: *stage,
                            channel,
                            lang: lang.parse().ok(),
                            facts,
                        };
                        for f in guard::check(&draft) {
                            if f.severity != Severity::Hint {
                                found.push(format!(
                                    "{lang} {} {stage}: {} «{}»",
                                    module.id,
                                    f.rule,
                                    &text[f.start..f.end]
                                ));
                            }
                        }
                    }
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    fn value(name: &str, lang: &str) -> &'static str {
        match (name, lang) {
            ("client", "ru") => "Мария",
            ("client", "ro") => "Ioana",
            ("client", _) => "Emma",
            ("manager", "ru") => "Анна",
            ("manager", "ro") => "Ana",
            ("manager", _) => "Anna",
            ("brand", "ru") => "Щегол",
            ("brand", "ro") => "Sticletele",
            ("brand", _) => "Goldfinch",
            ("due", "ru") => "21 ноября в 18:00",
            ("due", "ro") => "21 noiembrie, ora 18:00",
            ("due", _) => "21 November at 18:00",
            ("number", _) => "1042",
            _ => "https://desk.example.com/c/abcdef",
        }
    }
}
