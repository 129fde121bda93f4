"""Figures that print a ratio against something; run by hand, never in a timed test."""
