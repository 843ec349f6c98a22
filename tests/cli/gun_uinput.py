#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A scanner gun that the kernel itself plays: skipped where /dev/uinput cannot be opened.

usage: gun_uinput.py WALLET EXAMPLES
"""
import fcntl
import os
import pathlib
import signal
import struct
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import gun

# linux/uinput.h
UI_DEV_CREATE, UI_DEV_DESTROY = 0x5501, 0x5502
UI_DEV_SETUP, UI_SET_EVBIT, UI_SET_KEYBIT = 0x405c5503, 0x40045564, 0x40045565
UI_GET_SYSNAME = 0x8040552c  # 64 bytes
BUS_USB = 3
SKIPPED = 77  # meson's word for it


class Keyboard(gun.Keyboard):
    """The same gun, whose events the kernel stamps."""

    def __init__(self, device):
        self.end, self.now, self.delay = device, 0, 0
        for kind in (gun.EV_SYN, gun.EV_KEY):
            fcntl.ioctl(device, UI_SET_EVBIT, kind)
        for key in range(1, 128):
            fcntl.ioctl(device, UI_SET_KEYBIT, key)
        setup = struct.pack('HHHH80sI', BUS_USB, 0x1209, 0x0001, 1, b'wallet test barcode scanner', 0)
        fcntl.ioctl(device, UI_DEV_SETUP, setup)
        fcntl.ioctl(device, UI_DEV_CREATE)
        name = bytearray(64)
        fcntl.ioctl(device, UI_GET_SYSNAME, name)
        folder = pathlib.Path('/sys/devices/virtual/input') / name.split(b'\0')[0].decode()
        self.path = '/dev/input/' + next(folder.glob('event*')).name

    def wait_for_node(self):
        end = time.monotonic() + gun.LIMIT
        while not os.access(self.path, os.R_OK):
            if time.monotonic() > end:
                print(f'{self.path} cannot be read: skipped')
                sys.exit(SKIPPED)
            os.sched_yield()


def main():
    try:
        device = os.open('/dev/uinput', os.O_WRONLY)
    except OSError as problem:
        print(f'/dev/uinput: {problem.strerror}: skipped')
        sys.exit(SKIPPED)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        card = gun.prepare(folder)
        keyboard = Keyboard(device)
        keyboard.wait_for_node()
        counter = gun.Counter(folder, '--gun', keyboard.path, '--trust', 'agency.pub')
        counter.expect('is read')
        keyboard.type(card + '\n')
        counter.expect('ACCEPTED')
        busy = gun.Counter(folder, '--gun', keyboard.path)
        gun.demand('is busy' in busy.finish(5), 'the keyboard is grabbed')
        counter.process.send_signal(signal.SIGINT)
        counter.finish(130)

        again = gun.Counter(folder, '--gun', keyboard.path)
        again.expect('is read')
        fcntl.ioctl(device, UI_DEV_DESTROY)
        again.expect('is gone')
        again.finish(5)


main()
