# What the API says of a problem where the words of a page would not fit.

api-no-token-title = A token is needed
api-no-token-detail = Send “Authorization: Bearer rdr_…” with a token that is in force. Tokens are made in the settings.
api-no-route-title = There is nothing at this address
api-no-route-detail = The addresses are listed in /api/v1/openapi.json.
api-not-found-detail = There is no such thing, or this token may not know of it.
api-method-not-allowed-title = Not with this method
api-method-not-allowed-detail = The address is right, the method is not; “Allow” names those that are.
api-unreadable-title = The request could not be read
api-unreadable-detail = It is not what /api/v1/openapi.json describes.
api-invalid-title = Something is filled in wrongly
api-invalid-detail = Nothing was changed; “errors” says what to correct.
api-conflict-detail = Somebody else changed this meanwhile. Read it again and repeat.
api-too-large-detail = The body is larger than this desk accepts.
api-forbidden-title = Not allowed
api-forbidden-detail = The role of this token's person does not allow it.
