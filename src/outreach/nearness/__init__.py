"""How near a fact about somebody and an offer are, by words of our own: stems, related words, ways of saying what is wanted."""
