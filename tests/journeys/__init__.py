"""Whole stories, in a real browser, through a real server."""
