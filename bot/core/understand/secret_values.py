"""Is this word a secret's value, or a mask, a placeholder, an ordinary word? Where it stands is looked at elsewhere."""

import base64
import binascii
import re
from itertools import pairwise

QUOTES = " \t\"'`«»“”‘’()[],;"
MASKED = re.compile(r"[*•·●x_\-.#…?]+", re.I)
PLACEHOLDER = re.compile(r"\$\{?\w+\}?|\$\(.*|<.*|\{\{.*|\{\w+\}|\[.*|%\(?\w+\)?s?|%[A-Z_]+%|\.\.\.|…")
STANDS_FOR = re.compile(
    r"votre|your|ton_|mon_|pass(?:word|wd)?$|mot_?de_?passe$|mdp$|secret$|token$|changeme$|exempl|example|null$|none$|"
    r"true$|false$|undefined$|redacted|masqu|os\.|env|getenv|input\(",
    re.I,
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/?", re.I)
FIGURES = re.compile(r"[\d\s.,:/h%€-]+(?:go|mo|ko|h|min|s|e|er|eme|ème)?", re.I)
PRODUCT = re.compile(
    r"(?:[ld]['’])?(?:firefox|chrome|edge|safari|thunderbird|evolution|kmail|keepass[a-z]*|bitwarden|zimbra|teams|debian|"
    r"ubuntu|macbook|ipad|office|outlook|microsoft|windows|win|exchange|dav|davx|imap|smtp|pop|tls|sha|md|rsa|ios|macos|"
    r"android|oauth|xoauth|iphone|pixel|galaxy|http|ipv|python|base|mp|utf|covid|id|bit)-?v?\d+(?:\.\d+)*",
    re.I,
)
TECHNICAL = re.compile(
    r"^0x[0-9a-f]+$|^[A-Za-z]+[/ _-]?v?\d+(?:[._]\d+)+\w*$|://|^<.*>?$|^\[|^(?:sha|md|tls|ssl|cram|scram|ntlm|aes|rsa|xoauth|"
    r"oauth)[\w.-]*$|@[\w-]+\.|^[\w-]+(?:\.[\w-]+){2,}$|\w\(|^[\w-]+=|[{}]|%[0-9a-f]{2}",
    re.I,
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
    symbols = any(not c.isalnum() and c not in "-'’._/" for c in word)
    return letters and (digits or symbols)


def mixed(word: str, least: int = 8) -> bool:
    """Strong beyond doubt: small letters, digits, and capitals or symbols too."""
    word = bare(word)
    other = any(c.isupper() or (not c.isalnum() and c not in "-'’._/") for c in word)
    return strong(word, least) and other and any(c.isdigit() for c in word) and any(c.islower() for c in word)


def technical(word: str) -> bool:
    """What stands in error texts and headers beside the word "password": codes, versions, methods, addresses."""
    return bool(TECHNICAL.search(word)) or sasl(word) or word in PROMPTS


def random_looking(word: str) -> bool:
    """Letters and digits in turn, as no word, name or version has them: a key, a token."""
    word = bare(word)
    turns = sum(one.isdigit() != two.isdigit() for one, two in pairwise(word))
    return strong(word, 20) and turns >= 6


def sasl(word: str) -> bool:
    """Base64 of a user and a password, or of a bearer token."""
    if not BASE64.fullmatch(word) or len(word) > 4000:
        return False
    try:
        said = base64.b64decode(word + "=" * (-len(word) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return bool(SASL_PLAIN.fullmatch(said) or BEARER.search(said) or PAIR.fullmatch(said))
