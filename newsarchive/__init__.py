"""An archive of the news of Ukraine's regional councils."""

__version__ = "0.1.0"
