"""What the bot says about live checks, in French; the sentences of each cause are in phrasing.causes."""

from collections.abc import Sequence

from bot.core.model import EndpointResult, Stage, Verdict
from bot.core.phrasing import at_home
from bot.core.phrasing.causes import NOT_TESTED, PHRASES, UNDIAGNOSED, Phrase

SEEN = "Vu depuis le serveur du bot."
MEANWHILE = "En attendant, le port {pairs} fonctionne. "
ALL_WELL = "Tout répond normalement."
ALERT = (
    " Si votre logiciel montre une alerte de certificat, ne l'acceptez pas : vu d'ici il est valable, c'est donc votre "
    "réseau ou votre antivirus qui s'interpose."
)
MAIL_STEPS = (
    "Si cela ne marche pas chez vous, regardez dans cet ordre : 1) le nom d'utilisateur est l'adresse complète ; "
    "2) le port et la sécurité vont ensemble ({pairs}) ; 3) le mot de passe fonctionne dans le webmail ; "
    "4) un autre réseau, sans VPN ni analyse du courrier par l'antivirus." + ALERT
)
WEB_STEPS = (
    "Si cela ne marche pas chez vous, regardez dans cet ordre : 1) l'adresse exacte : {pairs} ; "
    "2) le nom d'utilisateur est l'adresse complète ; 3) une fenêtre de navigation privée ; "
    "4) un autre réseau, sans VPN ni proxy." + ALERT
)
DNS_STEPS = "Si un nom ne répond pas chez vous, essayez un autre réseau : votre fournisseur filtre peut-être le DNS."


def cause_and_remedy(code: str, verdict: Verdict, endpoints: Sequence[EndpointResult]) -> tuple[str, str]:
    """Two short texts. The cause says where it is seen from; the remedy ends with a test to run at home."""
    phrase = phrase_of(code, verdict, endpoints)
    concerned = [e for e in endpoints if not code or has_code(e, code)] or list(endpoints)
    words = {
        "where": where(concerned),
        "host": concerned[0].host if concerned else "",
        "detail": next((s.detail for e in concerned for s in e.stages if s.code == code), "").rstrip("."),
        "pairs": pairs(endpoints),
    }
    cause = phrase.cause.format(**words).replace(" ()", "")
    remedy = meanwhile(concerned, endpoints) + phrase.remedy.format(**words)
    if code and verdict is Verdict.OK:
        remedy = f"{remedy} {steps(endpoints).format(**words)}"
    test = at_home.suggestion(concerned[0], code) if concerned else ""
    return f"{cause} {SEEN}", f"{remedy} {test}".rstrip()


def meanwhile(concerned: Sequence[EndpointResult], endpoints: Sequence[EndpointResult]) -> str:
    """Another port that works while this one does not; empty when there is none, or nothing is down."""
    down = {endpoint.port for endpoint in concerned if endpoint.verdict is Verdict.DOWN}
    fine = [e for e in endpoints if e.verdict is Verdict.OK and e.port not in down and e.protocol in ("smtp", "imap")]
    return MEANWHILE.format(pairs=pairs(fine[:1])) if down and fine else ""


def phrase_of(code: str, verdict: Verdict, endpoints: Sequence[EndpointResult]) -> Phrase:
    if code:
        return PHRASES[code]
    if verdict is Verdict.OK:
        return Phrase(ALL_WELL, steps(endpoints))
    return NOT_TESTED if verdict is Verdict.UNKNOWN else UNDIAGNOSED


def has_code(endpoint: EndpointResult, code: str) -> bool:
    if code in ("ipv4_dead", "ipv6_dead"):
        return endpoint.family == code.removesuffix("_dead")
    return any(stage.code == code for stage in endpoint.stages)


def steps(endpoints: Sequence[EndpointResult]) -> str:
    """What to look at on one's own side when the service works, in order."""
    protocols = {endpoint.protocol for endpoint in endpoints}
    if protocols & {"smtp", "imap"}:
        return MAIL_STEPS
    return WEB_STEPS if protocols & {"http", "caldav", "carddav"} else DNS_STEPS


SECURITY = {"starttls": "STARTTLS", "tls": "SSL/TLS", "": ""}
FAMILY = {"ipv4": "IPv4", "ipv6": "IPv6", "": ""}


def pairs(endpoints: Sequence[EndpointResult]) -> str:
    """`587 avec STARTTLS, 993 avec SSL/TLS`, or the hosts of web services."""
    mail = {e.port: SECURITY[e.security] for e in endpoints if e.protocol in ("smtp", "imap")}
    if mail:
        return ", ".join(f"{port} avec {security}" for port, security in mail.items())
    return ", ".join(dict.fromkeys(at_home.site(e) for e in endpoints))


def where(endpoints: Sequence[EndpointResult]) -> str:
    """`smtp.beta.gouv.fr, port 587`; the family when only one of a port is concerned; at most three places."""
    places = list(dict.fromkeys(place(endpoint) for endpoint in endpoints))
    more = f" et {len(places) - 3} de plus" if len(places) > 3 else ""
    return " ; ".join(places[:3]) + more


def place(endpoint: EndpointResult) -> str:
    mail = endpoint.protocol in ("smtp", "imap")
    return f"{endpoint.host}, port {endpoint.port}" if mail or endpoint.port != 443 else endpoint.host


def stage_line(stage: Stage) -> str:
    """One stage for the details: name, time, what was seen."""
    marks = {"ok": "🟢", "warn": "🟠", "fail": "🔴", "skipped": "⚪"}
    time = f" {stage.ms:.0f} ms" if stage.ms >= 0.5 else ""
    said = stage.detail or NOT_TRIED.get(stage.code, "")
    detail = f" : {said}" if said else ""
    return f"{marks[stage.status.value]} {STAGES.get(stage.name, stage.name)}{time}{detail}"


NOT_TRIED = {
    "login_elsewhere": "testé sur un autre port",
    "no_canary": "aucun compte de test n'est configuré",
    "canary_stopped": "arrêté après un refus",
    "other_host": "non envoyé à un autre serveur",
    "in_clear": "non envoyé sans chiffrement",
    "no_ipv6_here": "le serveur du bot n'a pas d'IPv6, non testé",
}
STAGES = {
    "dns": "adresse", "tcp": "connexion", "banner": "accueil", "hello": "dialogue", "starttls": "STARTTLS",
    "tls": "chiffrement", "certificate": "certificat", "capabilities": "possibilités", "login": "compte de test",
    "logout": "déconnexion", "http": "réponse web", "discovery": "découverte", "collections": "agendas et carnets",
    "send": "envoi", "delivery": "arrivée", "cleanup": "ménage", "mx": "MX", "spf": "SPF", "dmarc": "DMARC",
    "srv": "SRV", "mta_sts": "MTA-STS", "tls_rpt": "TLS-RPT",
    "tlsa": "DANE",
}  # fmt: skip

# ---- in the room -----------------------------------------------------------------------------------------------

MARKS = {Verdict.OK: "🟢", Verdict.DEGRADED: "🟠", Verdict.DOWN: "🔴", Verdict.UNKNOWN: "⚪"}
STATES = {
    Verdict.OK: "fonctionne",
    Verdict.DEGRADED: "fonctionne en partie",
    Verdict.DOWN: "en panne",
    Verdict.UNKNOWN: "non vérifié",
}
# Of these "works in part" would be wrong.
DEGRADED_AS = {
    "cert_expires_soon": "fonctionne, pour quelques jours",
    "redirect_elsewhere": "répond, la suite n'est pas vérifiée",
    "busy": "répond, mais se dit occupé",
    "login_refused": "répond, mais refuse le compte de test",
    "account_blocked": "répond, mais le compte de test est bloqué",
    "slow_banner": "fonctionne, mais lentement",
}
DETAILS = "Le détail, étape par étape"
PORTS = "Port par port"
RUNNING = "🔎 Vérification en cours…"
UNKNOWN_TARGET = "Je ne connais pas {word}. Je sais vérifier : {known}."
NO_SUCH_PORT = "Le service « {word} » n'a pas de port {port}. Ses ports : {ports}."
NOTHING_CONFIGURED = "Aucun service n'est déclaré dans services.yaml : je n'ai rien à vérifier."
TITLES = {"dns": "Noms et DNS", "tls": "Chiffrement et certificats", "login": "Connexion au compte",
          "delivery": "Un message, de l'envoi à l'arrivée"}  # fmt: skip
WRITTEN_IN_ROOM = (
    "Je n'utilise jamais le mot de passe de quelqu'un, et ce que vous venez d'écrire y ressemble. Supprimez ce message "
    "et changez ce mot de passe. Je vérifie le service avec un compte de test ; pour tester le vôtre, connectez-vous "
    "au webmail."
)


def age(seconds: float) -> str:
    """Empty for what was just seen."""
    if seconds < 5:
        return ""
    return f"il y a {seconds:.0f} s" if seconds < 60 else f"il y a {seconds / 60:.0f} min"


def headline(title: str, verdict: Verdict, seconds: float, code: str = "") -> tuple[str, str, str]:
    """Mark, title, and what is said of it."""
    old, state = age(seconds), STATES[verdict]
    if verdict is Verdict.DEGRADED:
        state = DEGRADED_AS.get(code, state)
    return MARKS[verdict], title, f" : {state}" + (f" ({old})" if old else "")


def overview(total: int, bad: int, unknown: int) -> str:
    """The first line when several services were looked at."""
    if bad:
        many = "s" if bad > 1 else ""
        mark = MARKS[Verdict.DOWN if bad == total else Verdict.DEGRADED]
        return f"{mark} {bad} service{many} sur {total} en difficulté, vu depuis le serveur du bot."
    if unknown == total:
        return f"{MARKS[Verdict.UNKNOWN]} Je n'ai rien pu vérifier."
    return f"{MARKS[Verdict.OK]} Tout fonctionne, vu depuis le serveur du bot." + (
        " Une partie n'a pas pu être vérifiée." if unknown else ""
    )


def port_name(endpoint: EndpointResult) -> str:
    """`Port 587, STARTTLS`; `webmail.beta.gouv.fr` for the web; the domain for DNS."""
    if endpoint.protocol in ("smtp", "imap"):
        return f"Port {endpoint.port}, {SECURITY[endpoint.security]}"
    return endpoint.host if endpoint.port in (443, 53) else f"{endpoint.host}:{endpoint.port}"


def port_state(endpoint: EndpointResult) -> str:
    family = FAMILY.get(endpoint.family, "")
    time = sum(stage.ms for stage in endpoint.stages if stage.name in CONNECTING)
    took = f" {time:.0f} ms" if endpoint.verdict in (Verdict.OK, Verdict.DEGRADED) and time >= 0.5 else ""
    return f"{MARKS[endpoint.verdict]} {family}{took}".rstrip()


# The stages whose sum says how fast the service answers; login and delivery are slow on purpose.
CONNECTING = frozenset({"dns", "tcp", "banner", "hello", "starttls", "tls", "capabilities", "http", "mx"})


def running(done: int, total: int) -> str:
    return f"{RUNNING} {done} sur {total}." if total > max(done, 1) else RUNNING


def unknown_target(word: str, known: Sequence[str]) -> str:
    """A word that does not look like the name of a service is not repeated: it may be a password."""
    shown = f"« {word} »" if word.isalpha() and len(word) <= 15 else "ce mot"
    return UNKNOWN_TARGET.format(word=shown, known=", ".join(known))


def no_such_port(service: str, port: str, ports: Sequence[int]) -> str:
    return NO_SUCH_PORT.format(word=service, port=port[:10], ports=", ".join(map(str, ports)))
