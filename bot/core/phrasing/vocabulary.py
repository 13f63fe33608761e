"""Words of the French language and of this trade, as headings of a documentation use them. Tables, no sentences.

Folded (no accents, no capitals) unless they are shown.
"""

import re

# Bold lines that announce a remark, not a matter.
ASIDES = frozenset({
    "attention", "important", "note", "notes", "nb", "n b", "remarque", "remarques", "a noter", "bon a savoir",
    "exemple", "exemples", "par exemple", "pre requis", "prerequis", "pour en savoir plus", "en savoir plus",
    "ressources",
    "a savoir", "info", "infos", "information", "astuce", "conseil", "rappel", "ou", "et", "puis", "resultat", "avant",
    "apres", "etapes", "avantages", "inconvenients", "pour", "contre", "objectif", "objectifs",
})  # fmt: skip

# ---- which client, which task: facet -> value -> words --------------------------------------------------------------

CLIENTS: dict[str, tuple[str, tuple[str, ...], str]] = {  # value -> label, words, how it is said after a verb
    "thunderbird": ("Thunderbird", ("thunderbird",), "dans Thunderbird"),
    "apple-mail": ("Mac (Apple Mail)", ("apple mail", "apple calendrier", "mac", "macos", "macbook"), "sur Mac"),
    "iphone": ("iPhone ou iPad", ("iphone", "ipad", "ios"), "sur iPhone"),
    "android": ("Android", ("android", "davx5", "dav5x"), "sur Android"),
    "outlook": ("Outlook", ("outlook",), "dans Outlook"),
    "gmail": ("Gmail", ("gmail",), "dans Gmail"),
    "webmail": ("le webmail", ("webmail", "roundcube"), "dans le webmail"),
}
TASKS: dict[str, tuple[str, tuple[str, ...]]] = {  # value -> label, words; the first that is found
    "rdv": ("la prise de rendez-vous", ("prise de rdv", "prise de rendez vous", "calendso", "calendly")),
    "partage": ("le partage", ("partage", "partager", "droits")),
    "import": ("l'import d'anciennes données", ("importer", "import", "ancien", "anciens", "historique", "migrer")),
    "agenda": ("l'agenda", ("agenda", "agendas", "calendrier", "calendriers", "caldav")),
    "contacts": ("les contacts", ("contact", "contacts", "carnet", "carddav")),
    "mot-de-passe": ("le mot de passe", ("mot de passe", "mdp")),
    "envoi": ("l'envoi", ("smtp", "envoyer", "envoi")),
    "reception": ("la réception", ("imap", "recevoir", "reception")),
    "mail": ("les mails", ("mail", "mails", "email", "emails", "courriel", "messagerie", "boite")),
}

# ---- from a heading to what people ask ------------------------------------------------------------------------------

NUMBERING = (
    r"^(?:(?:[ée]tape|step|partie|phase|cas|option)\s*(?:n\s*°\s*)?\d*(?:\.\d+)*\s*[:.)–—-]\s*"
    r"|\d+(?:\.\d+)*\s*[.):–—-]*\s+|[a-z]\)\s+)"
)
LEADING = ("ou ", "et ", "puis ", "sinon ", "ensuite ")
FROM = re.compile(
    r"^(?:si|quand|lorsque) (?:vous|tu) (?:utilisiez|utilisais|utilisez|utilises|avez|as|êtes|étiez|veniez de|venez de)"
    r"(?: chez| sur)? (?:un |une |votre |ton )?(?:compte |boîte |adresse )?(?P<name>.+)$",
    re.I,
)
ORIGINS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ovh": ("une boîte OVH", ("ovh",)),
    "gmail": ("Gmail", ("gmail", "google")),
}
CONDITION = ("si ", "s'", "s’", "quand ", "lorsque ", "depuis ", "avec ", "pour ", "sur ", "dans ")

# Verbs of the third group, by hand: their ending says nothing.
THIRD_GROUP = frozenset({
    "faire", "refaire", "defaire", "prendre", "comprendre", "apprendre", "reprendre", "mettre", "remettre",
    "permettre", "transmettre", "soumettre", "connaitre", "reconnaitre", "etre", "repondre", "rendre", "vendre",
    "attendre", "entendre", "defendre", "etendre", "suivre", "poursuivre", "vivre", "ecrire", "inscrire", "decrire",
    "lire", "dire", "conduire", "produire", "construire", "reduire", "traduire", "introduire", "joindre",
    "rejoindre", "atteindre", "eteindre", "craindre", "resoudre", "conclure", "inclure", "exclure", "extraire",
    "perdre", "correspondre", "interrompre", "souscrire", "interdire", "elire", "convaincre", "voir", "revoir",
    "savoir", "pouvoir", "devoir", "recevoir", "avoir", "prevoir", "concevoir",
})  # fmt: skip
NOT_VERBS = frozenset({
    "calendrier", "calendriers", "courrier", "dossier", "fichier", "papier", "atelier", "metier", "premier",
    "dernier", "particulier", "cahier", "chantier", "clavier", "quartier", "financier", "hier", "cher",
    "mer", "super", "master", "newsletter", "docker", "router", "twitter", "messenger", "loisir", "avenir",
    "plaisir", "desir", "soir", "noir", "espoir", "miroir", "server", "manager", "designer", "developer", "user",
    "number", "header", "footer", "flyer", "poster", "ticker", "slider",
})  # fmt: skip
NOUN_VERBS: dict[str, str] = {
    "partage": "partager", "creation": "créer", "ajout": "ajouter", "import": "importer", "importation": "importer",
    "export": "exporter", "configuration": "configurer", "parametrage": "paramétrer", "installation": "installer",
    "connexion": "se connecter", "suppression": "supprimer", "modification": "modifier", "recuperation": "récupérer",
    "activation": "activer", "desactivation": "désactiver", "demande": "demander", "synchronisation": "synchroniser",
    "utilisation": "utiliser", "migration": "migrer", "envoi": "envoyer", "reception": "recevoir",
    "changement": "changer", "consultation": "consulter", "gestion": "gérer", "transfert": "transférer",
    "redirection": "rediriger", "reinitialisation": "réinitialiser", "sauvegarde": "sauvegarder", "achat": "acheter",
    "reservation": "réserver", "inscription": "s'inscrire", "publication": "publier",
    "mise en place": "mettre en place",
}  # fmt: skip
# What one does with a thing, when the heading is the thing alone (« Calendrier sur iPhone »).
THINGS: dict[str, tuple[str, ...]] = {
    "calendrier": ("ajouter", "synchroniser"), "calendriers": ("ajouter", "synchroniser"),
    "agenda": ("ajouter", "synchroniser"), "agendas": ("ajouter", "synchroniser"),
    "contacts": ("ajouter", "synchroniser"), "carnet": ("ajouter",),
    "emails": ("configurer", "recevoir"), "email": ("configurer",), "mails": ("configurer", "recevoir"),
    "mail": ("configurer",), "messagerie": ("configurer",), "compte": ("configurer",), "signature": ("configurer",),
    "mot de passe": ("changer", "retrouver"),
}  # fmt: skip
ARTICLES: dict[str, str] = {
    "calendrier": "le", "calendriers": "les", "agenda": "l'", "agendas": "les", "contacts": "les", "carnet": "le",
    "emails": "les", "email": "l'", "mails": "les", "mail": "le", "messagerie": "la", "compte": "le", "signature": "la",
    "mot de passe": "le",
}  # fmt: skip
WHERE_VERBS = frozenset({
    "trouver", "obtenir", "demander", "consulter", "recuperer", "signaler", "telecharger", "changer", "creer",
    "retrouver", "acheter", "lire", "connaitre",
})  # fmt: skip
IRREGULAR: dict[str, str] = {"ouvrez": "ouvrir", "allez": "aller", "mettez": "mettre", "faites": "faire",
                             "suivez": "suivre", "lisez": "lire", "dites": "dire", "prenez": "prendre",
                             "envoyez": "envoyer", "inscrivez": "inscrire", "revenez": "revenir"}  # fmt: skip
# Steps on a screen: what one does there is not what people ask.
SCREEN_VERBS = frozenset({
    "cliquer", "choisir", "selectionner", "ouvrir", "aller", "valider", "completer", "remplir", "indiquer",
    "saisir", "entrer", "appuyer", "cocher", "taper", "voir", "suivre", "rendre", "connecter", "lire", "attendre",
    "noter", "verifier", "dire", "renseigner", "mettre", "faire", "glisser", "descendre", "munir", "essayer",
    "penser",
})  # fmt: skip
POSSESSIVES: dict[str, str] = {
    "ses": "mes", "vos": "mes", "tes": "mes", "nos": "mes", "son": "mon", "ton": "mon", "sa": "ma", "ta": "ma",
}  # fmt: skip
FEMININE = frozenset({
    "boite", "messagerie", "signature", "demande", "fiche", "machine", "liste", "page", "carte", "ligne", "mission",
    "startup",
})  # fmt: skip

SIGN_IN_NAMES = {"webmail": ("au webmail", "du webmail")}
CONSULT = {"consultable": "consulter", "accessible": "trouver", "disponible": "trouver", "visible": "voir"}

# Words that people use for one another, the base's word first: a variant of the question, a line of the lexicon.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("mail", "mails", "email", "emails", "e-mail", "courriel", "courriels", "mél"),
    ("calendrier", "calendriers", "agenda", "agendas"),
    ("téléphone", "mobile", "portable", "smartphone"),
    ("ordinateur", "pc", "poste", "ordi"),
    ("configurer", "paramétrer", "régler"),
    ("ancien", "anciens", "ancienne", "précédent", "vieux"),
    ("récupérer", "importer", "transférer", "rapatrier"),
    ("collègue", "collègues", "équipe"),
    ("mot de passe", "mdp", "password"),
)
SWAPS = {"calendrier": "agenda", "agenda": "calendrier", "calendriers": "agendas", "emails": "mails", "email": "mail"}
# Products of this trade and the spellings met in the documentation (folded) -> the name.
PRODUCTS: dict[str, tuple[str, ...]] = {
    "Thunderbird": ("thunderbird",),
    "Apple Mail": ("apple mail", "mail app"),
    "Outlook": ("outlook",),
    "Gmail": ("gmail",),
    "Open-Xchange": ("open xchange", "openxchange", "ox app suite"),
    "OVH": ("ovh",),
    "DAVx5": ("davx5", "dav5x", "davx", "davdroid"),
    "Calendso": ("calendso",),
    "Mailspring": ("mailspring",),
    "Roundcube": ("roundcube",),
    "K-9 Mail": ("k 9 mail", "k9 mail"),
    "F-Droid": ("f droid", "fdroid"),
    "Tchap": ("tchap",),
    "Mattermost": ("mattermost",),
    "Zimbra": ("zimbra",),
}
MISSPELT = {"dav5x": "DAVx5", "thunderbrid": "Thunderbird", "outlouk": "Outlook", "calendsso": "Calendso"}
