# The card of a client

client-card = Card
client-known-since =
    { $n ->
        [one] One case
       *[other] { $n } cases
    }, known since { $when }
client-known-by = Known by
client-known-nothing = Only what was said
client-other-names = Also called
client-accounts = Accounts
client-proofs = Proofs
client-history = So far
client-complained = Complained before
client-before =
    { $n ->
        [one] once, on { $when }
       *[other] { $n } times, last on { $when }
    }
client-before-never = no, this is the first time
client-given = Given in all
client-given-nothing = nothing yet
client-all-cases = Cases
client-cases =
    { $n ->
        [one] one case, { $when }
       *[other] { $n } cases, last on { $when }
    }

# Perhaps the same person

client-perhaps = Perhaps the same person
client-perhaps-here =
    { $n ->
        [one] Perhaps the same person as somebody who wrote before
       *[other] Perhaps the same person as { $n } others who wrote
    }
client-same = Same person
client-apart = Not the same
client-name-same = He wrote under another name too
client-how-known = How it is known
client-how-known-help = For instance: he said so himself on the phone. Needed where both share nothing.
client-merged = Found to be the same person
client-part = Take back
client-merged-now = Both are one person now. It can be taken back on this page.
client-apart-now = Remembered: these are two persons.
client-parted-now = Taken back. Everything is as it was.
clue-phone = Phone
clue-mail = E-mail
clue-account = Account
clue-order = Order
clue-receipt = Receipt
clue-weight-strong = strong evidence
clue-weight-medium = an account can be anyone's

# On the page of a case

client-wrote-before =
    { $n ->
        [one] He has written before: one case, on { $when }
       *[other] He has written before: { $n } cases, last on { $when }
    }

invalid-client-no-evidence = They have nothing in common yet: say how you know that this is one person.
invalid-client-same-already = They are one person already.
