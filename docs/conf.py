"""How Sphinx builds these pages. No network is needed: nothing is looked up elsewhere."""

from newsarchive.version import __version__

project = "newsarchive"
author = "The newsarchive developers"
release = __version__

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "newsarchive"
html_copy_source = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
