"""Leaked credentials are found in every form, and what only looks like one is not."""

from time import perf_counter

import pytest

from bot.core.understand.secrets import Leak, leak

LEAKS = [
    ("mot de passe: chat-Noir_33", Leak.PASSWORD),
    ("MDP=bretagne!29", Leak.PASSWORD),
    ("mdp Bretagne29! refusé", Leak.PASSWORD),
    ("password=abc123", Leak.PASSWORD),
    ("mot de passe : Xxxa00&", Leak.PASSWORD),  # begins as a mask does
    ("mot de passe : Envol75!", Leak.PASSWORD),  # and as a variable's name
    ("le mdp est : tournevis9", Leak.PASSWORD),
    ("le mot de passe reçu est « Zk7-Lm4-Pt8 »", Leak.PASSWORD),
    ("id : jean.dupont@beta.gouv.fr\nmdp : Fleur2Lys", Leak.PASSWORD),
    ("mon mot de passe (Fleur2Lys!) ne passe pas", Leak.PASSWORD),
    ("imap.beta.gouv.fr 993 jean.dupont@beta.gouv.fr Fleur2Lys!", Leak.PASSWORD),
    ("jean.dupont@beta.gouv.fr / Fleur2Lys!", Leak.PASSWORD),
    ("j'ai mis Fleur2Lys! comme mot de passe", Leak.PASSWORD),
    ("mot de passe d'application : abcd efgh ijkl mnop", Leak.PASSWORD),
    ("ma passphrase : le chat mange la souris verte", Leak.PASSWORD),
    ("code de validation 482913", Leak.PASSWORD),
    ("DB_PASSWORD: s3cret!", Leak.PASSWORD),
    ('{"user": "jean", "password": "lune42"}', Leak.PASSWORD),
    ("<password>Lune42!</password>", Leak.PASSWORD),
    ("auth plain AGpkdXBvbnQAYXplcnR5", Leak.SESSION),
    ("AUTH PLAIN AGEAYg==", Leak.SESSION),
    ("334 UGFzc3dvcmQ6\nbHVuZTQy", Leak.SESSION),
    ("AGpkdXBvbnRAYmV0YS5nb3V2LmZyAGx1bmU0Mg==", Leak.SESSION),
    ("a001 LOGIN jdupont@beta.gouv.fr azertyuiop", Leak.SESSION),
    ("USER jean\nPASS lune42", Leak.SESSION),
    ("swaks --auth-user jean --auth-password lune42", Leak.SESSION),
    ("curl -u jean:lune42 https://x.fr", Leak.SESSION),
    ('imap.login("jean", "lune42")', Leak.SESSION),
    ("imaps://jean:lune42@imap.beta.gouv.fr", Leak.URL),
    ("https://x.fr/reset?token=9f8a7c6b5d4e3f2a", Leak.URL),
    ("Authorization: Basic amVhbjpsdW5lNDI=", Leak.TOKEN),
    ("Authorization: Bearer abcdef123456", Leak.TOKEN),
    ("Cookie: sessionid=9f8a7c6b5d4e3f2a1b0c", Leak.TOKEN),
    ("syt_amVhbg_kLmNoPqRsTuVwXyZaBcD_1a2B3c", Leak.TOKEN),
    ("mon mdp c'est toujours Azerty1234 et pourtant refusé", Leak.PASSWORD),
    ("Voici mes identifiants pour que vous testiez : marie.curie / Radium88*", Leak.PASSWORD),
    ("il m'a donné comme mot de passe temporaire Changeme2026", Leak.PASSWORD),
    ("je me connecte avec jean.dupont@beta.gouv.fr puis Motdepasse75 et j'ai une erreur", Leak.PASSWORD),
    ("les accès de la boîte partagée : contact@beta.gouv.fr // Boite-Partagee-7", Leak.PASSWORD),
    ("pour la boîte générique c'est support-ox / mdp Xk29!dl", Leak.PASSWORD),
    ("ça me demande mon mot de passe, je tape poisson-rouge-12 et rien", Leak.PASSWORD),
    ("Le mot de passe qu'on m'a envoyé (Bienvenue@2026) est refusé par le webmail", Leak.PASSWORD),
    ("j'utilise le mot de passe d'application abcd efgh ijkl mnop", Leak.PASSWORD),
    ("M D P : Chaton99", Leak.PASSWORD),
    ("Je rentre Anne.1990! dans la case mot de passe et il refuse", Leak.PASSWORD),
    ("identifiants de test user01/Test@2024", Leak.PASSWORD),
    ("motdepasse: Rob1985zz", Leak.PASSWORD),
    ("mot d passe : Rob1985zz", Leak.PASSWORD),
    ("my pw is Rob1985zz", Leak.PASSWORD),
    ("voilà le nouveau : Rob1985zz (c'est mon mot de passe)", Leak.PASSWORD),
    ("mon code sms : 482193", Leak.PASSWORD),
    ("mon pin est 4821", Leak.PASSWORD),
    ("clé de récupération EsTB xZ7s dRpL 9oKj Qw3e Rt5y", Leak.PASSWORD),
    ("voici mon token d'api: 8f14e45fceea167a5a36dedd4bea2543", Leak.TOKEN),
    ("ldapsearch -w Rob1985zz -D cn=luc", Leak.SESSION),
    ("mysql -u root -pRob1985zz", Leak.SESSION),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nabc", Leak.KEY),
]
HARMLESS = [
    "mon mot de passe ne marche pas",
    "mot de passe : ********",
    "mot de passe : « ton mot de passe »",
    "mot de passe : 12 caractères minimum",
    "mot de passe : voir mail",
    "mot de passe demandé 3 fois",
    "le mot de passe est le même que celui de l'ordinateur",
    "mon mot de passe est refusé",
    "nom d'utilisateur : prenom.nom@beta.gouv.fr",
    "password: required",
    "SMTP_PASSWORD=${SMTP_PASSWORD}",
    "mdp: <votre mdp>",
    "250-AUTH PLAIN LOGIN",
    "a1 CAPABILITY\n* CAPABILITY IMAP4rev1 AUTH=PLAIN LOGINDISABLED",
    "a1 LOGIN prenom.nom@beta.gouv.fr ********",
    "mot de passe refusé, erreur 0x800CCC0E",
    "mot de passe incorrect sur Thunderbird 128.5.0esr",
    "mot de passe refusé par imap.mail.exemple.fr:993",
    "warning: unknown[192.0.2.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
    "nov 27 09:12:33 mx1 postfix/smtpd[2312]: 4Xk2Ab1y9z: client=unknown, sasl_method=PLAIN, sasl_username=luc",
    "dovecot: imap-login: Login: user=<test@beta.gouv.fr>, method=PLAIN, TLS",
    "Authentication-Results: spf=pass dkim=pass dmarc=pass",
    "mot de passe demandé par thunderbird pour le calendrier, c'est lequel",
    "mot de passe changé lundi à 14h30, Outlook2016 le redemande",
    "il veut le mot de passe de l'Exchange2019",
    "mot de passe d'application pour mail sous imap : comment en créer un",
    "clé de sécurité fido2 pour ouvrir le webmail, quelqu'un a testé ?",
    "clé de récupération perdue, comment faire pour tchap ?",
    "code de récupération pour mon compte Tchap introuvable",
    "je saisis mon-adresse@beta.gouv.fr et le mot de passe est refusé",
    "méthode d'authentification : Password, CRAM-MD5 ou OAuth2 ?",
    "on est passé de 8 à 12 caractères pour les mots de passe (cf. PSSI-2024)",
    "où trouver la clé d'API ?",
    "le jeton de session expire au bout de 30min",
    "le code erreur est 0x800CCC0E",
    "code postal : 75007",
    "token: expiré",
    "le code de vérification n'arrive pas",
    "imap://imap.beta.gouv.fr:993",
    "https://matrix.to/#/@jean:agent.dinum.tchap.gouv.fr",
    "https://webmail.numerique.gouv.fr/dav/caldav",
    "commit 9eea1d7c3a5b8f2e4d6c1a0b9e8f7d6c5b4a3928",
    "Authorization: Bearer <token>",
    "réf. dossier 8842-1190-5573",
]


@pytest.mark.parametrize(("text", "kind"), LEAKS)
def test_a_secret_is_found_and_its_kind_named(text: str, kind: Leak) -> None:
    assert leak(text) is kind


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_secret_is_let_through(text: str) -> None:
    assert leak(text) is None


def test_a_secret_in_the_middle_of_a_long_paste_is_found() -> None:
    lines = ["2026-10-12 09:14:02 INFO connect from unknown host"] * 600
    lines[300] = "mot de passe : Fleur2Lys!"
    assert leak("\n".join(lines)) is Leak.PASSWORD


@pytest.mark.parametrize(
    "piece", ["a", "mot de passe ", "@.", "a@b.", "pass ", "://a:", "a_", "cookie: a=", "AAAA", "= "]
)
def test_the_worst_64_kb_take_no_longer_than_a_moment(piece: str) -> None:
    text = piece * (65536 // len(piece))
    start = perf_counter()
    leak(text)
    assert perf_counter() - start < 1.0  # about 20 ms on a quiet machine: quadratic patterns take minutes
