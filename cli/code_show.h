/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_SHOW_H
#define WALLET_CLI_CODE_SHOW_H

#include <wallet/bytes.h>
#include <wallet/qr.h>

#include "code_stage.h"
#include "exit_code.h"
#include "session.h"

#include <stdint.h>

enum {
    CODE_INTERVAL = 600, /* milliseconds that each part is shown; slow guns need half a second */
    CODE_INTERVAL_MIN = 100,
    CODE_INTERVAL_MAX = 60000,
};

/** What is to be shown now. */
struct code_offer {
    struct wallet_bytes object; /* stays in place until the next one is asked for */
    int64_t until_unix;         /* then another is asked for; INT64_MAX: never */
};

/** Where what is shown comes from. */
struct code_source {
    /** Makes the offer that is good from `now_unix` on; tells why where it cannot, which ends it. */
    enum exit_code (*renew)(void *context, int64_t now_unix, struct code_offer *out);

    void *context;
};

struct code_manner {
    enum wallet_qr_level level;
    unsigned interval; /* milliseconds a part; 0: CODE_INTERVAL */
};

/**
 * Shows the source's object on a stage until Enter is pressed or a signal asks to stop: what needs
 * several codes in turn, each in the place of the one before; what is good for a while with a
 * countdown, and then the next.  Nothing of it is left on the stage.
 *
 * \return EXIT_CODE_OK after Enter, EXIT_CODE_INTERRUPTED after a signal, else why it ended
 */
enum exit_code code_show(
    const struct session *session,
    const struct code_source *source,
    const struct code_manner *manner,
    const struct code_stage *stage);

#endif
