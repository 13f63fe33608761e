"""Error texts and codes of mail programs, told by what they mean; the meaning is then looked for like a question."""

import re

# (what programs write, how people ask about it). SMTP and IMAP: RFC 4954, 3463, 5530; Outlook and Windows Mail codes:
# Microsoft's lists of 0x800CCC.. and 0x800421.. errors; the others are texts of Thunderbird, Apple Mail, iOS, Gmail for
# Android, OpenSSL and Python. The most telling first: a pasted error often holds several.
CREDENTIALS = r"""
AUTHENTICATIONFAILED|\b535\b|5\.7\.8|SMTPAuthenticationError|EAUTH\b|0x800CCC9[0-2]|0x800CCC18|
authentication (?:credentials invalid|failed|unsuccessful)|login failed|(?:invalid|bad) credentials|logon failed|
(?:user ?name|name) or (?:the )?password (?:is |was )?(?:incorrect|invalid|wrong)|
(?:identifiants?|mot de passe|utilisateur)[^\n.?!]{0,40} (?:incorrects?|invalides?|refus[ée]s?|erron[ée]s?)|
authentification[^\n.?!]{0,20} (?:refus[ée]e|[ée]chou[ée]e?)|[ée]chec de l'authentification|
probl[èe]me d'authentification|v[ée]rifier (?:le nom du compte|le nom d'utilisateur|vos identifiants)|
[ée]chec de la connexion au serveur[^\n.?!]{0,60} avec l'identifiant"""
CERTIFICATE = r"""
certificate verify failed|self.signed certificate|certificat (?:non |in)?valide|v[ée]rifier l'identit[ée] du serveur|
(?:can.?t|cannot|unable to) verify (?:the )?(?:server )?identity|SEC_ERROR_UNKNOWN_ISSUER|SEC_ERROR_EXPIRED|
SSL_ERROR_BAD_CERT_DOMAIN|MOZILLA_PKIX_ERROR\w*|certificat[^\n.?!]{0,30} (?:expir[ée]|p[ée]rim[ée]|non fiable)|
exception de s[ée]curit[ée]"""
SECURITY = r"""
wrong version number|0x800CCC1A|ssl3?_get_record|packet length too long|handshake failure|SSL_ERROR_RX_RECORD_TOO_LONG|
n[ée]gociation (?:SSL|TLS)|unknown protocol|must issue a STARTTLS|STARTTLS (?:is )?required|0x800CCC7D|
garantir la s[ée]curit[ée] de la connexion|(?:n'annonce pas|ne prend pas en charge|ne supporte pas) (?:le )?STARTTLS|
connexion impossible [àa] l'aide de SSL"""
WAITING = r"""
0x800CCC0[BDEF]|0x800CCC1[59]|0x800421(?:08|09|0A|0B)|ETIMEDOUT|ECONNREFUSED|timed? ?out|
d[ée]lai (?:de connexion |d'attente |d'expiration |imparti )?(?:est |a [ée]t[ée] )?(?:d[ée]pass[ée]|expir[ée])|
connection refused|connexion refus[ée]e|(?:serveur|connexion|d[ée]lai)[^\n.?!]{0,60} a expir[ée]|
a mis trop de temps [àa] r[ée]pondre|d[ée]passement du d[ée]lai|
(?:serveur|server)[^\n?!]{0,30}SMTP[^\n?!]{0,60}(?:ne r[ée]pond pas|injoignable|indisponible|not responding|
    a [ée]chou[ée])|
impossible (?:de (?:se connecter|contacter)|d'ouvrir la connexion)[^\n.?!]{0,40}(?:SMTP|serveur (?:sortant|d'envoi))"""


def pattern(text: str) -> re.Pattern[str]:
    """In small letters, as the text searched: `re.I` takes thrice the time. None of the classes above is a capital."""
    return re.compile(text.replace("\n", "").lower())


KNOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (pattern(CREDENTIALS), "535 authentication failed identifiant ou mot de passe incorrect"),
    (pattern(CERTIFICATE), "alerte de certificat, identité du serveur non vérifiée"),
    (pattern(SECURITY), "SSL error wrong version number"),
    (pattern(WAITING), "délai dépassé connection timed out"),
)
LONGEST = 3000  # characters; a text made to be slow takes 15 ms


def query(text: str) -> str:
    """What to look for, empty when no error text is known."""
    text = text[:LONGEST].lower()
    return next((meaning for written, meaning in KNOWN if written.search(text)), "")
