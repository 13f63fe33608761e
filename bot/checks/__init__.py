"""Looks at the mail service from outside, as its users do. `Probe` is the door; `endpoint.CHECKS` the table of checks.

Nothing here knows Matrix, decides what to tell whom, or raises because a server is down.
"""

from bot.checks.canary import Account, Canary
from bot.checks.limits import Limits
from bot.checks.probe import Probe

__all__ = ["Account", "Canary", "Limits", "Probe"]
