"""Does the message ask whether a service is down, and which one? Words only; the live check is somebody else's work."""

import re
from collections.abc import Mapping

from bot.core.services import Protocol, Services
from bot.core.text import fold
from bot.core.understand.surface import Surface

OUTAGE = re.compile(
    r" (?:pannes?|panes?|hs|hors service|down|outage|incident|tombes?|tombee?s?|en rade|(?<! c est )mort|morte|"
    r"(?<!\d )ko|indisponibles?|serveurs? satur\w*|perturb\w*|coupures?|interruption|en vrac|injoignables?|"
    r"inaccessibles?|retablie?s?|not responding|unreachable|unavailable|cassee?s?|50[0234]|plantee?s?|page blanche|"
    r"maintenance|hors ligne|offline|dans les choux|en carafe|ralenti\w*|deconnectee?s?|"
    r"(?:est|sont) (?:bien )?(?:up|operationnel\w*)|(?:etat|status?|statut) (?:du|de l|de la|des)|"
    r"(?:ne )?(?:repond\w*|charge\w*|s ouvre\w*) (?:pas|plus|pu|pa)) "
)
TROUBLE = re.compile(
    r" (?:(?:ne )?(?:marche|marchent|fonctionne|fonctionnent|repond|repondent|parviennent|parvenons|arrive|arrivent|"
    r"passe|charge|envoie|recoit) (?:pas|plus|pu|pa)|"
    r"(?:tourne|tournent|synchronisent?|ouvre|ouvrent|connecte\w*|recu|recue?s?|part|partent) (?:pas|plus)|"
    r"plus (?:aucun|personne|rien|moyen)|work|works|working|"
    r"(?:arriv\w*|parv\w*|peu\w*|reussi\w*) (?:a |encore a )?(?:(?:vous|nous|se|me|m|y) )?(?:envoyer|connecter)|"
    r"fonctionne|fonctionnent|marche|marchent|up|dispo|disponibles?|accessibles?|bugs?|bugge|rame|"
    r"problemes?|souci|impossible|lent|lente) "
)
SHARED = re.compile(
    r" (?:(?:pour|chez) (?:tout le monde|vous|vs|d autres|toi|quelqu un)|tout le monde|quelqu un d autre|qqn d autre|"
    r"que (?:chez )?moi|(?:pour|chez) (?:personne|nous|toute l equipe|l equipe|toute ma|l ensemble)|plus personne|"
    r"(?:dans|sont dans) le meme cas|c est connu|cela est connu|chez vous (?:non plus|aussi)|vous confirmez|"
    r"vous arrivez a|vous avez (?:des|un|aussi)|for (?:you guys|all of us)|"
    r"(?:juste|seulement) moi|c est moi ou|moi ou|generale?|general|en ce moment|actuellement|"
    r"toute notre \w+|en cours|ce matin|cet apres midi|"
    r"(?:plusieurs )?collegues et moi\w*|"
    r"(?:vous|toi|moi) aussi|aussi chez|for (?:you|everyone|anyone)|anyone else|everyone|right now|is it just me|"
    r"depuis \d+ (?:min\w*|heures?|h)) "
)
PERSONAL = re.compile(
    r" (?:mon|ma|mes) (?:telephone|iphone|mac|android|ordinateur|thunderbird|logiciel|client|box|livebox|reseau|"
    r"compte|mot de passe|ancien\w*) "
)
# Trouble of many, told and not asked: it is a report, and the state of the service is what helps.
MANY = re.compile(
    r" (?:(?:pour|chez) (?:personne|toute l equipe|tout le monde|l ensemble)|plus personne|tout le service|"
    r"toute l equipe|plusieurs (?:collegues|personnes|agents)|tout le monde (?:est|a|perd)|nobody|none of us|"
    r"the whole team) "
)
OVER = re.compile(
    r" (?:resolue?|retablie?s?|redemarre|reparti|de nouveau|fonctionnent de nouveau|maintenance|sera|"
    r"seront|si|jamais|en cas de) "
)
# Somebody else's words: an official notice, a helper who sums up or asks one person back; a case only imagined; a
# trouble of one among many.
NOT_ASKED = re.compile(
    r" (?:nos equipes|retour (?:a la normale|estime|prevu)|prochain point|nous vous tenons|"
    r"c est (?:bien )?(?:ca|cela) $|donc vous|ok donc|"
    r"tu (?:peux|voulais|veux|vas|as|pourrais)|t as|quand tu|sauf (?:chez )?moi|"
    r"(?<!savoir )(?<!dire )si (?:\w+ ){1,4}(?:plante|casse|tombe|(?:est )?en panne))"
)
POLITE = re.compile(r" s il (?:te|vous) plait | merci ")
SHORT = 5  # words of a report without a question mark: "webmail hs svp"
LONG = 15  # words above which an outage must be said to be everybody's: other things are told in so many
# How people name what a protocol does, in this trade.
NAMED: Mapping[Protocol, str] = {
    Protocol.SMTP: r"smtp|l?envois?|envoyer|envoi des (?:mails|messages)|serveur (?:d envoi|sortant)|sending|outgoing",
    Protocol.IMAP: r"imap|reception|recevoir|serveur (?:de reception|entrant)|incoming",
    Protocol.CALDAV: r"caldav|agendas?|calendriers?|calendars?",
    Protocol.CARDDAV: r"carddav|contacts?|carnets? d adresses?",
}
MAIL = re.compile(
    r" (?:mails?|emails?|e mails?|courriels?|messageries?|boites? mail|boites?|mail system|mail service|"
    r"ox|open xchange|openxchange) "
)
ALL = "all"  # the mail service as a whole
STATE = re.compile(
    r"^ (?:(?:alors|bonjour|dites|hello|salut) )*(?:(?:est ce qu )?(?:il )?y a(?: t il)? )?(?:une |un )?"
    r"(?:panne|incident|coupure|interruption)s?(?: de service)?"
    r"(?: generale?| aujourd hui| en ce moment| la| en cours)? $|"
    r" (?:etat (?:du|des) services?|(?:panne|incident) (?:generale?|en cours)|"
    r"(?:c est|cela est|on est|est ce|y a t il une|il y a une) (?:bien )?(?:en )?(?:panne|rade|down|hs|ko|"
    r"plante|tombe|mort)"
    r"(?: \w+){0,4} (?:ou (?:c est |ca vient )?(?:que |juste |seulement )?(?:chez |de )?moi|pour tout le monde)) "
)


class Incidents:
    """Knows the words for each service of the services file: its id, its title's own words, its protocol's names."""

    def __init__(self, services: Services) -> None:
        self._named = [(one.id, re.compile(rf" (?:{names(one.id, one.protocol)}) ")) for one in services.services]
        self._any = bool(services.services)

    def service(self, surface: Surface) -> str:
        """The id of the service asked about, ALL for mail as a whole, empty when no outage is asked about."""
        plain = surface.plain
        if not self._any or PERSONAL.search(plain) or NOT_ASKED.search(plain):
            return ""
        if not (asked(surface) or STATE.search(plain)):
            return ""
        named = [found for service, pattern in self._named if (found := at(pattern, plain, service))]
        if named:
            return min(named)[1]
        return ALL if MAIL.search(plain) or STATE.search(plain) else ""


def at(pattern: re.Pattern[str], plain: str, service: str) -> tuple[int, str] | None:
    """Where the service is named: the first one named is the one asked about."""
    found = pattern.search(plain)
    return (found.start(), service) if found else None


def names(service: str, protocol: Protocol) -> str:
    own = re.escape(fold(service)).replace(r"\ ", " ")
    return "|".join(filter(None, (own, NAMED.get(protocol, ""))))


def asked(surface: Surface) -> bool:
    """An outage asked about, or trouble that is said to be everybody's."""
    plain = surface.plain
    if OVER.search(plain) and not surface.asks:
        return False
    outage, shared = OUTAGE.search(plain), SHARED.search(plain)
    if outage and (shared or (surface.asks and len(surface.words) <= LONG)):
        return True
    if outage and (len(POLITE.sub(" ", plain).split()) <= SHORT or MANY.search(plain)):
        return True
    if MANY.search(plain) and TROUBLE.search(plain):
        return True
    return bool(
        shared
        and TROUBLE.search(plain)
        and (surface.asks or " j " in plain or " n arriv" in plain or "parven" in plain)
    )
