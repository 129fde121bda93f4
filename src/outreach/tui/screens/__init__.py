"""The screens, one a file: they decide what happens on what widgets announce."""
