"""In what programs and protocols write: a literal is a secret; a variable, a command, a mask, a placeholder is none."""

import pytest

from bot.core.understand.secrets import Leak, leak

LITERALS = [
    ("spring.mail.password=pivoine", Leak.PASSWORD),
    ("PGPASSWORD=pivoine pg_dump annuaire", Leak.PASSWORD),
    ("- name: IMAP_PASS\n  value: pivoine12", Leak.PASSWORD),
    ("machine imap.beta.gouv.fr login jean password pivoine12", Leak.PASSWORD),
    ('props.put("mail.smtp.password", "pivoine");', Leak.PASSWORD),
    ('<add key="SmtpPassword" value="pivoine" />', Leak.PASSWORD),
    ("<key>OutgoingPassword</key>\n\t<string>Glycine8</string>", Leak.PASSWORD),
    ("WIFI:S:Invites;T:WPA;P:pivoine12;;", Leak.PASSWORD),
    ("ENV SMTP_PASSWORD pivoine12", Leak.SESSION),
    ("unzip -P pivoine archive.zip", Leak.SESSION),
    ("openssl rsa -passin pass:pivoine", Leak.SESSION),
    ("smbclient //nas/x -U jean%pivoine", Leak.SESSION),
    ('new NetworkCredential("jean", "pivoine")', Leak.SESSION),
    ("AUTHENTICATE PLAIN\n+\nAGpkdXBvbnQAcGl2b2luZQ==", Leak.SESSION),
    ("AUTH PLAIN AGpkdXBv\nbnQAcGl2b2luZQ==", Leak.SESSION),
    ("AUTH LOGIN amVhbg==\ncGl2b2luZTEy", Leak.SESSION),
    ("1 LOGIN jean pivoine", Leak.SESSION),
    ("postgresql://jean:pivoine@db/agents", Leak.URL),
    ("POST /login user=jean&password=pivoine&submit=1", Leak.URL),
    ("xkeysib-" + "0e9b2ce5bdb8ec45" * 4 + "-wgjk8LKTx5xvosYk", Leak.TOKEN),
    ("ghp_a8Kd72mPq0ZxLw93RtYv61BnHs45JcEfGu2T", Leak.TOKEN),
    ("5829104736:AAHk3LmNoPqRsTuVwXyZ12aBcDeFgHiJkLm", Leak.TOKEN),
    ("X-Auth-Token: 8f3a2b1c9d7e6f5a4b3c2d1e", Leak.TOKEN),
    ("nuagexyz_Kd92LmQp3XzVt6RwZk3mQp9xLw7T", Leak.TOKEN),
    ("-----BEGIN PGP PRIVATE KEY BLOCK-----", Leak.KEY),
]
NOT_WRITTEN_OUT = [
    "password: !vault |",
    "password = os.getenv('IMAP_PASS')",
    "password: z.string().min(8)",
    "conn.login(user, password)",
    "props.put('mail.smtp.password', password);",
    'curl -u "$USER:$PASS" https://dav.beta.gouv.fr',
    "curl -u prenom.nom https://dav.beta.gouv.fr",
    "PASSWORD_MIN_LENGTH=12",
    "SECRET_KEY_FILE=/run/secrets/key",
    "smtp://user:password@host:587",
    "https://user:***@dav.beta.gouv.fr",
    "https://root:root@localhost",
    'PassCmd "pass show mail/pro"',
    "mysql -u root -p",
    "mkdir -p archives2024",
    "a1 LOGIN jean xxxxxx",
    "Login failed for user jean: password mismatch",
    "erreur token expired at 2024-06-11T09:34:00Z",
    "ED25519 key fingerprint is SHA256:ZwgXyAmJTpwMFYowdqo9sHXT9i2A3qJMFNiTeMBJM0F",
    "-----BEGIN CERTIFICATE-----\nMIIDAQJ7miSupYSpHGBNRQEs1E8NOJcW5P7mhxQFlkp1n0cir1tKep8Ki6z63bP1",
]


@pytest.mark.parametrize(("text", "kind"), LITERALS)
def test_a_literal_is_a_secret_of_its_kind(text: str, kind: Leak) -> None:
    assert leak(text) is kind


@pytest.mark.parametrize("text", NOT_WRITTEN_OUT)
def test_what_is_not_written_out_is_none(text: str) -> None:
    assert leak(text) is None


def test_the_name_of_a_password_is_looked_at_first_in_a_long_text() -> None:
    noise = "2026-10-12 09:14:02 session opened, https://beta.gouv.fr/api\n" * 600
    assert leak(noise + "mot de passe : Fleur2Lys!\n" + noise) is Leak.PASSWORD
