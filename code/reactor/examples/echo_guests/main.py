"""Three guests on one thread: the event loop turns to whoever has spoken."""

import asyncio
import socket
import threading
import time

from kitchen import minutes, observe, say, send, spawn, work


# ANCHOR: main
async def main() -> None:
    arrivals: asyncio.Queue = asyncio.Queue()
    door = await asyncio.start_server(
        lambda *guest: arrivals.put_nowait(guest), "127.0.0.1", 0
    )
    address = door.sockets[0].getsockname()
    for of_guest in (
        ("first", address, 4, 18, b"an apple cake"),
        ("second", address, 8, 12, b"a plum cake"),
        ("third", address, 12, 12, b"a cherry pie"),
    ):
        threading.Thread(target=guest, args=of_guest).start()
    await observe("door", welcome(arrivals))
    door.close()
    # ANCHOR_END: main


# ANCHOR: welcome
async def welcome(arrivals: asyncio.Queue) -> None:
    async with asyncio.TaskGroup() as tasks:
        for name in ("first", "second", "third"):
            reader, writer = await arrivals.get()
            spawn("door", name)
            tasks.create_task(observe(name, repeat(name, reader, writer)))
    # ANCHOR_END: welcome


# ANCHOR: repeat
async def repeat(
    name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    words = await reader.read(80)
    work(name, "repeat", 6)
    say(name, f"You would like {words.decode()}.")
    writer.write(words)
    writer.close()
    # ANCHOR_END: repeat


# ANCHOR: guest
def guest(
    name: str, address: tuple[str, int], come: int, order: int, cake: bytes
) -> None:
    time.sleep(minutes(come))
    send("guests", "door", name)
    with socket.create_connection(address) as host:
        time.sleep(minutes(order))
        send("guests", name, cake.decode())
        host.sendall(cake)
        host.recv(80)
    # ANCHOR_END: guest


# ANCHOR: main
if __name__ == "__main__":
    asyncio.run(main())
# ANCHOR_END: main
