"""Triggers and their frames: which words tell of an event, who does what in its clause, and did it happen."""
