"""Texts that command the program that reads them, through every door, and what a model that obeys them writes."""
