"""Batch: a careful message for each row of a CSV that deserves one; nothing is lost, doubled or paid twice."""
