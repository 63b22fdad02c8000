# What several pages say. Texts of one page live in the file of that page.

# Rail and frame
nav = Main menu
nav-home = Home
nav-mentions = Mentions
nav-cases = Cases
nav-search = Search
nav-wishes = Wishes
nav-settings = Settings
nav-late = late
nav-fresh = new
skip = Skip to the content
to-home = Go home
close = Close
save = Save
saved = Saved.
cancel = Cancel
copied = Copied
language = Language
theme = Theme
theme-auto = Auto
theme-light = Light
theme-dark = Dark
menu-me = My settings
menu-sign-out = Sign out

# Keyboard
keys-title = Keyboard
keys-move = down and up a list
keys-open = open
keys-search = search
keys-edit = write a reply
keys-send = send the form
keys-help = this help

# Time
in-seconds = { $n ->
    [one] in { $n } sec.
   *[other] in { $n } sec.
  }
in-minutes = in { $n } min.
in-hours = in { $n } hr.
in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
  }
ago-seconds = { $n } sec. ago
ago-minutes = { $n } min. ago
ago-hours = { $n } hr. ago
ago-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
  }
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday

# Counting
count-cases = { $n ->
    [one] { $n } case
   *[other] { $n } cases
  }
count-mentions = { $n ->
    [one] { $n } mention
   *[other] { $n } mentions
  }

# Mentions and cases in lists
language-ru = Russian
language-en = English
language-ro = Romanian
language-other = Another language
tone-negative = Negative
tone-neutral = Neutral
tone-positive = Positive
tone-mixed = Mixed
intent-complaint = Complaint
intent-grumble = Grumble
intent-wish = Wish
intent-question = Question
intent-praise = Praise
intent-other = Other
reading-sure = { $percent } sure
stars-of-five = { $n } of 5 stars
stage-intake = Intake
stage-fact-finding = Finding facts
stage-waiting = Time-out
stage-verdict-founded = Founded
stage-verdict-unfounded = Unfounded
stage-remedy = Remedy
stage-closing = Closing
stage-closed = Closed
outcome-satisfied = Client satisfied
outcome-doubting = Client in doubt
outcome-lost = Client lost
outcome-wish-recorded = Wish recorded
outcome-no-action = No action, with grounds
case-number = Case { $number }
case-path = Stages of the case
open-case = Open a case
no-owner = Nobody yet
promise-open = Open
promise-kept = Kept
promise-broken = Broken
promise-kept-late = Kept late
promise-released = Released
promise-keep = Kept
promise-renew = Renew
promise-renewed-because = renewed: { $reason }
severity-block = stops the reply
severity-warn = warning
severity-hint = hint
guard-clear = Nothing stands in the way
pager = Pages
pager-previous = Earlier
pager-next = Next
