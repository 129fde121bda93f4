"""The weights of the classifier, and the card that says what they were trained on and how they score."""
