"""What people ask of any mail service, by its usual names: words up to a semicolon mean the same matter. French.

For grouping questions that no entry answers: two of them often share no word at all ("pourriels", "indésirables").
A word stands here only when it says the matter by itself; folded as `fold` leaves it, phrases word by word.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.core.text.language import Language
from bot.core.text.reader import Reader

# The features of mail programs and calendars, as their menus and help pages name them, and what people say instead.
FRENCH = """
    signature, signatures, bas de page, pied de mail, formule de politesse, bloc signature;
    absence, absent, absente, conge, conges, vacances, repondeur, reponse automatique, reponses automatiques, out
      of office;
    quota, quotas, espace, stockage, boite pleine, boite saturee, plus de place, taille de ma boite, taille de la
      boite;
    spam, spams, pourriel, pourriels, indesirable, indesirables, junk, publicite, publicites, pub, pubs, antispam,
      courrier indesirable;
    filtre, filtres, filtrer, tri, trier, regle de tri, regles de tri, ranger, rangement, sieve, classer
      automatiquement;
    redirection, rediriger, redirige, transfert automatique, faire suivre, fait suivre, redirections, renvoi;
    liste de diffusion, listes de diffusion, mailing list, mailing liste, liste de distribution, abonnes, abonner;
    mot de passe oublie, mot de passe perdu, oublie, oublie mon mot de passe, perdu mon mot de passe,
      reinitialiser, reinitialisation, remettre a zero;
    message supprime, messages supprimes, mail supprime, mails supprimes, a ete supprime, supprime un mail,
      supprime un message, efface, effaces, effacer, corbeille, restaurer, purge;
    piece jointe, pieces jointes, joindre, fichier joint, fichiers joints, joint, jointe, mo, gros fichier,
      fichier trop lourd;
    accuse, accuses, accuse de reception, accuse de lecture, confirmation de lecture, confirmation de reception;
    alias, deuxieme adresse, seconde adresse, adresse secondaire;
    changer de nom, nom de famille, mariage, mariee, marie, divorce, nom de jeune fille, nom d usage, nouveau nom;
    boite partagee, boites partagees, boite generique, boite fonctionnelle, adresse generique, adresse
      fonctionnelle, boite commune, bal fonctionnelle;
    delegation, deleguer, delegue, donner acces, a ma place, en mon nom, mandataire, assistante, secretaire;
    langue, langues, anglais, francais, english, traduire, traduction;
    csv, vcf, vcard, importer contacts, fichier de contacts;
    groupe de contacts, groupes de contacts, liste de contacts, liste de destinataires, groupe de destinataires;
    double authentification, deux facteurs, deux etapes, 2fa, mfa, double facteur, otp, totp, code de
      verification;
    salle, salles, reserver une salle, reservation, reserver, ressource;
    visio, visios, visioconference, visioconferences, webconf, jitsi, webinaire;
    invitation, invitations, inviter, convocation, participants, invites;
    rappel, rappels, alarme, alarmes, minutes avant;
    fuseau, fuseaux, fuseau horaire, decalage, decale, decalee, decalees, heure d ete, heure d hiver;
    imprimer, impression, imprimante, imprime, papier;
    brouillon, brouillons;
    envoi differe, differer, differe, programmer l envoi, envoi programme, envoyer plus tard, plus tard;
    annuler l envoi, rappeler un message, rappeler un mail, le rappeler, annuler un mail, annuler un message,
      mauvais destinataire, trompe de destinataire, recuperer un message envoye;
    chiffrer, chiffre, chiffrement, chiffrees, pgp, gpg, s mime, smime, crypter, crypte, cryptage, openpgp;
    phishing, hameconnage, hameconner, arnaque, escroquerie, frauduleux, fraude, mail suspect, message suspect,
      usurpation, pirate;
    archiver, archive, archives, archivage, archivees;
    dossier, dossiers, sous dossier, sous dossiers, arborescence;
    rechercher, recherche, chercher, barre de recherche, moteur de recherche;
    depart, quitte, quitter, fin de contrat, change de ministere, changer de ministere, mutation, retraite, agent
      parti, fermer la boite, fermeture, garder mon adresse;
    bloque, bloquee, verrouille, verrouillee, debloquer, suspendu, trop d essais, trop de tentatives, compte
      suspendu, deverrouiller;
    notification, notifications, notif, sonnerie, pop up, nouveau mail, arrivee d un mail;
    urgent, urgente, priorite, prioritaire, importance elevee, haute importance;
    copie cachee, cci, bcc, copies cachees;
    modele, modeles, gabarit, message type, reponse type, reponses types, modele de mail, template;
    exporter, export, sauvegarde, sauvegarder, backup, copie de sauvegarde, pst;
    nom d expediteur, nom de l expediteur, nom affiche;
    images distantes, contenu distant, image bloquee, images bloquees, afficher les images, affichage des images,
      images ne s affichent pas, images;
    non remise, non distribue, non distribues, undelivered, rebond, bounce, non delivre, mailer daemon;
    sombre, mode nuit, theme, themes, dark, mode sombre, couleurs;
    bloquer un expediteur, bloquer une adresse, liste noire, blacklist;
    police, polices, caracteres, taille du texte, texte trop petit, police d ecriture, zoom, agrandir;
    conversation, conversations, fil de discussion, fils de discussion, regroupes, grouper les messages;
    correcteur, orthographe, correction automatique, fautes;
    lu, lus, non lu, non lus, marquer comme lu;
    doublon, doublons, en double, deux fois;
    recurrent, recurrente, recurrents, recurrence, toutes les semaines, hebdomadaire, se repete, occurrence,
      serie;
    prive, privee, prives, confidentiel, confidentialite, rendez vous personnel;
    hors ligne, hors connexion, sans connexion, offline;
    lent, lente, lenteur, lenteurs, rame, rament, ralenti;
    vpn, etranger, deplacement;
    photo de profil, avatar, photo, photos;
    jour ferie, jours feries, feries, ferie, vacances scolaires;
    winmail dat, ne s ouvre pas, ne s ouvrent pas, ouvrir la piece jointe, ouvrir le fichier joint, illisible;
    newsletter, newsletters, lettre d information, infolettre, envoi en masse, publipostage, mailing, brevo,
      lettres d information;
    perdu mon telephone, telephone vole, vole mon telephone, vole, vol, appareil perdu, telephone perdu
"""

# Verbs and nouns of any interface: what is done, never to what. Two matters share them as easily as two wordings do.
_FRAMES = """
    creer cree ajouter ajoute changer change modifier mettre met activer active desactiver desactive afficher affiche
    affichage affichent apparait apparaissent apparaitre configurer configure ouvrir enregistrer utiliser utilise
    obtenir avoir trouver retrouver voir savoir choisir faire gerer demander corriger passer poser definir possible
    impossible arrive arriver envoyer envoi envoye recevoir recu ecrire ecrit disparu marche fonctionne automatique
    automatiquement nouveau nouvelle mail message webmail boite adresse compte messagerie matin hier demain personne
    personnes parametres mauvais mauvaise"""
FRAMES = frozenset(_FRAMES.split())

Phrase = tuple[str, ...]


class Topics:
    """Finds them in a text, the longest phrase first; both go through the same reader. No topics but in French."""

    def __init__(self, reader: Reader, language: Language) -> None:
        self._phrases: dict[str, list[tuple[Phrase, int]]] = {}
        lines = FRENCH.split(";") if language.code != "en" else []
        for topic, line in enumerate(lines):
            for phrase in line.split(","):
                stems = tuple(language.stem(reader.read(phrase)))
                self._phrases.setdefault(stems[0], []).append((stems, topic))
        for known in self._phrases.values():
            known.sort(key=lambda one: (-len(one[0]), one))

    def of(self, stems: Sequence[str]) -> Counter[str]:
        """Topic -> words of the longest phrase that names it."""
        found: Counter[str] = Counter()
        for topic, length in self._found(tuple(stems)):
            name = f"topic {topic}"
            found[name] = max(found[name], length)
        return found

    def _found(self, stems: Phrase) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(stems):
            known = self._phrases.get(stems[at], ())
            phrase, topic = next((one for one in known if stems[at : at + len(one[0])] == one[0]), ((), 0))
            if phrase:
                yield topic, len(phrase)
            at += len(phrase) or 1
