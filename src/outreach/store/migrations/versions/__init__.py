"""The numbered scripts, oldest first; one that was released is never changed."""
