"""A parser that takes words and options in any order, as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.cli.parsing import Parser

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


class AnyOrder(Parser):
    """A parser for which `note ana --where W TEXT` is as good as `note ana TEXT --where W`.

    The library's own takes an optional word only where the first words stand.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # the library's own
        super().__init__(*args, **kwargs)
        self._sorting = False

    def parse_known_args(  # type: ignore[override]  # the library declares it once for each kind of namespace
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return what options and words say, and the arguments that nothing takes."""
        if self._sorting:
            return super().parse_known_args(args, namespace)
        self._sorting = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._sorting = False
