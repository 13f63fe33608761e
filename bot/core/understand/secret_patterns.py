"""How people, programs and protocols write secrets. Patterns only; what counts as a value is in secret_values.py.

Every repetition is bounded, so that no text costs more than its length. Where the pattern catches it, the secret is
the group `value`.
"""

import re

# ---- words by which people announce a secret ---------------------------------------------------------------------

NAME = (
    r"(?:mots?[ \t-]?de?[ \t-]?passe?|mdp|m[. ]d[. ]p\.?|pw|password|passwd|passphrase|passcode|pwd|"
    r"code[ \t](?:secret|d['’ ]?acc[èe]s)|phrase[ \t](?:secr[èe]te|de[ \t]passe))"
)
ANNOUNCED = re.compile(
    rf"(?<![\w/&?-])(?:{NAME}|(?:mon|ton|le|ma)[ \t]+passe?|pass(?![\w-]))(?!\w)",
    re.I,
)
ARROW = "(?:=>|->|→|➜|➡|⇒)"
# What may follow the name: "provisoire", "de la boîte", then "est", "c'est", a colon, an arrow.
SAID = re.compile(
    rf"[^.\n:=?!<>]{{0,60}}?[ \t]*(?P<by>:=|[:=]|{ARROW}|\b(?:c['’ ]?\s?est|est|is|sera|vaut|[ée]tait|was|c)\b)"
    rf"[ \t]*(?:[:=]|{ARROW})?[ \t]*(?:[«\"'“‘(\[`*]{{1,2}}[ \t\xa0\u202f]?)?"
    r"(?P<value>[^\s]{1,200})(?P<after>[^\n]{0,80})",
    re.I,
)
BESIDE = re.compile(r"[\s,;:(\"'«=–-]{1,4}(?P<value>[^\s]{6,200})")
# "mot de passe provisoire X", "password changed to X"; and what comes after a later colon: "le mdp, en entier : X".
AFTER_A_WORD = re.compile(
    r"[ \t]+(?:provisoire|temporaire|actuel|initial|nouveau|ancien|de[ \t]la[ \t]bo[iî]te|changed[ \t]to|"
    r"is[ \t]now)[ \t]+"
    r"(?P<value>[^\s]{6,200})",
    re.I,
)
# "le mot de passe est demandé, je tape X".
TYPED = re.compile(
    r"[^\n]{0,60}?\b(?:tape|mets|saisis|rentre|entre|utilise|essaye|essaie|type)[ \t]+(?P<value>[^\s]{8,80})", re.I
)
AFTER_A_COLON = re.compile(r"[^\n:]{1,60}:[ \t]{0,2}(?P<value>[^\s]{6,200})")
# "X, c'est mon mot de passe", "c'est X le mdp".
BEFORE_NAME = re.compile(
    rf"(?<!\S)(?P<value>[^\s]{{6,80}})[ \t]*,?[ \t]+\(?(?:(?:c['’ ]?\s?est|est|comme)[ \t]+)?(?:(?:mon|ton|le|"
    rf"notre|my)[ \t]+)"
    rf"(?:ancien[ \t]|nouveau[ \t]|vrai[ \t]|bon[ \t])?{NAME}(?!\w)",
    re.I,
)
AS_ONE = re.compile(
    rf"(?:comme|en|as|pour|dans[ \t]+(?:la[ \t]+case|le[ \t]+champ))[ \t]+(?:mon[ \t]|my[ \t]|a[ \t]|du[ \t])?{NAME}",
    re.I,
)
APP_PASSWORD = re.compile(rf"{NAME}[^\n:=]{{0,60}}[:=\s][ \t]*(?P<value>(?:[a-z]{{4}}[ \t-]){{3}}[a-z]{{4}})\b", re.I)
PASSPHRASE = re.compile(
    r"(?:passphrase|phrase[ \t](?:secr[èe]te|de[ \t]passe))[^\n:=?]{0,40}[:=][ \t]*(?P<value>\w+(?:[ \t-]\w+){2,12})",
    re.I,
)
ADDRESS = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}"
WITH_ADDRESS = re.compile(rf"{ADDRESS}[ \t]{{0,3}}[/:|,;][ \t]{{0,3}}(?P<value>[^\s/]{{6,200}})")
BESIDE_ADDRESS = re.compile(
    rf"{ADDRESS}\s{{1,3}}(?:(?:et|puis|avec|and|then|with|//?|\||[-–])[ \t]{{1,3}}){{0,2}}(?P<value>[^\s/]{{8,200}})",
    re.I,
)
ACCESS = re.compile(
    r"(?:identifiants?|acc[èe]s|login|credentials|creds)[ \t]{0,3}[:=][ \t]{0,3}[^\s]{2,80}[ \t/|,;]{1,4}"
    r"(?P<value>[^\s]{6,200})",
    re.I,
)
# "login X / Y", "mes codes : X et Y", "voici mes accès X Y".
PAIRED = re.compile(
    r"(?<!\w)(?:identifiants?|acc[èe]s|logins?|credentials|creds|codes?)"
    r"(?:[^\n:=]{0,40}[:=]|[ \t]de[ \t]\w{2,20}|[ \t]{0,3})[ \t]{1,3}"
    r"[^\s]{3,80}"
    r"[ \t]{0,3}(?://?|[|,;]|et|puis|and|[ \t])[ \t]{0,3}(?P<value>[^\s]{6,200})",
    re.I,
)
ENCODED_LOGIN = re.compile(r"\bLOGIN[ \t]+[A-Za-z0-9+/]{4,200}={1,2}[ \t]+(?P<value>[A-Za-z0-9+/]{4,200}={0,2})(?!\S)")
RECOVERY = re.compile(
    r"(?:codes?[ \t](?:de[ \t](?:r[ée]cup[ée]ration|secours|validation|v[ée]rification|s[ée]curit[ée]|connexion)|otp|"
    r"2fa|pin|secret|sms|unique|re[çc]u[ \t]par[ \t](?:sms|mail))|(?:mon|ton|le|my)[ \t]pin|"
    r"cl[ée]s?[ \t]de[ \t](?:r[ée]cup[ée]ration|s[ée]curit[ée]|secours|sauvegarde)|"
    r"(?:recovery|security|backup|verification)[ \t](?:code|key)|otp)"
    r"[^\n:=?!]{0,20}?(?:[:=]|est|is|c['’]est)?[ \t]{1,3}"
    r"(?P<value>\d{4,8}|(?-i:(?:[\dA-Z]{3,6}[ -]){1,8}[\dA-Z]{3,6})|(?:[\da-z]{4}[ -]){3,12}[\da-z]{4})\b",
    re.I,
)
# "mon token d'api : X", "la clé d'API, c'est X".
TOKEN = re.compile(
    r"(?:tokens?|jetons?|api[ \t_-]?keys?|cl[ée]s?[ \t](?:d['’ ]?api|api|secr[èe]te))(?![\w-])[^\n:=?]{0,30}?"
    r"(?:[:=]|\b(?:c['’ ]?est|est|is)\b)?[ \t]{1,3}[\"'`]?(?P<value>[A-Za-z0-9_-]{20,200})",
    re.I,
)

# ---- what protocols say ------------------------------------------------------------------------------------------

IMAP_LOGIN = re.compile(
    r"(?<!\w)\w{1,8}[ \t]+LOGIN[ \t]+(?P<user>\"[^\"\n]{1,100}\"|[^\s]{1,100})[ \t]+"
    r"(?P<value>\"[^\"\n]{1,100}\"|[^\s]{1,100})",
    re.I,
)
POP_PASS = re.compile(r"^[ \t]*(?:[CS>]:?[ \t]*)?PASS[ \t]+(?P<value>[^\s]{1,200})[ \t]*$", re.M)
# The answer to the server's base64 "Password:".
SMTP_LOGIN = re.compile(
    r"334[ \t]+UGFzc3dvcmQ6[ \t]*\r?\n[ \t]*(?:[CS>]:?[ \t]*)?(?P<value>[A-Za-z0-9+/]{2,200}={0,2})"
)
SMTP_PLAIN = re.compile(r"\bAUTH(?:ENTICATE)?[ \t]+PLAIN[ \t]+(?P<value>[A-Za-z0-9+/]{4,1000}={0,2})", re.I)
AUTHORISATION = re.compile(
    r"authorization[\"']?[ \t]*[:=][ \t]*[\"']?(?:bearer|basic|token|digest|apikey)[ \t]+(?P<value>[^\s\"']{4,4000})",
    re.I,
)
COOKIE = re.compile(r"\b(?:set-)?cookie[ \t]*:[ \t]*[^\n]{0,120}?=(?P<value>[A-Za-z0-9%+/_.-]{16,200})", re.I)

# ---- what programs write -----------------------------------------------------------------------------------------

OPTION = re.compile(
    r"(?:--?(?:auth-?)?pass(?:word|wd)?\d?|-ap|--token|--secret)[= \t]+(?P<value>[^\s]{2,200})",
)
SHORT_OPTION = re.compile(r"(?<!\S)-[pPw][ \t]?(?P<value>[^\s]{8,200})")  # mysql, sshpass, ldapsearch
USER_OPTION = re.compile(r"(?:-u|--user)[= \t]+['\"]?[^\s:'\"]{1,100}:(?P<value>[^\s'\"]{1,200})")
CALL = re.compile(
    r"\.(?:login|authenticate|auth)\([ \t]*[\"'][^\"'\n]{1,100}[\"'][ \t]*,[ \t]*[\"'](?P<value>[^\"'\n]{1,200})[\"']"
)
ELEMENT = re.compile(r"<(?:password|passwd|pwd|secret|token)>(?P<value>[^<\n]{2,200})</", re.I)
IN_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s/@:\"'<>]{0,100}:(?P<value>[^\s/@\"'<>]{1,200})@", re.I)
IN_QUERY = re.compile(
    r"[?&#](?:access_|auth_|api_?|id_|refresh_)?(?:token|key|secret|password|pwd|sig|signature|code)="
    r"(?P<value>[^\s&#]{12,2000})",
    re.I,
)
SETTING = re.compile(
    r"(?<![A-Za-z0-9_.-])[\"']?(?:[A-Za-z0-9]{1,20}[_.-]){0,6}"
    r"(?:password|passwd|pass|pwd|secret|token|api_?key|access_?key|private_?key|client_?secret|mdp)"
    r"(?:[_.-][A-Za-z0-9]{1,20}){0,3}[\"']?[ \t]*(?P<by>:=|=>|[:=])[ \t]*"
    r"(?P<value>\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[^\s,;}]{1,2000})(?P<after>[^\n]{0,80})",
    re.I,
)
# Forms that issuers have published for scanners: GitHub, GitLab, Stripe, OpenAI, Slack, Synapse and MAS, AWS, Google,
# Hugging Face, npm; and JSON web tokens.
ISSUED = re.compile(
    r"(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{22,255}|glpat-[\w-]{16,64}|"
    r"sk_(?:live|test)_\w{16,128}|sk-[\w-]{20,200}|xox[abprs]-[\w-]{10,200}|syt_[\w-]{2,200}_[\w-]{8,64}_\w{4,16}|"
    r"m[ca]t_\w{20,64}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,64}|ya29\.[\w-]{20,500}|hf_[A-Za-z0-9]{20,64}|"
    r"npm_[A-Za-z0-9]{30,64}|eyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}(?:\.[\w-]{0,2000})?)"
)
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----")
ENCODED = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{12,1000}={0,2}(?![A-Za-z0-9+/=])")

# One of these stands in every text that a pattern above can match, but for ENCODED.
TRIGGERS = (
    "pass", "mdp", "m.d.p", "m d p", "pwd", " pw", "code", " pin ", "otp", "secret", "secrète", "token", "jeton", "key",
    "clé", "login", "auth", "@", "cookie", "334", "user", "-u", "-ap", " -p", " -w", "acces", "accès", "identifiant",
    "credential", "creds", "gh", "pat-", "sk_", "sk-", "xox", "syt_", "akia", "asia", "aiza", "ya29", "hf_", "npm_",
    "mct_", "mat_", "eyj", "phrase",
)  # fmt: skip
