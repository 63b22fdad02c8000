# Căutare în tot.
search-words = Ce căutați
search-hint = un cuvânt, un nume, numărul cazului
search-find = Caută
search-start = Căutați orice
search-start-how = Cuvintele se găsesc în toate formele: „livrare” găsește și „livrările”. Un număr, de exemplu 1042, găsește cazul.
search-what = Unde căutăm
search-what-all = Peste tot
search-what-cases = Cazuri
search-what-mentions = Mențiuni
search-more-cases = Toate cazurile găsite
search-nothing = Nu s-a găsit nimic pentru „{ $q }”
search-nothing-why = Verificați cuvântul sau căutați doar unul dintre ele.
