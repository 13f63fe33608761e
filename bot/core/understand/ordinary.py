"""Words of every day that may follow `mot de passe :` or `est`; folded. Only a list."""

_WORDS = """
    incorrect incorrecte invalide valide oublie oubliee perdu perdue change changee expire expiree refuse refusee rejete
    bloque bloquee errone faux fausse bon bonne ok correct identique pareil idem meme inconnu secret cache masque vide
    aucun aucune rien jamais toujours ici non oui voir ailleurs signal tchap bitwarden vaultwarden keepass coffre
    obligatoire requis facultatif optionnel necessaire complique simple long court fort faible robuste unique nouveau
    ancien provisoire temporaire definitif expired wrong invalid incorrect required optional missing forgotten lost
    changed rejected accepted unknown empty failed failure error same bad good here there none never always yes
    accepte reconnu reinitialise reset generer genere envoye recu donne demande redemande saisi tape ecrit lu
    webmail thunderbird outlook gmail messagerie compte mail email espace membre ordinateur telephone wifi session
    mailbox account merci svp stp please help aide bonjour question impossible erreur probleme souci"""

ORDINARY = frozenset(_WORDS.split())
