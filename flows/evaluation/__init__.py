"""How often the coder is right: its reports scored against records that people annotated."""
