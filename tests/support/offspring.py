# SPDX-License-Identifier: Apache-2.0
"""Processes that a test starts end with it, however it ends; and how soon what was killed is there again."""
import ctypes
import signal
import statistics
import sys
import time

PR_SET_PDEATHSIG = 1
MANY = 1000
libc = ctypes.CDLL(None)


def end_with_parent():
    """For `preexec_fn`: a test that is killed itself leaves none behind.  Start from the main thread."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def end_in_order():
    """A test that is told to end does so as by an exception: its folders go, too."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))


class Restarts:
    """How long it takes until what was killed is there again."""

    def __init__(self):
        self.seconds = []

    def timed(self, action, *arguments):
        begun = time.monotonic()
        result = action(*arguments)
        self.seconds.append(time.monotonic() - begun)
        return result

    def hold(self, limit=1.0):
        """Whether 99 of 100 took less.  A few are not judged: a neighbour on the machine can delay any one."""
        return len(self.seconds) < MANY or self.quantile(99) < limit

    def quantile(self, percent):
        return statistics.quantiles(self.seconds, n=100, method='inclusive')[percent - 1]

    def __str__(self):
        if len(self.seconds) < 2:
            return 'not timed'
        return (f'there again within {self.quantile(50):.3f} s, 99 of 100 within {self.quantile(99):.3f} s, all within '
                f'{max(self.seconds):.3f} s')
