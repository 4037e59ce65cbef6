"""A short signature of a text, made once when its article is coded: two signatures tell how much of two texts is alike.

MinHash over runs of words: the share of equal places in two signatures estimates the share of runs that both texts
have. Of each hash 16 bits are kept, which makes a signature 128 bytes, written as 172 letters.
"""

from __future__ import annotations

import base64
import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

PLACES = 64
"""Hashes of a signature."""
_SEED = 7
_RUN = 3
"""Words of a run."""
_LEAST = 20
"""A text of fewer words has no signature: it is too short to be anybody's copy."""
_SCHEME = "affine32"
_HASHES = struct.Struct(f"<{PLACES}H")
_WORD = re.compile(r"\w+")


def text_signature(text: str) -> str | None:
    """The signature of a text; `None` for one of a few words only."""
    words = _WORD.findall(text.casefold())
    if len(words) < _LEAST:
        return None
    from datasketch import MinHash

    runs = {" ".join(words[i : i + _RUN]).encode("utf-8", "replace") for i in range(len(words) - _RUN + 1)}
    sketch = MinHash(PLACES, seed=_SEED, scheme=_SCHEME)
    sketch.update_batch(list(runs))
    return base64.b64encode(sketch.hashvalues.astype("<u2").tobytes()).decode("ascii")


def sketch_of(signature: str) -> MinHash:
    """The signature as the library's sketch, for its estimates and indexes.

    Raises:
        ValueError: The text is no signature.
    """
    from datasketch import MinHash

    content = base64.b64decode(signature, validate=True)
    if len(content) != _HASHES.size:
        raise ValueError(f"expected a signature of {PLACES} hashes, found {len(content) // 2}")
    return MinHash(seed=_SEED, hashvalues=list(_HASHES.unpack(content)), scheme=_SCHEME)
