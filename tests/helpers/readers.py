"""Page classes that do what a hostile page can bring a page class to do."""

import os
import time

from newsarchive.pages import TagDivArticle


class Broken(TagDivArticle):
    def read(self):
        raise ZeroDivisionError("a fault of our own")


class Endless(TagDivArticle):
    """Reads the pages that say so for ever."""

    def read(self):
        while "endless" in self.url:
            pass
        return super().read()


class Waiting(TagDivArticle):
    """Waits a second on each page, as it would on a machine that has too much else to do."""

    def read(self):
        time.sleep(1)
        return super().read()


class Stuck(TagDivArticle):
    """Does nothing at all any more on the pages that say so."""

    def read(self):
        while "stuck" in self.url:
            time.sleep(1)
        return super().read()


class Deadly(TagDivArticle):
    """Takes its process along on the pages that say so."""

    def read(self):
        if "deadly" in self.url:
            os._exit(9)
        return super().read()


class Greedy(TagDivArticle):
    """Asks for more memory than a page can need on the pages that say so."""

    def read(self):
        if "greedy" in self.url:
            bytearray(2**30)
        return super().read()
