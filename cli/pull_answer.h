/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PULL_ANSWER_H
#define WALLET_CLI_PULL_ANSWER_H

#include <wallet/bytes.h>

#include "case_files.h"
#include "case_store.h"
#include "connector.h"
#include "http_signature.h"
#include "pull_request.h"
#include "signers.h"

#include <jansson.h>

/** A counter that answers; its database is for one thread at a time. */
struct pull_counter {
    const struct session *session;
    struct case_store store;
    struct connector connector;
    struct signing signing;
    const struct case_files *files; /* that go with a package */
};

/** What is answered; start with `= { .text = NULL }`, release with pull_answer_free(). */
struct pull_answer {
    enum http_status status;
    const char *type;
    char *text; /* JSON; NULL: a package */
    struct wallet_buffer package;
    struct http_signature signature; /* of the counter; "" where nobody asks who is known */
    char digest[HTTP_DIGEST_SIZE];
};

/** Does what is asked, if it can be done, and signs the answer. */
void pull_answer_make(
    struct pull_counter *counter,
    const struct pull_request *request,
    const char *request_signature,
    int64_t at_unix,
    struct pull_answer *out);

struct wallet_bytes pull_answer_body(const struct pull_answer *answer);

void pull_answer_free(struct pull_answer *answer);

#endif
