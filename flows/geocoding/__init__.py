"""Names that no gazetteer on this machine knows, asked of an online geocoder: only where the settings say so.

Nothing here is needed for a run. What the service answers is checked (country, name, distance to what the text says)
before it becomes a coordinate, is kept on disk for ever with its origin, and stands in the evidence of the report. A
service that is slow, wrong or gone costs the run some seconds and a row in `issues`, never its results.
"""

from flows.geocoding.locate import Geocoding, open_geocoding

__all__ = ["Geocoding", "open_geocoding"]
