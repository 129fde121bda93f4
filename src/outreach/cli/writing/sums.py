"""What a previewed prompt comes to: tokens, cost, and how much of it begins every request alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.prompts_preview import CACHED_FROM, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.actions.prompts_preview import Preview
    from outreach.domain.prices import Prices


def sums(shown: Preview, model: str | None, prices: Prices | None) -> Iterator[str]:
    """Yield a sentence each on the tokens, the cost (where the price of the model is known) and the beginning that is alike."""
    total = str(shown.total)
    yield f"{total[:1].upper()}{total[1:]} of {shown.budget:,} allowed, and a reply of at most {shown.reply:,}."
    price = prices.of(f"openai:{model}") if prices is not None else None
    if prices is not None and price is not None:
        prompt, reply = shown.cost(price)
        about = "" if shown.total.exact else "about "
        yield (
            f"With {model} it costs {about}{prompt:.5f} {prices.currency}, and the longest reply {reply:.5f} {prices.currency} "
            f"(prices of {prices.date})."
        )
    else:
        yield f"No price is known for {model or 'the model'}: add it to `prices:` in outreach.yaml."
    yield f"The first {str(shown.same).removeprefix('about ')} are the same for every contact{_cached(shown)}."


def _cached(shown: Preview) -> str:
    if shown.same.tokens >= CACHED_FROM:
        return f", so servers that remember beginnings of {CACHED_FROM:,} tokens and more charge less for them"
    return f": fewer than the {CACHED_FROM:,} from which on servers remember a beginning, so nothing is saved by it"


def data(shown: Preview, model: str | None, prices: Prices | None) -> dict[str, object]:
    """Return a preview as data: the messages exactly as they would be sent, and the parts they are made of."""
    price = prices.of(f"openai:{model}") if prices is not None else None
    cost = None
    if prices is not None and price is not None:
        prompt, reply = shown.cost(price)
        cost = {"currency": prices.currency, "date": str(prices.date), "model": model, "prompt": prompt, "reply_at_most": reply}
    return {
        "name": shown.name, "version": shown.version, "digest": shown.digest, "contact": shown.brief.contact.id,
        "offer": shown.brief.offer.id, "messages": [{"role": role, "content": shown.text(role)} for role in ("system", "user")],
        "parts": [
            {"role": part.role, "kind": str(part.kind), "from": part.source or None, "trusted": part.kind is not Kind.DATA,
             "text": part.text}
            for part in shown.parts
        ],
        "tokens": {
            "system": shown.system.tokens, "user": shown.user.tokens, "total": shown.total.tokens, "exact": shown.total.exact,
            "same_for_every_contact": shown.same.tokens, "budget": shown.budget, "reply_at_most": shown.reply,
        },
        "cost": cost,
    }  # fmt: skip
