"""How a sender sounds: read from `voice.md`, checked, and proposed out of what they have written."""
