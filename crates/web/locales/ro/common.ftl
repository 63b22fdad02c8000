# Ce spun mai multe pagini. Textele unei singure pagini stau în fișierul ei.

# Meniul și cadrul
nav = Meniul principal
nav-home = Acasă
nav-mentions = Mențiuni
nav-cases = Cazuri
nav-search = Căutare
nav-wishes = Dorințe
nav-settings = Setări
nav-late = întârziate
nav-fresh = noi
skip = Direct la conținut
to-home = Pagina de start
close = Închide
save = Salvează
saved = Salvat.
cancel = Renunță
copied = Copiat
language = Limba
theme = Aspect
theme-auto = Automat
theme-light = Luminos
theme-dark = Întunecat
menu-me = Setările mele
menu-sign-out = Ieșire

# Tastatura
keys-title = Tastatura
keys-move = în jos și în sus prin listă
keys-open = deschide
keys-search = caută
keys-edit = scrie un răspuns
keys-send = trimite formularul
keys-help = acest ajutor

# Timpul
in-seconds = peste { $n } sec.
in-minutes = peste { $n } min.
in-hours = peste { $n } h
in-days = { $n ->
    [one] peste { $n } zi
    [few] peste { $n } zile
   *[other] peste { $n } de zile
  }
ago-seconds = acum { $n } sec.
ago-minutes = acum { $n } min.
ago-hours = acum { $n } h
ago-days = { $n ->
    [one] acum { $n } zi
    [few] acum { $n } zile
   *[other] acum { $n } de zile
  }
day-today = azi
day-tomorrow = mâine
day-yesterday = ieri

# Numărarea
count-cases = { $n ->
    [one] { $n } caz
    [few] { $n } cazuri
   *[other] { $n } de cazuri
  }
count-mentions = { $n ->
    [one] { $n } mențiune
    [few] { $n } mențiuni
   *[other] { $n } de mențiuni
  }

# Mențiuni și cazuri în liste
language-ru = Rusă
language-en = Engleză
language-ro = Română
language-other = Altă limbă
tone-negative = Negativ
tone-neutral = Neutru
tone-positive = Pozitiv
tone-mixed = Amestecat
intent-complaint = Reclamație
intent-grumble = Nemulțumire
intent-wish = Dorință
intent-question = Întrebare
intent-praise = Laudă
intent-other = Altceva
reading-sure = Sigur în proporție de { $percent }
stars-of-five = { $n } din 5 stele
stage-intake = Primire
stage-fact-finding = Fapte
stage-waiting = Pauză
stage-verdict-founded = Întemeiată
stage-verdict-unfounded = Neîntemeiată
stage-remedy = Remediere
stage-closing = Încheiere
stage-closed = Închis
outcome-satisfied = Client mulțumit
outcome-doubting = Client nehotărât
outcome-lost = Client pierdut
outcome-wish-recorded = Dorință notată
outcome-no-action = Fără acțiune, cu motive
case-number = Cazul { $number }
case-path = Etapele cazului
open-case = Deschide un caz
no-owner = Încă nimeni
promise-open = Deschisă
promise-kept = Respectată
promise-broken = Încălcată
promise-kept-late = Respectată târziu
promise-released = Retrasă
promise-keep = Respectată
promise-renew = Amână
promise-renewed-because = amânată: { $reason }
severity-block = oprește răspunsul
severity-warn = avertisment
severity-hint = sugestie
guard-clear = Se poate trimite
pager = Pagini
pager-previous = Înapoi
pager-next = Înainte
