"""The words that are known: the data are sound, and the compiled file is today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from outreach.domain.offer import OfferKind
from outreach.lint.lexicon import ENGLISH
from outreach.nearness import compiled
from outreach.nearness.related import COMMON, DATA, Group, Tie, build, listed, related
from outreach.yaml_file import read_yaml

if TYPE_CHECKING:
    from pathlib import Path


def test_the_compiled_file_is_up_to_date() -> None:
    """`python -m outreach.nearness.compiled` writes it anew."""
    assert compiled.read() == build()


def test_a_stale_or_broken_file_is_passed_over(tmp_path: Path) -> None:
    """The YAML files are the truth."""
    file = tmp_path / "compiled.json"
    assert compiled.read(file) is None
    file.write_text("{", encoding="utf-8")
    assert compiled.read(file) is None
    compiled.write(build(), file)
    assert compiled.read(file) == build()
    file.write_text(file.read_text(encoding="utf-8").replace('"near.yaml": ', '"near.yaml": 1'), encoding="utf-8")
    assert compiled.read(file) is None


@pytest.mark.parametrize(("name", "section"), [("near", "near"), ("near", "kindred"), ("fields", "fields"), ("acts", "acts")])
def test_every_group_ties_several_words(name: str, section: str) -> None:
    """No word stands twice in a group, none is empty, and none is a function word."""
    groups: dict[str, str] = read_yaml(DATA / f"{name}.yaml").data[section]
    for group, words in groups.items():
        each = listed(words)
        assert len(each) > 2, group
        assert all(each), group
        assert len(set(each)) == len(each), (group, sorted(word for word in each if each.count(word) > 1))
        assert not set(each) & ENGLISH, (group, set(each) & ENGLISH)


def test_what_meets_a_want_is_known() -> None:
    """Every gift that is said to meet a want is an act or a kind of offer; every want has an entry."""
    acts = read_yaml(DATA / "acts.yaml").data
    known = set(acts["acts"]) | {kind.value for kind in OfferKind}
    assert set(acts["meets"]) == set(acts["acts"])
    assert {gift for given in acts["meets"].values() for gift in listed(given)} <= known
    assert set(acts["ways"]) <= set(acts["acts"])
    assert set(listed(acts["alike"]["acts"])) <= set(acts["acts"])


def test_rare_words_weigh_more_than_common_ones() -> None:
    """And a phrase as much as its rarest word."""
    known = related()
    assert known.weight("help") == COMMON
    assert COMMON < known.weight("list") < known.weight("microphon") < known.weight("zither") == 1.0
    assert known.weight("string quartet") == max(known.weight("string"), known.weight("quartet"))


def test_ties_and_acts() -> None:
    """The word says which groups it is in, and what is wanted by it."""
    known = related()
    assert Group("money", Tie.ACT) in known.groups["grant"]
    assert known.spoken("illustr", "illustrators") >= {"person"}
    assert "person" not in known.spoken("illustr", "illustration")
    assert known.said("Would like somebody to look for mistakes") == {"feedback"}
    assert known.said("Runs a press") == frozenset()
