# Что говорят несколько страниц. Тексты одной страницы лежат в её файле.

# Меню и рамка
nav = Главное меню
nav-home = Главная
nav-mentions = Упоминания
nav-cases = Дела
nav-search = Поиск
nav-wishes = Пожелания
nav-settings = Настройки
nav-late = опоздало
nav-fresh = новых
skip = Сразу к содержанию
to-home = На главную
close = Закрыть
save = Сохранить
saved = Сохранено.
cancel = Отмена
copied = Скопировано
language = Язык
theme = Оформление
theme-auto = Авто
theme-light = Светлое
theme-dark = Тёмное
menu-me = Мои настройки
menu-sign-out = Выйти

# Клавиши
keys-title = Клавиши
keys-move = вниз и вверх по списку
keys-open = открыть
keys-search = искать
keys-edit = написать ответ
keys-send = отправить форму
keys-help = эта подсказка

# Время
in-seconds = через { $n } сек.
in-minutes = через { $n } мин.
in-hours = через { $n } ч
in-days = через { $n } дн.
ago-seconds = { $n } сек. назад
ago-minutes = { $n } мин. назад
ago-hours = { $n } ч назад
ago-days = { $n } дн. назад
day-today = сегодня
day-tomorrow = завтра
day-yesterday = вчера

# Счёт
count-cases = { $n ->
    [one] { $n } дело
    [few] { $n } дела
   *[many] { $n } дел
  }
count-mentions = { $n ->
    [one] { $n } упоминание
    [few] { $n } упоминания
   *[many] { $n } упоминаний
  }

# Упоминания и дела в списках
language-ru = Русский
language-en = Английский
language-ro = Румынский
language-other = Другой язык
tone-negative = Негатив
tone-neutral = Нейтрально
tone-positive = Позитив
tone-mixed = Смешанно
intent-complaint = Жалоба
intent-grumble = Ворчание
intent-wish = Пожелание
intent-question = Вопрос
intent-praise = Благодарность
intent-other = Другое
reading-sure = Уверенность { $percent }
stars-of-five = Оценка: { $n } из 5
stage-intake = Приём
stage-fact-finding = Факты
stage-waiting = Тайм-аут
stage-verdict-founded = Обоснована
stage-verdict-unfounded = Не обоснована
stage-remedy = Возмещение
stage-closing = Завершение
stage-closed = Закрыто
outcome-satisfied = Клиент доволен
outcome-doubting = Клиент сомневается
outcome-lost = Клиент потерян
outcome-wish-recorded = Пожелание записано
outcome-no-action = Без действий, с обоснованием
case-number = Дело { $number }
case-path = Стадии дела
open-case = Открыть дело
no-owner = Пока никто
promise-open = Открыто
promise-kept = Сдержано
promise-broken = Нарушено
promise-kept-late = Сдержано с опозданием
promise-released = Снято
promise-keep = Сдержано
promise-renew = Перенести
promise-renewed-because = перенесено: { $reason }
severity-block = останавливает ответ
severity-warn = предупреждение
severity-hint = подсказка
guard-clear = Можно отправлять
pager = Страницы
pager-previous = Назад
pager-next = Дальше
