"""Hostile prompts, and a program that checks each of them, and drafts with it, under a hard limit of processor time and memory.

Run as `python -m tests.prompting.tricks FOLDER`: it prints a line of JSON for each trick, and the system ends it where one takes
more than a second or two, or more memory than a prompt could need.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from outreach import wiring, workspace
from outreach.errors import BadPrompt
from outreach.prompting import sample
from tests.prompting.files import HEAD, prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.workspace import Workspace

MEMORY = 150_000_000
"""The most bytes that judging one prompt may add to the program."""

TRICKS = {
    "a long loop": "{% for i in range(10**12) %}x{% endfor %}",
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a loop over an input": "{% for letter in brief %}{{ letter }}{% endfor %}",
    "a recursive loop": "{% for a in brief recursive %}{{ loop(brief) }}{% endfor %}",
    "a recursive macro": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "a caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ m() }}{% endcall %}",
    "a long text": "{{ 'x' * 200000000 }}",
    "a long list": "{{ [0] * 200000000 }}",
    "a long text in a condition": "{% if 'x' * 200000000 == brief %}x{% endif %}",
    "doubling by ~": "{{ " + "~".join(["brief"] * 5000) + " }}",
    "center": "{{ brief|center(10**9) }}",
    "indent": "{{ brief|indent(10**9) }}",
    "replace": "{{ 'x'|replace('x', 'x' * 99999)|replace('x', 'y' * 99999) }}",
    "a filter block": "{% filter center(1000000000) %}x{% endfilter %}",
    "wordwrap": "{{ brief|wordwrap(1)|list|batch(1)|list }}",
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "attr": "{{ brief|attr('__class__') }}",
    "getitem": "{{ brief['__class__'] }}",
    "map attribute": "{{ [brief]|map(attribute='__class__')|list }}",
    "globals of a function": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "a function without a call": "{{ lipsum }}",
    "lipsum": "{{ lipsum(n=10000000) }}",
    "cycler": "{{ cycler.__init__.__globals__.os }}",
    "joiner": "{% set j = joiner(',') %}{{ j() }}",
    "namespace": "{% set ns = namespace(x=brief) %}{% set ns.x = ns.x ~ ns.x %}{{ ns.x }}",
    "self": "{{ self._TemplateReference__context }}",
    "the caller's words": "{{ _0 }}{{ _1 }}",
    "format": "{{ '{0.__class__}'.format(brief) }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "format filter": "{{ '%1000000000d'|format(1) }}",
    "power": "{{ 9**9**9 }}",
    "power in a condition": "{% if 9**9**9 %}x{% endif %}",
    "shift": "{{ 1 << 999999999 }}",
    "a huge number": "{{ " + "9" * 90_000 + " }}",
    "a huge hexadecimal number": "{{ 0x" + "f" * 90_000 + " }}",
    "a huge exponent": "{{ 1e999999999 }}",
    "a huge text": "{{ '" + "x" * 90_000 + "' }}",
    "deep brackets": "{{ " + "(" * 40_000 + "words" + ")" * 40_000 + " }}",
    "deep lists": "{{ " + "[" * 40_000 + "]" * 40_000 + " }}",
    "deep not": "{{ " + "not " * 20_000 + "words }}",
    "deep minus": "{{ " + "-" * 50_000 + "words }}",
    "a long condition": "{% if " + " and ".join(["words"] * 10_000) + " %}x{% endif %}",
    "a long comparison": "{% if " + " < ".join(["1"] * 20_000) + " %}x{% endif %}",
    "nested conditions": "{% if words %}" * 3_000 + "x" + "{% endif %}" * 3_000,
    "a chain of elif": "{% if words %}" + "{% elif words %}" * 5_000 + "{% endif %}",
    "nested else": "{% if words %}{% else %}" * 2_000 + "{% endif %}" * 2_000,
    "many tags": "{{ words }}" * 9_000,
    "many openings": "{{" * 45_000,
    "many comments": "{#" * 45_000,
    "many endings": "}}" * 45_000,
    "a raw block that never ends": "{% raw %}" * 10_000,
    "a file that is too long": "x" * 200_000,
    "blanks": "{{ words" + " " * 90_000 + "}",
    "an import": "{% import 'partials/voice.md' as v %}{{ v }}",
    "inheritance": "{% extends 'partials/voice.md' %}{% block b %}{{ super() }}{% endblock %}",
    "a file elsewhere": "{% include '/etc/passwd' %}",
    "a file above": "{% include 'partials/../../outreach.yaml' %}",
    "a file by an input": "{% include brief %}",
    "autoescape": "{% autoescape true %}{{ brief }}{% endautoescape %}",
    "do": "{% do brief.append(1) %}",
    "debug": "{% debug %}",
    "an await": "{{ await brief }}",
}
"""By name, what stands in the user part."""

PARTIALS = {
    "partials that include themselves": {"a": '{% include "partials/a.md" %}'},
    "partials in a circle": {
        "a": '{% include "partials/b.md" %}',
        "b": '{% include "partials/a.md" %}{% include "partials/b.md" %}',
    },
    "partials that multiply": {chr(97 + n): f'{{% include "partials/{chr(98 + n)}.md" %}}' * 10 for n in range(12)} | {"m": "x"},
    "long partials many times": {"a": '{% include "partials/b.md" %}' * 199, "b": "x" * 99_000},
}
"""By name, partials of which the user part includes the first."""

MOST = "the most that a prompt may do"
"""Partials with as many tags as a file may have, included as often as a prompt may: no trick, and done in time."""


def main(folder: Path) -> None:
    """Judge every trick and print what came of it."""
    os.chdir(folder)
    workspace.create(folder)
    place = wiring.required_workspace()
    wiring.prompts(place).check("draft")  # what is loaded once is no trick's doing
    for name in (*TRICKS, *PARTIALS, MOST):
        _write(folder / "prompts", name)
        began = time.process_time()
        with _limits():
            came = {"name": name, "said": _mistakes(place), "refused": _refusal(place)}
        print(json.dumps(came | {"seconds": time.process_time() - began}), flush=True)  # noqa: T201  # read by the test


def _mistakes(place: Workspace) -> list[str]:
    """Return each mistake that `check` tells."""
    try:
        wiring.prompts(place).check("draft")
    except BadPrompt as error:
        return error.message.splitlines()
    return []


def _refusal(place: Workspace) -> list[str]:
    """Return what drafting in a workspace is refused with: before anything is written, or once the prompt is filled in."""
    try:
        wiring.engine(wiring.settings(place), "offline", place)
        wiring.prompts(place).render("draft", next(iter(sample.values("draft"))))
    except BadPrompt as error:
        return error.message.splitlines()
    return []


def _write(folder: Path, name: str) -> None:
    partials = {"a": "{% if words < 3 or words < 4 %}x{% endif %}" * 249} if name == MOST else PARTIALS.get(name, {})
    (folder / "partials").mkdir(parents=True, exist_ok=True)
    for old in (folder / "partials").glob("*"):
        old.unlink()
    for partial, words in partials.items():
        (folder / "partials" / f"{partial}.md").write_text(words, encoding="utf-8")
    trick = TRICKS.get(name, '{% include "partials/a.md" %}' * (199 if name == MOST else 1))
    head = HEAD.replace("brief: the", "words: w\n  brief: the")
    text = prompt(system="At most {{ words }}.", user=f"{{{{ brief }}}}\n{trick}", head=head)
    (folder / "draft.md").write_text(text, encoding="utf-8")


@contextlib.contextmanager
def _limits() -> Iterator[None]:
    """Let the system end this program over a second of processor time (rounded up to whole ones), and refuse it memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    unlimited = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + 1), unlimited))
    resource.setrlimit(resource.RLIMIT_AS, (pages + MEMORY, unlimited))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (unlimited, unlimited))
        resource.setrlimit(resource.RLIMIT_AS, (unlimited, unlimited))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
