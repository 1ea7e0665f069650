"""A copy of the archive for everybody: a fresh database of the public rows alone.

What was deleted or withheld leaves no trace in it, since nothing is taken out of it: it is built from nothing, row by
row, index included. ``public`` says what is public, ``copying`` reads it at one moment, ``checks`` holds the copy
against that moment, ``placing`` puts the file where it is wanted, whole or not at all.
"""

from newsarchive.publish.mark import Edition, edition
from newsarchive.publish.publishing import publish

__all__ = ["Edition", "edition", "publish"]
