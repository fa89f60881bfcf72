"""The program that called the kitchen: where it did so, and how it learns of a mistake."""

import os
import sys
import threading
import traceback
from types import FrameType
from typing import NoReturn

_KITCHEN = os.path.dirname(__file__)


def caller() -> FrameType:
    """Where the program is."""
    frame = sys._getframe()
    while os.path.dirname(frame.f_code.co_filename) == _KITCHEN and frame.f_back:
        frame = frame.f_back
    return frame


def refuse(sentence: str) -> NoReturn:
    """Ends the program, with what is wrong with it."""
    if threading.current_thread() is not threading.main_thread():
        # An exception would end this thread alone, and the story would go on without it.
        traceback.print_stack()
        print(f"ValueError: {sentence}", file=sys.stderr, flush=True)
        os._exit(1)
    raise ValueError(sentence)
