# Recenzii dintr-un fișier.
import-title = Încărcarea recenziilor
import-sub = CSV, XLSX, JSON: coloanele, codificarea și datele se recunosc singure.
import-source = Sursă
import-optional = opțional
import-source-help = De unde sunt recenziile: „Google Maps”, „eMAG”. Altfel luăm numele fișierului.
import-file = Fișier
import-file-help = Până la { $most }. Același fișier de două ori nu dublează nimic.
import-look = Vezi fișierul
import-look-help = Mai întâi vedeți ce s-a găsit în el.
import-runs = Ultimele încărcări
import-added = { $n ->
    [one] { $n } recenzie adăugată
    [few] { $n } recenzii adăugate
   *[other] { $n } de recenzii adăugate
  }
import-bad = { $n ->
    [one] { $n } rând pus deoparte
    [few] { $n } rânduri puse deoparte
   *[other] { $n } de rânduri puse deoparte
  }
import-state-draft = Neîncepută
import-state-waiting = Așteaptă
import-state-running = În curs
import-state-done = Gata
import-state-failed = Eșuată
import-state-stopped = Oprită

# Privirea în fișier
import-mapping = Ce este în coloane
import-column = Coloană
import-means = Ce este
import-how = De unde știm
import-means-of = Ce este în coloana „{ $column }”
import-sample = Cum va arăta
import-row = Rândul { $n }
import-found = Ce s-a găsit în fișier
import-decide = Hotărâți dumneavoastră
import-as-found = Cum s-a recunoscut
import-format = Format
import-format-size = { $format }, { $size }
import-encoding = Codificare
import-encoding-sure = { $name }
import-encoding-guess = { $name }, după conținut
import-sheet = Foaie
import-delimiter = Separator
import-header = Primul rând
import-header-yes = Numele coloanelor
import-header-no = Deja o recenzie
import-order = Date
import-order-chosen = alegerea dumneavoastră
import-order-proven = dovedit de rândul { $row }: { $example }
import-order-assumed = după limba mărcii
order-day-month = zi/lună
order-month-day = lună/zi
import-scale = Note
import-scale-up-to = până la { $n }
import-zone = Fusul orar al datelor
import-zone-help = Pentru datele fără fus. Gol: fusul mărcii.
import-routing = Deschide cazuri după regulile regulamentului
import-routing-help = Doar pentru ce s-a scris în ultimele 14 zile.
import-start = Încarcă
import-start-help = Rândurile care nu se pot citi sunt puse deoparte într-un fișier care spune de ce.
import-again = Arată cu aceste alegeri
import-cannot-start = Ca să începem, arătați coloana cu textul recenziei sau cu nota.
import-was-started = Încărcarea a început
delimiter-comma = virgulă
delimiter-semicolon = punct și virgulă
delimiter-tab = tabulator
delimiter-bar = bară verticală
delimiter-other = alt semn
delimiter-none = niciunul, o recenzie pe rând
guess-header = după nume
guess-content = după conținut
guess-chosen = alegerea dumneavoastră
guess-nothing = nerecunoscut
field-id = Numărul recenziei
field-text = Textul recenziei
field-title = Titlu
field-author = Autor
field-date = Data
field-time = Ora
field-rating = Notă
field-url = Legătură
field-brand = Filială
field-reply = Răspunsul companiei (nu se încarcă)
field-pros = Plusuri
field-cons = Minusuri
field-likes = Aprecieri (nu se încarcă)
field-views = Vizualizări (nu se încarcă)
field-lang = Limba (o aflăm singuri)
field-extra = Altceva (nu se încarcă)
field-ignore = Omite

# Mersul și rezultatul
import-progress = Cât s-a citit
import-left = gata { $time }
import-figure-added = noi
import-figure-known = erau deja
import-figure-bad = puse deoparte
import-to-mentions = La mențiuni
import-download-bad = Descarcă ce s-a pus deoparte
import-bad-help = Lângă fiecare rând pus deoparte scrie ce nu e în regulă. Corectați-l și încărcați acel fișier.
import-leave = Puteți închide pagina; încărcarea continuă.
import-stop = Oprește
import-was-stopped = Încărcarea a fost oprită. Ce a intrat rămâne.
import-resume = Continuă
import-refresh = Reîmprospătează

# De ce nu se poate
invalid-file-other-kind = Acesta este alt fel de fișier ({ $detail }). Salvați-l ca CSV sau XLSX.
invalid-file-broken-workbook = Registrul Excel este deteriorat: { $detail }. Deschideți-l și salvați-l din nou.
invalid-file-locked = Registrul este protejat cu parolă. Salvați-l fără parolă.
invalid-file-no-such-sheet = Nu există o asemenea foaie. Există: { $detail }.
invalid-file-unknown-encoding = Codificarea „{ $detail }” nu poate fi citită.
invalid-file-bad-delimiter = „{ $detail }” nu poate fi separator.
invalid-mostly-unreadable = Aproape niciun rând nu s-a putut citi, așa că încărcarea a fost oprită. Verificați coloanele și încărcați fișierul din nou.
