"""How the reports of news texts compare with the answer keys of MUC-4, whose texts and keys are kept outside.

    python benchmarks/muc4.py DOCS.jsonl KEYS.jsonl [--split NAME] [--range A:B] [--misses N] [--json]

Two tables are printed.

*By document*: the values of a text's reports beside those of its keys, with precision, recall and F1. Optional keys make
a value right but are not asked for. `relevant` is whether the text tells of any incident.

*By incident*: each key of what happened is paired with at most one report, the best first; two of kind, day and place
must be right. `found` is the share of the keys that are not optional, `matched` the share of reports that stand for a key;
the others are shares of the pairs whose key has the value. `day` is of keys that name one day, `date` of all.

What counts is said in `muc4_alike.py`: reports of fights and riots are left out where no key fits them, and what was only
tried, threatened or planned counts where a key of that stage fits.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.muc4_keys import read_documents
from benchmarks.muc4_scoring import Score, score
from benchmarks.options import record_range
from extractors.coder import Coder

_SORTS = ("missed", "kind", "date", "country", "place", "organisation", "deaths", "injured", "extra", "false")


def table(total: Score) -> str:
    """Both tables as lines of text."""
    figures = total.figures()
    lines = [
        f"{total.documents} documents",
        "",
        f"{'by document':20} {'P':>6} {'R':>6} {'F1':>6} {'ours':>6} {'keys':>6}",
    ]
    for name, rates in figures["documents"].items():
        values = " ".join(f"{value:6.3f}" for value in rates.values())
        lines.append(f"{name:20} {values} {total.slots[name].found:6} {total.slots[name].asked:6}")
    lines += ["", f"{'by incident':20} {'share':>6} {'of':>6}"]
    for name, share in figures["incidents"].items():
        lines.append(f"{name:20} {share['share']:6.3f} {int(share['of']):6}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score a file of texts by a file of keys and print; 1 with a message where a file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="JSON-lines file of texts")
    parser.add_argument("keys", type=Path, help="JSON-lines file of keys")
    parser.add_argument("--split", help="only texts whose std_split is this")
    parser.add_argument(
        "--range", type=record_range, default=slice(None), metavar="A:B", help="only the A-th to B-th of them"
    )
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print N misses of each sort")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        documents = read_documents(options.texts, options.keys, options.split)
        chosen = list(islice(documents, options.range.start, options.range.stop))
    except (OSError, KeyError, ValueError) as error:
        print(f"no texts and keys of MUC-4 in {options.texts} and {options.keys}: {error!r}", file=sys.stderr)
        return 1
    total = score(chosen, Coder.default())
    print(json.dumps({"read": total.documents, **total.figures()}) if options.json else table(total))
    if not options.json:
        for sort in _SORTS:
            for miss in total.misses[sort][: options.misses]:
                print(f"{sort}\t{miss}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
