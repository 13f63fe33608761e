"""Faults of the knowledge files in French, for the moderators' room; the loader and `kb lint` say them in English.

One table of whole sentences and one of sentences with parts that vary. A test writes every fault the loader knows and
fails when one of them is still English.
"""

import re
from collections.abc import Mapping
from re import Match

from bot.errors import Fault

# What stands at the place, where it is no text of the file.
VALUES: Mapping[str, str] = {
    "missing": "rien",
    "a list": "une liste",
    "an empty list": "une liste vide",
    "keys and values": "des clés et des valeurs",
    "\t": "une tabulation",
    "No such file or directory": "le fichier n'existe pas",
    "Is a directory": "c'est un dossier",
    "Not a directory": "ce n'est pas un dossier",
    "Permission denied": "l'accès est refusé",
    "Read-only file system": "le disque est en lecture seule",
    "No space left on device": "le disque est plein",
}
BYTE = re.compile(r"byte (0x[0-9a-f]{2}) at position (\d+)")


EXPECTED: Mapping[str, str] = {
    # ---- the form of a file
    "a readable file": "un fichier lisible",
    "a file saved as UTF-8": "un fichier enregistré en UTF-8",
    "a folder with at least one entry": "un dossier avec au moins une réponse",
    "at least one entry (- id: …)": "au moins une réponse (- id: …)",
    "a text that begins with @, ` or % between quotes": "des guillemets autour d'un texte qui commence par @, ` ou %",
    'a text that contains ": " between quotes': "des guillemets autour d'un texte qui contient « : »",
    "a key and a colon, or text indented like the line above it": (
        "une clé suivie de deux-points, ou un texte aligné sur la ligne du dessus"
    ),
    "a list item (- …) or the indentation of the list above": "un élément de liste (- …) aligné sur ceux du dessus",
    "a key at the indentation of the keys above, or the end of the quotes": (
        "une clé alignée sur celles du dessus, ou la fin des guillemets"
    ),
    "the end of the quotes that open before": "la fin des guillemets ouverts avant",
    "a value, or the end of the brackets": "une valeur, ou la fin des crochets",
    "a comma, or the end of the brackets": "une virgule, ou la fin des crochets",
    "no control character": "un texte sans caractère de contrôle",
    "spaces for indentation, never a tab": "des espaces en début de ligne, jamais de tabulation",
    "the text itself, no alias": "le texte lui-même, pas d'alias (*)",
    "one document a file": "un seul document par fichier, sans ligne ---",
    "a word as key": "un mot comme clé",
    "no anchor; quote a text that begins with &": "pas d'ancre (&) ; un texte qui commence par & va entre guillemets",
    "no tag; quote a text that begins with !": "pas d'étiquette (!) ; un texte qui commence par ! va entre guillemets",
    # ---- knowledge.yaml
    "fr or en": "fr ou en",
    "the name of this knowledge base, a text of one line": "le nom de cette base, sur une ligne",
    # ---- an entry
    "2 to 64 of a-z, 0-9 and hyphens, the first no hyphen": (
        "de 2 à 64 caractères parmi a-z, 0-9 et le tiret, sans tiret au début"
    ),
    "the matter in one line, a text": "le sujet, sur une ligne",
    "a list of at least one question as people ask it, each a text of at most 2,000 characters": (
        "une liste d'au moins une question, telle qu'on la pose, de 2 000 caractères au plus"
    ),
    "a list of questions that look alike and are another matter": (
        "une liste de questions qui se ressemblent sans être le sujet"
    ),
    "the answer in Markdown, a text of at most 20,000 characters": (
        "la réponse en Markdown, un texte de 20 000 caractères au plus"
    ),
    "what sets near-twins apart, as {facet: value}, both texts": (
        "ce qui distingue des réponses voisines, sous la forme {facette: valeur}"
    ),
    "the id of a service of services.yaml": "l'identifiant d'un service de services.yaml",
    "the id of an entry": "l'identifiant d'une réponse",
    "a list of ids of other entries": "une liste d'identifiants d'autres réponses",
    "page, section, digest, note, author, date": "page, section, digest, note, author, date",
    "a list of questions that must find this entry, each a text": (
        "une liste de questions qui doivent mener à cette réponse"
    ),
    "a number from 0 to 1: how sure to be before answering": "un nombre de 0 à 1 : l'assurance requise pour répondre",
    "the id of another entry": "l'identifiant d'une autre réponse",
    # ---- its source
    "the address or file name of the page this entry was built from": (
        "l'adresse ou le nom de fichier de la page d'où vient la réponse, un texte"
    ),
    "the headings above the section, as a text": "les titres au-dessus de la section, un texte",
    "the digest of the section when the entry was built": "l'empreinte de la section, un texte",
    "a remark for those who look after the entry, a text": "une remarque pour qui s'occupe de la réponse, un texte",
    "who wrote the entry, a text": "qui a écrit la réponse, un texte",
    "when it was written, a text such as 2026-11-20": "la date, un texte comme 2026-11-20",
    # ---- lexicon.yaml
    "abbreviations and what they stand for, as {short: words}": (
        "des abréviations et leur sens, sous la forme {abrégé: mots}"
    ),
    "a list of lists of at least two words; the first is the word of the base": (
        "une liste de listes d'au moins deux mots ; le premier est celui de la base"
    ),
    "products and their other names, as {name: [name, misspelling, …]}": (
        "des produits et leurs autres noms, sous la forme {nom: [nom, faute courante, …]}"
    ),
    "facets and their values, as {facet: {value: {label: …, words: […]}}}": (
        "des facettes et leurs valeurs, sous la forme {facette: {valeur: {label: …, words: […]}}}"
    ),
    "what is shown when asking back, a text": "ce qui s'affiche quand le bot demande de préciser, un texte",
    "a list of at least one word by which people name it": "une liste d'au moins un mot qui le désigne",
    # ---- unanswered.yaml
    "a list of questions that the base leaves to people, each a text of at most 2,000 characters": (
        "une liste de questions que la base laisse aux humains, chacune un texte d'au plus 2 000 caractères"
    ),
    # ---- services.yaml
    "a port from 1 to 65535": "un port de 1 à 65535",
    "starttls or tls": "starttls ou tls",
    "the word after !check: a-z, 0-9 and hyphens, at most 64": (
        "le mot à écrire après !check : a-z, 0-9 et le tiret, 64 caractères au plus"
    ),
    "what the service is for people, a text of one line": "le nom du service pour les gens, sur une ligne",
    "one of smtp, imap, caldav, carddav, http": "smtp, imap, caldav, carddav ou http",
    "a host such as auth.example.fr, or auth.example.fr:8443, without https:// or path": (
        "un serveur comme auth.example.fr, ou auth.example.fr:8443, sans https:// ni chemin"
    ),
    "a list of hosts such as auth.example.fr: where its addresses may send people to sign in": (
        "une liste de serveurs comme auth.example.fr, vers lesquels ses adresses peuvent envoyer pour se connecter"
    ),
    "a host name such as smtp.example.fr": "un nom de serveur comme smtp.example.fr",
    "a host name such as smtp.example.fr, without scheme, port or path": (
        "un nom de serveur comme smtp.example.fr, sans https://, port ni chemin"
    ),
    "an address such as https://dav.example.fr/caldav, without user name or password": (
        "une adresse comme https://dav.example.fr/caldav, sans nom d'utilisateur ni mot de passe"
    ),
    "a list of {port: …, security: starttls or tls}": "une liste de {port: …, security: starttls ou tls}",
    "a list of https:// addresses": "une liste d'adresses https://",
    "true or false: may its addresses be private or loopback ones": (
        "true ou false : ses adresses peuvent-elles être privées ?"
    ),
    "a domain such as example.fr": "un domaine comme example.fr",
    "a file of certificates (PEM), relative to this file": "un fichier de certificats (PEM), depuis ce dossier",
    "a list of services (- id: …)": "une liste de services (- id: …)",
    "a file that is there": "un fichier qui existe",
    "https:// (http:// only with allow_private)": "https:// (http:// seulement avec allow_private)",
}

# English with a part that varies -> the same in French. A part that is itself a sentence of ours is put into French.
VARYING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(english, re.S), french)
    for english, french in (
        (r"(?P<near>[^ ]+)\? one of (?P<list>.+)", "{near} ? Sinon : {list}"),
        (r"(?P<near>[^ ]+)\?", "un identifiant qui existe : {near} ?"),
        (r"one of nothing", "rien : il n'y en a aucun"),
        (r"one of(?P<list> .+)?", "l'un de :{list}"),
        (r"each key once; it stands already in line (?P<line>\d+)", "chaque clé une seule fois : voir ligne {line}"),
        (r"at most (?P<most>\d+) levels of nesting", "au plus {most} niveaux d'imbrication"),
        (r"at most (?P<most>\d+) MB; split it into several files", "au plus {most} Mo ; partagez-le en plusieurs"),
        (r"an id of its own; line (?P<line>\d+) has it too", "un identifiant à lui : la ligne {line} l'a déjà"),
        (r"an id of its own; (?P<file>.+):(?P<line>\d+) has it too", "un identifiant à elle : {file}, ligne {line}"),
        (r"another word; (?P<list>.+) are checks of their own", "un autre mot : {list} sont déjà des vérifications"),
        (r"no such key with protocol (?P<name>\w+), but (?P<list>.+)", "pas cette clé avec {name}, mais : {list}"),
        (r"(?P<inner>.+) \(protocol (?P<name>\w+)\)", "{inner} (protocole {name})"),
        (r".+ with the keys (?P<list>.+)", "une liste d'éléments « clé: valeur », avec les clés {list}"),
        (r"valid YAML \((?P<problem>.+)\)", "du YAML correct ({problem})"),
    )
)


def expected(words: str) -> str:
    """What the file should have said; English that nobody has put into French yet stays English."""
    if words in EXPECTED:
        return EXPECTED[words]
    for english, french in VARYING:
        if found := english.fullmatch(words):
            return french.format(**parts(found))
    return words


def parts(found: Match[str]) -> dict[str, str]:
    given = {name: text or "" for name, text in found.groupdict().items()}
    inner = {"inner": expected(given["inner"])} if "inner" in given else {}
    return given | {"list": given.get("list", "").replace(" and ", " et ")} | inner


def value(words: str) -> str:
    """What stands there, between French quotation marks where it is a text of the file."""
    if words in VALUES:
        return VALUES[words]
    if byte := BYTE.fullmatch(words):
        return f"l'octet {byte[1]} (position {byte[2]})"
    size = re.fullmatch(r"(\d+) MB", words)
    return f"{size[1]} Mo" if size else f"« {words} »" if words else ""


def line(fault: Fault) -> str:
    """A fault as one line of a message: where, what stands there, what should."""
    place = where(fault.file) + (f", ligne {fault.line}, colonne {fault.column}" if fault.line else "")
    key = f", clé `{plain(fault.key)}`" if fault.key else ""
    stands = f" : {plain(value(fault.value))}" if fault.value else ""
    return f"{place}{key}{stands} ; attendu : {plain(expected(fault.expected))}"


def where(file: str) -> str:
    """The file below the knowledge folder: where that lies on the machine is nobody's business in a room."""
    above, _, name = file.rpartition("/")
    return f"faq/{name}" if above.rpartition("/")[2] == "faq" else name


def plain(words: str) -> str:
    """A backquote would begin code."""
    return words.replace("`", "ʼ")
