"""Questions in and out of the bank, in the formats of other programs."""
