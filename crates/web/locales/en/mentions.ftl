# Mentions: the list, one mention, saved views.
mentions-views = Views
mentions-view-all = All
mentions-view-new = New
mentions-view-low = One and two stars
mentions-view-complaints = Complaints without a case
mentions-view-wishes = Grumbles and wishes
mentions-filter = Search and filters
mentions-words = Words
mentions-words-hint = delivery, refund, an author's name
mentions-brand = Brand
mentions-state = State
mentions-tone = Tone
mentions-intent = Intent
mentions-rating = Rating
mentions-source = Source
mentions-from = From
mentions-until = Until
mentions-stage = Stage of the case
mentions-owner = Who has the case
mentions-visibility = Who can see it
mentions-more = More filters
mentions-show = Show
mentions-reset = Clear the filters
mentions-any-brand = All brands
mentions-any-state = Any
mentions-any-tone = Any
mentions-any-intent = Any
mentions-any-rating = Any
mentions-any-lang = Any
mentions-any-source = All sources
mentions-any-stage = Any
mentions-any-owner = Anybody
mentions-any-visibility = Public and private
mentions-rating-low = ★ 1–2
mentions-rating-middling = ★ 1–3
mentions-rating-high = ★ 4–5
mentions-rating-none = No rating
mentions-owner-me = Me
mentions-owner-none = Nobody yet
mentions-owner-other = A colleague
mention-state-new = New
mention-state-seen = Seen
mention-state-case = In a case
visibility-public = Everybody
visibility-private = Only us
mentions-more-than = More than { $n } mentions
mentions-import = Import a file
mentions-export = Download CSV
mentions-none = No mentions yet
mentions-none-why = Import a file of reviews, or give clients the address of your complaint form.
mentions-nothing = Nothing found
mentions-nothing-why = Try another word, or take some of the filters away.
mentions-bulk-hint = Tick what you have looked at.
mentions-mark-ticked = Ticked ones are seen
mentions-mark-page = Whole page is seen
mentions-none-ticked = Nothing was ticked.
mentions-marked = { $n ->
    [0] All of this was seen already
    [one] { $n } mention marked as seen
   *[other] { $n } mentions marked as seen
  }
mentions-tick = Select: { $author }
mentions-seen = Seen
mentions-seen-of = Seen: { $author }

# One mention
mention-of = Mention by { $author }
mention-title = Mention without a name
mention-nameless = no name
mention-no-text = No text, only a rating.
mention-read-as = How it was read
mention-unsure = better check it yourself
mention-case = Case
mention-arrived = Received
mention-link = Link

# Views
view-save = Save this view
view-name = Name
view-share = Show it to all colleagues
view-shared = shared
view-saved = View saved
view-remove = Remove this view
view-remove-sure = Remove this view?
view-removed = View removed

size-kb = { $n } KB
size-mb = { $n } MB
