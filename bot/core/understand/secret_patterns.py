"""How programs and protocols write secrets. Patterns only; what counts as a value is in secret_values.py.

Every repetition is bounded, so that no text costs more than its length. Where the pattern catches it, the secret is
the group `value`.
"""

import re

# ---- what protocols say ------------------------------------------------------------------------------------------

IMAP_LOGIN = re.compile(
    r"(?<![\w'’])(?P<tag>[a-z]{0,4}\d{1,8}|[a-z.])[ \t]+LOGIN[ \t]+(?P<user>\"[^\"\n]{1,100}\"|[^\s]{1,100})[ \t]+"
    r"(?P<value>\"[^\"\n]{1,100}\"|[^\s]{1,100})(?P<after>[^\n]{0,4})",
    re.I,
)
POP_PASS = re.compile(r"^[ \t]*(?:[CS>]:?[ \t]*)?PASS[ \t]+(?P<value>[^\s]{1,200})[ \t]*$", re.M)
# The answer to the server's base64 "Password:".
SMTP_LOGIN = re.compile(
    r"334[ \t]+UGFzc3dvcmQ6[^\n]{0,20}\n(?:[^\n]{0,60}[ \t>])?(?P<value>[A-Za-z0-9+/]{4,200}={0,2})"
    r"[ \t'\"]*(?:\\[rn]\S{0,6})?\r?$",
    re.M,
)
SMTP_PLAIN = re.compile(r"\bAUTH(?:ENTICATE)?[ \t]+PLAIN[ \t]+(?P<value>[A-Za-z0-9+/]{4,1000}={0,2})", re.I)
# Long lines are wrapped by some programs.
SMTP_WRAPPED = re.compile(
    r"\bAUTH(?:ENTICATE)?[ \t]+\"?PLAIN\"?(?:[^\n]{0,20}\n[+>CS: \t]{0,6}){0,3}?[ \t\"]*"
    r"(?P<value>[A-Za-z0-9+/]{8,200}(?:\\?\r?\n[ \t]{0,4}[A-Za-z0-9+/]{1,200}){0,8}={0,2})",
    re.I,
)
AUTHORISATION = re.compile(
    r"(?:authorization|x-[\w-]{0,20}(?:key|token|auth\w{0,6}))[\"']?[ \t]*[:=,][ \t]*[\"']?"
    r"(?:(?:bearer|basic|token|digest|apikey)[ \t]+)?(?P<value>[^\s\"']{8,4000})",
    re.I,
)
COOKIE = re.compile(r"\b(?:set-)?cookie[ \t]*:[ \t]*[^\n]{0,120}?=(?P<value>[A-Za-z0-9%+/_.-]{16,200})", re.I)

LOGIN_THEN = re.compile(
    r"AUTH[ \t]+LOGIN[ \t]+[A-Za-z0-9+/]{4,200}={0,2}[^\n]{0,10}\n(?:[^\n]{0,60}\n)?(?:[^\n]{0,40}[ \t>]"
    r")?(?P<value>[A-Za-z0-9+/]{4,200}={0,2})\r?$",
    re.M | re.I,
)
ENCODED_LOGIN = re.compile(r"\bLOGIN[ \t]+[A-Za-z0-9+/]{4,200}={1,2}[ \t]+(?P<value>[A-Za-z0-9+/]{4,200}={0,2})(?!\S)")

# ---- what programs write -----------------------------------------------------------------------------------------

# A word that names a secret, anywhere in the name of a setting: SMTP_PASSWORD, mail.smtp.password, accountKey.
_KEY = (
    r"(?:passw(?:or)?d|passwd|passphrase|pass|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|"
    r"private[_-]?key|"
    r"auth[_-]?key|secret[_-]?key|encryption[_-]?key|license[_-]?key|(?<=[a-z_])pw(?![a-z])|mdp|motdepasse|"
    r"mot_de_passe)"
)
SETTING = re.compile(
    rf"(?<![?&])(?<!given[ ]){_KEY}(?P<rest>[\w.-]{{0,30}})(?P<quote>[\"'\])]{{0,2}})(?:[ \t]As[ \t]"
    rf"\w{{1,12}})?[ \t]*(?P<by>:=|=>|[:=,])[ \t]*"
    r"(?P<value>[bruf]?\"[^\"\n]{1,200}\"|[bruf]?'[^'\n]{1,200}'|[^\s,;]{1,2000})(?P<after>[^\n]{0,80})",
    re.I,
)
# What is set about a password, and not the password: PASSWORD_MIN_LENGTH, secret_file.
ABOUT = re.compile(
    r"hash|min|max|len|time|file|path|ur[li]|name|expir|ttl|polic|field|ref|type|reset|age|hint|label|requir|"
    r"enabl|map|cmd|"
    r"command|eval|stor|manager|algo|salt|round|scheme|_id|prompt|attempt|change",
    re.I,
)
# `machine h login x password y`, `password y` in a file of settings, `set imap_pass y`: no sign between them.
BY_SPACE = re.compile(
    r"(?:^[ \t]{0,8}(?:set[ \t]+)?[\w.-]{0,30}|(?:login|user|username|account|there|"
    r"with)[ \t]+[^\s]{1,80}[ \t,;]+(?:there[ \t]+)?"
    r"(?:with[ \t]+)?)(?:password|passwd|pass|pwd|\w{2,12}pw|secret|token)[ \t]+(?!is\b|for\b|"
    r"to\b)(?P<value>\"[^\"\n]{2,100}\"|'[^'\n]{2,100}'|[^\s]{3,200})"
    r"[ \t]*(?P<after>[^\n]{0,30})",
    re.I | re.M,
)
NAMED_VALUE = re.compile(
    rf"(?:name|key)[ \t]*[:=][ \t]*[\"']?[\w.-]{{0,40}}{_KEY}[\w.-]{{0,20}}[\"']?[^\n>]{{0,40}}?(?:>|\n[ \t-]*|"
    rf"[ \t,]+)[\"']?"
    r"(?:value[\"']?[ \t]*[:=][ \t]*)?(?P<value>\"[^\"\n]{2,200}\"|'[^'\n]{2,200}'|[^\s<>]{3,200})",
    re.I,
)
ELEMENT = re.compile(
    rf"<[\w:.-]{{0,30}}{_KEY}[\w:.-]{{0,20}}(?:[ \t][^<>\n]{{0,80}})?>(?P<value>[^<\n]{{2,200}})</", re.I
)
# Profiles of Apple programs: the name in one element, the value in the next.
PROPERTY = re.compile(rf"<key>[\w.-]{{0,40}}{_KEY}\d?</key>\s{{0,20}}<string>(?P<value>[^<\n]{{2,200}})</string>", re.I)
# Any long option whose name holds a word for a secret; -ap is swaks'.
OPTION = re.compile(
    r"(?<![\w-])(?:--?(?:[a-z]{1,12}-){0,3}(?:store|key|db|user|admin|auth|bind|http|ftp|"
    r"proxy)?-?(?:pass(?:word|wd|phrase|in|out)?|pwd|token|secret|api-?key)\d?|-ap|"
    r"(?<=[ \t])/p(?:ass(?:word)?)?:)[= \t]*(?<=[= \t:])"
    r"(?P<value>(?:pass:)?(?:\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[^\s]{2,200}))",
    re.I,
)
# Programs that take a password by an option of one letter.
SHORT_OPTION = re.compile(
    r"(?<![\w-])(?:(?:mysql\w{0,6}|mariadb|7z\w?)[ \t](?:[^\n]{0,120}[ \t])?-p|"
    r"(?:sshpass)[ \t](?:[^\n]{0,120}[ \t])?-p[ \t]?|"
    r"(?:unzip|zip)[ \t](?:[^\n]{0,120}[ \t])?-P[ \t]?|redis-cli[ \t](?:[^\n]{0,120}[ \t])?-a[ \t]?|"
    r"ldap\w{2,8}[ \t](?:[^\n]{0,120}[ \t])?-w[ \t]?|"
    r"(?:openssl[ \t](?:[^\n]{0,120}[ \t])?-k[ \t]|ssh-keygen[ \t](?:[^\n]{0,120}[ \t])?-N[ \t]?)|"
    r"(?:mosquitto_\w{3}|ipmitool|sqlcmd|docker[ \t]login|podman[ \t]login|htpasswd|oc[ \t]login|az|xfreerdp|"
    r"rclone)[ \t](?:[^\n]{0,120}[ \t])?(?:-[pP]|/p:)[ \t]?)"
    r"(?P<value>\"[^\"\n]{3,100}\"|'[^'\n]{3,100}'|[^\s-][^\s]{3,100})",
)
ANY_SHORT_OPTION = re.compile(
    r"(?<!\S)-(?:[a-z]?[pPwau]|-auth|-creds?|-credentials?)[ \t]?(?:[^\s:,]{2,40}[:,])?(?P<value>[^\s:,]{7,200})"
)
PERCENT_USER = re.compile(r"-U[ \t]*['\"]?[^\s%'\"]{1,60}%(?P<value>[^\s'\"]{3,100})")  # smbclient
NET_USE = re.compile(
    r"net[ \t]+use[ \t]+[^\s]{1,100}[ \t]+(?:[^\s/]{2,100}[ \t]+)?(?P<value>[^\s/\\]{4,100})[ \t]+/user:", re.I
)
SECURE_STRING = re.compile(r"SecureString[ \t]+(?:-String[ \t]+)?[\"'](?P<value>[^\"'\n$]{3,100})[\"']", re.I)
USER_OPTION = re.compile(
    r"(?:(?<!\S)-[ua]|--(?:proxy-)?user)[= \t]{0,3}['\"]?[^\s:'\"]{1,100}:(?P<value>[^\s'\"]{1,200})"
)
# A call to log in with two literals.
CALL = re.compile(
    r"(?:log_?[io]n|auth\w{0,10}|credentials?|sign_?in|basicauth|bind(?:_s)?|setauth|imap_open|"
    r"connect)=?\((?:[^()\"'\n]{0,60}|[\"'][^\"'\n]{0,80}[\"'],[ \t]*)(?:[\"'][^\"'\n]{1,100}[\"']|"
    r"[\w.]{1,40})[ \t]*,[ \t]*"
    r"(?:\w{1,20}[ \t]*=[ \t]*)?[bruf]?[\"'](?P<value>[^\"'\n]{1,200})[\"']",
    re.I,
)
IN_URL = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,15}://(?P<user>[^\s/@:\"'<>]{0,100})"
    r":(?P<value>[^\s/@\"'<>]{1,200})@",
    re.I,
)
IN_QUERY = re.compile(
    r"[?&#](?:\w{1,12}_)?(?:token|key|secret|sig|signature|code|ticket|jwt|session|sid|"
    r"jsessionid)=(?P<value>[^\s&#]{12,2000})",
    re.I,
)
PASSWORD_IN_QUERY = re.compile(
    r"(?:[?&]|\b)(?:password|passwd|pass|pwd|mdp|j_password)=(?P<value>[^\s&#\"'$]{3,200}+)(?=&)|"
    r"[?&](?:password|passwd|pwd|mdp)=(?P<last>[^\s&#\"'$]{3,200})",
    re.I,
)
# `user:password@host` without a scheme; user and password between null bytes, as SASL PLAIN puts them.
AT_HOST = re.compile(r"(?<![\w./:@-])[\w.-]{2,40}:(?P<value>[^\s:@/]{4,60})@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}")
NULLS = re.compile(r"\\(?:0|x00|u0000|000)[^\s\\'\"]{2,60}\\(?:0|x00|u0000|000)(?P<value>[^\s\\'\"]{3,60})")
# A password given to a program by another.
PIPED = re.compile(
    r"echo[ \t]+(?:-n[ \t]+)?[\"']?(?P<value>[^\s\"'|$]{4,100})[\"']?[ \t]*(?:\||\))[ \t]*(?:sudo|docker|"
    r"openssl|base64|gpg|chpasswd|"
    r"passwd|sshpass|kinit|\S)"
)
# `ENV SMTP_PASSWORD x`, `setx IMAP_PASSWORD x`.
ENV = re.compile(
    r"(?:ENV|ARG|setx|SET|set|setenv)[ \t]+\w{0,30}(?:PASS|TOKEN|SECRET|PWD|"
    r"KEY)\w{0,20}[ \t]+[\"']?(?P<value>[^\s\"']{4,200})"
)
WIFI = re.compile(r"WIFI:[^\n]{0,100};?P:(?P<value>[^;\n]{4,64});")
# host:port:database:user:password, as in .pgpass; and host user:password, as Postfix keeps them.
IN_FIELDS = re.compile(
    r"(?:^|\s)\[?[\w.-]{3,80}\]?:\d{2,5}(?::[^\s:]{1,60}:|[ \t]+)[^\s:]{2,60}:(?P<value>[^\s:]{4,100})[ \t]*$", re.M
)
# Words that name a key or a token.
KEYWORD = re.compile(
    r"(?<![\w/.-])(?:tokens?|jetons?|(?:api[_-]?)?keys?|cl[ée]s?|clefs?|secrets?|bearer|webhook|api|login|"
    r"auth)(?!\w)",
    re.I,
)
# What is said of keys that everybody may see.
PUBLIC = re.compile(r"publi|gpg|recv-key|openpgp|finger|empreinte|ssh-(?:rsa|ed)|sha256|dkim|certificate", re.I)
# Forms that issuers have published for scanners: GitHub, GitLab, Stripe, OpenAI and Anthropic, Slack, Synapse and MAS,
# AWS, Google, Hugging Face, npm, Brevo, SendGrid, PyPI, Vault, Grafana, DigitalOcean, Shopify, Atlassian, Postman,
# Databricks, Telegram, Doppler, Docker, Linear, Notion, Airtable, Mailersend, age; and JSON web tokens.
ISSUED = re.compile(
    r"(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{22,255}|gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{16,64}|"
    r"(?:sk|rk|pk|whsec)_(?:live_|test_)?\w{16,128}|sk-[\w-]{20,200}|xox[abeprs]-[\w-]{10,200}|xapp-[\w-]{10,200}|"
    r"syt_[\w-]{2,200}_[\w-]{8,64}_\w{4,16}|m[ca][tr]_\w{20,64}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,64}|"
    r"ya29\.[\w-]{20,500}|"
    r"GOCSPX-[\w-]{20,64}|hf_[A-Za-z0-9]{20,64}|npm_[A-Za-z0-9]{30,64}|x(?:key|smtp)sib-[\w-]{20,200}|"
    r"SG\.[\w-]{16,64}\.[\w-]{16,64}|"
    r"pypi-[\w-]{20,300}|hv[sbr]\.[\w-]{20,300}|gl(?:sa|c)_\w{20,200}|do[opr]_v1_\w{20,100}|shp(?:at|ca|pa|"
    r"ss)_\w{20,64}|"
    r"ATATT[\w=-]{20,300}|PMAK-[\w-]{20,100}|dapi[0-9a-f]{30,40}|dp\.\w{2,6}\.\w{20,100}|dckr_pat_[\w-]{20,64}|"
    r"lin_api_\w{20,64}|"
    r"(?:secret|ntn)_[A-Za-z0-9]{30,64}|pat[A-Za-z0-9]{14}\.[0-9a-f]{40,64}|mlsn\.[0-9a-f]{40,80}|"
    r"key-[0-9a-f]{32}|r8_\w{30,60}|"
    r"\d{8,10}:AA[\w-]{30,40}|AGE-SECRET-KEY-1\w{20,80}|"
    r"eyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}(?:\.[\w-]{0,2000})?)"
)
# In small letters, one of them stands in each of these.
ISSUERS = (
    "gh", "github_", "gl", "sk_", "rk_", "pk_", "whsec_", "sk-", "xox", "xapp-", "syt_", "mct_",
    "mat_", "mcr_", "mar_", "akia",
    "asia", "aiza", "ya29", "gocspx", "hf_", "npm_", "sib-", "sg.", "pypi-", "hvs.", "hvb.", "hvr.", "_v1_", "shp",
    "atatt", "pmak-",
    "dapi", "dp.", "dckr_", "lin_", "secret_", "ntn_", "pat", "mlsn.", "key-", "r8_", ":aa", "age-", "eyj",
)  # fmt: skip
HOOK = re.compile(r"https://(?:hooks\.slack\.com/services|discord(?:app)?\.com/api/webhooks)/[\w/-]{20,200}")
# Issuers not known here write alike: a short prefix of small letters, then something random.
PREFIXED = re.compile(
    r"(?<![\w.@/:+=-])(?P<prefix>[a-z][a-z0-9]{1,11}(?:[_-][a-z]{2,8}){0,2})[_.-](?P<value>[A-Za-z0-9]{24,200})"
    r"(?![\w.@-])"
)
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|^Private-Lines: \d", re.M)
ALONE = re.compile(r"(?P<value>[^\s`]{9,200})")
ALONE_PAIR = re.compile(r"[\w.@+-]{3,60}[/:](?P<value>[^\s/:]{6,60})")
ENCODED = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{12,1000}={0,2}(?![A-Za-z0-9+/=])")
