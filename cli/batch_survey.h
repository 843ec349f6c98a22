/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_SURVEY_H
#define WALLET_CLI_BATCH_SURVEY_H

#include <wallet/digest.h>

#include "encoding.h"
#include "exit_code.h"
#include "session.h"

/** What one look at a whole table tells; of constant memory, like all that follows. */
struct batch_survey {
    uint8_t digest[WALLET_DIGEST_SIZE]; /* of the file */
    uint64_t size;
    enum encoding encoding;
};

/**
 * Reads a table once; tells why where it cannot, or what its characters are.
 *
 * \param descriptor  at its beginning, and there again afterwards
 * \param wanted      the encoding that `--encoding` names; NULL: it is found out
 */
enum exit_code batch_survey(
    const struct session *session,
    const char *path,
    int descriptor,
    const char *wanted,
    struct batch_survey *out);

/** The names of `--encoding`; ends with NULL. */
extern const char *const batch_encodings[];

#endif
