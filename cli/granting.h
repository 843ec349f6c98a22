/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GRANTING_H
#define WALLET_CLI_GRANTING_H

#include <wallet/grant.h>

#include "code_output.h"
#include "session.h"
#include "showing.h"

/** One grant on its way out, whoever signs it; granting_finish() releases it. */
struct granting {
    const struct session *session;
    const struct wallet_catalogue *catalogue;
    struct wallet_grant_terms terms; /* what it points to outlives this */
    struct wallet_signer signer;
    struct wallet_buffer object; /* what was signed last */
    unsigned qr_version;         /* of what was written */
};

/** Signs as of a time; tells why where it cannot. */
enum exit_code granting_sign(struct granting *granting, int64_t now_unix);

/**
 * Signs and writes it, tells how large it is and until when it holds, and prints the object with `--json`.
 * A shown one is shown on a terminal, renewed before it ends, until Enter is pressed.
 *
 * \param now_unix  as of when; of one that is renewed, the clock's
 */
enum exit_code granting_write(
    struct granting *granting, const struct showing_settings *settings, int64_t now_unix);

/** Prints what is granted, on standard error: what is read back is what goes out. */
enum exit_code granting_print(struct granting *granting, int64_t now_unix);

/** Prints the object of `--json` for what was signed last; `path` is where it went, or NULL. */
void granting_print_json(const struct granting *granting, const char *path);

void granting_finish(struct granting *granting);

#endif
