"""SPEAKS: the only folder that imports nio. Rooms in, rooms out; nothing here knows what a good answer is."""
