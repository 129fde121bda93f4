"""The verbs of `outreach prompts`, one a file: each adds its parser and answers."""
