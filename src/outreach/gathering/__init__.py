"""Context on a person out of texts, pages, feeds and contact files: it proposes, a person accepts."""
