"""How dates are written where Django’s own habit is another continent’s: `formats.py`, a folder a language."""
