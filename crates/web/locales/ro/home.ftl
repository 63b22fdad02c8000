home-morning = Bună dimineața, { $name }
home-day = Bună ziua, { $name }
home-evening = Bună seara, { $name }
home-late = { $n ->
    [one] întârziată
   *[other] întârziate
  }
home-due = urmează
home-new = noi
home-kept = respectate de dvs.
home-late-title = Termen depășit
home-due-title = Promis
home-stuck-title = Răspunsuri care vă așteaptă
home-waiting-title = Clientul așteaptă
home-unowned-title = Încă ale nimănui
home-new-title = Noutăți
home-all-cases = Toate cazurile
home-all-mentions = Toate cele noi
home-calm = Este liniște
home-calm-text = Nimeni nu așteaptă, nimic nu arde. De îndată ce cineva scrie despre companie sau se apropie un termen, apare aici.
promise-answer = De răspuns clientului
home-stuck-waiting = Copiați-l pe site și confirmați cu linkul
home-stuck-failed = Nu a plecat
home-stuck-uncertain = Nu se știe dacă a ajuns
home-alarm-soon = Cazul { $number }: minutul promis este aproape
home-alarm-broken = Cazul { $number }: minutul promis a trecut
