"""What pages call previous and next: the words and arrows of all ways in which neighbours are found."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["prev", "next"]

THING = (
    r"стаття|статтю|новина|новину|новини|публікація|публікацію|запис|пост|матеріал|подія|статья|новость|публикация|запись|"
    r"article|articles|post|posts|story|news|entry|artikel|beitrag|artículo|entrada|publicación|artigo|wpis"
)
"""What an article is called."""
WORDS: dict[Side, str] = {
    "prev": (
        r"попередн(?:я|ій|є|і|ю)|(?:старіш|давніш)[аеі]|предыдущ(?:ая|ий|ее|ие)|"
        r"previous|prev|older|vorherig(?:er|e|es)|anterior|précédent|poprzedni|上一篇|前一篇"
    ),
    "next": (
        r"наступн(?:а|ий|е|і|у)|(?:новіш|свіжіш)[аеі]|следующ(?:ая|ий|ее|ие)|"
        r"next|newer|nächst(?:er|e|es)|siguiente|suivant|następny|下一篇|后一篇"
    ),
}
SHORT: dict[Side, str] = {"prev": "попер|пред", "next": "наступн|наст|след"}
"""What stands before a full stop."""
SAID: dict[Side, str] = {side: rf"{words}|(?:{SHORT[side]})(?=\.)" for side, words in WORDS.items()}
LABELS: dict[Side, re.Pattern[str]] = {
    side: re.compile(
        rf"\W*(?:читати\s+|read\s+)?(?:(?:{words})(?:\W+(?:{THING}))?|(?:{THING})\W+(?:{words}))\b", re.IGNORECASE
    )
    for side, words in SAID.items()
}
"""Words that are a label or begin with one."""
# «Повернутися назад», «Читати далі» and «back» lead elsewhere: believed beside the other one alone.
WEAK: dict[Side, str] = {"prev": "назад|back|zurück", "next": "вперед|далі|дальше|forward|weiter"}
STEMS: dict[Side, str] = {
    "prev": r"попередн|предыдущ|старіш|раніше|назад|\bprev(?:ious)?\b|\bolder\b|\bvorherig",
    "next": r"наступн|следующ|новіш|вперед|\bдалі\b|\bnext\b|\bnewer\b|\bnächst",
}
"""What is looked for within longer words and sentences, where the place of a link speaks for it already."""
ARROWS: dict[Side, str] = {"prev": "←⟵⇐◄◀\u276e", "next": "→⟶⇒►▶\u276f➔"}
QUOTES: dict[Side, str] = {"prev": "«\u2039<", "next": "»\u203a>"}
"""What stands for an arrow, and may as well be a quotation's."""
