/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VERIFYING_KIND_H
#define WALLET_CLI_VERIFYING_KIND_H

#include "exit_code.h"
#include "input.h"
#include "session.h"

/** What an input turns out to be, by what it says of itself. */
enum verifying_kind {
    VERIFYING_OTHER = 0,     /* a licence, or nothing that we know */
    VERIFYING_REQUEST = 1,   /* what a counter shows to a holder */
    VERIFYING_GRANT = 2,     /* what a counter hands to a repository */
    VERIFYING_COPY = 3,      /* what a repository released */
    VERIFYING_MDOC = 4,      /* mobile documents, shown or as issued */
    VERIFYING_MDOC_PART = 5, /* what else belongs to a session with a device */
};

/**
 * Looks at an input, a code's text or bytes.
 *
 * \param bytes  room for what a code's text holds; the object is there, or else the input itself
 */
enum verifying_kind verifying_kind(const struct input *input, struct wallet_buffer *bytes);

/** Tells that a request, a grant or the like is no licence, and whose it is. */
enum exit_code verifying_complain_kind(
    const struct session *session, const struct input *input, enum verifying_kind kind);

/** Tells why there is no verdict. */
enum exit_code verifying_complain_failure(
    const struct session *session, const struct input *input, const struct wallet_error *error);

#endif
