/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Lists that are published by themselves, in no manifest: issuers of mobile documents publish a status
 * list, or a list of the identifiers that are revoked (ISO/IEC 18013-5, second edition, 12.3.6), signed by
 * a certificate below their own authority.  Both stand in a snapshot, beside the manifests of wallet/status.h,
 * and are looked up by the URI that a document names; one that names two lists must pass both.
 */
#ifndef WALLET_STATUS_LIST_H
#define WALLET_STATUS_LIST_H

#include <wallet/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The most entries of a status list that was published by itself. */
#define WALLET_STATUS_ENTRIES_MAX 16777216

/**
 * The longest identifier in a list of those that are revoked, in bytes.  How many there may be follows
 * from WALLET_STATUS_TOKEN_MAX: some 58 000 of 32 bytes.
 */
#define WALLET_STATUS_IDENTIFIER_MAX 1024

/** What a list that was published by itself says of itself. */
struct wallet_status_list_facts {
    char uri[WALLET_STATUS_URI_MAX + 1]; /**< `sub`, which documents name */
    int64_t issued_unix;
    size_t count;           /**< of entries, or of identifiers that are revoked */
    bool is_of_identifiers; /**< otherwise it is a status list */

    /** To keep it under: the same for each newer one by the same publisher, and for no other. */
    char name[WALLET_STATUS_NAME_SIZE];
};

/**
 * Whether a token calls itself a list that is published by itself: a status list or a list of
 * identifiers.  Nothing is verified.
 */
WALLET_API bool wallet_status_is_list(struct wallet_bytes token);

/**
 * Adds a list that was published by itself, in CWT form: a status list (draft-ietf-oauth-status-list
 * section 5.2) or a list of the identifiers that are revoked (ISO/IEC 18013-5, second edition, 12.3.6.4,
 * application/identifierlist+cwt).  It takes the place of an older one of the same publisher and URI.  How
 * old it is does not matter here: the verdict says so.
 *
 * It is signed by the certificates in its protected header, which lead to a trusted authority at the time of
 * its `iat` (12.3.6.2), or by a trusted key.  The one counts for mobile documents below that very authority,
 * or where a document names another (`certificate`), for those that name this one; and where its certificate
 * names an organisation, for no other's.  The other counts for the issuer whose key it is, or for those in
 * whose region it has the role *status*.
 *
 * \param at_unix    a list from after that time is refused; INT64_MAX leaves it to the verdict
 * \param out_facts  on success what it says of itself; may be NULL
 *
 * \retval WALLET_ERR_REFUSED    signature or signer; from the future; older than the one that is there
 * \retval WALLET_ERR_STRUCTURE  no such list, or a claim that it must have is missing: `sub`, `iat`, the
 *                               list, and `exp` of one of identifiers, beside which no status list may be
 * \retval WALLET_ERR_MALFORMED  or TRUNCATED: no such token, a broken stream, or an identifier twice
 * \retval WALLET_ERR_KEY        a certificate that cannot be used
 * \retval WALLET_ERR_TOO_LARGE  over WALLET_STATUS_TOKEN_MAX, _ENTRIES_MAX, _IDENTIFIER_MAX or _URI_MAX
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_snapshot_add_list(
    struct wallet_status_snapshot *snapshot,
    struct wallet_bytes token,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_status_list_facts *out_facts,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
