"""What a message does in a conversation besides asking: closes it, insists, chooses, greets, asks about the bot."""

import re

from bot.core.understand.patterns import GREETING
from bot.core.understand.surface import Surface

SMALL = (
    r"merci|mercis|beaucoup|bcp|mille|fois|bien|tres|super|parfait|parfaite|top|nickel|genial|cool|ok|okay|oki|"
    r"d accord|dac|oui|ouais|yes|yep|non|no|nope|"
    r"c est|c etait|bon|bonne|note|recu|vu|je|comprends|mieux|ah|oh|ha|eh|bah|ben|hum|euh|idem|pareil|ici|aussi|moi|"
    r"marche|fonctionne|ca|cela|roule|"
    r"thanks|thank|you|thx|great|perfect|a|tous|toutes|tout|le|monde|et|vous|te|toi|pour|l|ton|votre|aide|reponse|"
    r"rapidite|du coup|carrement|exact|"
    r"bonjour|bonsoir|salut|hello|hi|hey|coucou|journee|soiree|week end|weekend|re|bravo|lol|mdr|ptdr|haha|d|avance|"
    r"fait|clair|parfaitement|maintenant|"
    r"regarde|teste|essaie|vais|tester|essayer|regarder|voir|m|en|resolu|regle|trouve|retrouve|j ai|reussi|desole|"
    r"desolee|pardon|pas|de|souci|probleme|rien"
)
SMALL_TALK = re.compile(rf"^(?: (?:{SMALL}))+ $")
CLOSING = re.compile(
    r" (?:merci|thanks|thank you|thx|nickel|parfait|c est bon|ca marche|cela marche|resolu|bonne (?:journee|soiree)|"
    r"je (?:teste|regarde|vais (?:tester|essayer|regarder))|"
    r"trop bien|au top|ca roule|sous les yeux|ca fonctionne|cela fonctionne|au temps pour moi|j ai trouve|reussi) "
)
NEGATED = re.compile(r" (?:pas|plus|toujours|rien|jamais|aucun|non) ")
# "Still not working", with nothing said of what does not.
PERSISTING = re.compile(
    r" (?:(?:ca|cela|c|il|elle)? ?(?:ne )?(?:marche|fonctionne|passe|change|va|veut|resout|donne|aide|"
    r"suffit|arrive) (?:toujours |"
    r"malheureusement |encore |vraiment )?(?:pas|plus|rien)|"
    r"(?:marche|fonctionne) toujours pas|toujours (?:pas|rien|refuse|pareil|le meme|la meme|bloque|"
    r"impossible|en erreur)|"
    r"(?:encore|meme) (?:le |la )?(?:meme )?(?:erreur|probleme|message|souci)|"
    r"rien n y fait|pas mieux|idem|pareil|pas de changement|sans succes|ne change rien|tout (?:fait|"
    r"essaye|verifie)|deja (?:fait|"
    r"essaye|teste)|"
    r"still (?:not|doesn t|no|failing|the same)|doesn t (?:work|help)|does not work|not working|no luck|same (?:error|"
    r"problem)) "
)
PERSISTING_WORDS = re.compile(
    r"^(?: (?:ca|cela|c|est|ne|n|nan|veut|rate|encore|aucun|effet|marche|fonctionne|passe|change|va|toujours|"
    r"pas|plus|rien|malheureusement|encore|"
    r"vraiment|chez|moi|non|mais|bonjour|desole|helas|"
    r"hum|euh|oui|j|ai|tout|fait|comme|indique|essaye|teste|verifie|deja|pareil|idem|meme|erreur|probleme|message|le|"
    r"la|l|a|y|il|et|ok|merci|de|d|du|coup|"
    r"avec|ces|cette|ce|reglages|parametres|still|not|working|doesn|t|work|it|no|luck|same|error|problem|the|for|me|"
    r"help|sorry|alors|quand|resout|"
    r"suffit|donne|aide|bloque|impossible|mieux|au|niveau|est|ce|que|dit|vous|tu|suivi|instructions|etapes|point|si|"
    r"lettre|peu|un|nope|refuse|sans|succes|qui|arrive|depuis|ce|matin|hier|je|suis|que|jamais|bien|qu|"
    r"maintenant|aujourd|hui))+ $"
)
ABOUT_BOT = re.compile(
    rf"^ {GREETING}(?:(?:a quoi |tu )?(?:tu )?sers(?: tu)?(?: a quoi)?|(?:que|qu est ce que) (?:sais|peux|"
    rf"fais) tu(?: faire)?|(?:que|qu est ce que) tu (?:sais|peux|fais)(?: faire)?|"
    r"tu (?:sais|peux) faire quoi|(?:tu )?fais quoi|aide(?: moi)?|help(?: me)?|qui es tu|tu es qui|t es qui|"
    r"c est quoi ton (?:nom|role)|comment (?:ca|cela|tu) (?:marche|fonctionne)s?(?: ce bot| le bot)?|"
    r"comment (?:t utiliser|te parler|(?:utiliser|marche|fonctionne) (?:le|ce) bot)|(?:t es|tu es|es tu|c est|"
    r"est ce) (?:un |une )?(?:humain|robot|machine|bot|ia|personne).*|"
    r"(?:c est quoi|c quoi) (?:ce|le) bot.*|(?:tu )?(?:reponds?|sais repondre|peux repondre) a (?:quoi|quels?|quelles?|"
    r"quel genre de) ?(?:questions?|sujets?)?.*|(?:tu (?:sais|peux)|sais tu|peux tu) faire quoi.*|"
    r"(?:a )?quelles? (?:questions?|commandes?|sujets?).*|(?:what|how) (?:can|do) you (?:do|work|help).*|who are you|"
    r"what are you|are you (?:a )?(?:bot|human|robot).*|mode d emploi|commandes?|menu|"
    r"(?:sur )?quoi (?:peux|sais) tu.*|en quoi peux tu m aider|comment peux tu m aider|il sait faire quoi(?: ce bot|"
    r" le bot)?) (?:s il (?:te|vous) plait )?$"
)
GREETS = re.compile(rf"^ {GREETING}$")
NONE_OF_THESE = re.compile(r" (?:aucune?|rien de tout|autre chose|ni l un|none|neither|pas (?:du tout|ca|cela)) ")
ORDINALS = (
    re.compile(
        r"^ (?:(?:plutot|le|la|l|en|numero|choix|option|reponse|the) )*(?:1|un|une|premier|premiere|first|"
        r"one) (?:proposition |reponse |option |choix |cas )?(?:s il (?:te|vous) plait |merci )*$"
    ),
    re.compile(
        r"^ (?:(?:plutot|le|la|l|numero|choix|option|reponse|the) )*(?:2|deux|deuxieme|second|seconde|"
        r"two) (?:proposition |reponse |option |choix |cas )?(?:s il (?:te|vous) plait |merci )*$"
    ),
    re.compile(
        r"^ (?:(?:plutot|le|la|l|numero|choix|option|reponse|the) )*(?:3|trois|troisieme|third|dernier|"
        r"derniere|three) (?:proposition |reponse |option |choix |cas )?(?:s il (?:te|vous) plait |merci )*$"
    ),
)  # fmt: skip
ELLIPTIC = re.compile(
    r"^ (?:(?:non|nan|euh|en fait|pardon|ok|d accord|merci|super|parfait|ca marche|cela marche|oui|ah|bon|mais|"
    r"alors|du coup|donc|bonjour|hello|"
    r"salut|je vous remercie|thanks|moi) )*"
    r"(?:et (?!comment je|sinon|aussi comment)|pareil|idem|mais |(?:la )?meme (?:chose|question|demarche)|"
    r"same (?:question|thing)|and |what about|how about|"
    r"(?:moi |mais )*(?:je suis (?:plutot )?(?:sur|sous|en)|c est (?:pour|sur|sous)|j ai plutot|j utilise|moi c est) |"
    r"ou bien|plutot|ou pour|pour |sur |dans |avec |en |l |le |la |les )"
)
# "j'ai pas Thunderbird", "je voulais dire sur l'ordi": what was said before is put right.
PUTS_RIGHT = re.compile(
    r" (?:je voulais dire|j ai plutot|je parlais? (?:de|du)|je n ai pas|j ai pas|je n utilise pas|"
    r"j utilise pas|je suis pas|"
    r"je ne suis pas|i don t have|i meant) "
)
DENIED = re.compile(
    r" (?:pas|sans|ni|not|don t have|jamais (?:utilise|eu)) (?:(?:de|d|du|sur|un|une|le|la|l|avec|dans|on|"
    r"a|an) )*\w+(?= )"
)
ANAPHORA = re.compile(
    r" (?:c est pareil|pareil|idem|la meme chose|c est lequel|celui|celle|dessus|ensuite|apres|alors|du coup|"
    r"elle (?:fait|le|la)|il (?:fait|le|la|me|faut)|exacte?|aussi|maintenant|the same) "
)
NEW_MATTER = re.compile(
    r" (?:autre (?:question|chose|sujet|souci|probleme)|rien a voir|et sinon|nouvelle question|another question|"
    r"changement de sujet) "
)
LONGEST_ELLIPSIS = 12  # words; a longer follow-up says what it is about


def small_talk(surface: Surface) -> bool:
    """Thanks, greetings, "ok": no word that says anything else."""
    return bool(SMALL_TALK.match(surface.plain))


def closes(surface: Surface) -> bool:
    """The matter is settled: thanks, it works, I will try."""
    if surface.asks and not surface.own.rstrip().endswith(("!", ")")):
        return False
    return bool(CLOSING.search(surface.plain)) and not NEGATED.search(surface.plain.replace(" pas de souci ", " "))


def insists(surface: Surface) -> bool:
    """It still does not work, and the message names nothing new."""
    return bool(PERSISTING.search(surface.plain)) and bool(PERSISTING_WORDS.match(surface.plain))


def about_bot(surface: Surface) -> bool:
    return bool(ABOUT_BOT.match(surface.plain))


def greets(surface: Surface) -> bool:
    return bool(GREETS.match(surface.plain))


def refuses(surface: Surface) -> bool:
    return bool(NONE_OF_THESE.search(surface.plain))


def ordinal(surface: Surface) -> int:
    """1 to 3 when the message is only a number or an ordinal, else 0."""
    return next((number for number, pattern in enumerate(ORDINALS, 1) if pattern.match(surface.plain)), 0)


def new_matter(surface: Surface) -> bool:
    """It says so: "autre question", "rien à voir"."""
    return bool(NEW_MATTER.search(surface.plain))


def elliptic(surface: Surface) -> bool:
    """Leaves out what the last question said: "et sur iPhone ?", "ok mais le port ?"."""
    if len(surface.words) > LONGEST_ELLIPSIS or new_matter(surface):
        return False
    told = ELLIPTIC.match(surface.plain) or ANAPHORA.search(surface.plain) or PUTS_RIGHT.search(surface.plain)
    return bool(told) or len(surface.words) <= 3


def undenied(plain: str) -> str:
    """Without what the message says it is not about: "pas Thunderbird"."""
    return DENIED.sub("", plain)
