# ruff: noqa: RUF001 - other alphabets are what these tests are about
"""A message is folded to what a reader sees, maps back exactly, and is cut into sentences in their parts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.lint.text import Part, Reading, is_english, normalise, read

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\U000e0041"
PIECES = st.sampled_from(
    [
        "Hi Ann,",
        "\n",
        "\n\n",
        " ",
        "> ",
        "- ",
        "U R G E N T",
        "fr33",
        "**b**",
        "&amp;",
        "<br>",
        "\u0435",
        "\u0301",
        "...",
        "é",
        "\ud800",
    ]
)
MESSAGES = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)


def parts(body: str) -> list[tuple[Part, str]]:
    """List the sentences of a body with the part each stands in."""
    return [(sentence.part, sentence.text) for sentence in read("", body).sentences]


def texts(body: str) -> list[str]:
    """List the sentences of a body."""
    return [sentence.text for sentence in read("", body).sentences]


@given(MESSAGES)
def test_places_map_back_in_order_and_inside(original: str) -> None:
    """Each character of the folded text has a place in the original, and places never go backwards."""
    text = normalise(original)
    spans = [text.origin(at, at + 1) for at in range(len(text.text))]
    assert all(0 <= start < end <= len(original) for start, end in spans)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(spans))
    assert text.origin(len(text.text), len(text.text)) == (len(original), len(original))


@given(MESSAGES)
def test_a_character_that_was_kept_maps_to_itself(original: str) -> None:
    """Where folding dropped characters only, the place mapped back holds the very character."""
    text = normalise(original)
    for at, letter in enumerate(text.text):
        start, end = text.origin(at, at + 1)
        if (
            letter.isascii()
            and letter.isalpha()
            and original[start:end].isascii()
            and end - start == 1
            and original[start].isalpha()
        ):
            assert original[start] == letter


@given(MESSAGES, MESSAGES)
def test_reading_is_deterministic_and_covers_its_places(subject: str, body: str) -> None:
    """The same message reads the same; sentences are what stands at their places, numbered, in order."""
    reading = read(subject, body)
    assert reading == read(subject, body)
    last = {"subject": 0, "body": 0}
    for index, sentence in enumerate(reading.sentences):
        whole = reading.subject if sentence.place == "subject" else reading.body
        assert sentence.index == index
        assert whole.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert sentence.start >= last[sentence.place]
        last[sentence.place] = sentence.end
    assert isinstance(is_english(reading), bool)


@given(MESSAGES, st.lists(st.tuples(st.integers(0, 200), st.sampled_from(ZERO_WIDTH)), max_size=6))
def test_zero_width_characters_change_nothing(body: str, added: list[tuple[int, str]]) -> None:
    """Invisible characters, wherever they are put, leave the folded text and the sentences as they were."""
    laced = body
    for at, invisible in added:
        laced = laced[:at] + invisible + laced[at:]
    assert normalise(laced).text == normalise(body).text
    assert read("", laced).sentences == read("", body).sentences


@given(st.text(st.characters(codec=None)))
def test_no_input_raises(body: str) -> None:
    """Any string of code points can be read, lone surrogates included."""
    assert read(body, body).sentences == read(body, body).sentences


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("U R G E N T please", "URGENT please"),
        ("A C T  N O W", "ACT  NOW"),
        ("u.r.g.e.n.t and u-r-g-e-n-t!", "urgent and urgent!"),
        ("URG3NT: fr33 m0ney, ca$h", "URGeNT: free money, cash"),
        ("urg\u200bent urg\u0435nt \u0430\u0441t n\u043ew", "urgent urgent act now"),
        (
            "\uff35\uff32\uff27\uff25\uff2e\uff34 \U0001d414\U0001d42b\U0001d420\U0001d41e\U0001d427\U0001d42d",
            "URGENT Urgent",
        ),
        ("u\u0336r\u0336g\u0336e\u0336n\u0336t\u0336", "urgent"),
        ("ur**ge**nt, **bold**, _soft_", "urgent, bold, soft"),
        ("*31* seats, *31%* off, *act now!* 3*4=12, 2 * 3", "31 seats, 31% off, act now! 3*4=12, 2 * 3"),
        ("&#85;rgent &amp; free&#8203;dom, R&D", "Urgent & freedom, R&D"),
        ("<b>Hi</b><br>there", "Hi\nthere"),
        ("[the form](https://a.example/x_y_z)", "the form (https://a.example/x_y_z)"),
        ("It\u2019s \u201cok\u201d\u2026", 'It\'s "ok"...'),
        ("a\r\nb\rc\u2028d\u00a0e", "a\nb\nc\nd e"),
        ("Jose\u0301", "José"),
    ],
)
def test_disguises_are_undone(original: str, folded: str) -> None:
    """Spacing, points, digits, look-alikes, wide letters, strokes, mark-up and entities hide nothing."""
    assert normalise(original).text == folded


@pytest.mark.parametrize(
    "text",
    [
        "3pm v2 GPT4 B2B H2O i18n A4 S3 Q3 0.5kg 1st K8s mp3 4x4",
        "https://example.org/a.b.c.d/fr33_m0ney?x=*y* and a_b_c@example.org",
        "snake_case, 5*3, 2 * 3, # of seats, Plan A or B",
        "Ж. Срочно, ответьте сегодня.",
        "José, Łódź, Grüße, £640, € 5 – 7 — ok",
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    """Names, units, versions, addresses, code and other alphabets are not rewritten."""
    assert normalise(text).text == text


def test_a_folded_place_maps_to_the_disguised_words() -> None:
    """A finding on a folded word is placed on all the characters that drew it."""
    text = normalise("now \u200bU R G E N T &amp; fr33!")
    at = text.text.index("URGENT")
    assert text.original[slice(*text.origin(at, at + 6))] == "U R G E N T"
    at = text.text.index("&")
    assert text.original[slice(*text.origin(at, at + 1))] == "&amp;"
    at = text.text.index("free")
    assert text.original[slice(*text.origin(at + 2, at + 4))] == "33"


def test_greeting_closing_signature_and_postscript_are_named() -> None:
    """A common letter is read part by part."""
    body = "Hi Ann,\n\nThe scans are yours. Would you read them?\n\nKind regards,\nBo Lund\nLund & Co\n\nPS: No rush. It keeps."
    assert parts(body) == [
        (Part.GREETING, "Hi Ann,"),
        (Part.PROSE, "The scans are yours."),
        (Part.PROSE, "Would you read them?"),
        (Part.CLOSING, "Kind regards,"),
        (Part.SIGNATURE, "Bo Lund"),
        (Part.SIGNATURE, "Lund & Co"),
        (Part.POSTSCRIPT, "PS: No rush."),
        (Part.POSTSCRIPT, "It keeps."),
    ]


@pytest.mark.parametrize(
    ("body", "greeting"),
    [
        ("hey Priit, small thing: it fails", "hey Priit,"),
        ("Kurt,\nI looked", "Kurt,"),
        ("Nkechi - the slot is open", "Nkechi -"),
        ("Good morning Dr. Okafor,\n\nThank you", "Good morning Dr. Okafor,"),
        ("Hello!\nIt works", "Hello!"),
        ("To whom it may concern:\nIt works", "To whom it may concern:"),
    ],
)
def test_greetings_are_found(body: str, greeting: str) -> None:
    """With or without a line of their own, and with a bare name."""
    assert parts(body)[0] == (Part.GREETING, greeting)


def test_a_bare_name_at_the_end_is_a_signature() -> None:
    """On a line of its own or after the last sentence."""
    assert parts("The scans are yours for good.\n\nBo")[-1] == (Part.SIGNATURE, "Bo")
    assert parts("The scans are yours for good. Bo")[-1] == (Part.SIGNATURE, "Bo")


@pytest.mark.parametrize(
    "quotation",
    [
        "> From: Bo\n> The attached is ours.",
        "---------- Forwarded message ----------\nFrom: Bo\nThe attached is ours.",
        "On 3 May 2024, Bo wrote:\n> The attached is ours.",
        "-----Original Message-----\nThe attached is ours.",
        "From: Bo\nSent: Monday\nThe attached is ours.",
    ],
)
def test_quotations_are_kept_and_named(quotation: str) -> None:
    """Quoted and forwarded lines are there, as what they are."""
    found = parts(f"Hi Ann,\n\nsee below.\n\n{quotation}")
    assert found[1] == (Part.PROSE, "see below.")
    assert {part for part, _ in found[2:]} == {Part.QUOTED}
    assert "attached is ours" in found[-1][1]


def test_prose_after_quoted_lines_is_prose_again() -> None:
    """An answer between quoted lines is the writer's own."""
    assert (Part.PROSE, "Can you confirm?") in parts("Hi,\n\n> Thanks, will come back.\n\nCan you confirm?")


def test_list_items_are_items_without_their_marks() -> None:
    """Bulleted and numbered lines are read as items."""
    assert parts("We have:\n- a desk\n2. a chair\n• a lamp, unused")[1:] == [
        (Part.ITEM, "a desk"),
        (Part.ITEM, "a chair"),
        (Part.ITEM, "a lamp, unused"),
    ]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("See p. 14 l. 3 by Dr. J. Smith, e.g. the 2.5 kg one. It is here.", 2),
        ("It is at https://a.example/b.html?c. Take it.", 2),
        ("love it 🔥🔥 could you play it?", 2),
        ("Well... maybe. Or not?!", 3),
        ("it starts lower. like this. all of it.", 3),
        ("One line\n\nanother without stops", 2),
        ('He said "no." Then he left.', 2),
    ],
)
def test_sentences_are_cut_by_rule(body: str, count: int) -> None:
    """Abbreviations, initials, decimals, links and emoji do not mislead the cut."""
    assert len(texts(body)) == count


def test_lines_wrapped_by_a_mail_program_are_one_sentence() -> None:
    """A long line without a stop goes on in the next."""
    body = "I went through the whole of your catalogue last weekend and found that\nthree of the entries are doubled."
    assert len(texts(body)) == 1


OTHERS = {
    "Dutch": "Ik zou graag willen weten of je volgende week tijd hebt om met ons te praten over het project.",
    "German": "Ich würde gerne wissen, ob Sie nächste Woche Zeit haben, mit uns über das Projekt zu sprechen.",
    "French": "Je voudrais savoir si vous avez le temps de parler avec nous du projet la semaine prochaine.",
    "Spanish": "Me gustaría saber si tienes tiempo para hablar con nosotros sobre el proyecto la próxima semana.",
    "Italian": "Vorrei sapere se la prossima settimana avete tempo di parlare con noi del progetto della scuola.",
    "Portuguese": "Gostaria de saber se você tem tempo para falar com a gente sobre o projeto na próxima semana.",
    "Polish": "Chciałbym wiedzieć, czy w przyszłym tygodniu ma Pan czas, żeby porozmawiać z nami o tym projekcie.",
    "Swedish": "Jag skulle vilja veta om du har tid att prata med oss om projektet nästa vecka, det är inte bråttom.",
    "Danish": "Jeg vil gerne vide, om du har tid til at tale med os om projektet i næste uge, det er ikke så vigtigt.",
    "Turkish": "Gelecek hafta bizimle proje hakkında konuşmak için zamanınız olup olmadığını bilmek istiyorum.",
    "Indonesian": "Saya ingin tahu apakah Anda punya waktu untuk berbicara dengan kami tentang proyek minggu depan.",
    "Finnish": "Haluaisin tietää, onko teillä aikaa puhua kanssamme projektista ensi viikolla, mutta ei ole kiire.",
    "Romanian": "Aș vrea să știu dacă aveți timp să vorbiți cu noi despre proiect săptămâna viitoare, nu este urgent.",
    "Czech": "Chtěl bych vědět, jestli máte příští týden čas si s námi promluvit o projektu, není to nijak naléhavé.",
    "Vietnamese": "Tôi muốn biết tuần tới bạn có thời gian để nói chuyện với chúng tôi về dự án này hay không.",
    "Russian": "Я хотел бы знать, есть ли у вас время поговорить с нами о проекте на следующей неделе.",
    "Greek": "Θα ήθελα να ξέρω αν έχετε χρόνο να μιλήσουμε για το έργο την επόμενη εβδομάδα.",
    "Chinese": "我想知道你下周有没有时间和我们谈谈这个项目。谢谢你的帮助。",
    "Japanese": "来週、プロジェクトについてお話しするお時間があるかどうか教えていただけますか。",
    "Korean": "다음 주에 프로젝트에 대해 저희와 이야기할 시간이 있으신지 알고 싶습니다.",
    "Arabic": "أود أن أعرف ما إذا كان لديك وقت للتحدث معنا حول المشروع الأسبوع المقبل.",
    "Hindi": "मैं जानना चाहता हूँ कि क्या अगले सप्ताह आपके पास परियोजना के बारे में बात करने का समय है।",
}


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_other_languages_cannot_be_judged(language: str) -> None:
    """A message in another language is told apart, in one sentence."""
    assert not is_english(read("", OTHERS[language]))


@pytest.mark.parametrize(
    "body",
    [
        "Hi Müller-Lüdenscheidt, I've put Zdeněk Šímová and Siobhán Ó Súilleabháin in touch with you about Łódź.",
        "The fix is `for x in range(n): print(x)`; run `git push origin main` after it and you should see it pass.",
        'You wrote "il faut cultiver notre jardin" in your note, and I have the page it comes from for you.',
        "CV attached. Two slots open: Tue 10.00, Wed 14.00. No reply needed.",
        "> Ich habe das Buch.\n\nHi Uwe, that is the one I meant and you can have mine when you come over.",
        "Call me",
        "",
    ],
)
def test_english_with_names_code_and_quotes_can_be_judged(body: str) -> None:
    """Foreign names, code, short quotations and very short texts do not make English foreign."""
    assert is_english(read("", body))


def test_capitals_are_english_too() -> None:
    """ALL CAPS changes no reading of language or parts."""
    reading: Reading = read("", "HI ANN,\nTHE SCANS ARE YOURS. WOULD YOU READ THEM?\n\nREGARDS,\nBO")
    assert is_english(reading)
    assert [s.part for s in reading.sentences] == ["greeting", "prose", "prose", "closing", "signature"]
