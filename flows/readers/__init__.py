"""Inputs to articles: JSONL, JSON, CSV, Parquet, text, Markdown and saved pages, in any encoding."""

from flows.readers.reading import read_articles
from flows.readers.records import InputError, ReadOptions, Sourced

__all__ = ["InputError", "ReadOptions", "Sourced", "read_articles"]
