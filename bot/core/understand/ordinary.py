"""What may stand where a password's value stands and be none: a closed grammar. Folded words; only lists and endings.

`mot de passe : X`, `mon mdp c'est X`: X is a word of grammar, a state, a place where passwords are kept, a thing of
the trade, an interjection — or it is the password.
"""

# Determiners, pronouns, prepositions, conjunctions, adverbs, question words, auxiliaries. What follows them is
# described, not told: "celui de Jean", "le même", "à demander", "pas reçu".
GRAMMAR = """
    a afin ai ainsi alors apres as au aucun aucune aussi autant autre autres aux avant avec avez avoir ayant beaucoup
    c ca car ce ceci cela celle celles celui cependant certains ces cet cette ceux chacun chaque chez ci combien comme
    comment contre d dans de deja depuis des desormais deux dix dont du elle elles en encore enfin ensuite entre
    environ est et etait etant ete etes etre eu eux faire fait faut fois gere hier hors huit ici il ils j jamais je
    jusque l la laquelle le lequel les lesquels leur leurs lors lorsque lui m ma mais malgre me meme memes mes mieux
    mien mienne mille moi moins mon n ne ni non nos notre nous on ont or ou oui par parce pareil parfois pas pendant
    personne peu peut plus plutot pour pourquoi pourtant presque puis puisque qu quand quasi quatre que quel quelle
    quelles quelqu quelque quelques quels qui quoi rien s sa sans se selon ses seul seule si sien sinon six soit son
    sont souvent sous suis sur surtout t ta tant tard te tel telle tellement tes tien tienne toi ton toujours tous
    tout toute toutes tres trois trop tu un une vers via vite voici voila vos votre vous y zero sera serait aurait
    doit devrait peux dois quinze vingt the my your his her our their this that these those it its he she we they i
    you what which who where when why how not no yes in at of from to for with without by and but if same still always
    never none nothing only already too very more less here there maybe probably do does did is are was were be been
    has have had will would can could should must may might any some all one two than then just again please up out"""

# How a password is or what befell it, where no ending tells (see ENDINGS); past participles also as people type them,
# without their accents.
STATES = """
    accepte active actif actuel adapte affiche ajoute annule arrive attendu attribue autorise banni bof bloque bon
    bonne bons bonnes bugge caduc caduque cache change chiffre choisi code commun communique compatible complet
    complexe complique compris compromis conforme conserve connu confirme copie correct corrige court courte crypte
    defini definitif demande desactive detenu deverrouille dicte different differente difficile dispo donne dur ecrase
    ecrit efface enregistre entre envoye errone erronee exact exige expire expiree facile faible fait faux fausse fini
    force fort forte fourni foutu garde genere generique grille hs idem identique illisible immuable impossible
    inactif inaccessible inchange incomplet inconnu inconnue incorrect incorrecte indique ineffectif inefficace
    inscrit insuffisant intact interdit introuvable inutile invalide invalidee ko long longue lu maj majeur masque
    maudit mauvais mauvaise mis modifie mort necessaire neuf nickel normal note nouveau nouvelle nul null obligatoire
    obsolete oblige ok okay oublie oubliee ouvert parti parfait perdu perdue perime perimee permis perso personnel
    personnelle pirate precedent prepare pres pret prevu prive propre provisoire public publique recent reconnu recu
    recuperable recupere redemande refuse refusee reinitialise rejete remis renouvele renseigne requis reset revoque
    robuste saisi sain secret secrete sensible simple special stocke su suivant super sur suspect suspendu synchronise
    tape temporaire top tordu transmis trouve unique universel usurpe valable valide verifie verrouille vide vieux
    vole voulu vrai vraie vu strict stricte standard initial initiale ancien ancienne dernier derniere premier
    premiere local locale numerique alphanumerique automatique aleatoire manuel manuelle secondaire principal
    facultatif optionnel applicatif applicative academique habituel habituelle technique bancal moche chiant penible
    lourd relou galere merdique pourri naze infaisable clair claire bizarre etrange enorme gros petit grand meilleur
    pire tranquille certain sympa cool genial classique absent presente present aberrant erratique critique
    problematique important importante confidentiel expired mismatch wrong invalid required optional missing forgotten
    lost changed rejected accepted unknown empty failed good bad right fine broken old new weak strong safe unsafe
    default temporary temp stored saved hidden locked blocked protected set unset mandatory disabled enabled valid
    case short random secure insecure visible private mine yours gone ready useless true false"""

# Where passwords are kept, whom one asks, by what way they come; programs and services asked for one.
PLACES = """
    ad annuaire app appli application agricoll agent android apple assistance bal bitwarden boite box bureau cahier
    carnet cerbere chef chrome cle coffre colissimo collegue compte courrier courriel debian dashlane dinum dsi edge
    equipe espace exchange excel exterieur fichier firefox franceconnect gmail gmx google helpdesk icloud imap
    informatique interne intranet ipad iphone kdbx keepass keepassxc kerberos lastpass ldap linux local mac macos mail
    mails mailbox mel melanie membre messagerie messages microsoft mobile navigateur office onglet onepassword orange
    ordi ordinateur outlook ox page papier parametres pc pop portail poste postit proconnect profil radius reseau rh
    safari salon samba secretariat serveur service session sfr signal site smartphone sms smtp sogo sso suite support
    tchap teams telephone thunderbird trousseau ubuntu vaultwarden gestionnaire admin administrateur administrateurs
    responsable hotline referent correspondant prefecture ministere mairie direction informaticien informaticiens
    technicien vpn webdav webmail website wifi windows yahoo zimbra webconf roundcube account device email laptop
    phone server vault keychain"""

# Things and doings of the trade; a heading ("mot de passe : procédure") tells nothing.
MATTERS = """
    absence acces activation aide alerte anomalie assistance astuce attention aucun authentification besoin bug cause
    caracteres changement changer champ chiffres choix code combien conditions conseil connexion controle copie
    creation crochets delai demande demandes details difficulte doc documentation duree echec email erreur erreurs
    essai essais etape exemple exigences expiration expire facon faille fiche filtre fin fonction format formulaire
    gestion guide hameconnage help identifiant info infos issue lettres lien lire liste login longueur majuscule
    majuscules message methode minuscules mise mode modif modification motif necessite nom normes note oubli panne
    partage perte phase phishing piratage politique prise probleme problemes procedure prochain prenom protocole puis
    question questions quota rappel refus regle regles reinit renouvellement reponse retour risque saisie sauvegarde
    securite souci soucis statut suite symboles tentative tentatives test ticket tuto minimum maximum mini maxi
    environ urgence urgent usage utilisateur valeur validite verrouillage verification version error problem reset
    request policy rules hint failure update user username confirm change try check enter type see ask use required
    string text hash plain encrypted cleartext value field prompt"""

# Said in passing, or a verb that begins a sentence of its own.
IN_PASSING = """
    modifier verifier oublier copier confier publier recopier certifier simplifier identifier authentifier expedier
    ah aie argh bah ben bien bref bye clairement da dac dommage dsl du euh evidemment exact exactement genre grr hein
    hello help hi hmm lol mdr merci mince nan nn nope oh ouais ouf oula oups ouin pff pfff pfiou ptdr quoi rha salut
    slt sorry stp svp tkt tiens thanks ui voui zut peut tape tapez saisir saisissez entrez mets mettez mettre prends
    prenez utilise utilisez voir voyez vois regarde cherche clique cliquez essaie essaye choisis choisissez copie
    colle demande demandez attends reste sais savez semble marche fonctionne passe veut vient va vas allez ayez soyez
    doivent manque existe reçois redemande affiche tombe contient commence figure correspond date dois lis lisez
    pensez verifie verifiez evitez evite gardez garde reinitialise impossible possible inutile jai cest jsp jarrive
    yes"""

# What a sentence goes on with after a password; anything else makes the word part of a phrase.
GOES_ON = """
    ms mai mes pr ds jé je pk pq ki qd ac g c sa svp jy jpeux
    et mais ou puis ca sa cela je j il elle on tu vous nous ils c ce car parce depuis svp merci stp alors donc aussi
    comme si tout toute ne n marche passe fonctionne pour quand bisous bise cordialement normalement avec sans sur
    pourtant maintenant dit hein voila suivi suivie plus majuscule minuscule attache chez qui dans en apres avant pas
    toujours est deja merciii and but it i for with so thanks please still not let lol mdr jai cest ok help aidez
    quelqu non nn bonne"""

_DETERMINERS = """
    le la les l un une des du de d mon ton son ma ta sa mes tes ses notre votre nos vos leur ce cet cette ces quel
    quelle que ni the a my your this that old new no any"""

# May stand between the linking word and the value: "c'est toujours X".
_BETWEEN = """
    toujours encore bien maintenant desormais donc actuellement tout betement simplement juste euh alors normalement
    exactement aussi now still currently just hein genre bon bah ben"""

# A state that tells which password is meant and says nothing of it yet: "le mot de passe provisoire est X".
_WHICH = """
    nouveau actuel provisoire temporaire initial applicatif commun perso personnel ancien habituel new old choisi donne
    recu change temporary local principal vrai indique"""

# What a question or a hyphen puts behind a word: "faut-il", "celui-ci", "peut-être".
_ENCLITICS = "il elle on tu je vous nous ce ci la ils moi t etre meme memes"

# Nouns that end like a word of ENDINGS.
_NOUNS = """
    cafe bebe soiree liberte egalite fraternite sante ete beaute orchidee amitie poupee fee musee epee araignee cheminee
    canape the hiver mer ver boulanger berger rocher olivier cerisier pommier palmier fevrier janvier cahier panier
    voilier escalier soulier clavier chevalier elephant geant diamant enfant restaurant noir miroir espoir fraisier
    rosier figuier sanglier singer table sable cartable maisons saisons boissons papillons
    lily family king spring wedding"""

# What a code opens, in a code's name: "le code de la carte"; other codes are those of places, offices and goods.
_OPENING = """
    pin puk sim sms parental carte porte portail wifi wi coffre boite bal messagerie vocale session connexion
    connecter acces acceder securite validation valider verification verifier recuperation secours activation activer
    confirmation confirmer zip archive ouvrir entrer tel telephone portable compte badge alarme digicode secret otp
    deverrouillage bitlocker chiffres recu temporaire provisoire unique usage mail double authentification app appli
    pj pdf"""

# In what is said of a phrase without telling it.
_UNSAID = """
    enter it twice type confirm please your mots mot caracteres ne sais pas faut doit dois est sont votre je vous
    minimum demande demandee oubliee perdue refusee incorrecte expire words forgotten wrong must comment pourquoi
    laquelle quelle"""

# Participles with their accent, infinitives, adverbs, nouns of action; English participles and adverbs.
ENDINGS = (
    "é", "ée", "és", "ées", "er", "ez", "oir", "ment", "able", "ible", "ables", "ibles", "tion", "tions", "tif", "tive",
    "eux", "ant", "ants", "ante", "ait", "ons", "ed", "ing", "ly",
)  # fmt: skip

# As many nouns as verbs, and these verbs are in the lists.
NOUN_ENDINGS = ("ier", "lant", "phant")

GRAMMATICAL = frozenset(GRAMMAR.split())
NOT_A_VALUE = frozenset(" ".join((GRAMMAR, STATES, PLACES, MATTERS, IN_PASSING)).split())
GOES_ON_WITH = frozenset(GOES_ON.split())
DETERMINERS = frozenset(_DETERMINERS.split())
IN_BETWEEN = frozenset(_BETWEEN.split())
ENCLITICS = frozenset(_ENCLITICS.split())
OPENING = frozenset(_OPENING.split())
UNSAID = frozenset(_UNSAID.split())
NOUNS_ALL_THE_SAME = frozenset(_NOUNS.split())
# Said between the name and a linking word, it is what the sentence is about: "mot de passe refusé : papillon".
SAID_ALREADY = frozenset(STATES.split()) - frozenset(_WHICH.split()) | {
    "ne",
    "pas",
    "comment",
    "pourquoi",
    "si",
    "quand",
}
