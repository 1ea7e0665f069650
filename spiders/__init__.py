"""One file per council: see CONTRIBUTING.md, "Add a council"."""
