"""What may go wrong with a whole file."""


class Unreadable(Exception):
    """The file as a whole cannot be read: its only argument is a plain English sentence for the author."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
