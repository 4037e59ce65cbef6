"""Near-identical articles: signatures of texts, and which articles print one text."""
