"""Pages as public software prints them, made of the facts of an article: the templates of the saved pages.

Written after the software's own published templates, not after the selectors that read them. With each page comes what
must be read from it, told from the facts: no reading of ours is ever written down as true.

    made = TEMPLATES["joomla3"].article(facts)
    save(made, folder)

``python -m tests.helpers.reconstruct`` writes tests/platforms anew.
"""

from tests.helpers.reconstruct import builders, drupal, engines, joomla, k2, own, themes, wordpress
from tests.helpers.reconstruct.facts import Facts, Made, Other, Photo, sample
from tests.helpers.reconstruct.warc import REASON, record, save

TEMPLATES = {
    template.name: template
    for template in (
        wordpress.WordPress(),
        wordpress.BlockTheme(),
        themes.TagDiv(),
        themes.TagDivCloud(),
        themes.GeneratePress(),
        themes.Astra(),
        themes.OceanWP(),
        builders.Elementor(),
        builders.Divi(),
        builders.Avada(),
        builders.JNews(),
        joomla.Joomla(),
        joomla.Joomla4(),
        joomla.Joomla15(),
        k2.K2(),
        drupal.Drupal(),
        drupal.Drupal7(),
        drupal.Backdrop(),
        engines.October(),
        engines.DLE(),
        own.Laravel(),
        own.LaravelEvents(),
        own.Numbered(),
        own.UnixTime(),
        own.Flat(),
    )
}
"""By the name of their software, which is that of their folder in tests/platforms."""

SITE, COUNCIL = "https://rada.example", "Прикладська обласна рада"
ORDINARY = 5
"""Which of a site's articles, from the oldest, is saved between the first and the last: one with debris."""
LAST_PAGE = 4

__all__ = ["REASON", "SITE", "TEMPLATES", "Facts", "Made", "Other", "Photo", "pages", "record", "sample", "save"]


def pages(name):
    """Make what is saved of one software: folder's name -> page."""
    template = TEMPLATES[name]
    every = sample(name, template.address, site=SITE, council=COUNCIL)
    shown = list(reversed(every))[:5]
    return {
        "oldest": template.article(every[0]),
        "ordinary": template.article(every[ORDINARY]),
        "newest": template.article(every[-1]),
        "list": template.listing(shown, 1, LAST_PAGE),
        "list-page-3": template.listing(list(reversed(every))[5:10], 3, LAST_PAGE),
    }
