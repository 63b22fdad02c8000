# Dorințe.
wishes-sub = Notate, nu contrazise: ce și-ar dori clienții.
wishes-words = Cuvinte
wishes-words-hint = hartă, program de lucru
wishes-none = Încă nu sunt dorințe
wishes-none-why = Când un client se plânge sau își dorește ceva, notați-o în caz ca dorință și apare aici.
wishes-said = ce a spus clientul
