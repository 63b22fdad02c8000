# Pages for clients: the complaint form, the private page, the widget and the poster.

# Form
complain-title = Tell us what happened
complain-lead = A person who can help will read your message. You get a number and a page of your own where you see what we are doing.
complain-text = What happened?
complain-text-help = Where and when it was, what went wrong, and what you think would be right.
complain-rating = Your rating
complain-no-rating = no rating
complain-optional = optional
complain-files = Photo, receipt or document
complain-files-help = Photos, PDF, audio, video or documents; up to { $n } files of at most { $mb } MB each.
complain-files-again = Please choose the files once more: a browser does not keep them between two tries.
complain-contact = How to reach you
complain-contact-help = You may leave this out: the answer will always be on your own page.
complain-name = Name
complain-email = E-mail
complain-phone = Phone
complain-trap = Leave this field empty
complain-send = Send
complain-after = After sending you will see your number and the link to your own page.
complain-wrong = Nearly there: please mend what is marked. Everything you wrote is still here.
complain-robot = A hidden field meant for robots seems to have filled itself. Nothing is lost: just send it once more.
complain-old = This page was open for too long. Nothing is lost: just send it once more.
complain-done-title = Complaint { $number } received
complain-done-thanks = Thank you for telling us
complain-done-lead = Your message has arrived and is with the people who will look into it.
complain-done-number = Your number
complain-done-page = Your own page
complain-done-open = Open my page
complain-done-copy = Copy the link
complain-done-keep = Keep the link: it shows what is happening and lets you answer. Do not share it: whoever has it sees the conversation.
complain-wait-title = Too much in a short time
complain-wait-cause = Too many requests came from your address. Please try again { $when }
complain-wait-back = Your message was not sent, but it is not lost: go back in your browser and the text will still be there.

# The client's private page
client-title = Complaint № { $number }
client-since = Received on { $when }
client-stage-intake = We have your message and are reading it. We will answer soon.
client-stage-fact-finding = We are finding out what happened: asking those involved and looking at the records.
client-stage-waiting = We took some time to get to the bottom of it and will come back to you when we promised.
client-stage-verdict-founded = You are right: we made a mistake. Now we are deciding how to put it right.
client-stage-verdict-unfounded = We checked everything and explained what we found. If you see it differently, write to us.
client-stage-remedy = We are putting right what went wrong.
client-stage-closing = Nearly done. We want to be sure that it is really settled for you.
client-stage-closed = This complaint is closed.
client-outcome-satisfied = This complaint is closed. We are glad it worked out.
client-outcome-doubting = This complaint is closed. If doubts remain, write to us and we will return to it.
client-outcome-lost = This complaint is closed. We are sorry that we did not find a way together. If you want to go on, write to us.
client-outcome-wish-recorded = Your wish is written down and has gone to those who decide. Thank you for it.
client-outcome-no-action = This complaint is closed. If we missed something, write to us.
client-late = We missed the time we had promised. We are sorry: the person in charge already knows.
client-next = The next step is ours, at the latest:
client-promises = What we promised
client-talk = Conversation
client-you = You
client-answer = Write to us
client-text = Your message
client-reopen = If anything is left, write to us: the complaint will be opened again.
client-send = Send
client-sent = We have it. Thank you!
client-keep = Keep the address of this page: it is yours alone. Whoever has it sees the conversation.
client-receipt = Your receipt
client-receipt-help = With it we find your purchase sooner: a photo in which the square code can be seen, or a PDF. If there is no receipt, we will sort it out all the same.
client-receipt-file = Photo or PDF of the receipt
client-receipt-send = Show the receipt
client-receipt-kept = Thank you, we have it. The code could not be read by itself, so a colleague will look at the receipt. You need not do anything else.
client-receipt-shown = You have shown
client-receipt-waits = we have it, a colleague is looking at it

# Widget
embed-button = Something wrong? Tell us
embed-close = Close
embed-title = The form on your own site
embed-lead = Paste this line into the page where the button should be. It opens the form in a window, without leading anybody away from your site.
embed-code = The line for your site
embed-copy = Copy
embed-preview = How it looks
embed-language = Button and form speak the visitor's language. data-label="…" sets words of your own, data-lang="ro" sets the language.

# Poster
poster-title = Poster with a QR code
poster-lead = Print it and put it at the till, on a table or at the door. The code opens the form of this brand.
poster-pdf = PDF to print, { $size }
poster-svg = Poster as SVG
poster-qr = Only the code, as SVG
poster-address = Where the code leads
poster-widget = A button for your site
poster-again = When the address of the form changes, print the poster again: the old code stops working.
poster-call = Something wrong? Tell us
poster-promise = Point your camera at the code. A person will read it and will answer.
poster-alt = Poster with a QR code: { $name }
