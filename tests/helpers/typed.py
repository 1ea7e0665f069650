"""What may be typed into a search box, from sense to nonsense, for the fuzz test and benchmarks/fuzzing.py."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

WORDS = [
    *("рада", "ради", "РАДА", "бюджет", "громада", "сесія", "депутат", "перший", "обласний", "голова", "Україна"),
    *("Гончарук", "Скаличеві", "Лабазюк", "перегончук", "кам'янець", "Кам’янець-Подільський", "семінар-тренінг"),
    *("скаличеві-перегончук", "і", "та", "в", "не", "або", "ВПО", "ОВА", "65-рд", "№65-рд", "24.02.2022", "2023"),
    *("Embassy", "km-oblrada.gov.ua", "hflf", "щ" * 70, "а", "я'я'я'я", "проєкт", "ґрунт", "x", "0", "Labaziuk"),
    *("i" * 24 + "w", "iaieiuii" * 3, "shchiezhkhtsiuia", "ОВА", "військова", "адміністрація"),
]
SIGNS = [
    *(
        '"',
        "«",
        "»",
        "“",
        "”",
        "(",
        ")",
        "|",
        "-",
        "=",
        "*",
        "+",
        "^",
        "~",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        ".",
        "'",
        "’",
    ),
    *(
        "ʼ",
        "`",
        "\\",
        "/",
        ";",
        "%",
        "_",
        "?",
        "!",
        "#",
        "--",
        "\x00",
        "\n",
        "\t",
        "\u00a0",
        "\u200b",
        "\u00ad",
        "\u0301",
    ),
    *("\u202e", "\ud800", "\udcff", "²", "İ", "ß", "ﬁ", "й", "😀", "漢字", "कि", "\U0010ffff"),
]
OPERATORS = [
    *("АБО", "НЕ", "OR", "NOT", "AND", "ПОРУЧ", "NEAR", "ПОРУЧ/5", "NEAR/9999", "ПОРУЧ(", "NEAR(", ", 5)", ",10)"),
    *("назва:", "лід:", "текст:", "title:", "lead:", "body:", "rowid:", "rank:", "articles_fts:", "{title body}:"),
    *("рада:", "область:", "від:", "до:", "рік:", "council:", "since:", "year:", "-рада:", "НЕ від:"),
    *("Львівська", "lviv", "UA-46", "2023-11", "2023-11-16", "16.11.2023", "2022-2024", "9999-12-31", "0000", "вчора"),
    *('NEAR("а" "б", 2)', '"а" + "б"', "^рада", "рада*", '"рада" *', "' OR 1=1 --", "'; DROP TABLE articles; --"),
]
PATHOLOGICAL = [
    *("(" * 3000 + "рада" + ")" * 3000, "-" * 3000 + "рада", "НЕ " * 600 + "рада", '"' * 3001, "(-" * 900 + "рада"),
    *("а|" * 900, "кам'янець-подільський " * 100, "'" * 500 + "я'я" * 500, "NEAR(" * 400 + "рада", "рада:" * 400),
    *("title:" * 330 + "рада", "рада ПОРУЧ " * 180, "ПОРУЧ(" + "(скалич|перегончук) " * 8, "від:2023 " * 200),
    '"скаличеві-перегончукові перегончук скалич" ' * 20,
    " ".join("iaieiuii" * 3 + letter for letter in "bcdfghklmnpqrstvwxz"),
    "i" * 31 + "w",
    " ".join(["ОВА ОДА ТГ ВПО ДСНС ЦНАП МОЗ МОН"] * 4),
    "пере*",
    "при* про* пере*",
    "роз* АБО пер* АБО при*",
    "а-" * 999 + "а",
    "а'" * 999 + "а",
    "а* " * 600,
    "рада* " * 300,
    " ".join(f"{letter}*" for letter in "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    " АБО ".join(f"{one}{other}*" for one in "пвснрк" for other in "аоиер"),
    "ПОРУЧ(" + " ".join(f"{one}{other}*" for one in "пвс" for other in "аои") + ")",
    'ПОРУЧ("перший заступник голови обласної ради" "сесія обласної ради" рада голова депутат, 100)',
    " ".join(f"перегонч{a}{b}ук" for a in "абвгде" for b in "абвгде"),
    '"' + " ".join(f"скал{a}{b}ич" for a in "абвгде" for b in "абвгде") + '"',
    " ".join(f"скал{a}{b}ич-пере{b}{a}ук" for a in "абвгде" for b in "абвгде"),
    '"' + " ".join("скалич" * 9 + "ук" * place for place in range(32)) + '"',
    '"' + " ".join("щ'єм'я" * 9 + "ач" * (place % 3) for place in range(32)) + '"',
    "*" + "щ'я" * 1000,
    " ".join(["рада голова депутат обласна сесія бюджет громада район місто область Україна війна"] * 5),
    " ".join(f'"{word} рада"' for word in WORDS[:20]),
    '"' + "рада " * 40 + '"',
    '"і та в на з у до"',
    "і та в на з у до",
    "(рада | бюджет | громада) (сесія | депутат) -(назва:рада | назва:бюджет) ПОРУЧ(голова рада)",
    "назва:(лід:(текст:(назва:рада)))",
]

_ATOM = st.sampled_from(WORDS) | st.text(max_size=8)
_ANY = st.sampled_from([*WORDS, *SIGNS, *OPERATORS])


def _wrapped(inner):
    few = st.lists(inner, min_size=1, max_size=5)
    return st.one_of(
        few.map(" ".join),
        few.map(" АБО ".join),
        few.map(" ПОРУЧ/3 ".join),
        few.map(lambda parts: f"ПОРУЧ({' '.join(parts)}, 7)"),
        few.map(lambda parts: f'"{" ".join(parts)}"'),
        st.tuples(st.sampled_from(["-", "НЕ ", "=", "назва:", "текст:", "(", "рада:", "від:"]), inner).map("".join),
        inner.map(lambda part: f"({part})"),
        inner.map(lambda part: f"{part}*"),
    )


TYPED = st.one_of(
    st.recursive(_ATOM, _wrapped, max_leaves=12),
    st.lists(_ANY, max_size=40).map(" ".join),
    st.lists(_ANY, max_size=25).map("".join),
    st.text(max_size=80),
    st.builds(lambda piece, times: piece * times, _ANY, st.integers(2, 700)),
    st.builds(
        lambda pieces, times: " ".join(pieces * times), st.lists(_ANY, min_size=1, max_size=4), st.integers(2, 150)
    ),
)
"""A query: well formed, half so, or not at all."""


def inputs(count):
    """Give so many queries, the same ones each time, the pathological ones first."""
    found = []

    @settings(
        max_examples=max(count - len(PATHOLOGICAL), 1),
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(TYPED)
    def collect(text):
        found.append(text)

    collect()
    return [*PATHOLOGICAL, *found][:count]
