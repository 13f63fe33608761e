"""`/live` and `/ready`: is the process turning, does it hear the homeserver. No secrets, no names."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

# What /ready shows: a name and whether it is well.
State = Callable[[], Awaitable[Mapping[str, bool]]]


def application(state: State) -> web.Application:
    async def live(_: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def ready(_: web.Request) -> web.Response:
        parts = dict(await state())
        return web.json_response(parts, status=200 if all(parts.values()) else 503)

    app = web.Application()
    app.router.add_get("/live", live)
    app.router.add_get("/ready", ready)
    return app


async def serve(address: str, state: State) -> web.AppRunner:
    """Listens on HOST:PORT until `cleanup()`; raises OSError when the port is taken."""
    host, _, port = address.rpartition(":")
    runner = web.AppRunner(application(state), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    except BaseException:
        await runner.cleanup()
        raise
    return runner
