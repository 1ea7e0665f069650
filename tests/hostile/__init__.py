"""A hostile server of our own, and what must be left in the archive after a crawl of each of its sites.

A ``Case`` is one site, declared as data: what it answers, where the crawl starts, what must be held, how each request
must have ended. One module declares the cases of one group; ``cases`` gathers them. ``tests/test_faults.py`` crawls
each with the command line, in a process of its own, and ``judge`` says what differs. ``answers`` is the language in
which misbehaviour is declared, ``wire`` the server that speaks it.
"""
