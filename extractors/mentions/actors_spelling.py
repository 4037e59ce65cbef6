"""How the actor lexicon writes the names of a sentence that is printed all in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.mentions.actors_compile import Actors
from extractors.mentions.actors_trie import normalise
from extractors.text.morphology import NOUNS, Morphology
from extractors.text.tokens import Sentence


def spellings(
    sentence: Sentence, trie: Actors, function_words: frozenset[str], tables: Morphology
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Names as the lexicon writes them, each with the token at which it begins.

    Of single words only those that are no everyday words ("ELN", "Sendero"), and the names and adjectives of countries
    ("Turkey").
    """
    tokens = normalise(sentence, trie.articles)
    at = 0
    while at < len(tokens):
        written = trie.written(tokens, sentence.words, at) if tokens[at] in trie.first_tokens else None
        if written and (len(written) > 1 or _is_name(sentence, tokens, at, trie, function_words, tables)):
            yield at, written
            at += len(written)
        else:
            at += 1


def _is_name(
    sentence: Sentence,
    tokens: list[str],
    at: int,
    trie: Actors,
    function_words: frozenset[str],
    tables: Morphology,
) -> bool:
    low = sentence.lowers[at]
    if low in function_words:
        return False
    found = trie.longest(tokens, sentence.words, at)
    party = found[1].party if found else None
    is_country = party is not None and party.country is not None and party.entry_id is None
    known = tables.classes(low)
    return (is_country and NOUNS not in known) or not known  # "Turkey", but "seven poles"
