"""A previewed prompt as data: its messages, its parts, tokens and cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.actions.prompts_preview import Kind

if TYPE_CHECKING:
    from outreach.actions.prompts_preview import Preview
    from outreach.domain.prices import Prices


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
