"""The French of `kb diff`: what changed in the documentation, for those who look after the answers."""

STATES = {
    "changed": "CHANGÉ",
    "reformatted": "REMIS EN FORME",
    "below": "CHANGÉ EN DESSOUS",
    "gone": "DISPARU",
    "new": "NOUVEAU",
    "moved": "DÉPLACÉ",
}
STATE_HELP = {
    "changed": "le texte n'est plus celui dont la réponse a été tirée",
    "reformatted": "les mêmes mots, écrits autrement : rien à relire",
    "below": "seules des sous-sections ont changé, d'après les autres réponses ; un coup d'œil suffit",
    "gone": "la page n'a plus cette section",
    "new": "aucune réponse ne vient de cette section",
    "moved": "même texte, sous un autre titre : seule la source de la réponse est à mettre à jour",
}
NOTHING = "Rien n'a changé : {unchanged} réponses, mêmes textes qu'à leur écriture."
SUMMARY = (
    "À relire : {changed} section(s) changée(s), {gone} disparue(s), {new} nouvelle(s). "
    "Inchangé : {unchanged} réponse(s)."
)
NEW_PAGE = "Page nouvelle, aucune réponse n'en vient : {page} ({sections} section(s))"
LOST_PAGE = "Aucune des pages lues n'est « {page} » : {entries} réponse(s) non comparée(s)"
ENTRIES = "réponses : {entries}"
WORDS = "texte    : {words}"
NOW = "la page  : {text}"
GAINED = "la page dit, la réponse ne dit pas : {fact}"
LOST = "la réponse {entry} dit, la page ne dit plus : {fact}"
FACTS = {
    "host": "serveur",
    "port": "port",
    "security": "sécurité",
    "url": "adresse",
    "menu": "menu",
    "product": "produit",
}
CONTRADICTIONS = "Contradictions"
TO_SETTLE = "à trancher"
KNOWN = "déjà là quand les réponses ont été écrites"
VALUES = "{subject} : deux valeurs"
LABEL = "port {port} : {stated}, alors que ce port se règle en {expected}"
UNREAD = "Non lu"

PROPOSALS = {
    "refresh": "réponse jamais retouchée : nouveau texte proposé",
    "merge": "réponse retouchée ; les changements de la page s'y ajoutent sans toucher aux retouches",
    "conflict": "réponse retouchée au même endroit que la page : à reprendre à la main",
    "stamp": "même réponse ; seule la source est à mettre à jour",
    "gone": "section disparue : réponse à garder ou à retirer",
    "new": "section sans réponse : brouillon proposé",
}
