"""As many asyncio tasks as it is told wait for an hour."""

import asyncio
import gc
import os
import sys

HOUR = 60 * 60


async def main(many: int) -> None:
    arrived = 0

    async def wait() -> None:
        nonlocal arrived
        arrived += 1
        await asyncio.sleep(HOUR)

    tasks = [asyncio.create_task(wait()) for _ in range(many)]
    while arrived < len(tasks):
        await asyncio.sleep(0.001)
    gc.collect()
    print("waiting", flush=True)
    sys.stdin.read()
    # Those who wait are not waited for.
    os._exit(0)


asyncio.run(main(int(sys.argv[1])))
