"""GIFT, the text format of Moodle's questions, read and written.

It holds single and multiple choice, true or false, numbers (with a wider range for half the credit),
short texts and matchings; with titles, explanations, categories and tags, and no hints.
"""

from .gift_reader import read
from .gift_writer import holds, losses, write

__all__ = ["holds", "losses", "read", "write"]
