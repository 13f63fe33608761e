"""The wording of a message without its matter: frequent words as they are, all others as one blank.

What is learned on it knows "je n'arrive pas à _" from "il faut mettre _" and nothing of what `_` stands for, so it
holds for any knowledge base.
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.core.text import english, french

_ACTIONS = """
    mets mettez met mettre essaie essaye essayez va allez vas clique cliquez clic regarde regardez utilise utilisez
    supprime
    installe installez choisis choisissez prends prenez passe passez remplace verifie verifiez redemarre redemarrer
    teste
    testez ajoute ajoutez ouvre ouvrez remplis remplissez suis suivez copie copiez selectionne selectionnez coche
    decoche
    indiquez indique saisissez tape tapez active activez envoie envoyez demande demandez lis lisez vois arrive arrivais
    arrivent fonctionne fonctionnent fonctionnait repond refuse affiche plante rame trouve trouves trouvez cherche
    souhaite souhaiterais voudrais voudrait aimerais aimerait voulais pouvez pourriez pourrais peux peut sais savez sait
    connait connaissez comprends recois recoit envoyer recevoir configurer ajouter acceder recuperer partager installer
    connecter lire voir avoir utiliser importer transferer synchroniser changer merci bonjour salut hello coucou svp
    probleme souci erreur impossible aide besoin quelqu idee tuto procedure etapes lien adresse
    resolu regle nickel super parfait top genial rappel info maintenance reunion visio point equipe tous toutes
    hier demain lundi mardi mercredi jeudi vendredi matin soir semaine mdr lol ok oui non ouais
    try use need click open check set add works working can cannot how what where which why when"""

FREQUENT = french.COMMON | french.GRAMMAR | english.COMMON | english.GRAMMAR | frozenset(_ACTIONS.split())
BLANK = "_"
MOST = 60  # words looked at: the first and the last


def wording(words: Sequence[str], asks: bool) -> frozenset[str]:
    """Words, pairs, the beginning and the end; the end says whether a question mark stands there."""
    if len(words) > MOST:
        words = (*words[: MOST * 2 // 3], *words[-MOST // 3 :])
    shape = [word if word in FREQUENT else BLANK for word in words]
    kept = [one for at, one in enumerate(shape) if one != BLANK or at == 0 or shape[at - 1] != BLANK]
    framed = ["^", *kept, "?" if asks else "$"]
    return frozenset(kept).union(f"{a} {b}" for a, b in pairwise(framed))
