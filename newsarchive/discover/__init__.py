"""Stage 1: the routes in. Each module reads one kind of list and gives the addresses it makes known.

``frontier`` keeps them and decides which is asked next.
"""
