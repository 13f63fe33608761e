"""French sentences turned: what a heading or an order says, as the person asking would say it."""

import re

from bot.core.phrasing import vocabulary
from bot.documents.names import folded


def infinitive(title: str) -> bool:
    """It begins with a verb to do: « Configurer … », « Se connecter … », « Ne pas … »."""
    parts = folded(re.sub(r"/\S+", "", title)).split()
    parts = parts[1:] if parts[:1] in (["se"], ["s"], ["bien"], ["mieux"], ["ne"]) else parts
    parts = parts[1:] if parts[:1] == ["pas"] else parts
    word = parts[0] if parts else ""
    if word in vocabulary.THIRD_GROUP:
        return True
    return len(word) > 3 and word.endswith(("er", "ir")) and word not in vocabulary.NOT_VERBS


def mine(text: str) -> str:
    """`votre adresse`, `ses mails` as the person asking says it: `mon adresse`, `mes mails`."""

    def turned(found: re.Match[str]) -> str:
        owner, noun = found[1].lower(), found[2]
        feminine = folded(noun) in vocabulary.FEMININE
        return f"{vocabulary.POSSESSIVES.get(owner) or ('ma' if feminine else 'mon')} {noun}"

    return re.sub(r"\b(ses|vos|tes|votre|son|ton|sa|ta)\s+([\w-]+)", turned, text, flags=re.I)


def imperative(word: str) -> str:
    """`Ajoutez` -> `ajouter`, `Choisissez` -> `choisir`, `Installer` -> `installer`; empty for anything else."""
    text = word.lower()
    if text in vocabulary.IRREGULAR:
        return vocabulary.IRREGULAR[text]
    if text.isalpha() and len(text) > 5 and text.endswith("ez") and text not in ("assez", "rendez"):
        return text.removesuffix("issez") + "ir" if text.endswith("issez") else text[:-2] + "er"
    return text if text.isalpha() and infinitive(text) and text.endswith("er") else ""
