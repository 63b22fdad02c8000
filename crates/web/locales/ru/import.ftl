# Загрузка отзывов из файла.
import-title = Загрузка отзывов
import-sub = CSV, XLSX, JSON: столбцы, кодировка и даты распознаются сами.
import-source = Источник
import-optional = можно не указывать
import-source-help = Откуда отзывы: «Яндекс Карты», «Google». Без названия возьмём имя файла.
import-file = Файл
import-file-help = До { $most }. Один и тот же файл дважды ничего не удвоит.
import-look = Посмотреть файл
import-look-help = Сначала покажем, что в нём нашлось.
import-runs = Последние загрузки
import-added = { $n ->
    [one] добавлен { $n } отзыв
    [few] добавлено { $n } отзыва
   *[many] добавлено { $n } отзывов
  }
import-bad = { $n ->
    [one] отложена { $n } строка
    [few] отложены { $n } строки
   *[many] отложено { $n } строк
  }
import-state-draft = Не начата
import-state-waiting = Ждёт очереди
import-state-running = Идёт
import-state-done = Готово
import-state-failed = Не вышло
import-state-stopped = Остановлена

# Просмотр файла
import-mapping = Что в столбцах
import-column = Столбец
import-means = Что это
import-how = Откуда известно
import-means-of = Что в столбце «{ $column }»
import-sample = Как это будет выглядеть
import-row = Строка { $n }
import-found = Что нашлось в файле
import-decide = Решить самим
import-as-found = Как распознано
import-format = Формат
import-format-size = { $format }, { $size }
import-encoding = Кодировка
import-encoding-sure = { $name }
import-encoding-guess = { $name }, по содержанию
import-sheet = Лист
import-delimiter = Разделитель
import-header = Первая строка
import-header-yes = Названия столбцов
import-header-no = Уже отзыв
import-order = Даты
import-order-chosen = выбрано вами
import-order-proven = доказывает строка { $row }: { $example }
import-order-assumed = по языку бренда
order-day-month = день/месяц
order-month-day = месяц/день
import-scale = Оценки
import-scale-up-to = до { $n }
import-zone = Часовой пояс дат
import-zone-help = Для дат без пояса. Пусто: пояс бренда.
import-routing = Открывать дела по правилам регламента
import-routing-help = Только для отзывов за последние 14 дней.
import-start = Загрузить
import-start-help = Строки, которые не читаются, отложим в отдельный файл с причинами.
import-again = Показать с этими решениями
import-cannot-start = Чтобы начать, укажите столбец с текстом отзыва или с оценкой.
import-was-started = Загрузка началась
delimiter-comma = запятая
delimiter-semicolon = точка с запятой
delimiter-tab = табуляция
delimiter-bar = вертикальная черта
delimiter-other = другой знак
delimiter-none = нет, по отзыву на строку
guess-header = по названию
guess-content = по содержанию
guess-chosen = выбрано вами
guess-nothing = не распознано
field-id = Номер отзыва
field-text = Текст отзыва
field-title = Заголовок
field-author = Автор
field-date = Дата
field-time = Время
field-rating = Оценка
field-url = Ссылка
field-brand = Филиал
field-reply = Ответ компании (не загружается)
field-pros = Достоинства
field-cons = Недостатки
field-likes = Отметки «нравится» (не загружаются)
field-views = Просмотры (не загружаются)
field-lang = Язык (определяем сами)
field-extra = Другое (не загружается)
field-ignore = Пропустить

# Ход и итог
import-progress = Сколько прочитано
import-left = закончится { $time }
import-figure-added = новых
import-figure-known = уже были
import-figure-bad = отложено
import-to-mentions = К упоминаниям
import-download-bad = Скачать отложенное
import-bad-help = В файле отложенного рядом с каждой строкой написано, что с ней не так. Исправьте её и загрузите файл снова.
import-leave = Страницу можно закрыть, загрузка продолжится.
import-stop = Остановить
import-was-stopped = Загрузка остановлена. То, что уже внутри, осталось.
import-resume = Продолжить
import-refresh = Обновить

# Почему нельзя
invalid-file-other-kind = Это другой файл ({ $detail }). Сохраните его как CSV или XLSX.
invalid-file-broken-workbook = Книга Excel повреждена: { $detail }. Откройте её и сохраните заново.
invalid-file-locked = Книга закрыта паролем. Сохраните её без пароля.
invalid-file-no-such-sheet = Такого листа нет. Есть: { $detail }.
invalid-file-unknown-encoding = Кодировку «{ $detail }» прочитать нельзя.
invalid-file-bad-delimiter = «{ $detail }» не может быть разделителем.
invalid-mostly-unreadable = Почти ни одна строка не читается, загрузка остановлена. Проверьте столбцы и загрузите файл снова.
