"""The forms in which `outreach lint` says what it found, one file each."""
