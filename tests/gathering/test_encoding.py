# ruff: noqa: RUF001 - letters of many alphabets
"""Encodings: told by their marks, by UTF-8's form, or by which letters make sense; and dates that can mean one day only."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.gathering.dates import day_in
from outreach.gathering.encoding import detect

SAMPLES = [
    ("cp1252", "Zoë Bäcker;Müller & Söhne\nJosé Núñez;Café Olé\n"),
    ("cp1252", "Renée\n"),
    ("cp1252", "Söderström;Åsa;Malmö\nGöran;Öberg;Göteborg\n"),
    ("cp1252", "it’s “quoted” – and more…\n"),
    ("cp1252", "name,email\nFrançois Lefèvre,f@x.org\n"),
    ("cp1252", "5 € – it’s “fine”…\n"),
    ("cp1252", "Bjørn;Ærø;Århus\nœuvre\n"),
    ("cp1252", "São Paulo;João Conceição\n"),
    ("cp1252", "Peña;Íñigo\n"),
    ("cp1252", "MÜLLER;KÖLN\n"),
    ("cp1252", "ÉLISE DUPRÉ\n"),
    ("cp1250", "Łukasz Żółć;Kraków\nJiří Novák;Brno\nŠárka Dvořáková;Plzeň\n"),
    ("cp1250", "Zażółć gęślą jaźń\n"),
    ("cp1250", "Kovács Gergő;Győr\nSzűcs Ödön\n"),
    ("cp1250", "Ďurčo;Ľubomír;Košice\n"),
    ("cp1251", "Иван Петров;Москва;редактор\nАнна Смирнова;Казань;переводчик\n"),
    ("cp1251", "Иван\n"),
    ("cp1253", "Γιώργος Παπαδόπουλος;Αθήνα\n"),
    ("cp1254", "Şule Yılmaz;İstanbul\nÇağrı Öztürk;Ankara\nİbrahim Doğan;İzmir;ağaç işleri\n"),
    ("cp1255", "שלום כהן;תל אביב\n"),
    ("cp1256", "محمد علي;القاهرة\n"),
    ("cp932", "山田太郎;東京\n佐藤花子;大阪\n編集者を探しています\n"),
    ("gb18030", "王小明;北京\n李华;上海;编辑\n"),
    ("cp949", "김철수;서울\n이영희;부산\n"),
    ("big5", "王小明;台北\n陳美麗;高雄\n"),
    ("mac_roman", "Zoë;Müller\nJosé;Café\n"),
    ("cp850", "Zoë;Müller\nJosé;Café\n"),
    ("koi8_r", "Иван Петров;Москва;редактор\n"),
    ("koi8_r", "Привет мир;Анна\n"),
]


@pytest.mark.parametrize(("codec", "text"), SAMPLES)
def test_the_letters_tell_the_encoding(codec: str, text: str) -> None:
    """What is read is what was written, also from a few lines; and it is said to be a guess."""
    raw = text.encode(codec)
    found = detect([raw])
    assert raw.decode(found.codec) == text
    assert found.guessed


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32"), ("utf-16-le", "UTF-16")],
)
def test_what_is_certain_is_no_guess(codec: str, name: str) -> None:
    """A mark, the form of UTF-8, or every other byte a zero."""
    text = "name;city\nZoë Bäcker;Berlin\n" * 3
    found = detect([text.encode(codec)])
    assert (found.name, found.guessed) == (name, False)
    assert text.encode(codec).decode(found.codec).lstrip("\ufeff") == text


def test_a_text_in_pieces_is_read_whole() -> None:
    """A letter may be cut between two pieces, and the telling line may come late."""
    raw = b"name\n" + b"plain\n" * 50_000 + "Zoë Ünal\n".encode()
    assert detect(raw[at : at + 1001] for at in range(0, len(raw), 1001)).name == "UTF-8"
    assert detect([b"plain\n" * 10, "Zoë\n".encode("cp1252")]).codec == "cp1252"
    assert detect([b"plain\n"]).name == "ASCII"
    assert detect([]).name == "ASCII"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", dt.date(2026, 3, 1)),
        ("2026-03-01T10:00:00Z", dt.date(2026, 3, 1)),
        ("2026/3/1", dt.date(2026, 3, 1)),
        ("12 Mar 2019", dt.date(2019, 3, 12)),
        ("1st of nothing, 1st March 2019", dt.date(2019, 3, 1)),
        ("March 1, 2019", dt.date(2019, 3, 1)),
        ("01.03.2019", dt.date(2019, 3, 1)),
        ("13/03/2019", dt.date(2019, 3, 13)),
        ("03/13/2019", dt.date(2019, 3, 13)),
        ("03/03/2019", dt.date(2019, 3, 3)),
        ("03/04/2019", None),
        ("2026-13-45", None),
        ("31 Feb 2026", None),
        ("12 Xyz 2019", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days(text: str, day: dt.date | None) -> None:
    """A date that may mean two days means none."""
    assert day_in(text) == day
