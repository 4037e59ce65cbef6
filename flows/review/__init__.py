"""People look at events, correct them in a spreadsheet, and the corrections hold on every later build.

`sheet` makes the table that goes out, `files` writes and reads it, `answers` turns what came back into corrections,
`log` keeps them with the dataset. What a correction does to events is `extractors.merging.corrections`.
"""
