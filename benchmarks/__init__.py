"""Benchmarks, run by hand (README.md)."""
