"""SPEAKS: the only folder that imports nio."""
