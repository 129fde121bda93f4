# ruff: noqa: RUF001, SIM905 - words of other languages; a list of words is read best as words
"""Closed lists of English words that more than one lint module reads."""

DISGUISED = frozenset(
    """
    able about above absolute absolutely accepted account accounts act action added adding admit adore advance
    afraid after again against agency agreed agreement ahead alive almost along already always amateur amazing
    amount analyst announced another answer answered anybody anyone anything anyway apologies appears apprentice
    approval are around arrives article artist asap ashamed ask asked asking assistant attached attention author
    avoid away awesome back background bank barely base based basically because been before behind being believe
    believed below benefit best better biggest billing bitcoin blank blocked blog board body book booked booking
    borrow bother bought brand break breeze brief brilliant bring brother brothers building business buy cake call
    calling can cancel cannot card career cash cent century chance change channel chapter charge charged chat check
    child children chosen circling city claim claims class clearly click client clock close closes cloth club code
    coffee colleagues come comes coming commit committee company competitors complete compose condition confirm
    confirmation confirmed confirming conscience consent consider contact content contract could couldn count
    country counts couple course covered create credit crypto customer dark date days dead deadline deal deals dear
    debt decent decide decision decline deeply delay delighted demo department deposit deposited depth deserves
    details developer diary didn disappointed discount disregard does doing donate donation donations done down
    download draft drafted draws drop dropped drove each earlier earn easy edits effort elite else email embarrassed
    embarrassing eminent enclosed enrolled entered episode error even event ever every everybody everyone everything
    exclusive expert expertise expire expires expiring explanation face fact fail fall fast faster favor favour fear
    featured feed feedback feels felt field fifth file filling final finally find findings fine firm first firstname
    five float follow followed following forget forgive forgotten forward founders four fourth frankly fraud free
    friend friendly friends from full funding gave genius gift give given glad gladly goes going gone good grab gran
    grand grandmother grant grants great greatest grew group guarantee guaranteed guess guilt half hand handful
    hands happily happy hardly hate have haven header hear heard hello help helped here hesitate hidden hired hiya
    hold holding honestly hope hoping host hour hours huge human hurry identity ignore immediate immediately
    important impose incredible industry inform inner input insert inspiration inspired instant instantly intern
    into introduce introduced introduction invest investment invitation invite invoice join joined joke journey just
    keep keeps kept kids kind kindly kindred knew knock know knowledge known knows lane language last late later
    leader leadership league learn least leave left legal legend lend lent level liberty lifetime like limited line
    link linked list listed listen listing literally little live living lock login logo long lose loss lost love
    loved loyal luck made mail make manage market massive mate matter maybe meant meeting membership mention
    mentioned message midnight might mind mini minute minutes miss missed missing model moment money month more
    morning most much must mutual myself name naming need needed nephew never news nobody none noon normally note
    nothing notice noticed noticing now nuisance number objection obligation obliged obsessed obviously offended
    offer offered offers official okay once online only opens opportunity option order ordered organisers other
    others ought output outreach outstanding over owed owner page paid painful paint parish password past pathetic
    payment pencil penny people percent person personal personally phone picked piece pile pity place placed planet
    platform play please podcast poor position positive post posted practically prepared previous price private
    privilege prize problem product prof professional professionals profile profit promise promised promote proof
    proper proposal publication publish push putting queen queue quick quickly quite rate rated rating reach reaches
    read reader readers reads real really reason recall receive recently recommended refund refuse refused regarding
    register regret remain remember reminder reply report repost reputation request reserved respond response
    restaurant return review reviewed reward rewarding rewrite rich right ring risk role round rules running runs
    said sales same save saved scam schedule scheduled scheduling scholar script seat seats second secret section
    secure security seeing seen select selected self sell selling send sender sent sentence serious service session
    settled shall shame share shared short should show sign signature signed signing silence silly simple simply
    since single sister sisters site sixth sleep slot small social sold some somebody someone something somewhere
    soon sorry sort sorted soul spare speak speaker special sponsor sponsored spot spots square stand standing star
    start stayed still stood stop street stuck stuff stung stupid style subject subscribe subscription success such
    suffer suits super supplies support suppose sure surely surname switch switched system tagged take taken takes
    taking talent talk task taught team teeny tell template text than thank thanks that their them there these they
    thing think this those though thought threat three through thurs tiles time tiny title today together told
    tomorrow tone tonight topic total town track trade trial trick trouble true truly trust turn turned turns twice
    unable under understanding understood unique unless unlock until update upgrade urgent urgently useful user uses
    using usually value vanishing verify version very video visionary visit voice wait waiting walk want wanted warm
    warning wasn waste watch ways website week weekend welcome were what whatever when whenever where whether which
    while whole whose will win winner with within without wondering word words work world worry worth would wouldn
    write writer writes writing written year yesterday you your yours yourself zero zoom
    """.split()
)
"""Words that people disguise with digits and signs to slip past a filter ("URG3NT", "fr33"): those of the rules' own phrases.

Only these are undone, so that "3pm" and "GPT4" stay what they are."""

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
