"""A card block -> the words the game shows."""

from __future__ import annotations

from typing import Any

from cms.publishing.html import clean_html, is_blank
from cms.publishing.pictures import picture_url, picture_words


def card_words(card: Any, language: str) -> dict[str, Any]:
    """The words of ``card`` as written in ``language``; parts nobody wrote are left out."""
    value = card.value
    body, picture = value.get("body"), value.get("picture") or {}
    review_by = value.get("review_by")
    words = {
        "type": card.block_type,
        "heading": value["heading"],
        "body": clean_html(body.source) if body and not is_blank(body.source) else "",
        "picture": picture_words(picture.get("image"), picture.get("alt") or ""),
        "video": video_words(value, language) if card.block_type == "video" else None,
        "source": value.get("source") or "",
        "review_by": review_by.isoformat() if review_by else "",
        "phrase": value.get("phrase") or "",
        "phrase_lang": value.get("phrase_lang") or "",
        "meaning": value.get("meaning") or "",
    }
    return {name: word for name, word in words.items() if word}


def video_words(value: Any, language: str) -> dict[str, str] | None:
    """``{"url", "captions", "lang", "poster", "transcript"}``; None before a film is chosen."""
    video = value.get("video")
    if video is None:
        return None
    return {
        "url": video.file.url,
        "captions": video.captions(language)[0],
        "lang": video.captions(language)[1],
        "poster": picture_url(video.poster),
        "transcript": value.get("transcript") or "",
    }
