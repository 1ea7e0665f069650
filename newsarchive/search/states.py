"""What may have become of an article, and the words by which a reader asks for it."""

from __future__ import annotations

from enum import StrEnum

from newsarchive.language import tokens


class State(StrEnum):
    """What an article may be; one that is edited is one of the others, too."""

    LIVE = "live"
    """The site shows it."""
    SUSPECTED = "suspected"
    """The site did not show it the last time."""
    DELETED = "deleted"
    """It was taken down."""
    EDITED = "edited"
    """It has more than one version."""


EVERY = frozenset((state.value, edited) for state in State if state is not State.EDITED for edited in (False, True))
"""``articles.state``, and whether the article was edited: all there are of both."""

_BEGINNINGS = {
    State.LIVE: ("на сайті", "наявн", "чинн"),
    State.SUSPECTED: ("зникл", "можливо вилуч", "під сумнів", "missing"),
    State.DELETED: ("вилуч", "видал", "removed", "taken down"),
    State.EDITED: ("змін", "відредаг", "редаг", "виправ", "changed"),
}
"""How the words begin, in Ukrainian in whatever form, in English as they stand."""


def named(value: str) -> State | None:
    """Return the state that a reader's word means: ``deleted``, «вилучено», «вилучені»; None where it is none."""
    said = " ".join(tokens(value.lower()))
    exact = next((state for state in State if state.value == said), None)
    return exact or next((state for state, begun in _BEGINNINGS.items() if said.startswith(begun)), None)


def kinds(state: State) -> frozenset[tuple[str, bool]]:
    """Return which of :data:`EVERY` are of a state."""
    return frozenset(kind for kind in EVERY if (kind[1] if state is State.EDITED else kind[0] == state))
