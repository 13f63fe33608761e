"""The French of draft entries: words put into an answer, patterns of questions, what a person must look at.

Nothing here knows Markdown or files.
"""

ILLUSTRATION = "illustration"
SEE_ALSO = "Voir aussi :"
SETTINGS_FROM = "Réglages (« {title} ») :"
SEE_PAGE = "Voir la documentation : {address}"
REST_OF_PAGE = "La suite est dans la documentation : {address}"
STARTTLS_AND_TLS = "SSL/TLS pour le port {tls}, STARTTLS pour le port {starttls}"

# ---- questions ------------------------------------------------------------------------------------------------------

FROM_WORD = "depuis {name}"
HOW = "Comment {verb} ?"
WHERE = "Où {verb} ?"
WISH = "Je voudrais {verb}"
ABOUT = "{title} : comment ça marche ?"
INFORMATION = "Où trouver des informations sur {title} ?"
WHAT_IS = "Qu'est-ce qu'{thing} ?"
SUPPORTED = ("Quels logiciels de messagerie sont pris en charge ?", "Quels logiciels ai-je le droit d'utiliser ?")
SIGN_IN = "Comment me connecter {where} ?"
SEE_THEM = ("Comment voir {things} ?", "Où voir {things} ?")
SIGN_IN_TO = ("Comment me connecter {to} ?", "Quelle est l'adresse {of} ?")
USE_IT = "Comment configurer {name} ?"
CAN_I_USE = ("Puis-je utiliser {name} ?", "{name} est-il autorisé ?")
ADVISED = ("Puis-je utiliser {name} ?", "{name} est-il recommandé ?")
WHERE_IS = "Où {verb} {thing} ?"
HELP = ("J'ai un problème, à qui m'adresser ?", "Où demander de l'aide ?", "Quel est le salon du support ?")
WHY_BLOCKED = "Pourquoi {thing} est-il bloqué ?"
SETTINGS = ("Quels sont les paramètres du compte{client} ?", "Quels serveurs et quels ports faut-il mettre{client} ?")
SERVICE_QUESTIONS: dict[str, tuple[str, ...]] = {
    "imap": ("Quel serveur IMAP (serveur entrant){client} ?", "Quel port IMAP{client} ?"),
    "smtp": ("Quel serveur SMTP (serveur sortant){client} ?", "Quel port SMTP{client} ?"),
    "caldav": ("Quelle adresse CalDAV pour l'agenda{client} ?", "Adresse CalDAV{client}"),
    "carddav": ("Quelle adresse CardDAV pour les contacts{client} ?",),
}
USING = "Comment utiliser {name} ?"

# ---- what a person must look at before an entry goes live -----------------------------------------------------------

REVIEW = {
    "certificate": "consigne retirée de la réponse, ligne {line} : elle apprend à passer outre une alerte de certificat"
    " (« {text} »)",
    "label": "ligne {line} : « {text} » ne convient pas au port {port}, qui se règle en {expected} ; à confirmer",
    "incomplete": "ligne {line} : les ports {text} sont donnés sans la sécurité de la connexion",
    "settings": "réglages repris de la section « {text} », à laquelle cette section renvoie",
    "long": "réponse coupée à {text} caractères ; la suite est dans la page",
    "glued": "ligne {line} : « \\n » collé à une adresse, coupé ({text})",
    "spelling": "ligne {line} : « {text} », d'ordinaire écrit « {expected} »",
}
REVIEW_HEAD = "À relire"
