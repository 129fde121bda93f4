"""Ids for people whom nobody gave one."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from outreach.actions.naming import ids_for
from outreach.domain.contact import Contact


def test_the_plainest_comes_first() -> None:
    """The name in small letters, then with a mark of who it is."""
    first, second, third = islice(ids_for("Zoë Müller", "zoe@mueller.example"), 3)
    assert first == "zoe-muller"
    assert second.startswith("zoe-muller-")
    assert third == f"{second}-2"


def test_another_script_takes_the_address() -> None:
    """And where there is none, a mark alone tells two people apart."""
    assert next(ids_for("Юлия", "Yulia.P@x.example")) == "yulia-p"
    assert next(islice(ids_for("Юлия"), 1, None)) != next(islice(ids_for("Анна"), 1, None))


def test_a_second_import_comes_to_the_same_id() -> None:
    """Case does not matter."""
    assert list(islice(ids_for("Ana", "A@x.example"), 3)) == list(islice(ids_for("Ana", "a@X.example"), 3))


@given(st.text(), st.none() | st.text(), st.none() | st.text())
def test_whatever_it_is_made_from_it_is_an_id(name: str, address: str | None, handle: str | None) -> None:
    """Lone surrogates and marks included."""
    for id_ in islice(ids_for(name, address, handle), 4):
        assert Contact(id=id_, name="x").id == id_
