# Mențiuni: lista, o mențiune, vederile salvate.
mentions-views = Vederi
mentions-view-all = Toate
mentions-view-new = Noi
mentions-view-low = Una și două stele
mentions-view-complaints = Reclamații fără caz
mentions-view-wishes = Nemulțumiri și dorințe
mentions-filter = Căutare și filtre
mentions-words = Cuvinte
mentions-words-hint = livrare, rambursare, numele autorului
mentions-brand = Marcă
mentions-state = Stare
mentions-tone = Ton
mentions-intent = Intenție
mentions-rating = Notă
mentions-source = Sursă
mentions-from = Din ziua
mentions-until = Până în ziua
mentions-stage = Etapa cazului
mentions-owner = Cine are cazul
mentions-visibility = Cine vede
mentions-more = Mai multe filtre
mentions-show = Arată
mentions-reset = Șterge filtrele
mentions-any-brand = Toate mărcile
mentions-any-state = Oricare
mentions-any-tone = Oricare
mentions-any-intent = Oricare
mentions-any-rating = Oricare
mentions-any-lang = Oricare
mentions-any-source = Toate sursele
mentions-any-stage = Oricare
mentions-any-owner = Oricine
mentions-any-visibility = Publice și private
mentions-rating-low = ★ 1–2
mentions-rating-middling = ★ 1–3
mentions-rating-high = ★ 4–5
mentions-rating-none = Fără notă
mentions-owner-me = Eu
mentions-owner-none = Încă nimeni
mentions-owner-other = Un coleg
mention-state-new = Nouă
mention-state-seen = Văzută
mention-state-case = În caz
visibility-public = Toată lumea
visibility-private = Doar noi
mentions-more-than = Peste { $n } de mențiuni
mentions-import = Încarcă un fișier
mentions-export = Descarcă CSV
mentions-none = Încă nu sunt mențiuni
mentions-none-why = Încărcați un fișier cu recenzii sau dați clienților adresa formularului de reclamații.
mentions-nothing = Nu s-a găsit nimic
mentions-nothing-why = Încercați alt cuvânt sau scoateți o parte din filtre.
mentions-bulk-hint = Bifați ce ați văzut deja.
mentions-mark-ticked = Cele bifate sunt văzute
mentions-mark-page = Toată pagina e văzută
mentions-none-ticked = Nu ați bifat nimic.
mentions-marked = { $n ->
    [0] Toate acestea erau deja văzute
    [one] { $n } mențiune marcată ca văzută
    [few] { $n } mențiuni marcate ca văzute
   *[other] { $n } de mențiuni marcate ca văzute
  }
mentions-tick = Alege: { $author }
mentions-seen = Văzută
mentions-seen-of = Văzută: { $author }

# O mențiune
mention-of = Mențiune de la { $author }
mention-title = Mențiune fără nume
mention-nameless = fără nume
mention-no-text = Fără text, doar o notă.
mention-read-as = Cum a fost citită
mention-unsure = mai bine verificați singuri
mention-case = Caz
mention-arrived = Primită
mention-link = Legătură

# Vederi
view-save = Salvează vederea
view-name = Nume
view-share = Arat-o tuturor colegilor
view-shared = comună
view-saved = Vederea a fost salvată
view-remove = Șterge această vedere
view-remove-sure = Ștergeți vederea?
view-removed = Vederea a fost ștearsă

size-kb = { $n } KB
size-mb = { $n } MB
