"""How a question is answered: one block for each kind the game can mark."""

from __future__ import annotations

from wagtail import blocks

from cms.kinds import KINDS


class AnswerStream(blocks.StreamBlock):
    """Exactly one kind of answer; block names are the game's kinds."""

    def __init__(self, local_blocks: object = None, **kwargs: object) -> None:
        mine = [(name, kind.block()) for name, kind in KINDS.items()]
        super().__init__(local_blocks or mine, **kwargs)

    class Meta:
        required = True
        max_num = 1
