"""What the dictionary of 2022 gets wrong for council news: each entry with its reason.

Not entries but rules, because they hold for many words: a nominative that carries no case (громада, голова)
is mended in ``lexicon``; the spelling of 2019 (проєкт) is in ``spelling``.
"""

from __future__ import annotations

_COUNCIL = ("рада", "ради", "раді", "раду", "радою", "радо", "рад", "радам", "радами", "радах")

NEVER_MEANT: dict[str, frozenset[tuple[str, str]]] = {
    # «рада» is also the unit rad (радів, радом) and the adjective glad (радого): in news, the council.
    form: frozenset({("рад", "NOUN"), ("радий", "ADJF")})
    for form in _COUNCIL
}
"""Typed form -> lexemes (lemma, part of speech) that a reader of council news does not mean by it."""

FUNCTION_WORDS = frozenset(
    """
    а аби або адже але б без бо в від для до ж же з за задля зі й к крізь ледве між на навіть над не ні
    о об одначе окрім перед по поза попри при про проте під після серед та так також там те ти то тому у
    хоч це цей ця ці через чи що щоб щодо як яка яке який якщо які є і із
    """.split()  # noqa: SIM905 - a list to be read and widened by people
)
"""Words that carry no meaning of their own: left out where other words are asked for beside them."""
