# ruff: noqa: SIM905 - lists of words are read best as words
"""Words that play the same part in a message: what a sentence is made of besides its subject matter.

A class stands for its words in the patterns that the classifier counts ("WOULD YOU GIVE" for "could you send"), so
that a pattern learned on some words holds for the others. A word is in one class; the first class listed wins.
"""

_CLASSES = {
    "I": "i me myself im",
    "WE": "we us ourselves",
    "YOU": "you u ya yourself yourselves",
    "MY": "my mine",
    "OUR": "our ours",
    "YOUR": "your yours ur",
    "THEY": "they them he him she her his their theirs hers somebody someone",
    "THIS": "it this that these those its",
    "WOULD": "would could can will might may should shall 'd 'll",
    "MUST": "must need needs needed have has had got",
    "NOT": "not 't no never nothing nobody none neither nor without cannot dont wont cant doesnt didnt isnt",
    "IF": "if unless until till once when whenever whether provided assuming",
    "BECAUSE": "because since so as therefore hence why",
    "EVERYONE": "everyone everybody all others most each every anyone anybody rest",
    "ONLY": "only last few remaining left exclusively exclusive handful single final limited spots places seats",
    "GIVE": (
        "send give share offer introduce connect forward lend pass bring drop show teach help fix write translate read "
        "proofread test check feature publish host donate provide supply contribute draft prepare print deliver pick "
        "drive run post repair edit cover list add put take swap loan ship lay cook bake carry collect"
    ),
    "GAVE": (
        "sent gave shared fixed made wrote drafted recorded pulled measured found traced attached enclosed uploaded "
        "translated corrected tested checked counted mapped built compiled collected set opened pushed reproduced "
        "scanned typed copied printed marked listed noticed tracked labelled labeled photographed converted rewrote "
        "edited added cleaned compared repaired ran went read looked spotted pinned indexed transcribed digitised saved "
        "kept worked put told told prepared reserved booked paid brought dropped picked timed tested sorted mended "
        "featured published mentioned linked spoke asked included posted drew redrew designed redid cut moved"
    ),
    "WISH": (
        "ask asking request requesting wonder wondering wondered like love appreciate hope hoping hoped wish wishing "
        "keen willing open consider considering mind possible able happy glad delighted pleased grateful"
    ),
    "DO": (
        "reply respond confirm book sign join vote buy order pay register subscribe click call schedule meet fill "
        "complete submit tell let know mention promote recommend refer endorse retweet interview speak review answer "
        "return call phone email ring choose select visit attend support approve accept agree commit invest transfer"
    ),
    "THANK": "thank thanks thx thankful gratitude appreciated",
    "PRAISE": (
        "amazing incredible brilliant genius inspiring visionary legend legendary fantastic awesome outstanding "
        "extraordinary exceptional remarkable wonderful stunning phenomenal unparalleled best greatest finest perfect "
        "impressive admire admired admiration fan hero icon rockstar guru talented gifted insightful wisdom esteemed "
        "distinguished renowned impressed inspired inspiration brilliance mastery masterpiece genius unmatched "
        "exquisite magnificent marvellous superb eminent leading passionate passion expertise"
    ),
    "SHAME": (
        "embarrassing embarrassed amateur amateurish pathetic lazy sad poor weak stupid dull tired dated ugly silly "
        "foolish worst bad wrong mess shame ashamed joke laughable behind naive incompetent careless hardly"
    ),
    "FEAR": (
        "risk lose losing lost fine fined fines lawsuit legal penalty penalties court exposed breach leak fail failing "
        "failure damage liable trouble regret consequences sue police prison complaint solicitor lawyers danger afraid "
        "worry worse fire"
    ),
    "NOW": (
        "urgent urgently asap immediately now today tonight tomorrow deadline expires expire closes closing hurry "
        "quickly instantly midnight noon soon fast"
    ),
    "TIME": "second seconds minute minutes min mins hour hours day days week weeks month months year years",
    "DAY": "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
    "MONTH": "january february march april june july august september october november december jan feb mar apr",
    "SMALL": "quick small tiny little just simple easy brief minor wee moment easily simply favour favor",
    "OWE": "owe owed owes remember forget forgot repay repaid debt return back loyalty after",
    "FRIEND": "friend friends old met again buddy mate pal forever together bond family",
    "FREE": "free charge cost nothing bill obligation gratis costs",
    "POWER": "boss manager ceo director board competitor competitors colleagues team chair dean editor president",
    "THING": (
        "attached enclosed below link linked pdf file sheet document folder branch pr patch draft notes copy "
        "spreadsheet photos scan scans list table recording code repo commit"
    ),
    "FIT": "fit suit suits interest interested interests useful use helps welcome",
    "DECLINE": "decline skip ignore refuse otherwise either regardless whatever whichever anyway worries rush",
}

WORD_CLASS: dict[str, str] = {}
"""Each word of a class to the name of its class."""

for _name, _words in _CLASSES.items():
    for _word in _words.split():
        WORD_CLASS.setdefault(_word, _name)
