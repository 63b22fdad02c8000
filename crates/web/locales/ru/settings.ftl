# Настройки: бренды, регламент, люди, ключи, изменения.
settings-brands = Бренды
settings-regulation = Регламент
settings-people = Люди
settings-tokens = Ключи API
settings-audit = Изменения

# Бренды и филиалы
brand-new = Новый бренд
branch-new = Новый филиал
brand-new-lead = Сразу появятся форма для жалоб и место для звонков и визитов.
brand-add = Добавить
brand-added = Готово. Теперь выберите, кто отвечает.
brand-name = Название
brand-name-help = Так, как его знают клиенты.
brand-parent = Входит в
brand-no-parent = Ни во что: отдельный бренд
brand-parent-help = Филиал наследует людей и часы своего бренда.
brand-lang = Язык
brand-lang-help = Его формы и писем.
brand-zone-help = По нему называем сроки клиентам.
brand-slug = Короткое имя
brand-slug-help = Для регламента и команд. Оставьте пустым, и мы составим его сами; потом оно не меняется.
brand-about = О бренде
brand-owner = Отвечает
brand-owner-help = Новые жалобы получает этот человек. Выбрать можно тех, кто может здесь работать.
brand-no-owner = Никто не отвечает
brands-empty = Брендов пока нет
brands-empty-why = Бренд — это то, на что жалуются: магазин, клиника, товар. Под ним стоят филиалы.
brands-archived = В архиве
brand-is-archived = Бренд в архиве: его форма не принимает жалоб. Упоминания и дела сохранены.
brand-archive = В архив
brand-archive-help = Вместе с филиалами. Ничего не удаляется.
brand-archived = Убрано в архив.
brand-restore = Вернуть
brand-restored = Снова в работе.
count-sources = { $n ->
    [one] { $n } источник
    [few] { $n } источника
   *[other] { $n } источников
  }
sources = Источники
source-name = Новый источник
source-name-hint = Яндекс Карты, 2ГИС…
source-kind = Вид
source-kind-file = Файл с отзывами
source-kind-form = Форма
source-kind-manual = Звонки и визиты
source-add = Добавить
source-added = Источник добавлен.
form-title = Форма для жалоб
form-lead = Пусть жаловаться будет легко: ссылку — на сайт, код — на стену и на чек.
form-copy = Копировать ссылку
form-open = Открыть
form-poster = Плакат с QR-кодом
form-new-address = Сменить адрес
form-new-address-why = Старый адрес сразу перестанет работать, в том числе на напечатанных плакатах.
form-address-changed = У формы новый адрес. Плакаты нужно напечатать заново.

# Люди
person-new = Новый человек
person-new-lead = Сообщите ему пароль; сменить его он сможет в своих настройках.
person-add = Добавить
person-added = Готово.
person-name = Имя
person-about = Имя и адрес
person-first-password = Новый пароль
person-first-password-help = Не короче { $n } знаков. По почте он не уходит: скажите лично.
person-set-password = Задать пароль
person-password-set = Новый пароль действует. Все входы этого человека завершены.
person-own-password = Свой пароль вы меняете здесь:
person-since = Здесь с
person-seen = Был на связи
person-never-seen = ещё не входил
person-no-role = Пока без роли
person-send-away = Закрыть доступ
person-send-away-help = Входы завершатся сразу, ключи отзовутся. Всё сделанное останется в журнале.
person-left = Готово: войти этот человек больше не может.
person-is-gone = Доступ закрыт, войти нельзя.
person-take-back = Вернуть доступ
person-returned = Этот человек снова может войти.
people-gone = Больше не с нами
grants = Роли
grants-save = Сохранить роли
grants-saved = Роли сохранены и действуют с этой минуты.
grants-everything = Всё
grants-meaning = Что значат роли
role-owner = Владелец
role-head = Руководитель
role-manager = Менеджер
role-auditor = Наблюдатель
role-means-owner = Может всё, в том числе людей, бренды и регламент.
role-means-head = Ведёт бренд: выносит решения, поручает дела, загружает отзывы, ведёт источники и форму.
role-means-manager = Ведёт дела: отвечает, обещает, закрывает.
role-means-auditor = Видит всё по бренду и ничего не меняет.

# Регламент
regulation-version = Версия { $n }
regulation-by-desk = дан вместе с системой
regulation-example = Пример, пока вы не опубликуете свой
regulation-parts = Части регламента
regulation-hours = Часы
regulation-rules = Кто отвечает и когда
regulation-steps = Шаги
regulation-words = Речевые модули
rules-lead = Действует первое подходящее правило.
words-lead = Они под рукой, когда вы пишете ответ; выделенное подставится из дела.
hours-default = Вся компания
hours-open = сейчас открыто
hours-closed = сейчас закрыто
hours-off = выходной
hours-next = Откроется:
hours-days-off = Ближайшие праздники:
country-ru = С праздниками и переносами России
country-ro = С праздниками Румынии
country-gb-eng = С праздниками Англии и Уэльса
country-gb-sct = С праздниками Шотландии
country-gb-nir = С праздниками Северной Ирландии
weekday-mon = Пн
weekday-tue = Вт
weekday-wed = Ср
weekday-thu = Чт
weekday-fri = Пт
weekday-sat = Сб
weekday-sun = Вс
rule-stars = не выше { $n }★
rule-confidence = уверенность от { $percent }
rule-always = любое упоминание
rule-owner-branch = ответственному за филиал
rule-owner-nobody = кто первым возьмёт
rule-within-business = { $time } рабочего времени
rule-within-wall = { $time }, днём и ночью
time-hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
   *[other] { $n } часов
  }
time-minutes = { $n } мин.
variable-client = имя клиента
variable-manager = ваше имя
variable-brand = бренд
variable-number = номер дела
variable-due = обещанное время
variable-link = страница клиента
regulation-edit = Править регламент
regulation-edit-lead = Это обычный текст: меняйте, проверяйте, публикуйте.
regulation-source = Текст
regulation-note = Что нового
regulation-note-help = Одной фразой для тех, кто по нему работает.
regulation-publish = Опубликовать
regulation-check = Только проверить
regulation-sound = Ошибок нет.
regulation-published = Действует версия { $n }.
regulation-wrong-line = Строка { $line }: { $why }
regulation-conflict = Тем временем опубликована версия { $n }. Ваш текст на месте: сравните его с историей и опубликуйте ещё раз.
regulation-remark-unknown-brand = Строка { $line }: бренда «{ $brand }» здесь пока нет.
regulation-history = История
regulation-no-history = Пока ничего не публиковали.
regulation-changes = Что изменилось
regulation-no-changes = В тексте ничего не изменилось.
regulation-whole = Весь текст

# Ключи
token-name = Новый ключ
token-name-hint = Ночная выгрузка
token-create = Создать
token-made = Ключ «{ $name }»
token-once = Скопируйте сейчас: больше мы его не покажем.
token-copy = Копировать
token-made-at = Создан
token-used-at = использован
token-unused = ещё не использован
token-revoke = Отозвать
token-revoked = Ключ отозван.
tokens-empty = Ключей пока нет
tokens-empty-why = С ключом программа может то же, что и вы.
token-help = Передавайте его в заголовке «Authorization: Bearer …» по адресу

# Журнал настроек
audit-lead = Кто и какую настройку менял. Что было в деле, видно в самом деле.
audit-empty = Пока ничего не меняли.
audit-owner-created = стол открыт
audit-person-added = новый человек
audit-person-changed = имя или адрес
audit-grants-changed = роли
audit-person-left = доступ закрыт
audit-person-returned = доступ возвращён
audit-password-changed = новый пароль
audit-brand-added = новый бренд
audit-branch-added = новый филиал
audit-brand-changed = правка бренда
audit-brand-archived = бренд в архиве
audit-brand-restored = бренд возвращён из архива
audit-form-address-changed = новый адрес формы
audit-source-added = новый источник
audit-regulation-published = публикация регламента
audit-token-created = новый ключ API
audit-token-revoked = ключ API отозван
