"""What a run says of the site, in one of five words, and why: what it brought against what it should bring.

``answers`` looks at how the site answered, ``readings`` at what could be read, ``flow`` at what was published; ``odds``
tells a change from chance. Rows go in, an answer comes out: nothing is asked, and nothing is written.
"""

from newsarchive.health.judge import ENDED, judge
from newsarchive.health.words import Fact, Health, Word

__all__ = ["ENDED", "Fact", "Health", "Word", "judge"]
