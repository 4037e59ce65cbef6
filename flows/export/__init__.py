"""Events in the formats of other programs: spreadsheets, maps, statistics packages.

The datasets themselves are Parquet, which pandas, DuckDB and R open as they are; what is made here is a copy for whoever
needs another form.
"""
