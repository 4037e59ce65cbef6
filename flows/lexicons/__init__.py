"""The lexicons as their editors see them: what is in them, what is wrong with them, and what they lack."""
