"""One file per council."""
