"""A workspace is found, created whole or not at all, and read with every mistake in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach import settings
from outreach.errors import BadInput
from outreach.root import find_root
from outreach.workspace import Workspace, create, find, read_contact

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_workspace_is_valid_as_it_stands(tmp_path: Path) -> None:
    """Settings, offers and the example contact can be read at once, and each file explains itself."""
    written = create(tmp_path)
    place = Workspace(tmp_path)
    assert settings.load(place.settings_file(), {}).sender is not None
    assert place.offers()
    assert all(place.contact(name).sourced for name in place.contact_ids())
    assert place.contact_ids()
    assert all("#" in path.read_text(encoding="utf-8") for path in written)


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path) -> None:
    """One file in the way, and no file is written."""
    (tmp_path / "offers.yaml").write_text("mine")
    with pytest.raises(BadInput, match=r"already has offers\.yaml; nothing was written"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["offers.yaml"]
    assert (tmp_path / "offers.yaml").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A file where a folder should be."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="cannot be written to"):
        create(tmp_path / "file")


def test_a_workspace_is_found_from_inside_it(tmp_path: Path) -> None:
    """The nearest one upwards; none is None."""
    create(tmp_path)
    inside = tmp_path / "contacts" / "deep"
    inside.mkdir()
    assert find(inside) == Workspace(tmp_path)
    assert find(tmp_path.parent) is None


def test_every_mistake_in_the_offers_is_reported_at_once(tmp_path: Path) -> None:
    """Wrong kind, missing title, id used twice: three mistakes, three lines."""
    (tmp_path / "offers.yaml").write_text(
        "offers:\n"
        "  - {id: a, title: a copy, kind: gift}\n"
        "  - {id: b, kind: time}\n"
        "  - {id: c, title: a copy, kind: time}\n"
        "  - {id: c, title: a copy, kind: time}\n"
    )
    with pytest.raises(BadInput) as caught:
        Workspace(tmp_path).offers()
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 3, 5]


@pytest.mark.parametrize("text", ["offers: 3", "- id: a", "people: []", "offers: []\nmore: 1"])
def test_a_file_that_is_no_inventory_is_one_sentence(text: str, tmp_path: Path) -> None:
    """One key, `offers`."""
    (tmp_path / "offers.yaml").write_text(text)
    with pytest.raises(BadInput, match="one key, `offers`"):
        Workspace(tmp_path).offers()


def test_a_contact_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    """The remedy lists what is there."""
    create(tmp_path)
    place = Workspace(tmp_path)
    with pytest.raises(BadInput, match=f"no contact 'nobody'.*{place.contact_ids()[0]}"):
        place.contact("nobody")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b", "..", ""])
def test_a_contact_id_is_no_path(name: str, tmp_path: Path) -> None:
    """Only names of files in `contacts/` are contacts."""
    create(tmp_path)
    (tmp_path / "secret.yaml").write_text("id: x\nname: X\n")
    with pytest.raises(BadInput, match="no contact"):
        Workspace(tmp_path).contact(name)


def test_a_contact_file_with_mistakes_names_each_line(tmp_path: Path) -> None:
    """Unknown key, bad address, bad date."""
    path = tmp_path / "x.yaml"
    path.write_text(
        "id: x\nname: X\nnickname: y\naddress: nowhere\nfacts:\n  - {id: f, text: T, source: {where: w, when: soon}}\n"
    )
    with pytest.raises(BadInput) as caught:
        read_contact(path)
    assert sorted(mistake.line for mistake in caught.value.mistakes) == [3, 4, 6]


def test_the_root_is_found_without_reading_anything(tmp_path: Path) -> None:
    """An `outreach.yaml` that is broken still says where the workspace is."""
    (tmp_path / "outreach.yaml").write_text("[")
    (tmp_path / "a").mkdir()
    assert find_root(tmp_path / "a") == tmp_path
