"""Two versions of an article: what differs, in which words, and how much of it matters. No database, no server."""
