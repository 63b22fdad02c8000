# Search over everything.
search-words = What to find
search-hint = a word, a name, a case number
search-find = Search
search-start = Search for anything
search-start-how = Words are found in all their forms: “refund” finds “refunded” too. A number, such as 1042, finds the case.
search-what = Where to search
search-what-all = Everywhere
search-what-cases = Cases
search-what-mentions = Mentions
search-more-cases = All cases found
search-nothing = Nothing found for “{ $q }”
search-nothing-why = Check the spelling, or try just one of the words.
