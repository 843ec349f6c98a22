/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "gun.h"

#include <errno.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_it(int descriptor)
{
    return isatty(descriptor) == 1;
}

/* 115200 baud, 8 bits, no parity, no handshake: what USB guns ignore, and the others can be set to. */
static bool set_raw(struct gun *gun)
{
    struct termios raw = gun->settings;

    cfmakeraw(&raw);
    raw.c_cflag = (raw.c_cflag & ~(tcflag_t)(CSTOPB | CRTSCTS | PARENB)) | CLOCAL | CREAD;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    (void)cfsetispeed(&raw, B115200);
    (void)cfsetospeed(&raw, B115200);

    /* What was scanned before anybody asked for it goes. */
    return tcsetattr(gun->descriptor, TCSAFLUSH, &raw) == 0;
}

static enum gun_event fail(struct gun *gun)
{
    gun->problem = errno;
    return gun->problem == EIO || gun->problem == ENODEV ? GUN_GONE : GUN_FAILED;
}

static enum gun_event start(struct gun *gun)
{
    if (tcgetpgrp(gun->descriptor) >= 0) {
        return GUN_TERMINAL; /* only the own terminal tells */
    }
    if (flock(gun->descriptor, LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? GUN_BUSY : fail(gun);
    }
    if (tcgetattr(gun->descriptor, &gun->settings) != 0 || !set_raw(gun)) {
        return fail(gun);
    }

    (void)ioctl(gun->descriptor, TIOCEXCL);
    return GUN_CODE;
}

static bool fill(struct gun *gun)
{
    uint8_t bytes[GUN_ITEMS_MAX];
    const ssize_t got = read(gun->descriptor, bytes, sizeof bytes);

    if (got < 0 && errno != EINTR && errno != EAGAIN) {
        gun->problem = errno;
        return false;
    }

    const double now = clock_milliseconds();
    gun->item_count = got > 0 ? (size_t)got : 0;
    for (size_t i = 0; i < gun->item_count; i++) {
        gun->items[i] = (struct gun_item){ .time = now, .code = bytes[i] };
    }

    return got != 0;
}

static bool take(struct gun *gun, const struct gun_item *item)
{
    return gun_code_take(&gun->keys.code, (uint8_t)item->code, item->time);
}

static void stop(struct gun *gun)
{
    (void)ioctl(gun->descriptor, TIOCNXCL);
    (void)tcsetattr(gun->descriptor, TCSANOW, &gun->settings);
}

const struct gun_kind gun_serial = {
    .is_it = is_it,
    .start = start,
    .fill = fill,
    .take = take,
    .stop = stop,
};
