"""Print how matching fares on a labelled set: `python -m tests.matching.evaluate [NAME] [--wrong]`.

`--wrong` lists what went wrong, which is for the development set only: nothing may be adjusted to the held-out one.
"""

from __future__ import annotations

import sys

from tests.matching.sets import figures, outcomes


def main(argv: list[str]) -> None:
    """Print the figures of one set, by default of both."""
    for name in [each for each in argv if not each.startswith("-")] or ["development", "held_out"]:
        found = outcomes(name)
        came = figures(found)
        print(
            f"{name}: top-1 {came.right}/{came.fitting} ({came.accuracy:.0%}), nothing found {came.missed}, "
            f"false fits {came.false}/{came.unfitting} ({came.false_fits:.0%})"
        )
        for each in found if "--wrong" in argv else []:
            if not each.right:
                print(f"  {each.case.need} | {', '.join(each.case.fits) or 'nothing'} | {each.chosen or 'nothing'} {each.why}")


if __name__ == "__main__":
    main(sys.argv[1:])
