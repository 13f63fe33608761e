"""A cause and a remedy in French for each code of `diagnosis/codes.py`; nothing else.

`{where}` is the list of ports concerned, `{host}` their host, `{detail}` what the server said, already cleaned. No
sentence ever advises to turn a verification off or to accept a certificate alert.
"""

from collections.abc import Mapping
from typing import NamedTuple

TEAM = "C'est à l'équipe du service de corriger cela ; de votre côté, rien à changer."
NO_ALERT = "N'acceptez pas l'alerte de sécurité de votre logiciel."
# What is seen here may be the bot's network, the reader's, or the service: three cases, in the order of what is easy.
NETWORK = (
    "Si tout marche chez vous, c'est le réseau du bot qui est en cause. Si vous avez la même erreur, essayez un autre "
    "réseau (partage de connexion du téléphone) : si elle disparaît, c'est le vôtre qui s'interpose ; sinon, c'est à "
    "l'équipe du service de corriger."
)
SWAPPED = (
    "Vérifiez que le port et la sécurité vont ensemble : 993 = SSL/TLS, 143 = STARTTLS, 587 et 25 = STARTTLS. "
    "Si vos réglages sont bons, c'est à l'équipe du service de corriger."
)


class Phrase(NamedTuple):
    cause: str
    remedy: str


NOT_TESTED = Phrase("Je n'ai rien pu vérifier.", "Réessayez dans quelques minutes.")
UNDIAGNOSED = Phrase("{where} ne fonctionne pas normalement.", TEAM)


PHRASES: Mapping[str, Phrase] = {
    # ---- names ----
    "bot_offline": Phrase(
        "Aucun serveur ne me répond, de plusieurs services à la fois : c'est mon réseau qui est en cause.",
        "Je ne peux rien dire du service pour l'instant. Essayez le webmail ; je réessaierai.",
    ),
    "dns_nxdomain": Phrase("Le nom {host} n'existe pas dans le DNS.", TEAM),
    "dns_no_address": Phrase("Le nom {host} existe, mais aucune adresse n'y est associée.", TEAM),
    "dns_servfail": Phrase("Le DNS de {host} est en erreur (SERVFAIL).", TEAM),
    "dns_timeout": Phrase(
        "La recherche de l'adresse de {host} n'a pas abouti à temps.",
        "Je ne peux rien dire du service pour l'instant ; réessayez dans quelques minutes.",
    ),
    "dns_no_resolver": Phrase(
        "Le serveur du bot n'a pas de DNS configuré.", "C'est à la personne qui exploite le bot de corriger cela."
    ),
    "address_refused": Phrase(
        "{host} pointe vers une adresse privée ou réservée ({detail}) : par prudence, je ne m'y connecte pas.",
        "La personne qui exploite le bot peut l'autoriser pour ce service (allow_private).",
    ),
    # ---- connections ----
    "ipv6_dead": Phrase(
        "{where} : l'adresse IPv6 ne répond pas, l'adresse IPv4 fonctionne.",
        "La plupart des logiciels passent seuls en IPv4, parfois après une attente. " + TEAM,
    ),
    "ipv4_dead": Phrase("{where} : l'adresse IPv4 ne répond pas, l'adresse IPv6 fonctionne.", TEAM),
    "tcp_refused": Phrase("{where} : la connexion est refusée, rien n'écoute à cet endroit.", TEAM),
    "tcp_timeout": Phrase("{where} : aucune réponse, le serveur est arrêté ou un pare-feu bloque le passage.", TEAM),
    "tcp_closed": Phrase("{where} : la connexion est coupée dès qu'elle s'ouvre.", TEAM),
    # ---- TLS and certificates ----
    "cert_expired": Phrase("{where} : le certificat est périmé ({detail}).", f"{TEAM} {NO_ALERT}"),
    "cert_not_yet": Phrase("{where} : le certificat n'est pas encore valable ({detail}).", f"{TEAM} {NO_ALERT}"),
    "cert_name": Phrase(
        "{where} : le certificat est celui d'un autre nom ({detail}).",
        f"Vérifiez que le nom du serveur est bien {{host}}, sans faute. {TEAM} {NO_ALERT}",
    ),
    "cert_self_signed": Phrase(
        "{where} : le certificat est auto-signé ({detail}) : erreur du service, ou interception par un "
        "antivirus ou un proxy.",
        f"{NO_ALERT} {NETWORK}",
    ),
    "cert_incomplete_chain": Phrase(
        "{where} : le serveur n'envoie pas le certificat intermédiaire, ou son autorité est inconnue ({detail}).",
        f"{NO_ALERT} {NETWORK}",
    ),
    "cert_unknown_issuer": Phrase(
        "{where} : le certificat vient d'une autorité inconnue ({detail}) : erreur du service, ou interception par un "
        "antivirus ou un proxy.",
        f"{NO_ALERT} {NETWORK}",
    ),
    "cert_weak": Phrase("{where} : la clé ou la signature du certificat est trop faible ({detail}).", TEAM),
    "cert_revoked": Phrase("{where} : le certificat a été révoqué ({detail}).", f"{TEAM} {NO_ALERT}"),
    "cert_refused": Phrase("{where} : le certificat n'est pas valable ({detail}).", f"{TEAM} {NO_ALERT}"),
    "port_speaks_tls": Phrase(
        "{where} : ce port attend SSL/TLS dès la connexion, pas STARTTLS ; port et sécurité sont inversés.", SWAPPED
    ),
    "port_speaks_clear": Phrase(
        "{where} : ce port attend STARTTLS, pas SSL/TLS dès la connexion ; port et sécurité sont inversés.", SWAPPED
    ),
    "plaintext_before_tls": Phrase(
        "{where} : du texte en clair est glissé juste avant le chiffrement ; par prudence, je m'arrête là.",
        f"Une anomalie grave, du serveur ou d'un équipement entre lui et moi. {NETWORK}",
    ),
    "preauth": Phrase(
        "{where} : le serveur se dit déjà authentifié avant tout chiffrement ; par prudence, je m'arrête là.",
        f"Une anomalie grave, du serveur ou d'un équipement entre lui et moi. {NETWORK}",
    ),
    "starttls_garbled": Phrase(
        "{where} : l'offre de chiffrement (STARTTLS) arrive déformée, un équipement réseau la modifie.",
        f"Ne passez pas en connexion non chiffrée. {NETWORK}",
    ),
    "starttls_missing": Phrase(
        "{where} : le chiffrement (STARTTLS) n'est pas proposé : erreur du service, ou un équipement réseau le retire.",
        f"Ne passez pas en connexion non chiffrée. {NETWORK}",
    ),
    "starttls_refused": Phrase("{where} : le serveur refuse le chiffrement qu'il annonce ({detail}).", TEAM),
    "starttls_temporary": Phrase(
        "{where} : le chiffrement est indisponible pour le moment ({detail}).", "Réessayez dans quelques minutes."
    ),
    "tls_too_old": Phrase("{where} : le serveur ne parle qu'une version périmée de TLS ({detail}).", TEAM),
    "tls_weak": Phrase("{where} : le chiffrement proposé est trop faible ({detail}).", TEAM),
    "tls_timeout": Phrase("{where} : la négociation du chiffrement n'aboutit pas.", TEAM),
    "tls_closed": Phrase("{where} : la connexion est coupée pendant la négociation du chiffrement.", TEAM),
    "tls_failed": Phrase("{where} : la négociation du chiffrement échoue ({detail}).", TEAM),
    # ---- what the server says ----
    "refused_here": Phrase(
        "{where} : le serveur refuse la connexion ({detail}).",
        "Il refuse tout le monde, ou seulement l'adresse du bot : si tout marche chez vous, vous n'avez rien à faire. "
        "C'est à l'équipe du service de lever ce refus.",
    ),
    "busy": Phrase(
        "{where} : le serveur se dit occupé ({detail}).", "Réessayez dans quelques minutes, c'est en général passager."
    ),
    "banner_timeout": Phrase("{where} : le serveur accepte la connexion, puis ne dit rien.", TEAM),
    "banner_closed": Phrase("{where} : le serveur coupe la connexion sans rien dire.", TEAM),
    "not_smtp": Phrase("{where} : ce qui répond n'est pas un serveur d'envoi (SMTP).", TEAM),
    "not_imap": Phrase("{where} : ce qui répond n'est pas un serveur de réception (IMAP).", TEAM),
    "endless_output": Phrase("{where} : le serveur envoie des données sans fin.", TEAM),
    "reply_timeout": Phrase("{where} : le serveur commence à répondre, puis plus rien.", TEAM),
    "reply_closed": Phrase("{where} : le serveur coupe la connexion au milieu de l'échange.", TEAM),
    "unexpected_reply": Phrase("{where} : réponse inattendue du serveur ({detail}).", TEAM),
    # ---- login ----
    "login_unavailable": Phrase(
        "{where} : le serveur ne peut vérifier aucun mot de passe pour le moment ({detail}).",
        "Ne changez pas votre mot de passe. " + TEAM,
    ),
    "login_disabled": Phrase("{where} : la connexion au compte est désactivée, même chiffrée.", TEAM),
    "no_mechanism": Phrase("{where} : le serveur ne propose aucun moyen de se connecter avec un mot de passe.", TEAM),
    "login_needs_tls": Phrase("{where} : le serveur réclame un chiffrement qui est pourtant en place.", TEAM),
    "login_timeout": Phrase("{where} : le serveur ne répond pas à la demande de connexion au compte.", TEAM),
    "login_closed": Phrase("{where} : le serveur coupe pendant la connexion au compte.", TEAM),
    "account_blocked": Phrase(
        "{where} : le compte de test du bot est bloqué ({detail}) ; cela ne dit rien des autres comptes.",
        "Si le vôtre l'est aussi, écrivez à l'équipe du service. Le compte de test est à débloquer par elle.",
    ),
    "login_refused": Phrase(
        "{where} : le compte de test du bot est refusé. Son mot de passe a changé, ou l'authentification est en panne.",
        "Si le vôtre est refusé aussi, n'essayez pas en boucle (risque de blocage) : essayez une fois le webmail, "
        "puis écrivez à l'équipe du service.",
    ),
    # ---- web and DAV ----
    "http_error": Phrase("{where} : le serveur répond par une erreur interne ({detail}).", TEAM),
    "http_not_found": Phrase("{where} : la page n'existe pas à cette adresse ({detail}).", TEAM),
    "http_garbage": Phrase("{where} : ce qui répond ne parle pas HTTP.", TEAM),
    "redirect_insecure": Phrase("{where} : l'adresse renvoie vers une page non chiffrée ; je n'y vais pas.", TEAM),
    "redirect_loop": Phrase("{where} : l'adresse tourne en rond, de renvoi en renvoi.", TEAM),
    "redirect_elsewhere": Phrase(
        "{where} : l'adresse renvoie vers un autre site ({detail}), que je ne visite pas.",
        "Je ne sais donc pas si la suite fonctionne : essayez dans votre navigateur. Si ce renvoi est voulu (une page "
        "de connexion), la personne qui exploite le bot peut le déclarer dans services.yaml (redirects).",
    ),
    "http_forbidden": Phrase("{where} : le serveur interdit l'accès ({detail}), au moins au bot.", TEAM),
    "dav_no_discovery": Phrase(
        "{where} : les agendas et contacts ne se trouvent pas seuls à cette adresse ({detail}).",
        "Saisissez l'adresse complète donnée par la documentation, chemin compris.",
    ),
    "dav_bad_answer": Phrase("{where} : la réponse n'est pas celle d'un serveur d'agendas ou de contacts.", TEAM),
    "http_unexpected": Phrase("{where} : réponse inattendue ({detail}).", TEAM),
    # ---- a message sent and found ----
    "delivery_refused": Phrase("{where} : le serveur refuse le message de test ({detail}).", TEAM),
    "delivery_lost": Phrase("Le message de test est parti, mais n'est pas arrivé à temps ({detail}).", TEAM),
    "delivery_later": Phrase(
        "{where} : le serveur remet l'envoi à plus tard ({detail}).",
        "Réessayez dans quelques minutes ; vos messages partiront avec retard.",
    ),
    "delivery_junk": Phrase(
        "Le message de test est arrivé, mais dans les indésirables.", "Regardez aussi ce dossier chez vous. " + TEAM
    ),
    "search_failed": Phrase("{where} : la recherche dans la boîte de test échoue ({detail}).", TEAM),
    # ---- the mail domain ----
    "mx_missing": Phrase("Le domaine {host} n'annonce aucun serveur de réception (MX).", TEAM),
    "mx_unresolved": Phrase("Un serveur de réception (MX) du domaine {host} n'existe pas ({detail}).", TEAM),
    # ---- works, but ----
    "dns_partial": Phrase("Le DNS de {host} ne répond qu'à moitié ({detail}).", TEAM),
    "slow_banner": Phrase(
        "{where} : le serveur répond, mais lentement ({detail}).", "Patientez ; si cela dure, prévenez l'équipe."
    ),
    "cert_expires_soon": Phrase("{where} : le certificat expire bientôt ({detail}).", TEAM),
    # ---- not tested ----
    "unreachable": Phrase(
        "{where} : le réseau du bot n'y mène pas.", "Je ne peux rien dire du service d'ici ; réessayez plus tard."
    ),
    "port25_filtered": Phrase(
        "Le port 25 ne me répond pas, les autres fonctionnent : il est souvent bloqué par les fournisseurs d'accès.",
        "Utilisez le port 587 avec STARTTLS.",
    ),
    "no_ipv6_here": Phrase("Le serveur du bot n'a pas d'IPv6 : non testé.", "Rien à faire."),
    # ---- information ----
    "cert_expires": Phrase("{where} : tout fonctionne ; le certificat est à renouveler ({detail}).", TEAM),
    "tls12_only": Phrase("{where} : TLS 1.2 seulement, suffisant.", "Rien à faire."),
    "spf_missing": Phrase("Le domaine {host} n'a pas de SPF (information).", TEAM),
    "spf_double": Phrase("Le domaine {host} a plusieurs SPF, ce qui les annule (information).", TEAM),
    "dmarc_missing": Phrase("Le domaine {host} n'a pas de DMARC (information).", TEAM),
    "lookup_failed": Phrase("Une information du DNS de {host} n'a pas pu être lue.", "Rien à faire."),
    "logout_untidy": Phrase("{where} : la déconnexion n'est pas nette.", "Rien à faire."),
    "not_deleted": Phrase("Le message de test n'a pas pu être supprimé.", "Rien à faire."),
    # ---- login not tried ----
    "canary_stopped": Phrase(
        "La connexion au compte n'est plus testée : le compte de test a été refusé, je n'insiste pas.",
        "La personne qui exploite le bot doit vérifier ce compte, puis relancer le test.",
    ),
    "no_canary": Phrase(
        "La connexion à un compte n'est pas testée : le bot n'a pas de compte de test.",
        "Pour tester le vôtre, connectez-vous au webmail. N'écrivez jamais votre mot de passe ici.",
    ),
    "login_elsewhere": Phrase("La connexion au compte est testée sur un autre port.", "Rien à faire."),
    "in_clear": Phrase("{where} : l'adresse n'est pas chiffrée : aucun mot de passe n'y est envoyé.", "Rien à faire."),
    "other_host": Phrase("L'adresse mène à un autre serveur : aucun mot de passe n'y est envoyé.", "Rien à faire."),
}
