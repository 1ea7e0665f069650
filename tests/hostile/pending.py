"""Cases whose guard is not built yet: name -> the guard. A case that passes must leave this list, or it fails."""

PENDING: dict[str, str] = {}
