"""The widgets, one a file: they show, and announce what a person did; they decide nothing."""
