"""French and English as comparable words: what people type and what the base says, brought to the same form.

Nothing about entries, scores or decisions comes in here.
"""

from bot.core.text.cleaning import clean
from bot.core.text.folding import fold, normalise
from bot.core.text.language import Language, language_of
from bot.core.text.reader import Reader
from bot.core.text.spelling import Speller

__all__ = ["Language", "Reader", "Speller", "clean", "fold", "language_of", "normalise"]
