"""Stage 2: asking. Who we say we are, how long we wait, what is never asked, and what a failure is called."""

from newsarchive.fetch.agent import is_local, require_contact, user_agent
from newsarchive.fetch.failures import why

__all__ = ["is_local", "require_contact", "user_agent", "why"]
