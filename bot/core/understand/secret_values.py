"""Is this word a secret's value, or a mask, a placeholder, an ordinary word? Where it stands is looked at elsewhere."""

import base64
import binascii
import re
from itertools import pairwise

QUOTES = " \t\"'`«»“”‘’()[],;"
MASKED = re.compile(r"[*•·●x_\-.#…?]+", re.I)
PLACEHOLDER = re.compile(r"\$\w+|\$\{.*|\$\(.*|<.*|\{\{.*|\{\w+\}|\[.*|%\(?\w+\)?s?|%[A-Z_]+%|\.\.\.|…")
STANDS_FOR = re.compile(
    r"votre|your|ton_|mon_|[a-z_-]*(?:pass(?:e|word|wd|phrase)?|mot_?de_?passe|mdp|pwd|secret|token|[_-]key)$|"
    r"change_?me$|"
    r"exempl|example|nul{1,2}$|none$|nil$|true$|false$|undefined$|redacted|masqu|supprim|cach[ée]e?$|hidden$|"
    r"removed$|"
    r"replace[_-]|remplac|insert[_-]|(?:xxx|env)(?![a-z]*\d+[!#$%&*@]$)|\.{2,}|os\.|getenv|input\(|foo$|bar$|str(?:ing)?$|text$|varchar",
    re.I,
)
# A variable, a command or a template; and, where no quotes stand round it, a call or an attribute.
REFERENCE = re.compile(r"[$`!{<%]|&\w+;|(?:self|this|args|config|settings|process|os)\.")
EXPRESSION = re.compile(r".{0,80}\w\(|[a-z]\w+\.[a-z]\w+\.\w+$")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/?", re.I)
FIGURES = re.compile(r"[\d\s.,:/h%€-]+(?:go|mo|ko|h|min|s|e|er|eme|ème)?", re.I)
PRODUCT = re.compile(
    r"(?:[ld]['’])?(?:firefox|chrome|edge|safari|thunderbird|evolution|kmail|keepass[a-z]*|bitwarden|zimbra|"
    r"teams|debian|"
    r"ubuntu|macbook|ipad|office|outlook|microsoft|windows|win|exchange|dav|davx|imap|smtp|pop|tls|yubikey|sha|"
    r"md|rsa|ios|macos|"
    r"android|oauth|xoauth|iphone|pixel|galaxy|http|ipv|python|base|mp|utf|covid|id|bit)-?v?\d+(?:\.\d+)*",
    re.I,
)
TECHNICAL = re.compile(
    r"^0x[0-9a-f]+$|^[A-Za-z]+[/ _-]?v?\d+(?:[._]\d+)+\w*$|://|^<.*>?$|^\[|^(?:sha|md|tls|ssl|cram|scram|ntlm|"
    r"aes|rsa|xoauth|"
    r"oauth)[\w.-]*$|@[\w-]+\.|^[\w-]+(?:\.[\w-]+){2,}$|\w\(|^[\w.-]+=|"
    r"[{}]|%[0-9a-f]{2}|^data:|base64,|\w\[\d+\]|^(?:\w+[.:/]){3,}|^[A-Za-z0-9+/]{40,}={0,2}$",
    re.I,
)
# Refused even after "mot de passe :": what stands there in error texts.
CODE = re.compile(
    r"^0x[0-9a-f]+$|^v?\d+(?:\.\d+)+|^[A-Za-z]+[/ _-]v?\d+(?:[._]\d+)+\w*$|://|^(?:sha|md|tls|ssl|cram|scram|"
    r"ntlm|aes|rsa|xoauth|"
    r"oauth|ssha)[\d:-][\w.-]*$|@[\w-]+\.|^[a-z_]{2,20}=[^=]|^(?-i:[A-Z]{2,5}-?\d{1,4})$|^<|^//|\w\(\w*\)|"
    r"^\d{4}-\d\d-\d\d|^\d{1,3}[.,]?\d*[a-z]{1,4}$",
    re.I,
)
# What a password has and the words of a sentence have not; dashes, dots, slashes and apostrophes stand in words too.
SIGNS = frozenset("!#$%&*+=@?^~|\\§£µ¤")
JOINED = re.compile(r"[^\W\d_]{1,20}(?:[-_][^\W\d_]{1,20}){3,8}")
PLAIN = re.compile(r"[^\W\d_]{2,40}(?:[-_][^\W\d_]{2,30}){0,6}")
HOMEMADE = re.compile(
    r"(?=\S{0,40}\d)(?:[A-ZÉÈÀ][a-zà-ÿ]{3,20}|"
    r"[^\W\d_]{4,20}(?=\S{0,4}[!#$%&*@_]))[!#$%&*@_-]{0,2}(?:\w{1,12}[!#$%&*@_-]?){1,2}"
)
PROMPTS = ("VXNlcm5hbWU6", "UGFzc3dvcmQ6")  # base64 of "Username:" and "Password:"
BASE64 = re.compile(r"[A-Za-z0-9+/]{4,}={0,2}")
PAIR = re.compile(rb"[\w.@+-]{2,64}:[\x21-\x7e]{4,64}")  # HTTP Basic (RFC 7617)
# What SASL PLAIN sends: authorisation id, user, password, separated by null bytes (RFC 4616).
SASL_PLAIN = re.compile(rb"[^\x00-\x1f]{0,128}\x00[^\x00-\x1f]{1,128}\x00[^\x00-\x1f]{1,128}")
BEARER = re.compile(rb"auth=Bearer ", re.I)  # SASL XOAUTH2 and OAUTHBEARER


def bare(word: str) -> str:
    """Without the quotes and the punctuation of the sentence round it."""
    return word.strip(QUOTES).rstrip(".:")


def hidden(word: str) -> bool:
    """Nothing to leak: a mask, a placeholder, an empty word."""
    word = bare(word) if len(bare(word)) > 1 else word
    return not word or bool(MASKED.fullmatch(word) or PLACEHOLDER.fullmatch(word) or STANDS_FOR.match(word))


def strong(word: str, least: int = 6) -> bool:
    """Looks made up: letters mixed with digits or symbols, and not an address, a host, a number or a product."""
    word = bare(word)
    if len(word) < least or len(word) > 200 or hidden(word):
        return False
    for other in (ADDRESS, HOST, FIGURES, PRODUCT):
        if other.fullmatch(word):
            return False
    if word.lower().startswith(("http://", "https://", "mailto:")):
        return False
    letters = any(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    return letters and (digits or any(c in SIGNS for c in word.strip("!?*")))


def made_up(word: str, least: int = 6) -> bool:
    """Strong and no code, version or method; or four words and more joined to one: `le-petit-cheval-blanc`."""
    word = bare(word)
    if JOINED.fullmatch(word):
        return not hidden(word)
    return strong(word, least) and not CODE.search(word) and word not in PROMPTS


def homemade(word: str) -> bool:
    """A word and a number or a sign, as people make passwords: `Lilas_20`, `framboise9!`."""
    word = bare(word)
    return bool(HOMEMADE.fullmatch(word)) and made_up(word) and not technical(word)


def beyond(word: str) -> bool:
    """Of every sort of characters, or long and random: nothing but a password or a token is written so."""
    word = bare(word)
    signs = any(c in SIGNS for c in word)
    return mixed(word) and not technical(word) and any(c.isupper() for c in word) and (signs or len(word) > 20)


def plain_word(word: str) -> bool:
    """Letters only, or a few words of letters joined."""
    return bool(PLAIN.fullmatch(word))


def literal(word: str) -> bool:
    """In a program: a value, no variable, call, command or placeholder."""
    inner = bare(word)
    if len(inner) < 3 or hidden(word) or REFERENCE.match(inner):
        return False
    return word[0] in "\"'" or not EXPRESSION.match(inner)


def mixed(word: str, least: int = 8) -> bool:
    """Strong beyond doubt: small letters, digits, and capitals or symbols too."""
    word = bare(word)
    other = any(c.isupper() or c in SIGNS for c in word)
    return strong(word, least) and other and any(c.isdigit() for c in word) and any(c.islower() for c in word)


def technical(word: str) -> bool:
    """What stands in error texts and headers beside the word "password": codes, versions, methods, addresses."""
    return bool(TECHNICAL.search(word)) or sasl(word) or word in PROMPTS


def random_looking(word: str, least: int = 16) -> bool:
    """Letters and digits in turn, as no word, name or version has them: a key, a token."""
    word = bare(word)
    if len(word) < least:
        return False
    turns = sum(one.isdigit() != two.isdigit() for one, two in pairwise(word))
    return turns >= 5 and strong(word, least) and not CODE.search(word)


def base64_text(word: str) -> bool:
    """Base64 of something readable."""
    try:
        said = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        return False
    return (
        bool(said)
        and all(0x20 <= byte < 0x7F or byte > 0xC1 or 0x80 <= byte < 0xC0 for byte in said)
        and not said.isspace()
    )


def sasl(word: str) -> bool:
    """Base64 of a user and a password, or of a bearer token."""
    if not BASE64.fullmatch(word) or len(word) > 4000:
        return False
    try:
        said = base64.b64decode(word + "=" * (-len(word) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return bool(SASL_PLAIN.fullmatch(said) or BEARER.search(said) or PAIR.fullmatch(said))
