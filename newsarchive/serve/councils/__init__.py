"""The pages of the councils: what is held of each, how whole it is, and how its site is doing."""

from newsarchive.serve.councils.council import show
from newsarchive.serve.councils.everyone import everyone

VIEWS = [(r"councils", everyone), (r"councils/(?P<code>[^/.]+)", show)]
