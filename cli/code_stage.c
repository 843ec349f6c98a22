/* SPDX-License-Identifier: Apache-2.0 */
#include "code_stage.h"

#include <wallet/qr.h>

#include "clock.h"
#include "interrupt.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    MARGIN = 17 + 2 * 4, /* a symbol has 17 modules and 4 a version; 4 quiet ones on each side */
    MODULES_A_VERSION = 4,
    VERSION_LEAST = 3, /* smaller ones hold next to nothing behind a part's head */
};

static int64_t now(void *context)
{
    (void)context;
    return clock_now_milliseconds();
}

static enum code_event wait_for(void *context, int64_t milliseconds)
{
    /* Data may be piped in: then there is no key to wait for. */
    const int keys = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : -1;
    char typed[256];
    (void)context;

    switch (interrupt_wait_for(keys, milliseconds)) {
    case INTERRUPT_READY:
        return read(keys, typed, sizeof typed) < 0 ? CODE_EVENT_TIME : CODE_EVENT_KEY;
    case INTERRUPT_STOP: return CODE_EVENT_STOP;
    case INTERRUPT_TIME: break;
    }

    return CODE_EVENT_TIME;
}

static void measure(void *context, unsigned *out_columns, unsigned *out_rows)
{
    struct winsize size = { 0 };
    (void)context;

    (void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    *out_columns = size.ws_col;
    *out_rows = size.ws_row;
}

bool code_stage_open(struct code_stage *out)
{
    const char *terminal = getenv("TERM");
    unsigned columns = 0;
    unsigned rows = 0;

    measure(NULL, &columns, &rows);
    if (isatty(STDOUT_FILENO) != 1 || !terminal || strcmp(terminal, "dumb") == 0 ||
        code_stage_version(columns, rows) == 0) {
        return false;
    }

    *out =
        (struct code_stage){ .stream = stdout, .now = now, .wait = wait_for, .measure = measure };
    return true;
}

unsigned code_stage_version(unsigned columns, unsigned rows)
{
    /* Two modules a row, and the last row is for what is said. */
    const unsigned height = rows > 1 ? 2 * (rows - 1) : 0;
    const unsigned side = columns < height ? columns : height;
    const unsigned version = side > MARGIN ? (side - MARGIN) / MODULES_A_VERSION : 0;

    if (version < VERSION_LEAST) {
        return 0;
    }

    return version < WALLET_QR_VERSION_PREFERRED ? version : WALLET_QR_VERSION_PREFERRED;
}
