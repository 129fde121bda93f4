"""Edits of offers.yaml: what a person wrote there stays letter for letter, and nothing is half written."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.offer import Offer, OfferKind
from outreach.domain.size import Size
from outreach.errors import BadInput
from outreach.offers_file import OffersFile

SAMPLES = Path(str(files("outreach") / "samples"))
WRITTEN = """\
# head
offers:
  # about a
  - id: a   # short
    title: 'A thing'
    kind: skill
    tags: [x, "y"]

  # about b
  - id: b
    title: >-
      long
      text
    kind: time   # hm
    # inside b
  # about c
  - id: c
    kind: time
    title: |
      one
      # no comment

# the end
"""
NEW = Offer(
    id="tent", title="the loan: of our tent", detail="It's dry.", kind=OfferKind.RESOURCE, size=Size.LARGE,
    tags=("marquee", "yes"), limit_per_month=2, expires=dt.date(2030, 12, 31), link="https://tent.example",
)  # fmt: skip


def written(tmp_path: Path, text: str = WRITTEN) -> OffersFile:
    """Return the file of a text."""
    path = tmp_path / "offers.yaml"
    path.write_bytes(text.encode())
    return OffersFile(path)


def saved(file: OffersFile) -> str:
    """Return what is on the disk after saving, and read it again."""
    file.save()
    assert OffersFile(file.path).offers == file.offers
    return file.path.read_bytes().decode()


def test_an_offer_is_added_after_the_others_and_before_the_last_comment(tmp_path: Path) -> None:
    """Every line that was there is still there, in its place."""
    file = written(tmp_path)
    file.add(NEW)
    block = """\

  - id: tent
    title: 'the loan: of our tent'
    detail: It's dry.
    kind: resource
    size: large
    tags: [marquee, yes]
    limit_per_month: 2
    expires: 2030-12-31
    link: https://tent.example
"""
    assert saved(file) == WRITTEN.replace("      # no comment\n", f"      # no comment\n{block}")
    assert file.offers[-1] == NEW


def test_an_id_is_there_once(tmp_path: Path) -> None:
    """The one that has it is not touched."""
    file = written(tmp_path)
    with pytest.raises(BadInput, match=r"There is an offer 'b' .*already\. Choose another id\."):
        file.add(NEW.model_copy(update={"id": "b"}))
    assert file.text == WRITTEN


def test_only_what_differs_is_changed(tmp_path: Path) -> None:
    """Comments on the lines stay, keys that go without saying go, new ones stand at the end of their offer."""
    file = written(tmp_path)
    b = file.offers[1].model_copy(update={"title": "short", "kind": OfferKind.SKILL, "size": Size.MEDIUM})
    file.change(b)
    expected = WRITTEN.replace("title: >-\n      long\n      text\n", "title: short\n").replace(
        "kind: time   # hm", "kind: skill  # hm"
    )
    expected = expected.replace("    # inside b\n", "    # inside b\n    size: medium\n")
    assert saved(file) == expected
    file.change(file.offers[0].model_copy(update={"tags": ()}))
    assert saved(file) == expected.replace('    tags: [x, "y"]\n', "")
    file.change(file.offers[2].model_copy(update={"title": "two"}))
    assert saved(file).endswith("    kind: time\n    title: two\n\n# the end\n")


@pytest.mark.parametrize(
    ("id_", "gone"),
    [
        ("a", "  - id: a   # short\n    title: 'A thing'\n    kind: skill\n    tags: [x, \"y\"]\n"),
        ("b", "  - id: b\n    title: >-\n      long\n      text\n    kind: time   # hm\n    # inside b\n"),
        ("c", "  - id: c\n    kind: time\n    title: |\n      one\n      # no comment\n"),
    ],
)
def test_an_offer_is_taken_out_with_what_is_inside_it(tmp_path: Path, id_: str, gone: str) -> None:
    """Comments around it are left to the person."""
    file = written(tmp_path)
    assert file.remove(id_).id == id_
    assert saved(file) == WRITTEN.replace(gone, "")


def test_the_last_offer_can_go_and_a_first_one_come(tmp_path: Path) -> None:
    """An empty list is a list."""
    file = written(tmp_path, "# mine\noffers:\n  - id: a\n    title: x\n    kind: time\n# end")
    file.remove("a")
    assert saved(file) == "# mine\noffers: []\n# end\n"
    file.add(Offer(id="b", title="y", kind=OfferKind.TIME))
    assert saved(file) == "# mine\noffers:\n  - id: b\n    title: y\n    kind: time\n# end\n"


def test_an_unknown_offer_is_named_with_those_there(tmp_path: Path) -> None:
    """Nothing is done."""
    file = written(tmp_path)
    with pytest.raises(BadInput, match=r"no offer 'd' .* Offers there: a, b, c\."):
        file.remove("d")
    with pytest.raises(BadInput, match="no offer 'tent'"):
        file.change(NEW)


def test_other_indents_line_ends_and_marks_are_kept(tmp_path: Path) -> None:
    """A list without indent, CRLF, a byte order mark."""
    text = "\ufeffoffers:\r\n- id: a\r\n  title: x\r\n  kind: time\r\n"
    file = written(tmp_path, text)
    file.add(Offer(id="b", title="y", kind=OfferKind.TIME))
    assert saved(file) == text + "\r\n- id: b\r\n  title: y\r\n  kind: time\r\n"


@pytest.mark.parametrize("text", ["offers: [{id: a, title: x, kind: time}]\n", "{offers: [{id: a, title: x, kind: time}]}\n"])
def test_what_stands_on_one_line_is_left_to_the_person(tmp_path: Path, text: str) -> None:
    """One clear sentence, and nothing is written."""
    file = written(tmp_path, text)
    for edit in (lambda: file.add(NEW), lambda: file.remove("a")):
        with pytest.raises(BadInput, match="Edit it by hand"):
            edit()
    assert saved(file) == text


def test_an_edit_that_cannot_be_made_line_by_line_changes_nothing(tmp_path: Path) -> None:
    """An offer on one line of its own."""
    text = "offers:\n  - {id: a, title: x, kind: time}\n  - id: b\n    title: y\n    kind: time\n"
    file = written(tmp_path, text)
    with pytest.raises(BadInput, match="cannot be edited here; nothing was changed"):
        file.change(file.offers[0].model_copy(update={"title": "z"}))
    assert file.text == text
    file.remove("a")
    assert saved(file) == text.replace("  - {id: a, title: x, kind: time}\n", "")


def test_a_file_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    """Their words win."""
    file = written(tmp_path)
    file.add(NEW)
    file.path.write_text(f"{WRITTEN}# and more\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"was changed meanwhile; nothing was written\."):
        file.save()
    assert file.path.read_text(encoding="utf-8") == f"{WRITTEN}# and more\n"
    assert [path.name for path in tmp_path.iterdir()] == ["offers.yaml"]


def test_rights_and_links_are_kept(tmp_path: Path) -> None:
    """The file behind a link is written, and who may read it stays the same."""
    real = tmp_path / "real.yaml"
    real.write_text(WRITTEN, encoding="utf-8")
    real.chmod(0o640)
    (tmp_path / "offers.yaml").symlink_to(real)
    file = OffersFile(tmp_path / "offers.yaml")
    file.add(NEW)
    file.save()
    assert (tmp_path / "offers.yaml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "tent" in real.read_text(encoding="utf-8")


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing beside it."""
    file = written(tmp_path)
    file.add(NEW)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadInput, match=r"cannot be written: No space left on device\."):
        file.save()
    assert file.path.read_text(encoding="utf-8") == WRITTEN
    assert [path.name for path in tmp_path.iterdir()] == ["offers.yaml"]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """File, line and column each."""
    with pytest.raises(BadInput) as caught:
        written(tmp_path, "offers:\n  - id: a\n    title: x\n    kind: gold\n  - id: A!\n    kind: time\n")
    assert [(each.line, each.column) for each in caught.value.mistakes] == [(4, 5), (5, 5), (5, 5)]


@pytest.mark.parametrize("name", ["offers.yaml", "init/offers.yaml"])
def test_the_bundled_files_can_be_edited(tmp_path: Path, name: str) -> None:
    """There and back is the same file."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    file = written(tmp_path, text)
    file.add(NEW)
    assert saved(file).startswith(text.rstrip("\n"))
    file.remove("tent")
    assert saved(file).rstrip("\n") == text.rstrip("\n")


@given(title=st.text(min_size=1, max_size=80), detail=st.text(max_size=200), tag=st.text(max_size=20))
def test_whatever_words_are_added_are_read_again(
    tmp_path_factory: pytest.TempPathFactory, title: str, detail: str, tag: str
) -> None:
    """Signs of YAML, quotes, lines and other alphabets; or one clear sentence, and the file as it was."""
    fields = {"id": "new", "title": title, "detail": detail or None, "kind": "time", "tags": [tag] if tag.strip() else []}
    try:
        offer = Offer.model_validate(fields)
    except ValueError:
        return
    file = written(tmp_path_factory.mktemp("offers"))
    file.add(offer)
    assert file.offers[-1] == offer
    file.remove("new")
    assert file.text == WRITTEN
