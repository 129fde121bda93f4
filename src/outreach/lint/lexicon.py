# ruff: noqa: RUF001, SIM905 - words of other languages; a list of words is read best as words
"""Closed lists of English words that more than one lint module reads."""

DISGUISED = frozenset(
    """
    about absolutely account act action amazing answer anyone ask asap asking attached attention avoid awesome bank
    because before believe benefit best bitcoin book brilliant buy call cancel card cash chance charge claim click
    client contact confirm could credit crypto customer days deadline deal deals debt dear deposit discount download
    earn easy email everyone everybody exclusive expert expire expires expiring favor favour feedback fear final finally
    follow forward fraud free friend friends funding genius gift guarantee guaranteed guilt hello help hidden hurry
    immediate immediately important incredible instant instantly introduce introduction invest investment invite
    invoice join just last late later leave legal legend limited link list listen little login lose loss love loyal
    maybe meeting mention miss missed moment money more must need needed never nobody nothing notice obligation offer
    offers once only opportunity order other others owed password payment people percent phone please post price
    prize problem profit promise promote proof publish quick quickly read reader readers real really refund register
    reminder reply request respond respond response review reward rich risk sales save scam schedule seats secret
    send serious service share shame sign silly small someone soon sorry special spots stop stupid subscribe success
    support sure tell thank thanks their there these they this those threat tiny today together tomorrow tonight trial
    trust unique unless unlock until update upgrade urgent urgently useful verify wait waiting want warning waste
    website week weekend welcome when which winner within without work worry would write yesterday your yours
    """.split()
)
"""Words that people disguise with digits and signs to slip past a filter ("URG3NT", "fr33"): only these are undone."""

ENGLISH = frozenset(
    """
    a about above after again all also although am an and another any anyone anything are as at away back be because
    been before being below between both but by came can cannot could did do does doing done down each either else
    enough even ever every few first for from further get gets give go going got had has have having he her here him
    his how however i if in instead into is it its itself just know last least less let like made make many may me
    might mine more most much must my myself need never next no nobody none nor not nothing now of off on once one
    only or other our ours out over own per please quite rather same say see she should since so some someone
    something soon still such take than thank thanks that the their theirs them themselves then there these they
    thing things this those though through to together too two u under until up upon us very want was way we well were
    what when where whether which while who whole whom whose why will with within without would yes yet you your yours
    yourself i'd i'll i'm i've you'd you'll you're you've we'd we'll we're we've it's that's there's don't doesn't
    didn't isn't aren't wasn't can't couldn't won't wouldn't let's he's she's they're here's what's
    hi hello hey dear regards cheers best sincerely
    """.split()
)
"""Function words by which English is told from other languages."""

FOREIGN = (
    frozenset(
        """
    aan aber aby acest acesta adalah ai aj akan al algo alla alle allem allen aller als altid amit an anche ancora
    anda antara apa ar assim atau att au auch auf aus avec az bahwa bei beim beste bez bien bir bis biz bize bu buna
    bunu bardzo byl bylo cada car cea cel ces cet cette ceux che chez chi ci co com como con contra cu czy da dacă dal
    dalla dalle dan dans dari das dass datt de deg dei del della dem den denn der des det devo dez di dia dich die dies
    diese dieser din dintre dir disse dit dla do dos doch doen dos du due durch een egy ein eine einem einen einer
    eines eks el ele elle ellas ellos em en entre enkel er es esa ese eso esta este estou está están estoy et eu euch
    eux ez fra från för gli già ha haben hai han hanno har hat hatte hay heb hebben heeft het hij hoe hogy hun ich
    için ihm ihn ihnen ihr ihre ihrem ihren il ile ils im ini isso ist istnieje itu ja jag jako je jede jeg jego jej
    jest jestem jeśli jeszcze jij jo juga již już kad kann kannst kan karena kein keine kepada kom könnte könnten
    kunnen kde ke która które który któż la las le lei les leur lhe lo los lui ma maar mais mais med meg mehr mein
    meine meinen mes met mich mig mij mijn mir mit moi mon mé más muito muy můj na nach naar nas nasz na' nei nel
    nella ne nem nicht niet nie nós noch nog non nos nosotros notre nous nu nur não o och oder og ohne olarak oleh om
    ont op os ou où pada para pas pan pani para pe pentru per perché pero più por porque pour proto până přes qua quale
    quando que quella quelle questa questo qui quel quelli quoi saya sa sans sayın schon se sehr sei seit sein seine
    sem ses si sich sie sind sia siamo sin są skal som son sono soll sou su sua sul sulla sunt sus su szép sé să sí
    también tam te tegen tem tidak til todo todos tot tout tous toute très tu tua tudo tun tutti två ta ten tej tego
    u um un una und uma uno uns unser unsere untuk uit uw van var vara vas vă vi vill voi vom von voor vor vous votre
    vos w was wat we wel wenn wer werden wie wij will wir wird worden wurde wäre y ya yang yapmak za zal zarówno ze
    zich zij zijn zo zou zu zum zur zwischen å är är år är ça är że že ve bana sana size çok daha gibi kadar değil
    merhaba ngươi cho của và là không một những với olla ja ei että on se hän kun mutta tai jos niin vain
    dziękuję proszę dzień dobry bonjour merci hola gracias danke hallo obrigado obrigada ciao grazie hej tack terima
    kasih selamat teşekkürler
    """.split()
    )
    - ENGLISH
)
"""Function words of other languages written in Latin letters, less those that are English words too."""
