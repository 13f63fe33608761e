"""Which entry does a message ask for, how sure is that, and does any entry fit at all?

Texts and numbers only: whose message it is and what is done about it is decided elsewhere.
"""

from bot.core.matching.index import Index
from bot.core.matching.ranking import Ranking

__all__ = ["Index", "Ranking"]
