"""The commands of the room: one file each, one table."""

from bot.flows.commands import aide, check, config, faq, statut
from bot.flows.commands.command import Command

COMMANDS: tuple[Command, ...] = (aide.COMMAND, check.COMMAND, statut.COMMAND, config.COMMAND, faq.COMMAND)
