"""French tables. Everything folded (no accent, no apostrophe), as `fold` leaves it."""

SNOWBALL = "french"

# Usual abbreviations and the French of text messages. A word that could be meant otherwise has no place here.
SHORT = {
    # politeness and fillers
    "bjr": "bonjour", "bjour": "bonjour", "bsr": "bonsoir", "slt": "salut", "cdt": "cordialement",
    "svp": "s il vous plait", "stp": "s il te plait", "siouplait": "s il vous plait", "plz": "s il vous plait",
    "mrc": "merci", "mci": "merci", "dsl": "desole", "jsp": "je sais pas", "jpp": "j en peux plus",
    # question words
    "pk": "pourquoi", "pkoi": "pourquoi", "pq": "pourquoi", "pourkoi": "pourquoi", "prq": "pourquoi",
    "cmt": "comment", "commen": "comment", "coment": "comment", "kan": "quand", "qd": "quand", "qand": "quand",
    "koi": "quoi", "kel": "quel", "kels": "quels", "kelle": "quelle", "kelles": "quelles", "ki": "qui", "ke": "que",
    "keske": "qu est ce que", "kesque": "qu est ce que", "esk": "est ce que", "eske": "est ce que",
    "esque": "est ce que", "estce": "est ce", "cbien": "combien",
    # pronouns and verbs, glued
    "jai": "j ai", "jaurais": "j aurais", "jarrive": "j arrive", "jutilise": "j utilise", "jessaye": "j essaye",
    "jessaie": "j essaie", "jenvoie": "j envoie", "javais": "j avais", "jetais": "j etais", "jsuis": "je suis",
    "chui": "je suis", "chuis": "je suis", "jveux": "je veux", "jvoudrais": "je voudrais", "jpeux": "je peux",
    "jdois": "je dois", "jfais": "je fais", "jsais": "je sais", "jcherche": "je cherche",
    "jtrouve": "je trouve", "jcomprends": "je comprends", "jrecois": "je recois", "cest": "c est", "cetait": "c etait",
    "sest": "s est", "ya": "il y a", "yavait": "il y avait", "yaura": "il y aura", "ny": "n y", "nai": "n ai",
    "quon": "qu on", "quil": "qu il", "quils": "qu ils", "dun": "d un", "dune": "d une",
    "g": "j ai", "ns": "nous", "vs": "vous", "tt": "tout", "ts": "tous", "tte": "toute", "ttes": "toutes",
    # small words
    "ds": "dans", "av": "avec", "avc": "avec", "pr": "pour", "pdt": "pendant", "psk": "parce que",
    "pck": "parce que", "pcq": "parce que", "parceque": "parce que", "qq": "quelque", "qqn": "quelqu un",
    "qqun": "quelqu un", "quelqun": "quelqu un", "kelkun": "quelqu un", "kelqun": "quelqu un",
    "qqch": "quelque chose", "qqc": "quelque chose", "qqs": "quelques", "bcp": "beaucoup",
    "tjs": "toujours", "tjr": "toujours", "tjrs": "toujours", "ajd": "aujourd hui", "auj": "aujourd hui",
    "mtn": "maintenant", "mnt": "maintenant", "dc": "donc", "lgtps": "longtemps", "tps": "temps", "dps": "depuis",
    "ptet": "peut etre", "po": "pas", "nvx": "nouveaux", "nvl": "nouvelle", "nvelle": "nouvelle", "mm": "meme",
    # things of the office
    "mdp": "mot de passe", "mdps": "mots de passe", "pwd": "mot de passe", "msg": "message", "msgs": "messages",
    "pb": "probleme", "pbs": "problemes", "pbm": "probleme", "pblm": "probleme", "tel": "telephone",
    "tph": "telephone", "rdv": "rendez vous", "pj": "piece jointe", "pjs": "pieces jointes", "num": "numero",
    "appli": "application", "applis": "applications", "ordi": "ordinateur", "ordis": "ordinateurs",
    "param": "parametre", "params": "parametres", "dl": "telecharger", "bal": "boite aux lettres", "adr": "adresse",
    "secu": "securite", "prob": "probleme", "probs": "problemes", "infos": "informations", "cpt": "compte",
    "id": "identifiant", "ids": "identifiants", "admin": "administrateur", "admins": "administrateurs",
    "config": "configuration", "configs": "configurations", "synchro": "synchronisation",
}  # fmt: skip

_GRAMMAR = """
    a afin ai ainsi alors apres as au aucun aussi autre autres aux avait avant avec avez avoir avons bien bon bonjour
    bonsoir c ca car ce ceci cela celle celles celui cependant ces cet cette ceux chez comme comment d dans de deja
    depuis des dire dois doit doivent donc dont du elle elles en encore entre est et etait etes etre eu eux fait faire
    faut fois font hello hui i il ils j je jusqu jusque l la le les leur leurs lors lorsque lui m ma mais me meme merci
    mes moi moins mon n ne ni non nos notre nous on ont ou oui par parce pas peu peut peuvent peux plait plus plusieurs
    plutot pour pourquoi pouvez pouvoir pouvons puis puisque qu quand que quel quelle quelles quelque quelques quels
    qui quoi s sa salut sans se sera ses si sinon soit son sont sous suis sur t ta tant te telle tes toi ton tous
    tout toute toutes tres trop tu un une va vais vers veux veut voici voila vont vos votre vous vouloir voudrais
    voudrait y aurait aurais serait pourrait pourrais aimerais coucou desole"""

_COMMON = """
    abord absolument accord acheter actuel actuelle actuellement agit aide aider aidez aille ailleurs aimer aller
    allez ami amis annee annees appeler appelle apprendre arret arrive arriver arrivez assez attend attendre attention
    aucune aujourd auparavant autant autour autrement avance avis avril aout bas beau beaucoup belle besoin bizarre
    blanc bloque boite bonne bonnes bout but cadre cas cause cent certain certaine certains cesse chacun champ chance
    change changer chaque charge cher chercher cherche chose choses cinq clair classe coin collegue collegues combien
    commande commence commencer compris comprend comprends comprendre concernant concerne condition connais connaitre
    conseil contenu continue contraire contre corps correct corriger cote coup cour courant cours court creer crois
    croire date debut decembre decouvre dedans dehors dela delai demain demande demander depart dernier derniere
    derniers dernieres derriere dessous dessus deux deuxieme devant devenir devez devoir devrais devrait difference
    different differente difficile direct dit disait dis dites dix doute droit droite droits dur duree durant eau ecrire
    ecrit effet egal egalement elle enfin ensemble ensuite entendu entier envie environ equipe erreur espece espere
    essaie essaye essayer essaye estce etais etant etat ete etes etre evidemment eviter exact exactement excuse exemple
    existe explique expliquer exprime facile facon facons faible famille faute femme ferme fevrier fille fils fin finir
    finalement force forme fort gauche genre gens grand grande grands grave gros groupe guerre habitude haut heure
    heures hier histoire homme huit ici idee idees impossible important inconnu indique ici indiquer instant interieur
    jamais janvier jeu jeudi jeune joindre jour journee jours juillet juin juste laisse laisser langue large lequel
    laquelle lesquels lettre libre lien lieu ligne lire liste long longtemps lorsque loin lundi lui mai main
    maintenant maison mal malgre manque manquer maniere marche marchait mardi mars matin mauvais mauvaise meilleur
    membre mercredi mere met mets mettre midi mieux mille mine minute minutes mis mise mois moitie moment monde montre
    mort mot mots moyen naturellement necessaire neuf niveau nom nombre nombreux nommer normal normale normalement
    nouveau nouveaux nouvelle nouvelles novembre nul nuit objet obtenir occasion octobre oeuvre ok ouvert ouvrir
    ouvre page paraitre pareil parfois parfait parle parler part partie partir partout passe passer pays peine pendant
    pensais pense penser perdre perdu pere permet permettre personne personnes petit petite petits peur pire place
    plein plusieurs point porte porter pose possible possibilite pourtant pourra pouvait pratique premier premiere
    premiers prendre prenez pres presque pret prevu pris prix probablement probleme problemes prochain prochaine propos
    propre puisse quant quart quasi quatre question questions quinze quitter raison raisons rapide rapidement rapport
    recevoir recois recu regarder rendre rentrer repondre reponse reste rester retard retour retrouver revenir reviens
    rien route rue sais sait salle samedi savez savoir second seconde semaine semaines semble sens sept septembre
    serait service seul seule seulement simple simplement situation six soir solution sorte sortir soudain souci soucis
    souhaite souhaiter souhaiterais soutien souvent suffit suite suivant suivante suivre sujet sujets suppose sur sure
    surtout systeme tard telle tellement temps tenir tente terme termine terre tete tiens tient titre toucher toujours
    tour tourner travail travaille travailler travers trente trois troisieme trouve trouver type unique utile utilise
    utiliser valeur veille venir vendredi vent venu verite vers vide vie vient vieux vite vivre voie voient voir vois
    voit voix voulais voulait vrai vraie vraiment vue week yeux zero dimanche semble remercie remercions cordialement
    chers chere"""

GRAMMAR = frozenset(_GRAMMAR.split())
COMMON = frozenset(_COMMON.split())
