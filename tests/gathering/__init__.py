"""Tests of gathering: tables, cards, pages, feeds, mail, and what is proposed from them."""
