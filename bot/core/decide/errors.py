"""Error texts and codes of mail programs, told by what they mean; the meaning is then looked for like a question."""

import re

# (what programs write, how people ask about it). SMTP and IMAP: RFC 4954, 3463, 5530; Outlook and Windows Mail codes:
# Microsoft's list of 0x800CCC.. errors; the others are texts of Thunderbird, Apple Mail, OpenSSL and Python.
KNOWN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), query)
    for pattern, query in (
        (
            r"AUTHENTICATIONFAILED|\b535\b|5\.7\.8|SMTPAuthenticationError|EAUTH\b|0x800CCC92|0x800CCC18|"
            r"authentication (?:credentials invalid|failed)|login failed|invalid credentials|bad credentials|"
            r"(?:identifiants?|mot de passe) (?:incorrects?|invalides?|refus[ée]s?)|authentification (?:refus[ée]e|"
            r"[ée]chou[ée]e)",
            "535 authentication failed identifiant ou mot de passe incorrect",
        ),
        (
            r"0x800CCC0[EF]|0x800CCC19|ETIMEDOUT|ECONNREFUSED|timed? ?out|d[ée]lai (?:de connexion |d'attente |"
            r"d'expiration )?"
            r"(?:est )?(?:d[ée]pass[ée]|expir[ée])|connection refused|connexion refus[ée]e|"
            r"(?:serveur|connexion|delai|d[ée]lai)[^\n.?!]{0,40} a expir[ée]",
            "délai dépassé connection timed out",
        ),
        (
            r"wrong version number|0x800CCC1A|ssl3?_get_record|packet length too long|handshake failure|"
            r"n[ée]gociation (?:SSL|TLS)|"
            r"SSL_ERROR_RX_RECORD_TOO_LONG|unknown protocol",
            "SSL error wrong version number",
        ),
        (
            r"certificate verify failed|self.signed certificate|certificat (?:non |in)?valide|"
            r"v[ée]rifier l'identit[ée] du serveur|"
            r"can.t verify the identity|SEC_ERROR_UNKNOWN_ISSUER",
            "alerte de certificat, identité du serveur non vérifiée",
        ),
    )
)
LONGEST = 8000


def query(text: str) -> str:
    """What to look for, empty when no error text is known."""
    text = text[:LONGEST]
    return next((meaning for pattern, meaning in KNOWN if pattern.search(text)), "")
