"""Words that name a matter of their own: an entry that never mentions it is less likely the answer.

Mail subjects that support rooms ask for everywhere, and things of the office that share words with mail. An entry that
does speak of the matter (in its questions, title or answer) is not concerned: the table only says "look there". In the
room a thing of the office is not answered by an entry that never mentions it; a mail subject only weighs against one,
since an entry just taught may write it in other words ("congés", "vacances").
"""

import re
from collections.abc import Callable, Iterable

_MAIL = """
    transferer automatiquement|transfert automatique|transferer tout mon courrier|boite commune|adresse commune|
    en mon nom|boite de service|signature|signatures|quota|quotas|taille|espace disque|plus de place|
    boite pleine|boite est pleine|capacite|absence|
    absences|repondeur|conges|vacances|out of office|reponse automatique|automatiquement vers|spam|spams|pourriel|
    pourriels|indesirable|indesirables|junk|filtre|filtres|filtrer|regle de tri|regles de tri|alias|mariage|
    liste de diffusion|listes de diffusion|mailing list|boite partagee|boites partagees|generique|shared mailbox|
    double authentification|2fa|mfa|otp|mot de passe oublie|oublie mon mot de passe|perdu mon mot de passe|
    changer le mot de passe|changer mon mot de passe|changer de mot de passe|reinitialiser|reset|redirection|rediriger|
    forward|supprimer|corbeille|restaurer|sauvegarde|backup|accuse de lecture|accuse de reception|programmer|differe|
    planifier l envoi|chiffrer|s mime|smime|pgp|gpg|la recherche|barre de recherche|imprimer|langue|anglais|francais|
    mode sombre|dark mode|notification|notifications|salle|salles|recurrent|recurrence|occurrence|feries|anniversaires|
    fuseau|couleur|couleurs|groupe de contacts|vcf|vcard|dkim|spf|dmarc|mx|nom de domaine|phishing|hameconnage|louche|
    joindre un fichier|piece jointe|pieces jointes|winmail|drive|rappeler un mail|images|heures de retard|doublon|
    doublons|en double|taches|delegation|au nom de|photo|avatar|deconnecte|heberges|hebergement|rgpd|combien coute|
    coute combien|prix|tarif|hors connexion|hors ligne|offline|archiver|modele|modeles|template|api|no reply|noreply|
    antivirus|virus|debloquer|expiration|prolonger|comme lus|non lus|en tetes|entetes|externes|publipostage|newsletter|
    emailing|emailings|transactionnels|sous dossiers|display name|expediteur|user unknown|relay|size exceeds"""
_OFFICE = """
    sentry|mon appli|mon application|notre service|en recette|en production|en prod|sonarqube|jira|confluence|
    kubernetes|
    prise de notes|usb|hdmi|dock|cable|chargeur|manette|ecran|clavier|souris|casque|wifi|vpn|eduroam|4g|5g|abonnement|
    minecraft|mastodon|pix|resana|docker|mac m2|preprod|staging|postgres|base de donnees|sql|csv|metabase|airtable|
    figma|matomo|
    let s encrypt|scalingo|github|gitlab|tchap|brevo|sendinblue|mailjet|notion|outline|scaleway|python|covoiturage|
    forfait|sprint|sprints|seminaire|billet de train|courrier papier|word|excel|nas|nextcloud|osmose|visio|webinaire|
    badge|cles|imprimante|scanner|demarches simplifiees|ditp|notre site|notre appli|notre application|adapter|film|
    match|recette|restaurant|velo|meteo|temps fait il|slack|mattermost|teams|zoom|jitsi|salaire|paie|mutuelle|
    ticket restaurant|bureau a|adresse du bureau"""


def phrases(table: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in table.replace("\n", " ").split("|")]


# Nouns of the trade: who says one of them speaks of mail, unless a thing of the office is named too.
_TRADE = """
    mail|mails|email|emails|e mail|e mails|courriel|courriels|messagerie|messageries|message|messages|webmail|web mail|
    boite|boites|agenda|agendas|calendrier|calendriers|contact|contacts|carnet|carnets|adresse|adresses|dossier|
    dossiers|
    thunderbird|outlook|imap|smtp|caldav|carddav"""


def any_of(*tables: str) -> re.Pattern[str]:
    names = {phrase for table in tables for phrase in phrases(table)}
    longest_first = sorted(names, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf" ({'|'.join(map(re.escape, longest_first))})(?= )")


MATTERS, OFFICE, MAIL = any_of(_MAIL, _OFFICE), any_of(_OFFICE), any_of(_MAIL, _TRADE)


def matters(plain: str) -> tuple[str, ...]:
    """The matters that the words name, each once, in order."""
    return tuple(dict.fromkeys(found[1] for found in MATTERS.finditer(plain)))


def of_mail(plain: str) -> bool:
    """Whether the words speak of mail, known to the base or not, and of nothing else of the office."""
    return bool(MAIL.search(plain)) and not OFFICE.search(plain)


def of_office(named: Iterable[str]) -> bool:
    """Whether one of these matters is a thing of the office."""
    return any(OFFICE.match(f" {matter} ") for matter in named)


def unmentioned(named: Iterable[str], known: Callable[[str], bool]) -> tuple[str, ...]:
    """Those that `known` does not know."""
    return tuple(matter for matter in named if not known(matter))
