"""Makes the texts on which `make_meanings.py` imitates its encoders: no package is needed.

    python -m tests.benchmarks.matching.make_sentences LANGUAGE WORDS LINES COUNT SEED > TEXTS

LANGUAGE: fr or en. WORDS: the language's words with accents, most frequent first, a word a line. LINES: sentences of
it, one a line (interface strings, manuals, definitions). Of COUNT texts a quarter are such lines, others are put
together: pieces of lines in the form of a question, words replaced by words drawn at random, or nothing but those.
So every word is met in many places, and questions are met about everything. Deterministic.
"""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST = 16  # words of a text
PIECE = (2, 7)  # words of a piece put into a question
LONG_WORD = 3  # letters above which a word may be replaced
WORD = re.compile(r"[^\W\d_]+")
FORMS = {
    "fr": (
        "comment {}", "comment {} ?", "Comment puis-je {} ?", "comment faire pour {}", "je voudrais {}",
        "je n'arrive pas à {}", "est-ce que je peux {} ?", "Puis-je {} ?", "où {} ?", "pourquoi {} ?",
        "que faire si {} ?", "j'ai un problème avec {}", "c'est quoi {} ?", "quand {} ?", "est-il possible de {} ?",
        "qui peut {} ?", "dois-je {} ?", "quelles sont les règles pour {} ?", "combien de temps {} ?",
        "je peux {} sans {} ?", "Qu'est-ce que {} ?", "quel est {} ?", "bonjour, {} svp",
        "mon employeur peut-il {} ?", "j'ai le droit de {} ?", "faut-il {} ?", "{} que dois-je faire ?",
        "a-t-on le droit de {}", "quelle est la différence entre {} et {} ?",
    ),
    "en": (
        "how do i {}", "how do i {}?", "How can I {}?", "can you {}", "i want to {}", "i need help with {}",
        "what is {}", "what's the {}", "why is {}", "where can i {}", "please {}", "i would like to {}",
        "is it possible to {}?", "can i {}?", "tell me {}", "do you know {}", "when will {}", "my {} is not working",
        "i can't {}", "what should i do if {}", "how much is {}", "how long does it take to {}", "is there a {}",
        "what are the {} for {}", "could you {} please", "i lost my {}", "why did {}", "i didn't {}", "who {}",
        "help me {}",
    ),
}  # fmt: skip


class Maker:
    def __init__(self, language: str, words: list[str], lines: list[str], seed: int) -> None:
        self._forms = FORMS[language]
        self._words = words
        self._lines = lines
        self._rng = random.Random(seed)

    def texts(self, count: int) -> Iterator[str]:
        for _ in range(count):
            words = self._text(self._rng.random()).split()
            start = self._rng.randrange(max(1, len(words) - LONGEST + 1))
            if words:
                yield " ".join(words[start : start + LONGEST])

    def _text(self, drawn: float) -> str:
        """`drawn`: 0..1, which kind of text."""
        if drawn < 0.25:
            return self._rng.choice(self._lines)
        if drawn < 0.40:
            return self._mixed(self._rng.choice(self._lines), 0.3)
        if drawn < 0.60:
            return self._asked()
        if drawn < 0.85:
            return self._mixed(self._asked(), 0.4)
        if drawn < 0.93:
            form = self._rng.choice(self._forms)
            return form.format(*(self._drawn(self._rng.randint(1, 3)) for _ in range(2)))
        return self._drawn(self._rng.randint(1, 5))

    def _asked(self) -> str:
        form = self._rng.choice(self._forms)
        return form.format(*(self._piece() for _ in range(2)))

    def _piece(self) -> str:
        words = self._rng.choice(self._lines).split()
        if len(words) > PIECE[1]:
            length = self._rng.randint(*PIECE)
            start = self._rng.randrange(len(words) - length + 1)
            words = words[start : start + length]
        text = " ".join(words).strip(".?!:;, ")
        return text[:1].lower() + text[1:]

    def _mixed(self, text: str, share: float) -> str:
        """That share of the longer words replaced."""
        return WORD.sub(
            lambda found: (
                self._word() if len(found.group()) > LONG_WORD and self._rng.random() < share else found.group()
            ),
            text,
        )

    def _drawn(self, count: int) -> str:
        return " ".join(self._word() for _ in range(count))

    def _word(self) -> str:
        """Half of the draws by frequency (Zipf), half evenly: rare words need their share."""
        most = len(self._words)
        even = self._rng.random() < 0.5
        at = int(most ** self._rng.random()) if even else self._rng.randrange(most)
        return self._words[min(most - 1, at)]


def main() -> None:
    language, words, lines, count, seed = sys.argv[1:6]
    maker = Maker(language, read(words), read(lines), int(seed))
    for text in maker.texts(int(count)):
        print(text)


def read(name: str) -> list[str]:
    return [line for line in Path(name).read_text(encoding="utf-8").split("\n") if line]


if __name__ == "__main__":
    main()
