/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_CONTENT_H
#define WLT_REPOSITORY_CONTENT_H

#include <wallet/repository.h>

#include "licence/cwt.h"

/** What a repository wants to know of a licence; borrows from the licence. */
struct wlt_content {
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
 * Reads what of a licence stands in the columns.  No signature is checked, nor are fields looked at.
 *
 * \param custody  WALLET_KEY_ID_SIZE bytes: a key that most licences may be bound to; NULL: none
 *
 * \retval WALLET_ERR_STRUCTURE    not of ours, or does not name its holder
 * \retval WALLET_ERR_UNKNOWN      the catalogue has no such type
 * \retval WALLET_ERR_TOO_LARGE    beyond WALLET_LICENCE_MAX
 * \retval WALLET_ERR_TRUNCATED    or MALFORMED: no envelope; REFUSED, UNSUPPORTED: its disclosures
 */
enum wallet_status wlt_content_read(
    struct wallet_bytes licence,
    const struct wallet_catalogue *catalogue,
    const uint8_t *custody,
    struct wlt_content *out,
    struct wallet_error *error);

#endif
