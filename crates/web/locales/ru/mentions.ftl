# Упоминания: список, одно упоминание, сохранённые наборы фильтров.
mentions-views = Наборы фильтров
mentions-view-all = Все
mentions-view-new = Новые
mentions-view-low = Одна и две звезды
mentions-view-complaints = Жалобы без дела
mentions-view-wishes = Ворчание и пожелания
mentions-filter = Поиск и фильтры
mentions-words = Слова
mentions-words-hint = доставка, возврат, имя автора
mentions-brand = Бренд
mentions-state = Состояние
mentions-tone = Тон
mentions-intent = Намерение
mentions-rating = Оценка
mentions-source = Источник
mentions-from = С какого дня
mentions-until = По какой день
mentions-stage = Стадия дела
mentions-owner = Кто ведёт дело
mentions-visibility = Кому видно
mentions-more = Ещё фильтры
mentions-show = Показать
mentions-reset = Сбросить фильтры
mentions-any-brand = Все бренды
mentions-any-state = Любое
mentions-any-tone = Любой
mentions-any-intent = Любое
mentions-any-rating = Любая
mentions-any-lang = Любой
mentions-any-source = Все источники
mentions-any-stage = Любая
mentions-any-owner = Кто угодно
mentions-any-visibility = Всем и только нам
mentions-rating-low = ★ 1–2
mentions-rating-middling = ★ 1–3
mentions-rating-high = ★ 4–5
mentions-rating-none = Без оценки
mentions-owner-me = Я
mentions-owner-none = Пока никто
mentions-owner-other = Другой сотрудник
mention-state-new = Новое
mention-state-seen = Просмотрено
mention-state-case = В деле
visibility-public = Всем
visibility-private = Только нам
mentions-more-than = Больше { $n } упоминаний
mentions-import = Загрузить файл
mentions-export = Скачать CSV
mentions-none = Упоминаний пока нет
mentions-none-why = Загрузите файл с отзывами или дайте клиентам ссылку на форму жалобы.
mentions-nothing = Ничего не нашлось
mentions-nothing-why = Попробуйте другое слово или снимите часть фильтров.
mentions-bulk-hint = Отметьте галочками то, что уже посмотрели.
mentions-mark-ticked = Отмеченные просмотрены
mentions-mark-page = Вся страница просмотрена
mentions-none-ticked = Ничего не отмечено галочкой.
mentions-marked = { $n ->
    [0] Всё это уже было просмотрено
    [one] { $n } упоминание просмотрено
    [few] { $n } упоминания просмотрены
   *[many] { $n } упоминаний просмотрено
  }
mentions-tick = Выбрать: { $author }
mentions-seen = Просмотрено
mentions-seen-of = Просмотрено: { $author }

# Одно упоминание
mention-of = Упоминание: { $author }
mention-title = Упоминание без имени
mention-nameless = без имени
mention-no-text = Текста нет, только оценка.
mention-read-as = Как это прочитано
mention-unsure = лучше проверить самим
mention-case = Дело
mention-arrived = Получено
mention-link = Ссылка

# Наборы фильтров
view-save = Сохранить набор
view-name = Название
view-share = Показывать всем сотрудникам
view-shared = общий
view-saved = Набор сохранён
view-remove = Удалить этот набор
view-remove-sure = Удалить набор фильтров?
view-removed = Набор удалён

size-kb = { $n } КБ
size-mb = { $n } МБ
