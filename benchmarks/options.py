"""What the options of several benchmarks mean."""

from __future__ import annotations


def record_range(text: str) -> slice:
    """The records of `--range A:B`: from the A-th, counted from 0, to before the B-th; either may be left out.

    Raises:
        ValueError: The text is no such range; argparse makes a message of it.
    """
    first, _, last = text.partition(":")
    return slice(int(first or 0), int(last) if last else None)
