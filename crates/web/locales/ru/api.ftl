# Что API говорит об ошибке там, где слова страницы не подходят.

api-no-token-title = Нужен токен
api-no-token-detail = Отправьте «Authorization: Bearer rdr_…» с действующим токеном. Токены создаются в настройках.
api-no-route-title = По этому адресу ничего нет
api-no-route-detail = Адреса перечислены в /api/v1/openapi.json.
api-not-found-detail = Такого нет, или этому токену нельзя об этом знать.
api-method-not-allowed-title = Этот метод здесь не подходит
api-method-not-allowed-detail = Адрес верный, а метод нет; допустимые названы в заголовке «Allow».
api-unreadable-title = Запрос не удалось прочитать
api-unreadable-detail = Он не такой, как описано в /api/v1/openapi.json.
api-invalid-title = Что-то заполнено неверно
api-invalid-detail = Ничего не изменилось; что исправить, сказано в «errors».
api-conflict-detail = Пока вы работали, это изменил кто-то другой. Прочитайте заново и повторите.
api-too-large-detail = Запрос больше, чем принимает этот сервер.
api-forbidden-title = Нельзя
api-forbidden-detail = Роль владельца токена этого не позволяет.
