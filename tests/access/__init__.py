"""Who may open what: every address, every role, two employers."""
