"""A short plain trade gives before it asks, and passes; an empty promise before an ask gives nothing."""

from __future__ import annotations

import pytest

from outreach.lint.linter import Linter
from outreach.lint.rulebook import load

FAIR = (
    "I can offer you a close reading of one draft of ten pages. Could you share my newsletter with your followers?",
    "I'd be glad to feature your podcast in my newsletter of 4,000 readers. Would you mention my book in an episode?",
    "I can proofread your next article. Could you introduce me to your editor?",
    "I can repair the dead links in your resource list; there are eleven of them. Would you add our archive to it?",
    "I'd happily take photographs at your open day, and you get all the files. Would you hang our leaflet in the hall?",
    "We can print your flyers, 500 of them, on our own press. Could you post about our exhibition?",
    "I've made a corrected map of your trail and can send you the file. Would you link to our walking guide?",
    "I can teach a free class at your library on mending books. Could you announce it and my shop in your bulletin?",
    "I can give your team a tour of our dye workshop, forty minutes, no charge. Could you share the link to our crowdfunding?",
    "I can offer your readers a free copy of my bread guide. Could you mention my course in your next mail?",
    "I can offer feedback on one funding plan. Would you share our survey with your members?",
    "I'd like to give you a spare ticket for the Thursday talk. Could you introduce me to the curator?",
    "Hi Ines, I'd be happy to give you my table at the Sunday market on 4 May. Would you share our petition? Tom",
    "Hi Piet, you can have our old projector screen. Would you tell your film club about our festival? Sanne",
    "Hi Hugo, I can write the alt texts for the 60 pictures on your site. Could you link to our accessibility guide? Wen",
)

EMPTY = (
    "I can offer you a great opportunity to work together. Could you share my newsletter with your followers?",
    "I can offer you my eternal gratitude. Could you share my newsletter with your followers?",
    "I can offer you something really valuable. Would you mention my book in an episode?",
    "I'd be happy to help you with anything some day. Could you introduce me to your editor?",
    "I can promise you a lot of exposure. Could you design our logo?",
    "We can offer you a mutually beneficial partnership. Could you post about our exhibition?",
    "Happy to help whenever you need something. Would you recommend my studio to your clients?",
    "I can send you my book and you could review it. Could you post the review before May?",
    "I can give you a discount on my coaching if you like. Would you share my page?",
    "I'll owe you one. Could you proofread my thesis?",
    "I can offer you content for your blog at no cost. Could you place two links to our casino in it?",
    "Hi Ben, I can assure you that you will not regret it. Could you stock our magazine? Lu",
    "Hello Mira, I'd like to introduce myself and our workshop to you. Would you mention us in your guide? Uli",
    "Hi Max, I can put in a good word for you sometime. Could you fix my laptop? Ron",
    "Could you introduce me to your editor? I can proofread your next article.",
)


@pytest.mark.parametrize("body", FAIR)
def test_a_plain_trade_passes(body: str) -> None:
    """One concrete gift, then one ask: nothing in it holds it."""
    assert Linter(load()).lint("", body).cleared


@pytest.mark.parametrize("body", EMPTY)
def test_an_empty_gift_holds(body: str) -> None:
    """What gives nothing, or gives last, is held as before."""
    assert not Linter(load()).lint("", body).cleared
