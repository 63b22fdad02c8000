home-morning = Доброе утро, { $name }
home-day = Добрый день, { $name }
home-evening = Добрый вечер, { $name }
home-late = { $n ->
    [one] опоздало
   *[many] опоздали
  }
home-due = впереди
home-new = новых
home-kept = сдержано вами
home-late-title = Срок прошёл
home-due-title = Обещано
home-stuck-title = Ответы ждут вас
home-waiting-title = Клиент ждёт
home-unowned-title = Пока ничьи
home-new-title = Новое
home-all-cases = Все дела
home-all-mentions = Все новые
home-calm = Всё спокойно
home-calm-text = Никто не ждёт, ничего не горит. Как только напишут о компании или подойдёт срок, это появится здесь.
promise-answer = Ответить на обращение
home-stuck-waiting = Скопируйте на сайт и подтвердите ссылкой
home-stuck-failed = Не ушло
home-stuck-uncertain = Неизвестно, дошло ли
home-alarm-soon = Дело { $number }: обещанная минута близко
home-alarm-broken = Дело { $number }: обещанная минута прошла
