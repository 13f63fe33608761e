"""Small bases for the tests of this folder."""

from bot.core.document import Document
from bot.core.model import Entry, Knowledge, Lexicon

LEXICON = Lexicon(
    abbreviations={"tb": "Thunderbird"},
    synonyms=(("mail", "courriel"), ("panne", "incident")),
    products={"Thunderbird": ("thunder bird",)},
)


def entry(entry_id: str, title: str, *questions: str, answer: str = "", refuses: tuple[str, ...] = ()) -> Entry:
    return Entry(id=entry_id, title=title, questions=questions, markdown=answer, answer=Document(), refuses=refuses)


def base(*entries: Entry, language: str = "fr", lexicon: Lexicon = LEXICON) -> Knowledge:
    return Knowledge(
        language=language, title="", entries=tuple(sorted(entries, key=lambda one: one.id)), lexicon=lexicon
    )


PASSWORD = entry(
    "mot-de-passe",
    "Mot de passe oublié",
    "J'ai oublié mon mot de passe",
    "Comment réinitialiser mon mot de passe ?",
    "Mon mot de passe ne marche plus",
    answer="Rendez-vous sur la page de connexion, puis **Mot de passe oublié**.",
)
SENDING = entry(
    "envoi-thunderbird",
    "Régler l'envoi dans Thunderbird",
    "Quel serveur SMTP dans Thunderbird ?",
    "Je ne peux pas envoyer de message avec Thunderbird",
    "Quel port pour l'envoi ?",
    answer="Serveur `smtp.exemple.fr`, port 587, STARTTLS.",
    refuses=("Quel serveur SMTP pour Brevo ?",),
)
QUOTA = entry(
    "boite-pleine",
    "Boîte pleine",
    "Ma boîte est pleine, que faire ?",
    "Quelle est la taille maximale de la boîte ?",
    "Je ne reçois plus rien, quota dépassé",
)
CALENDAR = entry(
    "partager-agenda",
    "Partager son agenda",
    "Comment partager mon agenda avec un collègue ?",
    "Mon collègue ne voit pas mon calendrier",
    "Donner accès à mon agenda",
)
FOUR = base(PASSWORD, SENDING, QUOTA, CALENDAR)


def many(count: int) -> Knowledge:
    """`count` entries of one question each, all different."""
    things = ("agenda", "dossier", "contact", "filtre", "signature", "alias", "liste", "archive", "quota", "webmail")
    verbs = ("créer", "supprimer", "partager", "renommer", "déplacer", "retrouver", "exporter", "importer")
    return base(
        *(entry(f"e{i:05}", "", f"Comment {verbs[i % 8]} {things[i // 8 % 10]} numéro {i} ?") for i in range(count))
    )
