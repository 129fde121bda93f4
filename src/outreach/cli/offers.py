"""`outreach offers`: what you can give: list it, add to it, look through it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from outreach import wiring
from outreach.actions import offers as action
from outreach.actions.days import spoken
from outreach.actions.offer_check import Fault, check
from outreach.actions.offers import Given, given_this_month, listed
from outreach.actions.values import day
from outreach.cli import printing
from outreach.cli.parsing import Parser
from outreach.cli.people.any_order import AnyOrder
from outreach.cli.printing import Styled
from outreach.domain.offer import OfferKind
from outreach.domain.size import Size
from outreach.errors import BadInput
from outreach.offers_file import OffersFile
from outreach.workspace import OFFERS

if TYPE_CHECKING:
    import argparse

    from outreach.actions.offer_check import Found
    from outreach.actions.offers import Listed
    from outreach.workspace import Workspace

_CALLED = {
    "id": "ID", "title": "--title", "detail": "--detail", "kind": "--kind", "size": "--size", "tags": "--tags",
    "limit_per_month": "--limit", "expires": "--expires", "link": "--link",
}  # fmt: skip
_FORMATS = ("text", "json")


def parser() -> Parser:
    """Return the parser of `outreach offers`."""
    parser = Parser(prog="outreach offers", description="What you can give. Every message opens with one of these offers.")
    verbs = parser.add_subparsers(dest="verb", metavar="list|add|check", required=True, parser_class=AnyOrder)
    one = verbs.add_parser("list", help="list the offers, and how much of each is left this month")
    one.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    one.set_defaults(act=_list)
    one = verbs.add_parser("check", help="find offers that are expired, promised too often, vague, or twice there")
    one.add_argument("--format", choices=_FORMATS, default="text", help="default: text")
    one.set_defaults(act=_check)
    _register_add(verbs.add_parser("add", help="add an offer to offers.yaml"))
    return parser


def _register_add(one: AnyOrder) -> None:
    one.add_argument("id", metavar="ID", help="a short name of your own: small letters, digits, - . _")
    one.add_argument("--title", required=True, help='completes the sentence "I can offer you …"')
    one.add_argument("--kind", required=True, choices=[str(each) for each in OfferKind], help="what is given")
    one.add_argument("--detail", help="a whole sentence or two: what exactly it is")
    one.add_argument("--size", choices=[str(each) for each in Size], help="what it takes of you (default: small)")
    one.add_argument("--tags", metavar="WORDS", help="further words by which a need may speak of it, with commas between")
    one.add_argument("--limit", dest="limit_per_month", type=int, metavar="N", help="how often a month you can give it")
    one.add_argument("--expires", metavar="DATE", help="the last day it stands, as 2030-12-31")
    one.add_argument("--link", metavar="URL", help="a page that says more")
    one.set_defaults(act=_add)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says, and return its exit code."""
    return int(args.act(args))


def _list(args: argparse.Namespace) -> int:
    place = wiring.required_workspace()
    rows = listed(place.offers(), _given(place), wiring.today())
    if args.format == "json":
        printing.out(printing.json_text({"offers": [_data(row) for row in rows]}, indent=2))
        return 0
    for row in rows:
        _print(row)
    if not rows:
        printing.note("There are none yet, and every message opens with one: `outreach offers add ID --title … --kind …`.")
    return 0


def _add(args: argparse.Namespace) -> int:
    given: dict[str, object] = {name: getattr(args, name) for name in _CALLED if getattr(args, name) is not None}
    if args.tags is not None:
        given["tags"] = tuple(tag for tag in (part.strip() for part in args.tags.split(",")) if tag)
    if args.limit_per_month is not None and args.limit_per_month < 1:
        raise BadInput("--limit takes a number from 1 on.", remedy="Leave it out where there is no limit.")
    if args.expires is not None:
        given["expires"] = day(args.expires, "--expires", wiring.today())
    offer = action.add(wiring.required_workspace(), given, _CALLED)
    printing.out(f"Added {offer.id}: I can offer you {offer.title}")
    printing.note("`outreach offers check` looks through it.")
    return 0


def _check(args: argparse.Namespace) -> int:
    place = wiring.required_workspace()
    file = OffersFile(place.root / OFFERS)
    found = check(file, _given(place), wiring.linter(place), wiring.today())
    if args.format == "json":
        printing.out(printing.json_text({"offers": len(file.offers), "found": [_told(each) for each in found]}, indent=2))
        return int(bool(found))
    for each in found:
        printing.out(Styled(f"{each.fault}", _COLOURS.get(each.fault, "red")), f"  {each.mistake}")
    said = f"{len(file.offers)} {'offer' if len(file.offers) == 1 else 'offers'} looked at"
    printing.note(
        f"{said}, {len(found)} {'thing' if len(found) == 1 else 'things'} to mend." if found else f"{said}: all is well."
    )
    return int(bool(found))


_COLOURS = {Fault.EXPIRES_SOON: "yellow", Fault.TWICE: "yellow"}


def _given(place: Workspace) -> Given:
    """Return what the ledger says; nothing where there is no memory yet, and none is made for it."""
    settings = wiring.settings(place)
    if not action.is_kept(wiring.database_url(place, settings)):
        return Given()
    with wiring.store(place, settings) as store:
        return given_this_month(store, wiring.today())


def _print(row: Listed) -> None:
    offer = row.offer
    printing.out(Styled(offer.id, "bold"), f"  {offer.kind}, {offer.size}")
    for line in textwrap.wrap(offer.title, printing.width() - 3, break_on_hyphens=False):
        printing.out("   ", line)
    state = [_left(row)] if row.left is not None else []
    if offer.expires is not None:
        state.append(f"expires on {spoken(offer.expires)}" if row.stands else f"expired on {spoken(offer.expires)}")
    if state:
        printing.out("   ", Styled("; ".join(state), "yellow" if row.left == 0 or not row.stands else "dim"))


def _left(row: Listed) -> str:
    return f"{row.left} of {row.offer.limit_per_month} left this month"


def _data(row: Listed) -> dict[str, object]:
    """Return an offer as data; `left` is null where it has no limit."""
    return row.offer.model_dump(mode="json") | {"left": row.left, "stands": row.stands}


def _told(each: Found) -> dict[str, object]:
    mistake = each.mistake
    return {
        "fault": str(each.fault), "offer_id": each.offer_id, "rule": each.rule or None, "file": mistake.where,
        "line": mistake.line, "column": mistake.column, "says": mistake.what,
    }  # fmt: skip
