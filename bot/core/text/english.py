"""English tables. Everything folded (no accent, no apostrophe), as `fold` leaves it."""

SNOWBALL = "english"

SHORT = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "tx": "thanks",
    "pwd": "password", "pw": "password", "msg": "message", "acct": "account", "w": "with", "cuz": "because",
    "bc": "because", "im": "i m", "ive": "i ve", "dont": "don t", "doesnt": "doesn t", "didnt": "didn t",
    "cant": "can t", "isnt": "isn t", "wasnt": "wasn t", "wont": "won t", "havent": "haven t", "hasnt": "hasn t",
    "whats": "what s", "wheres": "where s", "hows": "how s", "thats": "that s", "youre": "you re", "id": "i d",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "asap": "as soon as possible",
}  # fmt: skip

_GRAMMAR = """
    a an and any are as at be been being but by can could d did do does doing don for from had has have having he
    her here hers him his how i if in into is isn it its just ll m may me might mine must my no not of off on or our
    ours out own re s shall she should so some such t than that the their theirs them then there these they this
    those to too up us ve very was we were what when where which while who whom whose why will with would you your
    yours please thanks thank hello hi hey"""

_COMMON = """
    about above across after again against ago all almost alone along already also although always among another
    answer anyone anything appear around ask away back bad based become before began begin behind below best better
    between beyond big both bring brought build business busy buy call called came case cause change check city clear
    close come common complete correct cost country day days deal decide different done door down each early easy
    either else end enough even ever every everyone everything exactly example face fact fall far fast feel few find
    fine first five follow food form found four free friend front full further gave general get give given goes going
    gone good got great group half hand happen happened hard hear heard help high hold home hope hour hours house
    however hundred idea important instead issue keep kept kind knew know known large last late later least leave left
    less let life like line list little live long look looking lost lot love low made main make makes making many
    matter maybe mean means meet mind minute money month months more morning most mother move much name near need
    needed never new next nice night none nothing notice now number often old once one only open order other others
    over part past pay people person place plan play point possible power present problem problems put question
    quick quickly quite ran rather read ready real really reason recent recently remember rest result right room run
    said same saw say says second see seem seems seen send sent set several short show side simple since small someone
    something sometimes soon sorry sort sound start started state still stop story such sure system take taken talk
    tell ten test than thing things think thought three through till time times today together told tomorrow tonight
    took toward tried try trying turn two under understand until upon use used useful using usual usually wait walk
    want wanted wants watch water way week weeks well went whatever whether whole within without wonder wondering word
    words work working works world worse worst wrong year years yes yesterday yet young"""

GRAMMAR = frozenset(_GRAMMAR.split())
COMMON = frozenset(_COMMON.split())
