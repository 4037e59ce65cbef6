"""`lexicon unknown`: what a corpus uses and the lexicons lack. Reads articles as `run` does, so it has its own module."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import ConfigOption, Inputs, JsonOption, LanguageOption, check_inputs, plain_errors


def unknown(
    inputs: Inputs,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Words of each sort to print.")] = 20,
    least: Annotated[int, typer.Option("--least", metavar="N", min=1, help="Only words found so often.")] = 1,
    language: LanguageOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Show words of events in a corpus that the lexicons lack.

    Capitalised names where an actor stands, and verbs between an armed actor and an object that no trigger has: the
    most frequent first, each with a sentence. They are candidates; many are persons or everyday verbs.
    """
    from dataclasses import asdict

    from extractors.discovery import Discoverer
    from flows.commands.inputs import articles_of
    from flows.config import load_config
    from flows.gazetteers import open_gazetteer
    from flows.lexicons.unknown import candidates
    from flows.view.lexicons import candidates_view
    from flows.view.terminal import show, show_json_lines

    settings = load_config(config, {"articles.language": language})
    check_inputs(inputs)
    gazetteer = open_gazetteer(settings.gazetteer.path, settings.gazetteer.cache_dir)
    with plain_errors():
        found = candidates(articles_of(inputs, settings), Discoverer.default(gazetteer, settings.articles.language))
    sorts = {sort: [c for c in found if c.sort == sort and c.count >= least] for sort in ("actor", "verb")}
    if json:
        show_json_lines(asdict(one) for group in sorts.values() for one in group[:limit])
    else:
        show(candidates_view({sort: (group[:limit], len(group)) for sort, group in sorts.items()}))
