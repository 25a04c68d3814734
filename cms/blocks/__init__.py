"""What a page is made of: cards, answers of questions, steps of quests."""
