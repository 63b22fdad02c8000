# Setări: branduri, regulamentul, oameni, chei, modificări.
settings-brands = Branduri
settings-regulation = Regulament
settings-people = Oameni
settings-tokens = Chei API
settings-audit = Modificări

# Branduri și filiale
brand-new = Brand nou
branch-new = Filială nouă
brand-new-lead = Vine cu un formular de reclamații și un loc pentru apeluri și vizite.
brand-add = Adaugă
brand-added = Adăugat. Acum alegeți cine răspunde.
brand-name = Nume
brand-name-help = Așa cum îl știu clienții.
brand-parent = Ține de
brand-no-parent = Nimic: brand de sine stătător
brand-parent-help = O filială moștenește oamenii și programul brandului ei.
brand-lang = Limbă
brand-lang-help = A formularului și a scrisorilor.
brand-zone-help = După el le spunem clienților termenele.
brand-slug = Nume scurt
brand-slug-help = Pentru regulament și comenzi. Lăsați gol și îl facem noi din nume; rămâne pentru totdeauna.
brand-about = Despre brand
brand-owner = Răspunde
brand-owner-help = Reclamațiile noi ajung la această persoană. Pot fi aleși cei care au voie să lucreze aici.
brand-no-owner = Nu răspunde nimeni
brands-empty = Încă niciun brand
brands-empty-why = Un brand este lucrul de care se plâng oamenii: un magazin, o clinică, un produs. Sub el stau filialele.
brands-archived = Arhivate
brand-is-archived = Brandul este arhivat: formularul lui nu primește reclamații. Mențiunile și cazurile se păstrează.
brand-archive = Arhivează
brand-archive-help = Cu toate filialele. Nu se șterge nimic.
brand-archived = Arhivat.
brand-restore = Readu
brand-restored = Este din nou în lucru.
count-sources = { $n ->
    [one] { $n } sursă
    [few] { $n } surse
   *[other] { $n } de surse
  }
sources = Surse
source-name = Sursă nouă
source-name-hint = Google Maps, Trustpilot …
source-kind = Fel
source-kind-file = Fișier cu recenzii
source-kind-form = Formular
source-kind-manual = Apeluri și vizite
source-add = Adaugă
source-added = Sursa este adăugată.
form-title = Formular de reclamații
form-lead = Să fie ușor de reclamat: puneți linkul pe site, codul pe perete și pe bon.
form-copy = Copiază linkul
form-open = Deschide
form-poster = Afiș cu cod QR
form-new-address = Schimbă adresa
form-new-address-why = Adresa veche nu mai merge din clipa aceea, nici pe afișele tipărite.
form-address-changed = Formularul are o adresă nouă. Tipăriți din nou afișele.

# Oameni
person-new = Persoană nouă
person-new-lead = Spuneți-i parola; o poate schimba în setările proprii.
person-add = Adaugă
person-added = Adăugat.
person-name = Nume
person-about = Nume și adresă
person-first-password = Parolă nouă
person-first-password-help = Cel puțin { $n } caractere. Nu pleacă prin e-mail: spuneți-o personal.
person-set-password = Stabilește parola
person-password-set = Parola nouă este valabilă. Toate conectările acestei persoane s-au încheiat.
person-own-password = Parola proprie o schimbați aici:
person-since = Aici din
person-seen = Văzut ultima dată
person-never-seen = nu s-a conectat încă
person-no-role = Încă fără rol
person-send-away = Închide accesul
person-send-away-help = Conectările se încheie pe loc, cheile se revocă. Ce a făcut rămâne în jurnal.
person-left = Gata: această persoană nu se mai poate conecta.
person-is-gone = Accesul este închis.
person-take-back = Redă accesul
person-returned = Această persoană se poate conecta din nou.
people-gone = Plecați
grants = Roluri
grants-save = Salvează rolurile
grants-saved = Rolurile sunt salvate și valabile de acum.
grants-everything = Totul
grants-meaning = Ce înseamnă rolurile
role-owner = Proprietar
role-head = Conducător
role-manager = Manager
role-auditor = Observator
role-means-owner = Poate totul, inclusiv oamenii, brandurile și regulamentul.
role-means-head = Conduce un brand: dă hotărâri, împarte cazuri, importă, se ocupă de surse și formular.
role-means-manager = Lucrează la cazuri: răspunde, promite, închide.
role-means-auditor = Vede tot ce ține de brand și nu schimbă nimic.

# Regulamentul
regulation-version = Versiunea { $n }
regulation-by-desk = a venit cu sistemul
regulation-example = Un exemplu, până îl publicați pe al vostru
regulation-parts = Părțile regulamentului
regulation-hours = Program
regulation-rules = Cine răspunde și până când
regulation-steps = Pași
regulation-words = Formule de răspuns
rules-lead = Se aplică prima regulă care se potrivește.
words-lead = Sunt la îndemână când scrieți răspunsul; ce este marcat se completează din caz.
hours-default = Toată compania
hours-open = deschis acum
hours-closed = închis acum
hours-off = zi liberă
hours-next = Se deschide:
hours-days-off = Următoarele zile libere:
country-ru = Cu sărbătorile din Rusia
country-ro = Cu sărbătorile legale din România
country-gb-eng = Cu sărbătorile din Anglia și Țara Galilor
country-gb-sct = Cu sărbătorile din Scoția
country-gb-nir = Cu sărbătorile din Irlanda de Nord
weekday-mon = Lu
weekday-tue = Ma
weekday-wed = Mi
weekday-thu = Jo
weekday-fri = Vi
weekday-sat = Sâ
weekday-sun = Du
rule-stars = cel mult { $n }★
rule-confidence = siguranță peste { $percent }
rule-always = orice mențiune
rule-owner-branch = responsabilului filialei
rule-owner-nobody = cui îl ia primul
rule-within-business = { $time } de program
rule-within-wall = { $time }, zi și noapte
time-hours = { $n ->
    [one] { $n } oră
    [few] { $n } ore
   *[other] { $n } de ore
  }
time-minutes = { $n } min.
variable-client = numele clientului
variable-manager = numele tău
variable-brand = brand
variable-number = numărul cazului
variable-due = termenul promis
variable-link = pagina clientului
regulation-edit = Modifică regulamentul
regulation-edit-lead = Este un text: schimbați, verificați, publicați.
regulation-source = Text
regulation-note = Ce este nou
regulation-note-help = O frază pentru cei care lucrează după el.
regulation-publish = Publică
regulation-check = Doar verifică
regulation-sound = Nu sunt greșeli.
regulation-published = Versiunea { $n } este în vigoare.
regulation-wrong-line = Rândul { $line }: { $why }
regulation-conflict = Între timp s-a publicat versiunea { $n }. Textul este tot aici: comparați-l cu istoricul, apoi publicați din nou.
regulation-remark-unknown-brand = Rândul { $line }: brandul „{ $brand }” încă nu există aici.
regulation-history = Istoric
regulation-no-history = Încă nu s-a publicat nimic.
regulation-changes = Ce s-a schimbat
regulation-no-changes = În text nu s-a schimbat nimic.
regulation-whole = Tot textul

# Chei
token-name = Cheie nouă
token-name-hint = Export de noapte
token-create = Creează
token-made = Cheia „{ $name }”
token-once = Copiați-o acum: se arată doar o dată.
token-copy = Copiază
token-made-at = Creată
token-used-at = folosită
token-unused = încă nefolosită
token-revoke = Revocă
token-revoked = Cheia este revocată.
tokens-empty = Încă nicio cheie
tokens-empty-why = Cu o cheie, un program poate face ce puteți face și voi.
token-help = Trimiteți-o în antetul „Authorization: Bearer …” la

# Jurnalul setărilor
audit-lead = Cine ce setare a schimbat. Ce se întâmplă într-un caz stă în caz.
audit-empty = Încă nu s-a schimbat nimic.
audit-owner-created = a deschis biroul
audit-person-added = a adăugat o persoană
audit-person-changed = a schimbat numele sau adresa
audit-grants-changed = a schimbat roluri
audit-person-left = a închis un acces
audit-person-returned = a redat un acces
audit-password-changed = a schimbat o parolă
audit-brand-added = a adăugat un brand
audit-branch-added = a adăugat o filială
audit-brand-changed = a modificat un brand
audit-brand-archived = a arhivat un brand
audit-brand-restored = a readus un brand
audit-form-address-changed = a schimbat adresa unui formular
audit-source-added = a adăugat o sursă
audit-regulation-published = a publicat regulamentul
audit-token-created = a creat o cheie API
audit-token-revoked = a revocat o cheie API
