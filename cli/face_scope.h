/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_FACE_SCOPE_H
#define WALLET_CLI_FACE_SCOPE_H

#include <wallet/grant.h>

#include "face.h"
#include "item_drafts.h"
#include "nonce.h"
#include "scope_draft.h"
#include "trust_source.h"

/** For whom a face is compared, what for and for which fields; face_scope_finish(). */
struct face_scope {
    const struct session *session;
    const struct face_settings *settings;
    int64_t now_unix;
    struct wallet_catalogue *catalogue;
    struct trust_source trust;
    struct wallet_request *request; /* NULL: it was said by options */
    struct scope_draft asked;       /* of the request what the counter may ask for */
    struct picks picks;
    struct item_drafts items;
    struct nonce nonce;
};

/** Reads the request, which must be a counter's that the trust list knows, or the options. */
enum exit_code face_scope_read(
    const struct session *session,
    const struct face_settings *settings,
    const struct operands *operands,
    struct face_scope *out);

/** Fills in audience, matter, items and nonce; borrows. */
void face_scope_fill(const struct face_scope *scope, struct wallet_grant_terms *terms);

void face_scope_finish(struct face_scope *scope);

#endif
