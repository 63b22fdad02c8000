# Ce spune API-ul despre o problemă acolo unde cuvintele paginii nu se potrivesc.

api-no-token-title = Este nevoie de un token
api-no-token-detail = Trimiteți „Authorization: Bearer rdr_…” cu un token valabil. Tokenurile se creează în setări.
api-no-route-title = La această adresă nu este nimic
api-no-route-detail = Adresele sunt enumerate în /api/v1/openapi.json.
api-not-found-detail = Nu există așa ceva sau acest token nu are voie să știe de el.
api-method-not-allowed-title = Nu cu această metodă
api-method-not-allowed-detail = Adresa este bună, metoda nu; cele permise sunt în antetul „Allow”.
api-unreadable-title = Cererea nu a putut fi citită
api-unreadable-detail = Nu arată așa cum este descrisă în /api/v1/openapi.json.
api-invalid-title = Ceva este completat greșit
api-invalid-detail = Nu s-a schimbat nimic; „errors” spune ce trebuie corectat.
api-conflict-detail = Între timp, altcineva a schimbat asta. Citiți din nou și repetați.
api-too-large-detail = Cererea este mai mare decât acceptă acest server.
api-forbidden-title = Nu este permis
api-forbidden-detail = Rolul persoanei căreia îi aparține tokenul nu permite acest lucru.
