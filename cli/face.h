/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FACE_H
#define WALLET_CLI_FACE_H

#include "matcher.h"
#include "option.h"
#include "showing.h"
#include "signers.h"

/** What `face-assert` is asked for. */
struct face_settings {
    const char *portrait;
    const char *live;
    const char *matcher;
    const char *holder;
    const char *request;
    const char *nonce;
    const char *to;
    const char *matter;
    const char *key;
    struct option_list trust;
    unsigned time_limit;
    unsigned assurance;
    unsigned seconds;
    struct signer_settings signer;
    struct showing_settings showing;
};

/** Has two pictures compared, and signs a grant if they are the same person; nothing else is signed. */
enum exit_code face_run(
    const struct session *session,
    const struct face_settings *settings,
    const struct operands *operands);

#endif
