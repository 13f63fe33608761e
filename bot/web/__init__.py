"""SHOWS: the only folder that imports aiohttp.web."""
