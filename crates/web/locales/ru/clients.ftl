# Карточка клиента

client-card = Карточка
client-known-since =
    { $n ->
        [one] { $n } обращение
        [few] { $n } обращения
       *[many] { $n } обращений
    }, знакомы с { $when }
client-known-by = По чему узнаём
client-known-nothing = Только по тому, что сказано
client-other-names = Назывался и так
client-accounts = Аккаунты
client-proofs = Подтверждения
client-history = Что уже было
client-complained = Жаловался раньше
client-before =
    { $n ->
        [one] { $n } раз, { $when }
        [few] { $n } раза, последний — { $when }
       *[many] { $n } раз, последний — { $when }
    }
client-before-never = нет, это впервые
client-given = Всего подарено и возвращено
client-given-nothing = пока ничего
client-all-cases = Обращения
client-cases =
    { $n ->
        [one] { $n } обращение, { $when }
        [few] { $n } обращения, последнее — { $when }
       *[many] { $n } обращений, последнее — { $when }
    }

# Может быть, тот же человек

client-perhaps = Может быть, тот же человек
client-perhaps-here =
    { $n ->
        [one] Может быть, он уже писал нам под другим именем
        [few] Похож ещё на { $n } клиентов
       *[many] Похож ещё на { $n } клиентов
    }
client-same = Тот же человек
client-apart = Это другой
client-name-same = Он писал и под другим именем
client-how-known = Откуда это известно
client-how-known-help = Например: сам сказал по телефону. Обязательно, если общего у них ничего нет.
client-merged = Оказался тем же человеком
client-part = Разделить снова
client-merged-now = Теперь это один человек. Передумаете — разделите здесь же.
client-apart-now = Запомнили: это разные люди.
client-parted-now = Разделили. Всё как было.
clue-phone = Телефон
clue-mail = Почта
clue-account = Аккаунт
clue-order = Заказ
clue-receipt = Чек
clue-weight-strong = веский признак
clue-weight-medium = аккаунт может быть чей угодно

# На странице обращения

client-wrote-before =
    { $n ->
        [one] Уже обращался: { $n } раз, { $when }
        [few] Уже обращался: { $n } раза, последний — { $when }
       *[many] Уже обращался: { $n } раз, последний — { $when }
    }

invalid-client-no-evidence = Общего у них пока ничего: напишите, откуда известно, что это один человек.
invalid-client-same-already = Это уже один человек.
