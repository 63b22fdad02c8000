# Reviews from a file.
import-title = Import reviews
import-sub = CSV, XLSX, JSON: columns, encoding and dates are recognised.
import-source = Source
import-optional = optional
import-source-help = Where the reviews come from: “Google Maps”, “Trustpilot”. The file's name otherwise.
import-file = File
import-file-help = Up to { $most }. The same file twice doubles nothing.
import-look = Look at the file
import-look-help = First you see what was found in it.
import-runs = Latest imports
import-added = { $n ->
    [one] { $n } review added
   *[other] { $n } reviews added
  }
import-bad = { $n ->
    [one] { $n } row set aside
   *[other] { $n } rows set aside
  }
import-state-draft = Not started
import-state-waiting = Waiting
import-state-running = Running
import-state-done = Done
import-state-failed = Failed
import-state-stopped = Stopped

# The look at a file
import-mapping = What the columns are
import-column = Column
import-means = What it is
import-how = How we know
import-means-of = What is in the column “{ $column }”
import-sample = How it will look
import-row = Row { $n }
import-found = What was found in the file
import-decide = Decide yourself
import-as-found = As recognised
import-format = Format
import-format-size = { $format }, { $size }
import-encoding = Encoding
import-encoding-sure = { $name }
import-encoding-guess = { $name }, judged by the content
import-sheet = Sheet
import-delimiter = Delimiter
import-header = First row
import-header-yes = Names of the columns
import-header-no = Already a review
import-order = Dates
import-order-chosen = your choice
import-order-proven = proven by row { $row }: { $example }
import-order-assumed = by the brand's language
order-day-month = day/month
order-month-day = month/day
import-scale = Ratings
import-scale-up-to = up to { $n }
import-zone = Time zone of the dates
import-zone-help = For dates that name none. Empty: the brand's own zone.
import-routing = Open cases as the regulation's rules say
import-routing-help = Only for what was posted in the last 14 days.
import-start = Import
import-start-help = Rows that cannot be read are set aside in a file that says why.
import-again = Show with these decisions
import-cannot-start = To start, say which column holds the text of the review or its rating.
import-was-started = The import has started
delimiter-comma = comma
delimiter-semicolon = semicolon
delimiter-tab = tab
delimiter-bar = vertical bar
delimiter-other = another sign
delimiter-none = none, one review per line
guess-header = by its name
guess-content = by its content
guess-chosen = your choice
guess-nothing = not recognised
field-id = Number of the review
field-text = Text of the review
field-title = Title
field-author = Author
field-date = Date
field-time = Time
field-rating = Rating
field-url = Link
field-brand = Branch
field-reply = Company's reply (not imported)
field-pros = Pros
field-cons = Cons
field-likes = Likes (not imported)
field-views = Views (not imported)
field-lang = Language (we find it ourselves)
field-extra = Something else (not imported)
field-ignore = Leave out

# The run and its result
import-progress = How much was read
import-left = ready { $time }
import-figure-added = new
import-figure-known = were here already
import-figure-bad = set aside
import-to-mentions = To the mentions
import-download-bad = Download what was set aside
import-bad-help = Beside each row that was set aside stands what is wrong with it. Correct it and import that file.
import-leave = You may close this page; the import goes on.
import-stop = Stop
import-was-stopped = The import was stopped. What is in, stays in.
import-resume = Go on
import-refresh = Refresh

# Why not
invalid-file-other-kind = This is a file of another kind ({ $detail }). Save it as CSV or XLSX.
invalid-file-broken-workbook = The workbook is damaged: { $detail }. Open it and save it again.
invalid-file-locked = The workbook is locked with a password. Save it without one.
invalid-file-no-such-sheet = There is no such sheet. There are: { $detail }.
invalid-file-unknown-encoding = The encoding “{ $detail }” cannot be read.
invalid-file-bad-delimiter = “{ $detail }” cannot be a delimiter.
invalid-mostly-unreadable = Next to no row could be read, so the import was stopped. Check the columns and import the file again.
