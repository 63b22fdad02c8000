home-morning = Good morning, { $name }
home-day = Good afternoon, { $name }
home-evening = Good evening, { $name }
home-late = { $n ->
    [one] late
   *[other] late
  }
home-due = ahead
home-new = new
home-kept = kept by you
home-late-title = Past due
home-due-title = Promised
home-stuck-title = Replies that need you
home-waiting-title = The client is waiting
home-unowned-title = Nobody’s yet
home-new-title = New
home-all-cases = All cases
home-all-mentions = All new ones
home-calm = All is calm
home-calm-text = Nobody waits, nothing burns. As soon as somebody writes about the company or a minute comes near, it shows up here.
promise-answer = Answer the client
home-stuck-waiting = Copy it to the site and confirm with the link
home-stuck-failed = It did not leave
home-stuck-uncertain = Nobody knows whether it arrived
home-alarm-soon = Case { $number }: the promised minute is near
home-alarm-broken = Case { $number }: the promised minute has passed
