# Fișa clientului

client-card = Fișa
client-known-since =
    { $n ->
        [one] Un caz
        [few] { $n } cazuri
       *[other] { $n } de cazuri
    }, ne cunoaștem din { $when }
client-known-by = După ce îl recunoaștem
client-known-nothing = Doar după ce a spus
client-other-names = S-a mai numit
client-accounts = Conturi
client-proofs = Dovezi
client-history = Până acum
client-complained = S-a mai plâns
client-before =
    { $n ->
        [one] o dată, la { $when }
        [few] de { $n } ori, ultima dată la { $when }
       *[other] de { $n } de ori, ultima dată la { $when }
    }
client-before-never = nu, e prima dată
client-given = Oferit în total
client-given-nothing = încă nimic
client-all-cases = Cazuri
client-cases =
    { $n ->
        [one] un caz, { $when }
        [few] { $n } cazuri, ultimul la { $when }
       *[other] { $n } de cazuri, ultimul la { $when }
    }

# Poate aceeași persoană

client-perhaps = Poate aceeași persoană
client-perhaps-here =
    { $n ->
        [one] Poate ne-a mai scris sub alt nume
        [few] Seamănă cu încă { $n } clienți
       *[other] Seamănă cu încă { $n } de clienți
    }
client-same = Aceeași persoană
client-apart = Nu e aceeași
client-name-same = A mai scris și sub alt nume
client-how-known = De unde se știe
client-how-known-help = De exemplu: a spus chiar el la telefon. Obligatoriu dacă nu au nimic în comun.
client-merged = S-a dovedit a fi aceeași persoană
client-part = Desparte din nou
client-merged-now = Acum sunt o singură persoană. Puteți reveni de pe această pagină.
client-apart-now = Am reținut: sunt persoane diferite.
client-parted-now = Despărțite. Totul e ca înainte.
clue-phone = Telefon
clue-mail = E-mail
clue-account = Cont
clue-order = Comandă
clue-receipt = Bon
clue-weight-strong = dovadă puternică
clue-weight-medium = contul poate fi al oricui

# Pe pagina cazului

client-wrote-before =
    { $n ->
        [one] Ne-a mai scris: un caz, la { $when }
        [few] Ne-a mai scris: { $n } cazuri, ultimul la { $when }
       *[other] Ne-a mai scris: { $n } de cazuri, ultimul la { $when }
    }

invalid-client-no-evidence = Nu au încă nimic în comun: spuneți de unde se știe că e aceeași persoană.
invalid-client-same-already = Sunt deja o singură persoană.
