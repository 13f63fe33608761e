"""The forms of a message, one by one: what kind of sentence is it? Patterns over folded words; no weights here.

Each form is a fact that a person can check ("starts with a question word"); how much it counts is learned from the
evaluation's tuning half and stands in weights.py.
"""

import re
from collections.abc import Callable

from bot.core.understand.surface import Surface

Form = Callable[[Surface], bool]

GREETING = (
    r"(?:(?:bonjour|bonsoir|salut|hello|hi|hey|coucou|yo|re|bjr|good (?:morning|afternoon|evening)|dear all|rebonjour|"
    r"(?:a |bonjour )?(?:tous|toutes|tout le monde|la team|team|all|everyone|ici|a vous|la compagnie|les amis|"
    r"et tous|et toutes|a toutes|le bot|facteur)|madame|monsieur|alors|voila|dites|dis|petite question|question bete|question|"
    r"autre question|du coup|et sinon|sinon|et|ok|d accord|mais|donc|bon|au fait|excusez moi(?: de vous deranger)?|excuse moi|desole|svp|"
    r"s il (?:te|vous) plait|merci(?: d avance)?|please|so|ok so|j espere que (?:ca|cela|tu|vous) (?:va|vas|allez)(?: bien)?) )*"
)
ASKING = (
    r"(?:comment|pourquoi|ou (?!alors|bien |si )|quand |combien|quel |quelle |quels |quelles |lequel|laquelle|lesquels|que faire|quoi |qu est ce|"
    r"est ce qu|c est quoi|c koi|c est ou|c ou|c est quel|c est quelle|c est comment|c est possible|c est normal|qui (?!a mis)|a qui|"
    r"y a t il|y a|il y a|ya|existe t|peut on|puis je|peux je|je peux|on peut|on a le droit|on est oblige|faut il|faut|doit on|dois je|"
    r"vaut il|a t on|avons nous|avez vous|pouvez vous|pourriez vous|peux tu|pourrais tu|tu peux me|tu saurais|savez vous|vous savez|quelqu un|"
    r"qqn|how|what|where|which|why|when|who|can i|can you|could you|do i|do you|is there|is it|are there|does|should i|"
    r"kel|kelle|kes|c quoi|keske|vous auriez|vous avez|vous assurez|vous connaissez|t as |tu as )"
)


def words(pattern: str) -> Form:
    """The pattern occurs among the words (spaces in a pattern are word boundaries)."""
    compiled = re.compile(pattern)
    return lambda surface: bool(compiled.search(surface.plain))


def opens(pattern: str) -> Form:
    """The message starts with it, greetings aside."""
    compiled = re.compile(f" {GREETING}{pattern}")
    return lambda surface: bool(compiled.match(surface.plain))


def typed(pattern: str) -> Form:
    compiled = re.compile(pattern, re.I | re.M)
    return lambda surface: bool(compiled.search(surface.typed))


def length(least: int, most: int = 10**6) -> Form:
    return lambda surface: least <= len(surface.words) <= most


FORMS: tuple[tuple[str, Form], ...] = (
    # ---- asks
    ("question mark", lambda s: s.asks),
    ("question mark at the end", lambda s: s.own.rstrip(" .!\"»)").endswith("?")),
    ("starts with a question word", opens(ASKING)),
    ("question word inside", words(r" (?:comment|c est quoi|c koi|c quoi|c ou|c est ou|quoi comme|quel|quelle|quels|quelles|kel|on met quoi|je mets quoi|mets quoi|mettre quoi|fais quoi|fait quoi|fais comment|faire comment|fait comment|on fait comment|on fe|je fais koi|how do|how can|how to|what is|where is) ")),
    (
        "ends with a question word",
        words(r" (?:comment|quoi|koi|ou|lequel|laquelle|combien|pourquoi|quand|qui|how|where|quel|ou pas|ou non)(?: s il (?:te|vous) plait| svp| merci| deja)? $"),
    ),
    ("how do I", words(r" (?:comment (?:je|j|on|faire|puis|peut|avoir|fait|configurer|ajouter|acceder|recuperer|partager|importer|transferer|synchroniser|voir|se|mettre|lire)|how (?:do|can|to|should)|what should i|where (?:do|can) i|ou (?:est ce que|puis je|trouver|voir|se connecter|trouve t on)|quelle est la (?:marche|procedure|demarche|bonne facon)|marche a suivre|quelles sont les etapes|que dois je|dois je) ")),
    ("asks for it", words(r" (?:je (?:voudrais|veux|souhaite|souhaiterais|cherche|recherche|n arrive|ne trouve|ne sais pas|sais pas|dois|peux pas|ne peux|n ai pas|comprends pas|me demande|suis perdu)|j (?:aimerais|ai besoin|arrive pas|arrive plus|hesite|ai un (?:souci|probleme)|ai aucune idee|ignore)|besoin d aide|un coup de main|des tuyaux|une idee|redonnez|rappelle moi|rappelez moi|dis moi|dites moi|explique moi|trouve moi|i (?:need|want|would like|can t|cannot|don t)|we need|my isp) ")),
    ("polite request", words(r" (?:s il (?:te|vous) plait|merci d avance|par avance merci|d avance merci|merci de votre (?:aide|retour|reponse)|merci pour votre|pouvez vous|pourriez vous|please|help|a l aide) ")),
    ("problem", words(r" (?:n arrive (?:pas|plus)|arrive (?:pas|plus)|impossible|ne (?:marche|fonctionne|repond|recois|recoit|trouve|vois|parvien\w*|parvenons|passe|s affiche\w*|apparai\w*) (?:pas|plus)|marche (?:pas|plus|toujours pas)|fonctionne (?:pas|plus)|refuse\w*|rejete\w*|echou\w+|echec|echoue|erreur|error|failed|bloque\w*|plante|bug\w*|probleme|souci|panne|me (?:dit|demande|affiche|redemande)|il (?:dit|demande|veut pas|refuse)|tourne en boucle|en boucle|desynchronise\w*|disparu\w*|perdu\w*|vide|vides|rale|alerte|avertissement|warning|timed out|timeout|delai|expire|not working|doesn t work|can t|unable|n apparaissent|pas les memes|nulle part) ")),
    ("first person", words(r" (?:je|j|mon|ma|mes|moi|me|m|my|i|on|nous|notre|nos|we|our) ")),
    ("error code", typed(r"\b[45]\d\d(?: |-)\d\.\d\.\d|\b535\b|0x[0-9a-f]{8}|AUTHENTICATIONFAILED|timed out|ETIMEDOUT|ECONNREFUSED|wrong version number|d[ée]lai (?:de connexion|d'attente|d'expiration)?\s*(?:est )?d[ée]pass[ée]|bad gateway|ne peut pas v[ée]rifier")),
    ("keywords only", lambda s: 1 <= len(s.words) <= 5 and not re.search(r" (?:merci|bonjour|bonsoir|salut|ok|d accord|oui|non|je|tu|j|c|est|a|ai|suis|pas|bien|bon|vu|note|recu) ", s.plain)),
    # ---- tells somebody what to do, or how things are
    ("tells what to do", lambda s: not s.asks and bool(re.search(r" (?:(?:il )?(?:faut|suffit)|tu (?:dois|vas|peux|mets|cliques|glisses|remplis|passes|prends|trouveras?|as juste)|vous (?:devez|pouvez|allez|trouverez)|essaie|essaye|essayez|mets|mettez|va dans|allez dans|clique|cliquez|clic droit|regarde|regardez|utilise|utilisez|supprime|installe|installez|choisis|choisissez|prends|passe par|passez par|remplace|redemarre|vide|verifie|verifiez|demande a|demandez a|you (?:need|can|should|have to)|try|just use|use the) ", s.plain))),
    ("asks a person back", lambda s: s.asks and bool(re.search(r" (?:tu (?:as|es|utilises|vois|peux|nous|m|t|me|te)|t as|as tu|es tu|peux tu|t es|vous (?:avez (?:verifie|essaye|pense|lu|recu|teste)|etes dispo)|avez vous (?:verifie|essaye|pense|regarde|bien)|ta|ton|tes|te|toi) ", s.plain))),
    ("which one do you use", lambda s: s.asks and bool(re.search(r"^ (?:quelle? version|c est quoi le message|tu es sur|tu utilises|depuis le|vous avez verifie|as tu|t as|tu as|avez vous) ", s.plain))),
    ("states a fact", lambda s: not s.asks and bool(re.search(r" (?:c est|ce sont|cela|il me semble|je crois que|normalement|d apres|apparemment|chez moi|pour moi|perso|personnellement|moi j ai|moi je|du coup le plus simple|sinon|oui tu|non |oui |est interdit|est deconseille|voila|pour info) ", s.plain))),
    ("says it works", words(r" (?:(?:ca|cela|tout) (?:marche|fonctionne|roule|remarche)|fonctionne bien|marche (?:bien|nickel|maintenant|parfaitement)|c est bon|resolu\w*|retabli\w*|j ai (?:reussi|retrouve|configure|mis a jour|migre|fini|termine)|tout est passe|sans (?:souci|probleme)|nickel|bien passe|pas de souci|works like|works now|arrivent enfin|finalement j) ")),
    ("says what one does", words(r" (?:je (?:suis (?:en|passe|a|de)|pars|reviens|teste|regarde|serai|transmets|vous dis|te dis|prefere|trouve (?:que )?(?!pas)|viens de|m en occupe)|on a fini|nous avons|perso j utilise|je vous ai|je t ai|j ai (?:envoye|repondu)|je t appelle) ")),
    ("opinion", words(r" (?:franchement|trop bien|plus joli|vieillot|me manque|pas si mal|c est (?:fou|dingue|important|cool|super|genial|quand meme)|j en suis content|je prefere|dommage|vivement) ")),
    # ---- small talk
    ("thanks", words(r" (?:merci|remercie\w*|thanks|thank you|thx|cimer) (?!d avance|de (?:votre|m|me|nous|bien vouloir)|pour (?:votre|vos|ta) (?:aide|retour|reponse|lumiere|eclairage))")),
    ("thanks first", opens(r"(?:merci|thanks|thx|un grand merci|super|parfait|genial|top|nickel|je te remercie)\b")),
    ("laughs", lambda s: bool(re.search(r"[😂🤣😅😆🙃😭😢]|\b(?:mdr+|lol|ptdr|haha+|hihi|xd)\b", s.typed, re.I))),
    ("wishes", words(r" (?:bon (?:week ?end|courage|appetit|anniversaire|dimanche)|bonne (?:journee|soiree|annee|nuit|semaine|fete)|joyeux|a demain|a plus|bienvenue|felicitations|bravo|a bientot) ")),
    ("announces", lambda s: bool(re.search(r"📢|⚠️|🎉|👉|\[info\]|^\s*(?:rappel|info|pour info|attention|incident r)", s.typed, re.I)) or bool(re.search(r" (?:a partir (?:du|de)|sera (?:indisponible|ferme|renouvele|mis|coupe)|seront|a ete (?:mis|redemarre|retabli)|maintenance|inscrivez|inscription|atelier|webinaire|formation|nous (?:recrutons|migrons|vous informons)|merci de ne pas|rejoint l equipe|mise a jour|pensez a|vous recevrez|campagne|will be|upgraded) ", s.plain))),
    ("people and meetings", words(r" (?:reunion|reunions|visio|visioconference|daily|standup|retro|comite|seminaire|dejeuner|dejeune|manger|point (?:a|de|lundi|mardi|mercredi|jeudi|vendredi)|en retard|conges?|teletravail|call|train|salle|atelier|lunch|dispo (?:lundi|mardi|mercredi|jeudi|vendredi|pour)|pause|cafe) ")),
    ("a time of day", typed(r"\b\d{1,2} ?h(?:\d\d)?\b|\b\d{1,2}:\d\d\b")),
    ("names somebody", typed(r"(?:^|\s)@\w|^[A-Z][a-zéèëïîôûç]+,? tu ")),
    ("speaks of one's mails", words(r" (?:(?:recu|vu|lu|repondre a|passer) (?:mon|le|ma|ton|ma reponse par) ?(?:mail|message|reponse)?|par mail|en copie|mail d hier|adresse mail de|newsletter) ")),
    ("quoted", lambda s: s.quoted),
    ("code", lambda s: s.code),
    ("told story", words(r" (?:il m a demande|elle m a demande|je lui ai|lui ai (?:deja )?(?:repondu|explique)|comme disait|on t a repondu) ")),
    ("exclaims", lambda s: "!" in s.own and not s.asks),
    ("ends with an ellipsis", lambda s: s.own.rstrip().endswith(("…", "..."))),
    # ---- size
    ("one or two words", length(1, 2)),
    ("three to six words", length(3, 6)),
    ("more than forty words", length(41)),
)  # fmt: skip


def forms_of(surface: Surface) -> tuple[str, ...]:
    """The names of the forms that the message has, in the order of the table."""
    return tuple(name for name, has in FORMS if has(surface))
