"""The forms of a message, one by one: what kind of sentence is it? Facts that a person can check, no weights.

How much each counts is learned (form.py). Words are folded, abbreviations written in full.
"""

from bot.core.understand.patterns import Form, asked, ends, length, opens, told, typed, words
from bot.core.understand.surface import Surface

ASKING = """
    comment|pourquoi|ou est|ou sont|ou puis|ou peut|ou trouver|ou se|ou dois|ou faut|ou on|ou je|ou voir|quand est|quand
    |combien|quel|quelle|quels|quelles|lequel|laquelle|lesquels|que faire|quoi|qu est ce|est ce qu|est ce|c est quoi|
    c koi|c quoi|c est ou|c ou|c est quel|c est quelle|c est comment|c est possible|c est normal|qui|a qui|y a t il|y a|
    il y a|peut on|puis je|peux je|je peux|on peut|on a le droit|on est oblige|faut il|faut|doit on|dois je|vaut il|
    avons nous|avez vous|pouvez vous|pourriez vous|peux tu|pourrais tu|tu peux me|tu saurais|savez vous|vous savez|
    quelqu un|qqn|how|what|where|which|why|when|who|can i|can you|could you|do i|do you|is there|is it|are there|does|
    should i|vous auriez|vous avez|vous assurez|vous connaissez|tu as"""
ASKING_INSIDE = """
    comment|c est quoi|c koi|c quoi|c ou|c est ou|quoi comme|quel|quelle|quels|quelles|on met quoi|je mets quoi|
    mets quoi|mettre quoi|met quoi|marque quoi|tape quoi|choisis quoi|prends quoi|qui contacter|a qui m adresser|
    par ou|ou cliquer|clique ou|va ou|vais ou|trouve ou|trouve t on|m adresse|c est lequel|c est normal|c est possible|
    fais quoi|fait quoi|fais comment|faire comment|fait comment|on fe|je fais koi|koi|dans quel|
    how do|how can|how to|what is|where is|what s"""
LAST = "comment|quoi|koi|ou|lequel|laquelle|combien|pourquoi|quand|how|where|ou pas|ou non"
HOW = """
    comment je|comment j|comment on|comment faire|comment puis|comment peut|comment avoir|comment fait|ou trouver|
    comment configurer|comment ajouter|comment acceder|comment recuperer|comment partager|comment importer|comment se|
    comment transferer|comment synchroniser|comment voir|comment mettre|comment lire|how do|how can|how to|how should|
    what should i|where do i|where can i|ou est ce que|ou puis je|ou voir|ou se connecter|quelle est la marche|
    quelle est la procedure|quelle est la demarche|marche a suivre|quelles sont les etapes|que dois je|dois je"""
REQUEST = """
    je voudrais|je veux|je veus|besoin d aide|j ai besoin d aide|une aide|merci de m indiquer|auriez vous|me renseigner|
    aimerait savoir|voudrait savoir|j ignore|me demandais|me demande si|me faudrait|je souhaite|je souhaiterais|
    je cherche|je recherche|je n arrive|je ne trouve|je trouve pas|
    je ne sais pas|je sais pas|sais pas|je dois|je devrais|peux pas|je ne peux|je n ai pas|j ai pas|je comprends pas|
    je me demande|je suis perdue?|j aimerais|j ai besoin|besoin de|besoin d|j arrive pas|j arrive plus|j hesite|
    j ai un souci|j ai un probleme|j ai aucune idee|j ignore|un coup de main|des tuyaux|une idee|redonnez|rappelle moi|
    rappelez moi|dis moi|dites moi|explique moi|trouve moi|il me faut|il me faudrait|faut que je|faut que j|i need|
    i want|i would like|i can t|i cannot|i don t|we need|needs a|my isp"""
POLITE = """
    s il te plait|s il vous plait|merci d avance|par avance merci|d avance merci|merci de votre aide|
    merci de votre retour|merci de votre reponse|merci pour votre|pouvez vous|pourriez vous|please|help|a l aide"""
PROBLEM = r"""
    n arrive pas|n arrive plus|arrive pas|arrive plus|impossible|marche pas|marche plus|marche toujours pas|pas moyen|
    fonctionne pas|fonctionne plus|repond pas|repond plus|recois pas|recois plus|recoit pas|recoit plus|recoit rien|
    trouve pas|trouve plus|retrouve pas|retrouve plus|vois pas|vois plus|ne parvi\w+|ne parvenons|passe pas|passe plus|
    connecte pas|connecte plus|charge pas|charge plus|ne s affich\w+|n apparai\w+|n envoie pas|n envoie plus|
    n aboutit pas|refuse|refusee?s?|rejetee?s?|echou\w*|echec|erreur|erreurs|error|failed|bloque|bloquee?s?|plante|
    bugs?|probleme|souci|panne|me dit|me demande|m affiche|me redemande|il dit|il demande|ca dit|cela dit|veut pas|
    tourne en boucle|en boucle|desynchronise\w*|disparu\w*|perdue?s?|vide|vides|introuvables?|invisibles?|rale|alerte|
    avertissement|warning|timed out|timeout|delai|expiree?s?|perimee?s?|non certifie|missing|not working|
    doesn t work|can t|unable|pas les memes|nulle part|mouline|toujours pas|toujours rien|
    coince|coincee?s?|galere|au secours|sos|que dalle|ne prend pas en charge|(?:part|partent|parte|parti) (?:pas|plus|
    po)|
    (?:remonte|remontent|ouvre|synchronise|synchronisent|affiche|affichent|accepte|tourne) (?:pas|plus)|
    il (?:me )?manque|
    me manquent?|(?:n est|ne sont|sont|est) (?:pas|plus) (?:la|passee?s?|arrivee?s?|visibles?)|dans le vide|beugu?e|
    bugge|
    desespoir|m en sors pas|m en sors plus|y arrive pas|y arrive plus|rame|lag|foire|merde|impossibilite"""
FIRST_PERSON = "je|j|mon|ma|mes|moi|me|m|my|i|on|nous|notre|nos|we|our"
ERROR = (
    r"\b[45]\d\d(?: |-)\d\.\d\.\d|\b535\b|0x[0-9a-f]{8}|authenticationfailed|timed out|etimedout|econnrefused|"
    r"wrong version number|d[ée]lai (?:de connexion |d'attente |d'expiration )?(?:est )?d[ée]pass[ée]|bad gateway|"
    r"ne peut pas v[ée]rifier"
)
SPEAKING = """
    merci|bonjour|bonsoir|salut|ok|d accord|oui|non|je|tu|j|c|est|a|ai|suis|pas|bien|bon|vu|note|recu|il|elle|vous|nous|
    on|sont|ont|etait|sera|i|you|it|is"""
ORDER = """
    faut|suffit|tu dois|tu vas|tu peux|tu mets|tu cliques|tu glisses|tu remplis|tu passes|tu prends|tu trouveras?|
    tu as juste|tu fais|tu verras|vous devez|vous pouvez|vous allez|vous trouverez|essaie|essaye|essayez|mets|mettez|
    va dans|va sur|va voir|allez dans|allez sur|clique|cliquez|clic droit|regarde|regardez|utilise|utilisez|supprime|
    supprimez|installe|installez|choisis|choisissez|prends|prenez|passe par|passez par|remplace|redemarre|vide|verifie|
    verifiez|demande a|demandez a|pense a|pensez a|n oublie pas|n oubliez pas|attention a|evite|evitez|vois avec|
    voyez avec|you need|you can|you should|you have to|try|just use|use the"""
TO_SOMEBODY = r"""
    tu as|tu es|tu utilises|tu vois|tu peux|tu nous|tu m|tu t|tu me|tu te|tu veux|tu passes|tu arrives|t as|t avais|
    tu avais|vous aviez|t es bien|tu t es|as tu|es tu|
    peux tu|veux tu|t es|vous avez verifie|vous avez essaye|vous avez pense|vous avez lu|vous avez recu|vous avez teste|
    vous avez eu|vous etes dispo|avez vous verifie|avez vous essaye|avez vous pense|avez vous regarde|avez vous bien|
    ta|ton|tes|te|toi|have you|did you|are you"""
DIAGNOSING = """
    quelle version|t avais|tu avais|vous aviez|c est quoi le message|c est quoi ton|c est quoi votre|quel message|
    quel est le message|quelle erreur|tu es sur|tu utilises|depuis le|
    depuis quand|vous avez verifie|vous avez quel|vous etes sur|vous etes|as tu|t as|tu as|avez vous un|et avec|
    et si tu|what error|which version|have you|did you|avez vous verifie|avez vous essaye"""
FACT = """
    c est(?! quoi)(?! qui)(?! ou)(?! quel(?!qu))(?! comment)(?! possible)(?! normal)|ce sont|cela|il me semble|
    je crois que|je pense que|normalement|d apres|apparemment|
    (?<! de )(?<! pas )(?<! plus )(?<! que )(?<! depuis )chez moi|
    (?<! de )(?<! pas )(?<! plus )(?<! que )(?<! depuis )chez nous|
    pour moi|perso|personnellement|moi j ai|moi je|le plus simple|sinon|oui|non|est interdit|est deconseille|voila|
    pour info|a mon avis|de memoire|de mon cote|de notre cote|j avais le meme|pareil|idem|surement|sans doute"""
THIRD_PERSON = """
    est|sont|a|ont|vient|viennent|sera|reste|restent|consomme|repond|marche|marchent|sort|sorti|prend|propose|permet|
    appartient|is|are|has"""
WORKS = r"""
    ca marche|cela marche|tout marche|ca fonctionne|cela fonctionne|tout fonctionne|ca roule|tout roule|remarche|
    fonctionne bien|marche bien|marche nickel|marche maintenant|marche parfaitement|marche tres bien|c est bon|
    resolue?s?|retablie?s?|j ai reussi|j ai retrouve|j ai configure|j ai mis a jour|j ai migre|j ai fini|j ai termine|
    j ai change|
    j ai recu mes|tout est passe|tout va bien|sans souci|sans probleme|aucune? (?:souci|lenteur|probleme)|nickel|
    bien passe|pas de souci|works like|works now|arrivent enfin|finalement j|du premier coup|impeccable|plus besoin|
    (?<! ne )(?:m a|m ont|nous a|nous ont) (?:montre|explique|depannee?|aidee?|tout montre|tout explique)"""
DOES = """
    je suis en|je suis passee?|je suis repassee?|je suis a|je suis de|je suis dispo|je pars|je file|je reviens|
    je reprends|je teste|je regarde|je serai|je transmets|je vous dis|je te dis|je prefere|je preferais|je viens de|
    je viens d|
    je continue|m en occupe|on a fini|nous avons|nous mettrons|perso j utilise|je vous ai|je t ai|j ai envoye|
    j ai repondu|je t appelle|j utilise|j ai deploye"""
OPINION = """
    franchement|trop bien|plus joli|vieillot|me manque|pas si mal|c est fou|c est dingue|c est important|c est cool|
    c est super|c est genial|quand meme|j en suis content|je prefere|dommage|vivement|je trouve que|j aime beaucoup|
    has been|quelle galere"""
THANKS = "merci(?! (?:d avance|de votre|de m|de me|de nous|de bien vouloir|pour votre|pour vos))|thanks|thx|cimer"
WISHES = """
    bon weekend|bon week end|bon courage|bon appetit|bon anniversaire|bon dimanche|bonne journee|bonne soiree|
    bonne annee|bonne nuit|bonne semaine|bonne fete|joyeux|a demain|a lundi|a plus|bienvenue|felicitations|bravo|
    a bientot|see you"""
ANNOUNCED = """
    a partir du|a partir de|sera indisponible|sera ferme|sera renouvele|sera mis|sera coupe|seront|a ete mis|
    a ete redemarre|a ete retabli|a ete completee?|maintenance|inscrivez|inscription|atelier|webinaire|formation|
    nous recrutons|nous migrons|nous mettrons|nous vous informons|merci de ne pas|rejoint l equipe|mise a jour|
    pensez a|vous recevrez|campagne|session|will be|upgraded"""
SIGNS = r"📢|⚠️|🎉|👉|📅|\[info\]|\[maintenance\]|^[ \t]*(?:rappel|info|nouveau|attention|incident r)"
MEETING = """
    reunion|reunions|visio|visioconference|daily|standup|retro|comite|seminaire|dejeuner|dejeune|manger|point a|
    point de|point lundi|point mardi|point mercredi|point jeudi|point vendredi|en retard|conge|conges|teletravail|call|
    train|salle|atelier|lunch|dispo lundi|dispo mardi|dispo mercredi|dispo jeudi|dispo vendredi|dispo pour|pause|cafe|
    pot de depart|taxi"""
ABOUT_A_MAIL = """
    recu mon mail|recu le mail|recu mon message|recu ma reponse|recu le compte|vu mon message|vu passer|lu le mail|
    lu mon mail|repondre a mon mail|relire mon|mon mail avant|ma reponse par mail|par mail|en copie|mail d hier|
    adresse mail de|newsletter|boucle de mails|le mail de la"""
STORY = """
    il m a demande|elle m a demande|m a demande comment|m a demande hier|demandait comment|je lui ai|lui ai repondu|
    lui ai deja|lui ai explique|lui ai montre|comme disait|comme dit|on t a repondu|la question qu on"""
HERE_IT_IS = (
    r"https?://\S|\b(?:imap|smtp|webmail|pop)\.[\w-]+\.\w|\b(?:port|ports)\b[^?]{0,20}\b\d{2,3}\b|\b\d{3} ?/|/ ?\d{3}\b"
)


def keywords(surface: Surface) -> bool:
    """Words without a sentence, as people type into a search box."""
    return 1 <= len(surface.words) <= 9 and not _SPEAKS(surface)


def tells(surface: Surface) -> bool:
    """A statement about something, by nobody to nobody."""
    return not surface.asks and not any(form(surface) for form in (_MINE, _WRONG)) and _THIRD(surface)


def gives(surface: Surface) -> bool:
    """A setting told; one that is complained of is none."""
    return _HERE(surface) and not _WRONG(surface)


def thanks_ahead(surface: Surface) -> bool:
    """Thanks at the end of what asks for something: for the answer to come."""
    last = surface.plain.rfind(" merci ")
    return (
        last > 0 and len(surface.plain[last:].split()) <= AHEAD and (surface.asks or _WRONG(surface) or _ASKS(surface))
    )


AHEAD = 6  # words of a closing thanks: "merci beaucoup pour votre aide"
_MINE, _WRONG, _THIRD = words(FIRST_PERSON), words(PROBLEM), words(THIRD_PERSON)
_HERE, _THANKS, _ASKS, _SPEAKS = typed(HERE_IT_IS), words(THANKS), words(REQUEST), words(SPEAKING)
_CALLS = typed(r"\A\w+,? (?:tu|t'as|vous)\b")

FORMS: tuple[tuple[str, Form], ...] = (
    # ---- asks
    ("question mark", lambda surface: surface.asks),
    ("question mark at the end", lambda surface: surface.own.rstrip(' .!"»)').endswith("?")),
    ("starts with a question word", opens(ASKING)),
    ("question word inside", words(ASKING_INSIDE)),
    ("ends with a question word", ends(LAST)),
    ("how do I", words(HOW)),
    ("asks for it", words(REQUEST)),
    ("polite request", words(POLITE)),
    ("problem", words(PROBLEM)),
    ("first person", words(FIRST_PERSON)),
    ("error code", typed(ERROR)),
    ("keywords only", keywords),
    ("starts with an infinitive", opens(r"(?!merci|hier|premier|dernier)\w{3,}(?:er|ir|oir|dre|tre)")),
    # ---- tells somebody what to do, or how things are
    ("tells what to do", told(words(ORDER))),
    ("says tu", told(words("tu|ton|ta|tes|toi|t|(?<! il )te|you|your"))),
    ("asks a person back", asked(words(TO_SOMEBODY))),
    ("asks for a detail", asked(opens(DIAGNOSING))),
    ("gives an address or a port", told(gives)),
    ("a problem with an address or a port", told(lambda surface: _HERE(surface) and _WRONG(surface))),
    ("menu path", told(typed(r"\w ?> ?\w"))),
    ("states a fact", told(words(FACT))),
    ("tells of something", tells),
    ("says it works", words(WORKS)),
    ("says what one does", words(DOES)),
    ("opinion", words(OPINION)),
    # ---- small talk
    ("thanks", lambda surface: _THANKS(surface) and not thanks_ahead(surface)),
    ("thanks ahead", thanks_ahead),
    ("thanks first", opens("merci|thanks|thx|un grand merci|super|parfait|genial|top|nickel|je te remercie")),
    ("laughs", typed(r"[😂🤣😆😄]|\b(?:mdr+|lol|ptdr|haha+|hihi|xd)\b")),
    ("sighs", typed(r"[😅🙃😭😢😩😫😤😡🆘🙏]")),
    ("wishes", words(WISHES)),
    ("announces", words(ANNOUNCED)),
    ("announces with a sign", typed(SIGNS)),
    ("people and meetings", words(MEETING)),
    ("a time of day", typed(r"\b\d{1,2} ?h(?:\d\d)?\b|\b\d{1,2}:\d\d\b|\b\d{1,2}pm\b")),
    ("names somebody", typed(r"(?:^|\s)@(?!beta\b|gouv|numerique|[\w-]+\.\w)\w")),
    ("calls somebody", lambda surface: surface.typed[:1].isupper() and _CALLS(surface)),
    ("speaks of one's mails", words(ABOUT_A_MAIL)),
    ("quoted", lambda surface: surface.quoted),
    ("code", lambda surface: surface.code),
    ("told story", words(STORY)),
    ("exclaims", lambda surface: "!" in surface.own and not surface.asks),
    ("ends with an ellipsis", lambda surface: surface.own.rstrip().endswith(("…", "..."))),
    # ---- size
    ("one or two words", length(1, 2)),
    ("three to six words", length(3, 6)),
    ("more than forty words", length(41)),
)  # fmt: skip


def forms_of(surface: Surface) -> tuple[str, ...]:
    """The names of the forms that the message has, in the order of the table."""
    return tuple(name for name, has in FORMS if has(surface))
