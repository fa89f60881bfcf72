"""One thread, three sockets: the operating system says which has something to read."""

import selectors
import socket
import threading
import time

from kitchen import begin, blocked, minutes, receive, say, send, wake, work


# ANCHOR: main
def main() -> None:
    system = selectors.DefaultSelector()
    door = socket.create_server(("127.0.0.1", 0))
    system.register(door, selectors.EVENT_READ)
    begin("system", "watch the door")
    threading.Thread(target=come_and_go, args=door.getsockname()).start()
    is_open = True
    while is_open:
        with blocked("alice", "system"):
            news = system.select()
        for guest in [key.fileobj for key, _ in news]:
            wake("alice", "system")
            work("alice", "finish the page", 6)
            if guest is door:
                guest, _ = door.accept()
                guest.setblocking(False)
                begin("system", f"watch guest {len(system.get_map())}")
                system.register(guest, selectors.EVENT_READ)
            is_open = repeat(guest)
    # ANCHOR_END: main


# ANCHOR: repeat
def repeat(guest: socket.socket) -> bool:
    words, then = b"", "the end"
    try:
        while more := guest.recv(80):
            words += more
    except BlockingIOError:
        then = "nothing yet"
    say("alice", f"I read “{words.decode()}”, then {then}.")
    guest.sendall(words)
    return then == "nothing yet"
    # ANCHOR_END: repeat


# ANCHOR: come_and_go
def come_and_go(*address: str | int) -> None:
    guests = []
    words = ["hello", "hello", "a plum cake", " with cream", "an apple cake", "goodbye"]
    for text, guest, wait in zip(words, (0, 1, 1, 1, 0, 0), (4, 10, 10, 2, 2, 12)):
        time.sleep(minutes(wait))
        send("guests", "system", text)
        receive("system", "guests", text)
        if guest == len(guests):
            guests.append(socket.create_connection(address))
        guests[guest].sendall(text.encode())
    guests[0].shutdown(socket.SHUT_WR)
    time.sleep(minutes(10))
    # ANCHOR_END: come_and_go


# ANCHOR: main
if __name__ == "__main__":
    main()
# ANCHOR_END: main
