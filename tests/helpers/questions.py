"""What is asked of an archive while a test runs, and which of it searches a whole table."""

import re

BIG = "articles|versions|captures|fetches|frontier|sightings|neighbours|aliases|attachments|tags|events|second_readings"
SEARCHED = re.compile(rf"SCAN ({BIG})\b(?! USING (COVERING )?INDEX idx_articles_state)")
NO_QUESTIONS = ("--", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "PRAGMA")
"""What begins so is SQLite's own, or has no plan."""


def unindexed(story, statements):
    """Give the statements whose plan searches a whole table, with the plan."""
    connection = story.archive.connection
    connection.set_trace_callback(None)
    asked = [sql for sql in statements.values() if not sql.strip().startswith(NO_QUESTIONS)]
    plans = {sql: plan(connection, sql) for sql in asked}
    return {sql: text for sql, text in plans.items() if SEARCHED.search(text)}


def plan(connection, sql):
    """Explain a statement, its tables called by their own names."""
    text = "\n".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
    for table, alias in re.findall(rf"({BIG}) AS (\w+)", sql):
        text = re.sub(rf"\b{alias}\b", table, text)
    return text
