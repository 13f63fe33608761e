"""Follow-ups: what a message means after what was asked and answered before it. Steps of decide/procedure.py.

The context is the thread's turns, or the same person's last minutes; what the bot said then tells what is spoken of.
"""

from bot.core.conversation.choosing import choice, picked
from bot.core.conversation.following import follow_up
from bot.core.conversation.persisting import persistence

__all__ = ["choice", "follow_up", "persistence", "picked"]
