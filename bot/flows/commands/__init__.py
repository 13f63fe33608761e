"""One file a command, one explicit table of them."""
