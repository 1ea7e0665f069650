"""Which page class reads the pages that a template makes."""

from newsarchive import pages

CLASSES = {
    "wordpress": pages.WordPressArticle,
    "block-theme": pages.BlockThemeArticle,
    "tagdiv": pages.TagDivArticle,
    "tagdiv-cloud": pages.TagDivArticle,
    "generatepress": pages.GeneratePressArticle,
    "astra": pages.AstraArticle,
    "oceanwp": pages.OceanWPArticle,
    "elementor": pages.ElementorArticle,
    "divi": pages.DiviArticle,
    "avada": pages.AvadaArticle,
    "jnews": pages.JNewsArticle,
    "joomla3": pages.Joomla3Article,
    "joomla4": pages.JoomlaArticle,
    "joomla15": pages.Joomla15Article,
    "k2": pages.K2Article,
    "drupal": pages.DrupalArticle,
    "drupal7": pages.Drupal7Article,
    "backdrop": pages.BackdropArticle,
    "october": pages.OctoberArticle,
    "dle": pages.DLEArticle,
    "laravel": pages.LaravelArticle,
    "laravel-events": pages.LaravelArticle,
    "numbered": pages.NumberedArticle,
    "unixtime": pages.UnixTimeArticle,
    "flat": pages.FlatArticle,
}
"""By the name of the template, which is that of its folder in tests/platforms."""
