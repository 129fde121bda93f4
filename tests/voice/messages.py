"""Messages of two made-up people: one writes easily, the other stiffly."""

EASY = (
    """Hi Mark,

I've been thinking about your colour chart and I reckon it's close. Could you send me the grey version? I'd love to try it on the
set we organised last week.

It's a bit rough but I don't mind.

Cheers,
Ana""",
    """Hi Sue,

Thanks for the notes - they're dead useful. I've put them in the catalogue and I'll tell Tom. I'm off on Friday, so don't wait
for me.

There's no hurry at all, and no worries if it's late. I've got the loan of a van until the week after, so I can pop round again.

Cheers,
Ana""",
    """Hi Jo,

I can't make it on Tuesday, sorry. I'd be happy with Thursday though, and I'll bring the stuff you asked for. It's all in the
blue box.

There's a bit of glue left too. I haven't tried the new one, but Tom says it's good and he's usually right about that kind of
thing, as he was on Monday.

Cheers,
Ana""",
)
STIFF = (
    """Dear Dr Lowe:

Regarding the labor estimate, the committee will not meet before the end of the month. The color samples therefore have to be
returned to the center, where they are kept under supervision until the assessment has been completed. It is expected that the
remaining documentation will be available shortly.

Sincerely,
Martin Holt""",
    """Dear Ms Park:

The honor of a reply would be appreciated. The organization does not require the original, and a certified copy will suffice.
Furthermore, the center is not open on public holidays; visitors are kindly asked to plan accordingly, and to announce themselves
at the reception on their arrival.

Sincerely,
Martin Holt""",
    """Dear Mr Abadi:

Enclosed is the catalog requested in your letter. The committee is grateful for the thorough corrections, which have been
incorporated. It is not intended to print a second edition, hence these will appear online. A printed list of the
amendments has been deposited with the archive for the benefit of subscribers.

Sincerely,
Martin Holt""",
)
