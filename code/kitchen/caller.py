"""The program that called the kitchen: where it did so, and how it learns of a mistake."""

import os
import sys
import threading
from types import FrameType

_KITCHEN = os.path.dirname(__file__)


def caller() -> FrameType:
    """Where the program is."""
    frame = sys._getframe()
    while os.path.dirname(frame.f_code.co_filename) == _KITCHEN and frame.f_back:
        frame = frame.f_back
    return frame


def _end(error: threading.ExceptHookArgs) -> None:
    """Ends the program with the exception that has ended a thread."""
    threading.__excepthook__(error)
    if not issubclass(error.exc_type, SystemExit):
        sys.stdout.flush()
        os._exit(1)


# An exception ends its thread alone, and the story would go on without it.
threading.excepthook = _end
