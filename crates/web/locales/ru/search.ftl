# Поиск по всему.
search-words = Что найти
search-hint = слово, имя, номер дела
search-find = Найти
search-start = Ищите что угодно
search-start-how = Слова находятся в любой форме: «деньги» найдёт и «денег». Номер, например 1042, откроет дело.
search-what = Где искать
search-what-all = Везде
search-what-cases = Дела
search-what-mentions = Упоминания
search-more-cases = Все найденные дела
search-nothing = По запросу «{ $q }» ничего не нашлось
search-nothing-why = Проверьте слово или ищите только одно из них.
