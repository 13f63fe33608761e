"""LOOKS: live checks of the mail service; a dead target is a result, never an exception."""
