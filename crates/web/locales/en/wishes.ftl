# Wishes.
wishes-sub = Recorded instead of argued with: what clients would like.
wishes-words = Words
wishes-words-hint = map, opening hours
wishes-none = No wishes yet
wishes-none-why = When a client grumbles or would like something, record it in the case as a wish, and it appears here.
wishes-said = what the client said
