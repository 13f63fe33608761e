"""How people write secrets: the names of passwords and codes, what links a name and a value, what else is said of them.

Patterns only. Every repetition is bounded. Where the pattern catches it, the secret is the group `value`.
"""

import re

_ENGLISH = r"passw?o?r?ds?|pa?s?swo?r?d|passwd|pass[ -]?phrase|passcode|pwds?|psw?d?|pw"
_FOREIGN = r"passwort|kennwort|contrase[ñn]a"
NAMES = re.compile(
    r"(?<![\w/&?.$@:=+-])(?:(?:"
    rf"m{{1,2}}d{{1,2}}p{{1,2}}s?|mpd|m[. ]d[. ]p\.?|{_ENGLISH}|{_FOREIGN}|pass(?![\w-])|"
    r"(?:(?<=mon )|(?<=ton )|(?<=le ))passe|(?m:^)passe(?=[ \t]?[:=])|s[ée]same|"
    r"phrase[ \t](?:secr[èe]te|de[ \t]passe)|question[ \t]secr[èe]te|secret(?=[ \t](?:de|du|pour|d['’]))"
    r")(?![\w@+]|[-/]\w)|"
    # Looked at, not taken: where this proves to be something else, a name may stand inside it.
    r"(?=(?P<full>m[a-z]{1,5}[ \t_-]{0,2}[a-zé]{1,3}['’ \t_-]{0,2}[pa][a-zé]{2,7})(?![\w@+]|[-/]\w))m)",
    re.I,
)
HASHED = re.compile(r"(?:sha\d{0,3}|md5|hash|empreinte)(?:[ \t]+\w{2,6}){0,2}[ \t]+$", re.I)
# What is said of a hash, not of the password: "SHA1 of given password: 5baa61".
# "utilisateur tbonnet mot de passe X": after a login the name needs no linking word.
LOGIN_BEFORE = re.compile(
    r"(?:(?:user|utilisateur|login|identifiant|compte|id|mail)[ \t:=]{1,3}[^\s:]{3,60}|"
    r"[\w.+-]{1,64}@[\w.-]{3,80})[ \t,;/|-]{1,3}(?:et[ \t])?(?:le[ \t]|mon[ \t])?$",
    re.I,
)
LINK = re.compile(
    r"[ \t]*(?P<by>(?<=[ \t])[-–—](?=[ \t])|:=|=>|->|→|➜|➡|⇒|>>|[:=]|(?<![\w'’])(?:c['’ ]?\s?est|"
    r"c['’ ]?[ée]tait|cest|ces|c['’]?é|s['’]?est|est|is|it['’]s|was|sera|vaut|reste|"
    r"[ée]tait|c|donc|soit|becomes|commence[ \t]par|finit[ \t]par|se[ \t]termine[ \t]par|en|à|"
    r"a)(?![\w'’-]))[ \t]*(?:[:=]|->|=>)?[ \t]*",
    re.I,
)
BREAK = re.compile(r"[.?!;<>]|,[ \t]*\w")
TELLS = re.compile(r"c['’ ]?\s?est|c['’ ]?[ée]tait|cest|ces|c['’]?é|s['’]?est|c|[^\w\s]{1,2}", re.I)
WORD = re.compile(r"(?P<open>[«\"“”‘'(\[`*_<]{0,3})[ \t\xa0\u202f]?(?P<word>[^\s]{1,200})(?P<after>[^\n]{0,80})")
# A number of them is a rule, a time or a price, no code: "8 caractères", "2024 jours".
UNIT = re.compile(
    r"\s{0,2}(?:caract|char|signe|lettre|chiffre|digit|fois|jour|mois|an|heure|min|sec|h\b|%|/|symb|essai|tent|"
    r"pers|agent|times)",
    re.I,
)
DIGITS = re.compile(r"\d{4,10}(?!\d)|\d{3}[ .-]\d{3}(?!\d)")
ASIDE = re.compile(
    r"[ \t]{0,3}(?:(?P<open>\()|[«\"“‘`'])[ \t\xa0\u202f]?(?P<value>[\w-]{4,40})[ \t\xa0\u202f]?[)»\"”’`']"
    r"(?P<after>[^\n]{0,60})"
)
BESIDE = re.compile(
    r"(?:[\s,;:(\[|\"'«=>–-]{1,14}|[ \t]+(?:(?:wi-?fi|provisoire|temporaire|actuel|initial|nouveau|ancien|admin|"
    r"root|session|"
    r"messagerie|mail|zip|bal|application|changed[ \t]to|is[ \t]now|de[ \t]la[ \t](?:bo[iî]te|"
    r"bal))[ \t]+){1,2})(?P<value>[^\s]{5,200})",
    re.I,
)
# The way a password is described while it is told: "marguerite avec un m majuscule et 75 à la fin".
DESCRIBED = re.compile(
    r"\b(?:avec[ \t](?:(?:une?|des|les?|la|l['’])[ \t]?)?(?:\w{1,12}[ \t]){0,2}(?:maj|min|chiffre|espace|tiret|"
    r"accent|point|"
    r"underscore|arobase|cap)|tout[ \t](?:en[ \t])?(?:attach|min|maj|coll|accroch)|en[ \t](?:min|maj|capital|"
    r"un[ \t])|"
    r"suivie?[ \t](?:de|du|d['’])|sans[ \t](?:les?[ \t])?(?:esp|acc|maj)|\w[ \t](?:maj|min)usc|[àa][ \t]la[ \t]fin\b|"
    r"all[ \t](?:lower|upper|one)|with[ \t]a[ \t](?:cap|dot|dash)|(?:puis|plus)[ \t](?:le[ \t])?\d)",
    re.I,
)
AS_IN = re.compile(r"\w[ \t]comme[ \t]\w{2,20}", re.I)  # "z comme Zoé"
# Codes and keys are also numbers of things that are no secret; only these open something.
CODES = re.compile(
    r"(?<![\w/-])(?:(?:codes?|digicode)(?=[ \t]{0,2}(?:[:=]|est\b|c['’ ]?\s?est\b|pour\b|wifi|wi-fi|pin|"
    r"parental|sms|otp|2fa|secret|"
    r"re[çc]u|d['’ ]?(?:acc|auth|ouv)|de[ \t](?:la[ \t](?:bo|mess|bal|cl|porte|carte|session)|double|ma\b|"
    r"mon\b|notre\b|"
    r"r[ée]cup|secours|valid|v[ée]rif|s[ée]cu|conn|d[ée]v|confirm)|du[ \t](?:coff|wifi|wi-fi|compte|t[ée]l|"
    r"porta|zip|poste)))|"
    r"(?:zip|wi-?fi|archive|digicode|pdf|pi[èe]ce[ \t]jointe|pj|session|coffre)(?=[ \t]{1,2}(?:c['’]est|[:=]))|"
    r"(?:entr|tap|saisi|rentr|mis|mets)\w{0,3}[ \t](?:le|mon|ce)[ \t]code(?=[ \t]\d)|"
    r"(?:mon|ton|le|my)[ \t]pin|pin(?=[ \t]{0,2}[:=]|[ \t]\d{4}(?!\w))|otp|"
    r"cl(?:[ée]|ef)s?[ \t](?:wi-?fi|wpa2?|bitlocker|de[ \t](?:r[ée]cup|s[ée]cu|secours|sauv|chiff|d[ée]chiff)\w*)|"
    r"(?:recovery|security|backup|verification|access)[ \t](?:code|key))(?!\w)",
    re.I,
)
CODE_VALUE = re.compile(
    r"[^\n=?!<]{0,50}?(?:[:=]|\best|\bis|c['’]est|[ \t])[ \t]{0,3}(?:le[ \t])?"
    r"(?P<value>\d{4,10}(?![\w.])|\d{3}[ .-]\d{3}(?![\w.])|(?:[\dA-Z]{3,6}[ -]){1,8}[\dA-Z]{3,6}(?!\w)|"
    r"(?:[\dA-Za-z]{4}[ -]){3,12}[\dA-Za-z]{4}(?!\w))"
)
BESIDE_CODE = re.compile(
    r"[ \t](?:(?:d['’ ]?acc[èe]s|secret|temporaire|"
    r"provisoire)[ \t])?(?P<word>[^\s]{6,80})(?!\S)",
    re.I,
)
# "c'est 884120 le code".
BEFORE_CODE = re.compile(
    r"(?<![\w.])\d{4,8}[ \t,]{1,3}(?:c['’]?est[ \t])?(?:le|mon|ton|notre)[ \t](?:code|pin)(?![ \t]*[\w'’])", re.I
)
# "le wifi de la salle : X".
WIFI = re.compile(
    r"(?<!\w)(?:wi-?fi|digicode)(?:[ \t][\w'’]{1,15}){0,4}[ \t]{0,2}(?:[:=]|"
    r"c['’]est)[ \t]{0,2}(?P<value>[^\s]{6,80})",
    re.I,
)
# A place or a time is said, no password: "depuis Grenoble38".
PLACED = re.compile(r"\b(?:depuis|[àa]|de|du|sur|via|vers|dans|sous|from|on|salle|bureau|poste)[ \t]+$", re.I)
# Codes of meetings are given to everybody.
MEETING = re.compile(r"r[ée]union|visio|webconf|salon|conf[ée]rence|zoom|meeting", re.I)
LINKED_CODE = re.compile(
    r"(?<![\w/-])(?:code|pin|digicode)(?P<of>(?:[ \t](?!est\b|c['’])[\w'’]{1,15}){0,6})[ \t]*,?[ \t]*(?:[:=?]|"
    r"\best|\bis|c['’ ]?est)[ \t]{0,3}(?:le[ \t])?"
    r"(?P<value>(?:[A-Z]-)?(?:\d{4,8}|\d{3}[ .-]\d{3})|(?-i:(?=[A-Z]{0,8}\d)[A-Z\d]{5,10})|"
    r"(?-i:[A-Z\d]{3,6}(?:[ -][A-Z\d]{3,6}){1,9}))(?![\w.])",
    re.I,
)
_NAME = r"(?:m\w{1,3}s?[ \t-]?d\w{0,2}[ \t-]?p\w{2,6}|mdp|mpd|pass(?:word|wd|e|phrase)?|pwd?|code|s[ée]same)"
# "j'ai mis X comme mot de passe", "tape X dans le champ mot de passe".
AS_ONE = re.compile(
    rf"(?<!\w)(?:comme|en|as|pour|dans)(?:[ \t](?:la[ \t]case|le[ \t]champ|mon|ma|my|a|du|le|la|nouveau|the|new|"
    rf"vrai)){{0,2}}"
    rf"[ \t]+[«\"']?{_NAME}(?!\w)",
    re.I,
)
PUTTING = re.compile(
    r"(?<!\w)(?:(?:re)?mis|(?:re)?mets?|(?:re)?mettre|choisi[rs]?|pris|prend[sr]?|utilise[rz]?|utilis[ée]|"
    r"tap[eé][rz]?|"
    r"saisi[rs]?|entr[eé][rz]?|rentr[eé][rz]?|avec|essa[iy][eé][rz]?|test[eé][rz]?|used?|typed?|entere?d?|put|"
    r"tried|with|"
    r"using)(?:[ \t](?:toujours|bien|juste|quand[ \t]m[êe]me|donc|comme[ \t]d['’]hab))?[ \t:]+",
    re.I,
)
# "c'est X le mdp", "X, c'est mon mot de passe".
BEFORE_NAME = re.compile(
    rf"(?<!\S)[«\"']?(?P<value>[^\s]{{6,80}})[ \t]*[»\"']?,?[ \t]+\(?(?:(?:c['’ ]?\s?est|est|is|comme)[ \t]+)?"
    rf"(?:mon|ton|le|notre|my|the|son)[ \t]+(?:ancien[ \t]|nouveau[ \t]|vrai[ \t]|bon[ \t])?{_NAME}(?!\w)",
    re.I,
)
QUOTED = re.compile(r"[«\"“‘`][ \t\xa0\u202f]?(?P<value>[^«»\"“”’`\n]{3,60}?)[ \t\xa0\u202f]?[»\"”’`]")
# An example of what not to do.
NOT_TO_DO = re.compile(r"\b(?:[ée]vite[rz]|genre|comme|style|exemple|type|jamais|avoid|like|example)\W{0,3}$", re.I)
# A question for a password and, on the next line, one word.
ANSWER = re.compile(
    r"(?:^[ \t>]{0,4}[^\n]{0,120}?\?|^[ \t]?>[^\n]{4,120})[ \t]*(?:\n[> \t]{0,4}(?=\n))?\n(?:(?:A|R|moi|"
    r"->)[ \t]?:?[ \t]{0,2}|"
    r"c['’ ]?est[ \t]|it['’]?s[ \t])?(?P<value>[^\s>]{4,60})[ \t]*$",
    re.M,
)
ASKS = re.compile(r"\b(?:quel|quoi|c['’]est|what|which|rappel|donne|envoie|redis)|:|^>|^q\b", re.I)
SPELT = re.compile(r"(?:[ée]p[eè]l|spell|lettre[ \t]par[ \t]lettre)", re.I)
LETTERS = re.compile(r"(?<!\w)(?:\w(?:[ \t](?:maj|min)\w{0,9})?[ \t]?[,;. -]{1,2}[ \t]?){4,30}\w(?!\w)", re.I)
# "le prénom de mon fils Timeo et son année 2011".
MADE_OF = re.compile(
    r"(?<!\w)(?:pr[ée]nom|nom|surnom|date|ann[ée]e|ville|chien|"
    r"chat)\b[^\n.?]{0,40}(?-i:[A-Z])\w{2,20}[^\n.?]{0,40}?\d{2,4}",
    re.I,
)
FOURS = re.compile(r"(?<!\w)(?P<value>(?:[a-z]{4}[ \t-]){3}[a-z]{4})(?!\w)", re.I)
GROUPED = re.compile(r"(?<![\w-])[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,8}(?![\w-])")
WORDY = re.compile(r"[a-zà-ÿ]{5,20}\d{1,4}[!?*.]?")
PHRASE = re.compile(
    r"(?:pass[ -]?phrase|phrase[ \t](?:secr[èe]te|de[ \t](?:passe|r[ée]cup\w{0,9}))|(?:recovery|"
    r"seed)[ \t]phrase|mn[ée]moni\w{1,4})"
    r"[^\n:=?]{0,40}?(?:(?P<sign>[:=])|\b(?:est|is|"
    r"c['’]est)\b)[ \t]*[«\"']?[ \t]?(?P<value>\w+(?:[ \t,-]{1,2}\w+){2,23})",
    re.I,
)
SIGNED = re.compile(r"\w[!#$%&*]+\w")  # inside a word: no end of a sentence
LOGGING_IN = re.compile(
    r"\b(?:log[io]ns?|connect\w{1,6}|connexion\w?|identifi\w{1,6}|sessions?|wi-?fi|creds?|credentials?|"
    r"me[ \t]co|champ|runas|"
    r"tape[rsz]?|saisi\w?|r?entre[rsz]?)\b",
    re.I,
)
ACCESS = re.compile(
    r"\b(?:log[io]n\w{0,4}|connec\w{1,6}|connexion\w?|identifi\w{1,6}|sessions?|wi-?fi|authentif\w{0,9}|creds?|"
    r"credentials?|comptes?|"
    r"me[ \t]co|acc[eè]s|vpn|digicode|[ée]choue?|refus\w{1,3}|rejet\w{1,4}|accept\w{1,3}|tape[rsz]?|saisi\w?|"
    r"r?entre[rsz]?|adresse|utilis\w{1,3})\b",
    re.I,
)
