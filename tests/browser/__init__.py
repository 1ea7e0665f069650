"""What a reader does with the pages, in Debian's Chromium: ``make test-browser``."""
