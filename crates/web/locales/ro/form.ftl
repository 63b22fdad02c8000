# Pagini pentru clienți: formularul de reclamație, pagina personală, widgetul și afișul.

# Formular
complain-title = Spuneți-ne ce s-a întâmplat
complain-lead = Mesajul va fi citit de un om care poate ajuta. Primiți un număr și o pagină personală, unde vedeți ce facem.
complain-text = Ce s-a întâmplat?
complain-text-help = Unde și când a fost, ce nu a mers și ce ar fi corect, după părerea dumneavoastră.
complain-rating = Nota dumneavoastră
complain-no-rating = fără notă
complain-optional = opțional
complain-files = Fotografie, bon sau document
complain-files-help = Fotografii, PDF, audio, video sau documente; cel mult { $n } fișiere, fiecare de cel mult { $mb } MB.
complain-files-again = Vă rugăm să alegeți fișierele din nou: browserul nu le păstrează între două trimiteri.
complain-contact = Cum vă putem contacta
complain-contact-help = Se poate și fără: răspunsul va fi mereu pe pagina dumneavoastră.
complain-name = Nume
complain-email = E-mail
complain-phone = Telefon
complain-trap = Lăsați acest câmp gol
complain-send = Trimite
complain-after = După trimitere veți vedea numărul și linkul către pagina dumneavoastră.
complain-wrong = Aproape gata: corectați ce este marcat. Tot ce ați scris a rămas aici.
complain-robot = Se pare că un câmp ascuns, destinat roboților, s-a completat singur. Nu s-a pierdut nimic: trimiteți încă o dată.
complain-old = Pagina a stat deschisă prea mult. Nu s-a pierdut nimic: trimiteți încă o dată.
complain-done-title = Sesizarea { $number } a fost primită
complain-done-thanks = Vă mulțumim că ne-ați spus
complain-done-lead = Mesajul a ajuns și este deja la oamenii care se vor ocupa de el.
complain-done-number = Numărul sesizării
complain-done-page = Pagina dumneavoastră
complain-done-open = Deschide pagina mea
complain-done-copy = Copiază linkul
complain-done-keep = Păstrați linkul: acolo vedeți ce se întâmplă și puteți răspunde. Nu îl arătați altora: cine îl are vede conversația.
complain-wait-title = Prea multe într-un timp scurt
complain-wait-cause = De la adresa dumneavoastră au venit prea multe cereri. Încercați din nou { $when }
complain-wait-back = Mesajul nu a fost trimis, dar nici pierdut: mergeți înapoi în browser și textul va fi tot acolo.

# Pagina personală a clientului
client-title = Sesizarea nr. { $number }
client-since = Primită pe { $when }
client-stage-intake = Am primit mesajul și îl citim. Vă răspundem în curând.
client-stage-fact-finding = Aflăm ce s-a întâmplat: îi întrebăm pe cei implicați și verificăm documentele.
client-stage-waiting = Ne-am luat un răgaz ca să lămurim totul și revenim la ora promisă.
client-stage-verdict-founded = Aveți dreptate: am greșit. Acum hotărâm cum îndreptăm lucrurile.
client-stage-verdict-unfounded = Am verificat totul și v-am explicat ce am găsit. Dacă vedeți altfel, scrieți-ne.
client-stage-remedy = Îndreptăm ceea ce nu a mers bine.
client-stage-closing = Aproape gata. Vrem să fim siguri că pentru dumneavoastră lucrurile sunt cu adevărat rezolvate.
client-stage-closed = Sesizarea este închisă.
client-outcome-satisfied = Sesizarea este închisă. Ne bucurăm că s-a rezolvat.
client-outcome-doubting = Sesizarea este închisă. Dacă au rămas îndoieli, scrieți-ne și revenim la ea.
client-outcome-lost = Sesizarea este închisă. Ne pare rău că nu am găsit o cale împreună. Dacă doriți să continuăm, scrieți-ne.
client-outcome-wish-recorded = Dorința dumneavoastră este notată și a ajuns la cei care hotărăsc. Vă mulțumim pentru ea.
client-outcome-no-action = Sesizarea este închisă. Dacă ne-a scăpat ceva, scrieți-ne.
client-late = Nu ne-am încadrat în timpul promis. Ne cerem iertare: responsabilul știe deja.
client-next = Următorul pas este al nostru, cel târziu:
client-promises = Ce am promis
client-talk = Conversația
client-you = Dumneavoastră
client-answer = Scrieți-ne
client-text = Mesajul dumneavoastră
client-reopen = Dacă a mai rămas ceva, scrieți-ne: sesizarea se va deschide din nou.
client-send = Trimite
client-sent = Am primit. Vă mulțumim!
client-keep = Păstrați adresa acestei pagini: este doar a dumneavoastră. Cine o are vede conversația.
client-receipt = Bonul dumneavoastră
client-receipt-help = Cu el găsim mai repede cumpărătura: o fotografie în care se vede codul pătrat sau un PDF. Dacă nu aveți bonul, rezolvăm și fără el.
client-receipt-file = Fotografia sau PDF-ul bonului
client-receipt-send = Arată bonul
client-receipt-kept = Vă mulțumim, l-am primit. Codul nu s-a citit automat, așa că un coleg se va uita la bon. Nu mai trebuie să faceți nimic.
client-receipt-shown = Ați arătat
client-receipt-waits = primit, un coleg se uită la el

# Widget
embed-button = Ceva nu e în regulă? Spuneți-ne
embed-close = Închide
embed-title = Formularul pe site-ul dumneavoastră
embed-lead = Puneți această linie în pagina în care doriți butonul. El deschide formularul într-o fereastră, fără să ducă omul de pe site.
embed-code = Linia pentru site
embed-copy = Copiază
embed-preview = Așa arată
embed-language = Butonul și formularul vorbesc limba vizitatorului. data-label="…" pune un text propriu, data-lang="ro" fixează limba.

# Afiș
poster-title = Afiș cu cod QR
poster-lead = Tipăriți-l și puneți-l la casă, pe masă sau la ieșire. Codul deschide formularul acestui brand.
poster-pdf = PDF pentru tipar, { $size }
poster-svg = Afișul în SVG
poster-qr = Doar codul, în SVG
poster-address = Unde duce codul
poster-widget = Buton pentru site
poster-again = După schimbarea adresei formularului, afișul trebuie tipărit din nou: codul vechi nu va mai funcționa.
poster-call = Ceva nu e în regulă? Spuneți-ne
poster-promise = Îndreptați camera spre cod. Un om va citi și vă va răspunde negreșit.
poster-alt = Afiș cu cod QR: { $name }
