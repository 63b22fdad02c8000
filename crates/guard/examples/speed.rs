//! How long a check takes: `cargo run --release -p guard --example speed`.

#![allow(clippy::unwrap_used)] // helpers of tests are tests, too

use guard::{Channel, Draft, Facts, check};
use std::time::Instant;

const TEXTS: [&str; 3] = [
    "Здравствуйте, Ирина! Мне очень жаль, что вечер был испорчен: вы ждали торт к юбилею мамы, а он приехал помятым. Я уже попросила кондитерскую прислать фото упаковки и спросила курьера, во сколько он был у вас. Ответ получу сегодня до 18:00 и сразу напишу вам, что узнала. Если выяснится, что торт помялся у нас, вернём деньги полностью или привезём новый, как вам удобнее. Пока скажите, пожалуйста, сохранилась ли коробка и можно ли её сфотографировать? Это поможет понять, в какой момент всё произошло. Номер заказа у меня есть, ничего больше искать не нужно. Спасибо, что написали, и простите за ожидание.",
    "Hello Irina, I am so sorry that the evening was spoiled: you were waiting for your mother's cake and it arrived crushed. I have already asked the bakery for the packing photo and the driver what time he was at your door. I will have an answer today by 6 pm and will write to you at once. If it turns out that the cake was crushed on our side, we will refund everything or bring a new one, whichever suits you. Could you tell me whether you still have the box and could take a photo of it? It would help us to understand when it happened. I have the order number, there is nothing else to look for. Thank you for writing.",
    "Bună ziua, Irina! Îmi pare tare rău că seara a fost stricată: așteptați tortul pentru aniversarea mamei și a ajuns turtit. Am cerut deja cofetăriei poza de la ambalare și l-am întrebat pe curier la ce oră a fost la dumneavoastră. Am un răspuns azi până la 18 și vă scriu imediat. Dacă reiese că tortul s-a turtit la noi, vă întoarcem toți banii sau aducem unul nou, cum vă e mai bine. Îmi puteți spune dacă mai aveți cutia și dacă o puteți fotografia? Ne ajută să înțelegem când s-a întâmplat. Numărul comenzii îl am, nu mai trebuie căutat nimic. Vă mulțumesc că ați scris.",
];

fn main() {
    for text in TEXTS {
        let draft = Draft {
            text,
            stage: domain::Stage::FactFinding,
            channel: Channel::Public,
            lang: None,
            facts: Facts::default(),
        };
        let start = Instant::now();
        let found = check(&draft).len();
        let first = start.elapsed();
        let start = Instant::now();
        for _ in 0..500 {
            std::hint::black_box(check(&draft));
        }
        let each = start.elapsed() / 500;
        println!(
            "{} characters: first {first:.1?}, then {each:.1?} each, {found} findings",
            text.chars().count()
        );
    }
}
