"""What councils publish in the archive that tests of the pages read: words of ours, and what became of them.

Every name, number and event is made up. Three times the sites are asked; each story says what stood there then.
"""

from dataclasses import dataclass
from datetime import datetime

from newsarchive.demo.posts import Block, Post
from newsarchive.normalize.dates import KYIV

GONE = 404
"""What stands in a story's ``told`` when the site answers that there is no such page."""

TABLE = Block(
    [
        "Громада Заявки Сума, тис. гривень",
        "Летичівська 14 1 820",
        "Старокостянтинівська 27 3 415",
        "Полонська 9 960",
    ],
    kind="table",
    raw=[
        (
            "<tbody><tr><th>Громада</th><th>Заявки</th><th>Сума, тис. гривень</th></tr>"
            "<tr><td>Летичівська</td><td>14</td><td>1 820</td></tr>"
            "<tr><td>Старокостянтинівська</td><td>27</td><td>3 415</td></tr>"
            "<tr><td>Полонська</td><td>9</td><td>960</td></tr></tbody>"
        )
    ],
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A title and paragraphs, as they stood at one time."""

    title: str
    text: tuple[str | Block, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article written by hand."""

    published: datetime
    told: tuple[Words | int | None, ...]
    """At each of the three times: the words, GONE, or None where it stands as before, or does not stand yet."""
    section: str = "novyny"
    tags: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    slug: str = ""

    def post(self, number):
        """Make it as the site has it at first, whenever that is."""
        words = next(told for told in self.told if isinstance(told, Words))
        post = Post(
            number=number,
            title="",
            slug=self.slug,
            published=self.published,
            modified=self.published,
            section=self.section,
            tags=list(self.tags),
            author="presssluzhba",
            blocks=[],
            photos=list(self.photos),
            files=list(self.files),
            flags=["story"],
        )
        return write(post, words)


def write(post, words):
    """Put words into a post."""
    post.title = words.title
    post.blocks = [part if isinstance(part, Block) else Block([part]) for part in words.text]
    return post


def kyiv(year, month, day, hour=10, minute=0):
    """A moment as the sites print it."""
    return datetime(year, month, day, hour, minute, tzinfo=KYIV)


SUM_TITLE = "Обласна рада виділила кошти на ремонт дороги до Летичева"
_BATTERIES = Words(
    title="Благодійники передали лікарням області двадцять чотири сонячні станції",
    text=(
        "Двадцять чотири сонячні станції отримали лікарні області від благодійного фонду «Світло поруч».",
        "Обладнання дасть змогу працювати операційним і реанімаціям, коли немає струму, — повідомили в обласній раді.",
        "Станції розподілили між сімома районами порівну до кількості ліжок.",
    ),
)

KHMELNYTSKYI = {
    "sum": Story(
        slug="kosty-na-remont-dorohy-do-letycheva",
        published=kyiv(2026, 8, 12, 11, 20),
        section="dorohy",
        tags=("дороги", "бюджет"),
        told=(
            Words(
                title=SUM_TITLE,
                text=(
                    "На позачерговій сесії депутати виділили 4 800 000 гривень на ремонт дороги до Летичева.",
                    "За рішення проголосували 58 депутатів. Роботи мають завершити до 1 жовтня 2026 року.",
                    "Підрядника оберуть на відкритих торгах, повідомив голова комісії Остап Вербицький.",
                ),
            ),
            Words(
                title=SUM_TITLE,
                text=(
                    "На позачерговій сесії депутати виділили 8 400 000 гривень на ремонт дороги до Летичева.",
                    "За рішення проголосували 61 депутат. Роботи мають завершити до 15 грудня 2026 року.",
                    "Підрядника оберуть на відкритих торгах, повідомив голова комісії Остап Вербицький.",
                ),
            ),
            Words(
                title="Обласна рада збільшила кошти на ремонт дороги до Летичева",
                text=(
                    "На позачерговій сесії депутати виділили 8 400 000 гривень на ремонт дороги до Летичева.",
                    "За рішення проголосували 61 депутат. Роботи мають завершити до 15 грудня 2026 року.",
                    "Підрядника вже обрано: ним стало товариство «Шляхбуд-Поділля».",
                ),
            ),
        ),
    ),
    "name": Story(
        slug="holovu-komisii-z-pytan-osvity-obrano",
        published=kyiv(2026, 7, 3, 15, 5),
        section="komisii",
        told=(
            Words(
                title="Голову комісії з питань освіти обрано",
                text=(
                    "Комісію з питань освіти очолила Олена Мазур. За її кандидатуру проголосували одноголосно.",
                    "Перше засідання відбудеться 10 липня.",
                ),
            ),
            Words(
                title="Голову комісії з питань освіти обрано",
                text=(
                    "Комісію з питань освіти очолила Ірина Шевчук. За її кандидатуру проголосували одноголосно.",
                    "Перше засідання відбудеться 10 липня.",
                ),
            ),
            None,
        ),
    ),
    "sentence": Story(
        slug="zvit-pro-robotu-oblasnoi-likarni",
        published=kyiv(2026, 5, 21, 9, 40),
        section="okhorona-zdorovia",
        told=(
            Words(
                title="Депутати заслухали звіт про роботу обласної лікарні",
                text=(
                    "Профільна комісія заслухала звіт головної лікарки Соломії Гайворонської про роботу лікарні.",
                    "За пів року тут прийняли 41 200 пацієнтів. Депутати звернули увагу на нестачу дванадцяти лікарів.",
                    "Звіт взяли до відома.",
                ),
            ),
            None,
            Words(
                title="Депутати заслухали звіт про роботу обласної лікарні",
                text=(
                    "Профільна комісія заслухала звіт головної лікарки Соломії Гайворонської про роботу лікарні.",
                    "За пів року тут прийняли 41 200 пацієнтів.",
                    "Звіт взяли до відома.",
                ),
            ),
        ),
    ),
    "punctuation": Story(
        slug="den-vyshyvanky-v-oblasti",
        published=kyiv(2026, 5, 21, 16, 0),
        section="kultura",
        told=(
            Words(
                title='В області відзначили День вишиванки: виставка "Нитки роду"',
                text=(
                    'В обласному музеї відкрили виставку "Нитки роду" - на ній понад сто сорочок.',
                    "Вхід вільний до кінця травня.",
                ),
            ),
            Words(
                title="В області відзначили День вишиванки: виставка «Нитки роду»",
                text=(
                    "В обласному музеї відкрили виставку «Нитки роду» — на ній понад сто сорочок.",
                    "Вхід вільний до кінця травня.",
                ),
            ),
            None,
        ),
    ),
    "removed": Story(
        slug="hromada-prosyt-pereviryty-zakupivliu-heneratoriv",
        published=kyiv(2026, 6, 9, 12, 30),
        section="hromady",
        tags=("закупівлі",),
        told=(
            Words(
                title="Громада просить перевірити закупівлю генераторів",
                text=(
                    (
                        "Мешканці Полонської громади звернулися до обласної ради з проханням перевірити закупівлю"
                        " сорока генераторів за 12 600 000 гривень."
                    ),
                    "У зверненні йдеться, що ринкова ціна вдвічі менша. Лист підписав Тарас Нестеренко.",
                ),
            ),
            GONE,
            None,
        ),
    ),
    "suspected": Story(
        slug="deputat-oleksii-hrinchenko-sklav-povnovazhennia",
        published=kyiv(2026, 8, 25, 17, 15),
        section="sesii",
        told=(
            Words(
                title="Депутат Олексій Грінченко склав повноваження",
                text=("Депутат Олексій Грінченко подав заяву про складення повноважень.", "Причин він не назвав."),
            ),
            None,
            GONE,
        ),
    ),
    "restored": Story(
        slug="hrafik-pryiomu-hromadian-na-kviten",
        published=kyiv(2026, 4, 2, 8, 0),
        told=(
            Words(
                title="Графік особистого прийому громадян на квітень",
                text=("Прийом громадян ведуть щосереди з 10:00 до 13:00.", "Записатися можна телефоном."),
            ),
            GONE,
            Words(
                title="Графік особистого прийому громадян на квітень",
                text=("Прийом громадян ведуть щосереди з 10:00 до 13:00.", "Записатися можна телефоном."),
            ),
        ),
    ),
    "inserted": Story(
        slug="zvernennia-do-kabinetu-ministriv-shchodo-taryfiv",
        published=kyiv(2026, 7, 14, 18, 45),
        section="sesii",
        told=(
            None,
            None,
            Words(
                title="Звернення до Кабінету Міністрів щодо тарифів",
                text=(
                    "Депутати звернулися до уряду щодо тарифів на тепло.",
                    "Текст звернення ухвалили 14 липня 2026 року.",
                ),
            ),
        ),
    ),
    "rich": Story(
        slug="pidsumky-konkursu-hromadskykh-proiektiv",
        published=kyiv(2026, 8, 19, 13, 10),
        section="hromady",
        tags=("конкурс", "громадський бюджет", "молодь"),
        photos=("Переможці конкурсу разом із журі", "Макет скверу в Полонному", "Під час обговорення"),
        files=(
            "Рішення про підсумки конкурсу № 14-6/2026",
            "Додаток 1. Перелік проєктів, які отримають співфінансування з обласного бюджету",
        ),
        told=(
            Words(
                title="Підсумки конкурсу громадських проєктів: п'ятдесят заявок, три мільйони гривень і довга назва,"
                " яка не вміщується в один рядок на телефоні",
                text=(
                    (
                        "В обласній раді підбили підсумки конкурсу громадських проєктів. Переможців привітала"
                        " заступниця голови Віра Кам'янецька."
                    ),
                    Block(["Хто отримає кошти"], kind="h3"),
                    Block(
                        [
                            "сквер із дитячим майданчиком у Полонному;",
                            "пандуси до трьох бібліотек Летичева;",
                            "велопарковки біля шкіл Старокостянтинова.",
                        ],
                        kind="ul",
                    ),
                    Block(
                        ["«Ми шукали проєкти, які громада зможе утримувати сама», — сказала Віра Кам'янецька."],
                        kind="blockquote",
                    ),
                    TABLE,
                    "Наступний конкурс оголосять у лютому 2027 року.",
                ),
            ),
            None,
            None,
        ),
    ),
    "identical": Story(
        slug="blahodiinyky-peredaly-likarniam-soniachni-stantsii",
        published=kyiv(2026, 8, 20, 14, 0),
        section="okhorona-zdorovia",
        told=(_BATTERIES, None, None),
    ),
    "gap": Story(
        slug="poriadok-dennyi-sesii-7-serpnia",
        published=kyiv(2026, 8, 6, 9, 0),
        section="sesii",
        told=(
            Words(
                title="Порядок денний сесії 7 серпня",
                text=("Оприлюднено порядок денний сесії, яка відбудеться 7 серпня.",),
            ),
            None,
            None,
        ),
    ),
}
"""By what is peculiar about each. The address of ``gap`` never answers: its neighbours alone tell of it."""

VOLYN = {
    "first": Story(
        slug="blahodiinyky-peredaly-dvadtsiat-chotyry-stantsii",
        published=kyiv(2026, 8, 18, 9, 30),
        section="okhorona-zdorovia",
        told=(_BATTERIES, None, None),
    ),
    "person": Story(
        slug="solomiia-haivoronska-vidvidala-volyn",
        published=kyiv(2025, 3, 11, 11, 0),
        section="okhorona-zdorovia",
        told=(
            Words(
                title="Волинь відвідала делегація медиків із Поділля",
                text=(
                    "Делегацію очолила Соломія Гайворонська. Про роботу з ветеранами медики говорили у Луцьку.",
                    "Соломії Гайворонській подякували за допомогу двом районним лікарням.",
                ),
            ),
            None,
            None,
        ),
    ),
}
