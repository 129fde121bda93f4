"""Labelled messages, and the script that trains the classifier from them."""
