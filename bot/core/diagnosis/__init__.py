"""From what a probe saw to a verdict, its cause and what to do: pure data and tables, no network and no clock."""
