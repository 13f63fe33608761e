"""The whole bot on this machine: a homeserver, a room, the bot, and you."""
