"""Measures, each beside its limit of the same run. Never asserted in tests."""
