"""Closed lists of English words that the offline engine knows. A word that is in none of them is never guessed at."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Return the words of a text that are set apart by blanks."""
    return frozenset(text.split())


# Verbs in their plain form.
VERBS = _words(
    """
    accept add advise aim answer appear apply appreciate archive arrange ask attend avoid bake be become begin
    believe belong blog book bring broadcast build buy call campaign care carry catalogue chair change check choose
    clean coach collect come compare compose conduct consider consult continue cook coordinate cover craft create
    curate cut cycle deal decide deliver describe design develop direct document draw dream drive dye edit employ enjoy
    expect explain explore face farm feel film find finish fix focus follow forge found fund gather get give go grow
    guide happen hate head help hire hope host illustrate import improve include interview invent invite join keep
    know lack lead learn lecture lend like list live look lose love mail maintain make manage map mean measure meet
    mend mentor miss model moderate move need offer open operate order organise organize own paint perform
    photograph plan plant play post practice practise prefer prepare present press print produce programme promote
    propose provide publish qualify raise read receive recommend record recruit recycle regret rehearse release rent
    repair report request research restore retire return review rewrite run say scan search seek sell send serve set
    sew share shoot show sing sketch solve speak spend stage start stop store struggle study suggest support survey
    take talk teach tell test think tour trace track trade train translate travel treat try tune turn tutor
    understand update use visit volunteer wait walk want watch weave welcome win wish wonder work worry write
    """
)
# Pasts that no rule makes from the plain form.
IRREGULAR_PASTS = _words(
    """
    became began bought brought built came chose drew drove felt found gave got grew kept knew lent lost made meant
    met ran read said sang saw sent sewed shot sold spent spoke taught thought told took understood went won wove
    wrote
    """
)
# Verbs that double their last letter before -ed.
DOUBLING = _words(
    """
    map plan scan stop
    """
)
# Verbs that are the same after "she" and after "you".
UNCHANGED = _words(
    """
    can can't cannot could couldn't did didn't had hadn't may might must should shouldn't will won't would wouldn't
    """
)
# Words that need "you are" before them: "based in Lyon".
DESCRIBING = _words(
    """
    based born interested involved known located
    """
)
# Adverbs that may stand before the verb of a fact.
ADVERBS = _words(
    """
    also always currently formerly just now often once previously recently regularly sometimes still usually
    """
)
# Words that begin the phrase after a verb.
LINKS = _words(
    """
    a about after against all among an any as at before both by during each eight every five for four from her his
    how in into its more most my nine no not of on one our over seven six some ten that the their these this those
    three through to towards two under until up what whether why with without your
    """
)
# Words that stand before a noun.
DETERMINERS = _words(
    """
    a all an another any both each eight eleven every five four half her his its many my nine no one our seven
    several six some ten that the their these this those three twelve two up your
    """
)
# Prepositions that may begin a title or a source.
PREPOSITIONS = _words(
    """
    about after as at before by during for from in into of on over to under until with
    """
)
# Nouns of offers that need "a" or "an" when nothing stands before them.
COUNTABLE = _words(
    """
    appointment book booklet booth call chair chapter checklist consultation contact copy critique day demo desk
    discount edit evening excerpt feature guide hour interview intro introduction invitation key lecture lesson
    letter licence link list loan lunch map meeting mention month morning page pass pattern place plan portrait
    profile reading recipe recommendation recording reference referral report review ride room screening seat
    session set shelf slot spot spreadsheet stall subscription summary table talk template ticket tour translation
    trip tutorial voucher walk walkthrough week workshop
    """
)
# Nouns of offers that never have an article: no names, so a capital letter may go.
UNCOUNTED = _words(
    """
    access addresses advice coverage editing feedback help lodging names notes promotion proofreading space storage
    support time tips training
    """
)
# Words that begin a question.
QUESTIONS = _words(
    """
    am are can could did do does had has have how is may might should was were what when where which who whom whose
    why will would
    """
)
# What people are called in their work; none of them is a name.
ROLES = _words(
    """
    archivist artist author baker beekeeper bookbinder bookseller chair co-founder co-host composer consultant co-organiser
    coordinator curator designer developer director editor engineer farmer filmmaker founder gardener head host illustrator
    journalist lead lecturer librarian maker manager musician organiser owner photographer podcaster poet potter printer producer
    programmer publisher repairer researcher singer student teacher trainer translator treasurer trustee volunteer weaver writer
    """
)
