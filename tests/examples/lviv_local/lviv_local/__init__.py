"""Local councils of Lviv oblast, archived by newsarchive: an example of a package of one's own."""
