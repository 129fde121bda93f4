"""The verbs of `outreach batch`, one file each."""
