"""What the dictionary of 2022 gets wrong for council news: each entry with its reason.

Not entries but rules, because they hold for many words: a nominative that carries no case (громада, голова)
is mended in ``lexicon``; the spelling of 2019 (проєкт) is in ``spelling``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.language.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsarchive.language.lexicon import Lexeme

_COUNCIL = frozenset("рада ради раді раду радою радо рад радам радами радах".split())

_YEARS = frozenset("року роком років роки рокам роками роках рокові".split())

_POSTS = frozenset("посада посади посаді посаду посад".split())

_FIFTH = frozenset("п'ята п'яту п'яти п'ятою".split())

# «Податкові надходження», «судові справи», «світові лідери» are of adjectives, and nothing is given to a tax.
_GIVEN_NOTHING = {
    **{
        noun: f"{noun}ові"
        for noun in """
        вид вік газ голос дим дощ звук знак кадр ліс план приз продукт ряд сад світ склад сніг строк суд термін тест тил
        торг час шум
        """.split()
    },
    **{f"{stem}ок": f"{stem}кові" for stem in "будин випад додат залиш подат поряд почат підсум рин".split()},
}

# A noun that is also what somebody did: clothes, a train, a course of events, an amulet, a stock, a bloom, a castle.
_NO_DEEDS = {
    "одяг": ("одягти", "одягнути"),
    "потяг": ("потягти", "потягнути"),
    "перебіг": ("перебігти",),
    "оберіг": ("оберегти",),
    "запас": ("запасти",),
    "розквіт": ("розквітнути", "розквітти"),
    "замок": ("замокти", "замокнути"),
}

_ELECTIONS = frozenset("вибори виборів виборам виборами виборах".split())

# Women are hardly called so, while each of these is of a man's name: «Павла Кийка», «Романові Тимофіїву».
_HARDLY_WOMEN = frozenset(
    """
    альфреда болеслава густава казимира карла леонарда людвіга маркіяна модеста ореста осипа павла петра роберта
    романа ростислава святослава стефана теофіла
    """.split()
)

NEVER_MEANT: dict[str, frozenset[tuple[str, str]]] = {
    # «рада» is also the unit rad (радів, радом) and the adjective glad (радого): in news, the council.
    **{form: frozenset({("рад", "NOUN"), ("радий", "ADJF")}) for form in _COUNCIL},
    # In the plural they are elections, a word of its own in the dictionary, and no choice.
    **{form: frozenset({("вибір", "NOUN")}) for form in _ELECTIONS},
    **{name[:-1] + ending: frozenset({(name, "NOUN")}) for name in _HARDLY_WOMEN for ending in "аіу"},
    # Roads, and no «dear» ones; a right and rights, and no right bank; to a head, and to no goal.
    **{form: frozenset({("дорогий", "ADJF")}) for form in ("дорога", "дорогу", "дорогою")},
    "права": frozenset({("правий", "ADJF")}),
    **{form: frozenset({("гол", "NOUN")}) for form in ("голові", "голів")},
    # Children, and nothing that is put anywhere; a lady, and no lord spoken of; a level, and nobody's equal.
    "діти": frozenset({("діти", "VERB")}),
    "пані": frozenset({("пан", "NOUN")}),
    **{form: frozenset({("рівня", "NOUN")}) for form in ("рівня", "рівню", "рівні", "рівне")},
    **{form: frozenset({("робот", "NOUN")}) for form in ("робота", "роботу", "роботі")},
    # In the city, and nothing to a lion or a cue.
    "львові": frozenset({("лев", "NOUN")}),
    "києві": frozenset({("кий", "NOUN")}),
    # Years and no music, posts and no suburb, days and no bottom, sums and no sorrow, articles and no gender.
    **{form: frozenset({("рок", "NOUN")}) for form in _YEARS},
    **{form: frozenset({("посад", "NOUN")}) for form in _POSTS},
    "дні": frozenset({("дно", "NOUN")}),
    **{form: frozenset({("сум", "NOUN")}) for form in ("суму", "сумі")},
    "статей": frozenset({("стать", "NOUN")}),
    # The fifth, or five, and no heel; forty, and no magpies; on a bank, and no birch; gas, and nothing in Gaza.
    **{form: frozenset({("п'ята", "NOUN")}) for form in _FIFTH},
    "сорок": frozenset({("сорока", "NOUN")}),
    "березі": frozenset({("береза", "NOUN")}),
    **{form: frozenset({("газа", "NOUN")}) for form in ("газу", "газі")},
    # Soldiers, and no fight; who lived, and not what is alive; when, and nothing round.
    "бійці": frozenset({("бійка", "NOUN")}),
    "жив": frozenset({("живий", "ADJF")}),
    # Wings, and nothing that was covered; a mayor, and nobody who died.
    "крила": frozenset({("крити", "VERB")}),
    "мер": frozenset({("мерти", "VERB")}),
    **{form: frozenset({("жила", "NOUN"), ("жилий", "ADJF")}) for form in ("жила", "жили")},
    "коли": frozenset({("кола", "NOUN"), ("кіл", "NOUN")}),
    **{noun: frozenset((verb, "VERB") for verb in verbs) for noun, verbs in _NO_DEEDS.items()},
    **{form: frozenset({(noun, "NOUN")}) for noun, form in _GIVEN_NOTHING.items()},
    "сині": frozenset({("син", "NOUN")}),
    # What something comes to, and men and women; nothing that is or became.
    "суть": frozenset({("бути", "VERB")}),
    "стать": frozenset({("стати", "VERB")}),
    "свят": frozenset({("святий", "ADJF")}),
}
"""Typed form -> lexemes (lemma, part of speech) that a reader of council news does not mean by it."""

FORMS_OF_OTHERS: dict[str, frozenset[str]] = {
    # Who looks for those who are glad does not want every council.
    "радий": _COUNCIL,
    "вибір": _ELECTIONS,
    # A Wednesday is not «among», stakes and a lemonade are not «when».
    "середа": frozenset({"серед"}),
    # Games, and nobody called Ігор.
    "гра": frozenset({"ігор"}),
    "святий": frozenset({"свят"}),
    "пан": frozenset({"пані"}),
    "син": frozenset({"сині"}),
    "лев": frozenset({"львові"}),
    "миколай": frozenset({"миколаєві"}),
    "кий": frozenset({"києві"}),
    # «28-ма сесія» and «150 тис.» call nobody's mother, and press upon nothing.
    "мама": frozenset({"ма"}),
    "тиснути": frozenset({"тис"}),
    "рок": _YEARS,
    "посад": _POSTS | {"посадові"},
    "дно": frozenset({"дні"}),
    "сум": frozenset({"суму", "сумі"}),
    "стать": frozenset({"статей"}),
    "п'ята": _FIFTH,
    "сорока": frozenset({"сорок"}),
    "береза": frozenset({"березі"}),
    "газа": frozenset({"газу", "газі"}),
    "бійка": frozenset({"бійці"}),
    "живий": frozenset({"жив"}),
    "уж": frozenset({"уже"}),
    **{verb: frozenset({noun}) for noun, verbs in _NO_DEEDS.items() for verb in verbs},
    **{noun: frozenset({form}) for noun, form in _GIVEN_NOTHING.items()},
    # Never declined.
    "депо": frozenset({"депа", "депу", "депом", "депі"}),
    "гол": frozenset({"голів", "голові"}),
    "том": frozenset({"тому"}),
    "дорогий": frozenset({"дорога", "дорогу", "дорогою"}),
    "кіл": frozenset({"коли", "коло"}),
    "кола": frozenset({"коли", "коло"}),
}
"""Lemma -> its forms that nearly always are another word's in council news."""

MANY = frozenset(
    """
    адрес дат діагностик застав заплав зон колій країв криз логістик мит надій олій плат посад появ ран стоянок сум
    точок цукерок
    """.split()
)
"""Plural genitives that council news means by these, though the dictionary has rare words that read the same."""

MISSING: dict[str, tuple[Form, ...]] = {
    "весь": (Form("всіми", "ablt plur"), Form("увесь", "nomn sing", "masc")),
    "увесь": (Form("весь", "nomn sing", "masc"),),
    # The river: «у Південному Бузі».
    "буг": (Form("бузі", "loct sing", "masc", noun=True),),
    "двері": (Form("дверями", "ablt plur", noun=True),),
    "нінель": (
        Form("нінелі", "gent sing", "femn", noun=True, name="first"),
        Form("нінеллю", "ablt sing", "femn", noun=True, name="first"),
    ),
    "адель": (
        Form("аделі", "gent sing", "femn", noun=True, name="first"),
        Form("аделлю", "ablt sing", "femn", noun=True, name="first"),
    ),
    # Each with two genitives, of which the dictionary has one: «Ромен», «Кобеляк».
    "ромни": (Form("ромен", "gent plur", noun=True),),
    "кобеляки": (Form("кобеляк", "gent plur", noun=True),),
    "олег": (Form("олезі", "loct sing", "masc", noun=True, name="first"),),
    "тимош": (
        Form("тиміш", "nomn sing", "masc", noun=True, name="first"),
        Form("тимоше", "voct sing", "masc", noun=True, name="first"),
    ),
    # Declined as an adjective, too, and with another plural genitive.
    "яремче": (
        Form("яремчого", "gent sing", "neut", noun=True),
        Form("яремчому", "datv sing", "neut", noun=True),
        Form("яремчим", "ablt sing", "neut", noun=True),
    ),
    # An adjective by its cases.
    "сколе": (
        Form("сколього", "gent sing", "neut", noun=True),
        Form("скольому", "datv sing", "neut", noun=True),
        Form("сколім", "ablt sing", "neut", noun=True),
    ),
    # Мукачеве until 2017.
    "мукачево": (
        Form("мукачеве", "nomn sing", "neut", noun=True),
        Form("мукачевого", "gent sing", "neut", noun=True),
        Form("мукачевому", "datv sing", "neut", noun=True),
        Form("мукачевим", "ablt sing", "neut", noun=True),
    ),
    "татарбунари": (Form("татарбунар", "gent plur", noun=True),),
    "яків": (Form("яковові", "datv sing", "masc", noun=True, name="first"),),
}
"""Lemma -> forms that the dictionary lacks."""

LEMMAS = {form.text: lemma for lemma, forms in MISSING.items() for form in forms}
"""Form that the dictionary lacks -> its lemma."""

GIVEN_NAMES = frozenset({"віолета", "стах", "януш"})
"""Lemmas that the dictionary has as things alone: of 368 given names looked up, 3 (and 6 it lacks)."""

TOWNS = frozenset({"бровари", "газа", "рівне", "сарни", "суми", "черкаси"})
"""Lemmas that with a capital are a town that everybody knows, hardly ever the common word that reads the same."""

NEVER_NAMES = frozenset(
    """
    рада ради раді раду радою влада влади владі владу владою тома томи тому люда люди далі дані віку базі базу школа
    школи хотина хотині хотину лютий лютого лютому листопад листопада стан стану станом боку зоні зона галузі
    української українська
    """.split()
)
"""Forms that the dictionary also has as given names or surnames, and council news as common words."""

# Plural-only places have two genitives: «Ярмолинців» and «Ярмолинець», «Чемерівців» and «Чемеровець».
_SHORT_GENITIVES = (
    ("аївці", "аєвець"),
    ("инці", "инець"),
    ("анці", "анець"),
    ("енці", "енець"),
    ("івці", "овець"),
    ("івці", "івець"),
    ("ївці", "ївець"),
)


def mend(word: str, lexemes: Iterable[Lexeme]) -> Iterator[Lexeme]:
    """Leave out what is never meant by a word, and add what the dictionary lacks."""
    never_meant = NEVER_MEANT.get(word, frozenset())
    for lemma, speech, forms in lexemes:
        a_name = word in NEVER_NAMES and forms[0].name
        if (lemma, speech) not in never_meant and not a_name:
            others = FORMS_OF_OTHERS.get(lemma, frozenset()) - {word}
            kept = [form for form in forms if form.text not in others] if others else forms
            if lemma in GIVEN_NAMES:
                kept = [form._replace(name="first") for form in kept]
            yield lemma, speech, [*kept, *MISSING.get(lemma, ()), *_short_genitives(lemma, forms)]


def _short_genitives(lemma: str, forms: list[Form]) -> Iterator[Form]:
    for long, short in _SHORT_GENITIVES:
        if lemma.endswith(long) and all(form.cell.endswith("plur") for form in forms):
            yield Form(lemma.removesuffix(long) + short, "gent plur", "", noun=True)


def places(word: str) -> Iterator[str]:
    """Yield the places that a word may be the second genitive of: «Віньківці» for «Віньковець»."""
    return (word.removesuffix(short) + long for long, short in _SHORT_GENITIVES if word.endswith(short))


FUNCTION_WORDS = frozenset(
    """
    а аби або адже але б без бо в від для до ж же з за задля зі й к крізь ледве між на навіть над не ні
    о об одначе окрім перед по поза попри при про проте під після серед та так також там те ти то тому у
    хоч це цей ця ці через чи що щоб щодо як яка яке який якщо які є і із
    """.split()
)
"""Words that carry no meaning of their own: left out where other words are asked for beside them."""
