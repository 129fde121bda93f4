"""The verbs of `outreach contacts`, one a file: each adds its parser and answers."""
