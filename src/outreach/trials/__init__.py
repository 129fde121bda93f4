"""Trials: versions of the prompts write for the same sample briefs, and are compared so that noise is told as noise."""
