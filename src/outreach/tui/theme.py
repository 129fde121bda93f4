"""The colours: dark, light, and high contrast. Nothing is told by colour alone."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#7fb4a8",
    secondary="#c9a978",
    accent="#c9a978",
    foreground="#d8dbd6",
    background="#16191a",
    surface="#1b1f20",
    panel="#24292a",
    success="#8fbf8a",
    warning="#d9b26a",
    error="#dd8272",
    dark=True,
    variables={
        "border": "#3a4244",
        "border-blurred": "#2a3132",
        "block-cursor-background": "#2f4a46",
        "block-cursor-foreground": "#f2f5f0",
        "block-cursor-blurred-background": "#262d2e",
        "block-cursor-blurred-foreground": "#d8dbd6",
        "input-selection-background": "#3d5f5a",
    },
)
LIGHT = Theme(
    name="light",
    primary="#2f6f63",
    secondary="#8a6222",
    accent="#8a6222",
    foreground="#23292a",
    background="#f7f6f1",
    surface="#ffffff",
    panel="#ecebe4",
    success="#2f7040",
    warning="#8a5a00",
    error="#b23a28",
    dark=False,
    variables={
        "border": "#b9bdb4",
        "border-blurred": "#d8d8cf",
        "block-cursor-background": "#cfe3dd",
        "block-cursor-foreground": "#101514",
        "block-cursor-blurred-background": "#e6e8e2",
        "block-cursor-blurred-foreground": "#23292a",
        "input-selection-background": "#bcd8d0",
    },
)
CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff66",
    warning="#ffff00",
    error="#ff6a6a",
    dark=True,
    text_alpha=1.0,
    variables={
        "border": "#ffffff",
        "border-blurred": "#8a8a8a",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#404040",
        "block-cursor-blurred-foreground": "#ffffff",
        "text-muted": "#e0e0e0",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)


def after(name: str) -> str:
    """Return the name of the theme that follows the one named."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
