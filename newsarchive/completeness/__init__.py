"""What is held of each month beside what is known to exist, by at least two independent routes.

``reckon`` counts it from the archive's rows, ``keep`` keeps it where readers find it, ``stored`` reads it.
"""

from newsarchive.completeness.kept import keep, store, stored
from newsarchive.completeness.reckoning import reckon
from newsarchive.completeness.words import Month, State

__all__ = ["Month", "State", "keep", "reckon", "store", "stored"]
