"""A person's verbs, one file each: the surfaces call these and nothing below."""
