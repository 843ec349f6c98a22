/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_CONTENT_H
#define WLT_REPOSITORY_CONTENT_H

#include <wallet/repository.h>
#include <wallet/selection.h>

#include "base/cleanup.h"
#include "licence/cwt.h"

/** What a repository wants to know of a licence; borrows from the selection, which it owns. */
struct wlt_content {
    struct wallet_selection *selection;
    const struct wallet_type *type;
    struct wallet_bytes holder; /* "TYPE:CODE" */
    struct wallet_bytes issuer;
    struct wallet_bytes serial;
    unsigned version;
    struct wlt_claim_time from;
    struct wlt_claim_time until;
    bool has_key;
    uint8_t key_id[WALLET_KEY_ID_SIZE]; /* of the thumbprint of RFC 9679 */
};

/**
 * Opens a licence.  No signature is checked.
 *
 * \param custody  WALLET_KEY_ID_SIZE bytes: a key that most licences may be bound to; NULL: none
 * \param out      on success filled in; wlt_content_close()
 *
 * \retval WALLET_ERR_STRUCTURE  not of ours, or does not name its holder; others as
 *                               wallet_selection_new()
 */
enum wallet_status wlt_content_open(
    struct wallet_bytes licence,
    const struct wallet_catalogue *catalogue,
    const uint8_t *custody,
    struct wlt_content *out,
    struct wallet_error *error);

void wlt_content_close(struct wlt_content *content);
#define WLT_AUTO_CONTENT __attribute__((cleanup(wlt_content_close)))

#endif
