/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_REDACTED_CLAIM_H
#define WLT_LICENCE_REDACTED_CLAIM_H

#include "cose/sign1.h"
#include "licence/cwt.h"

/** The array of digests at the top of the claims, encoded; empty if nothing is redacted there. */
struct wallet_bytes wlt_redacted_digests(struct wallet_bytes claims);

/**
 * The value of a claim that is redacted at the top of the claims, without reading the others: only
 * disclosures of this claim are hashed.  Strict, as all of ours are.
 *
 * \param claim  its key
 * \param out    encoded, borrowed from the envelope; empty where it is not redacted, or is not disclosed
 *
 * \retval WALLET_ERR_UNSUPPORTED  the hash of its digests is not known
 * \retval WALLET_ERR_REFUSED      a disclosure of no known form
 */
enum wallet_status wlt_redacted_claim(
    const struct wlt_sign1 *sign1,
    const struct wlt_cwt *cwt,
    uint64_t claim,
    struct wallet_bytes *out,
    struct wallet_error *error);

#endif
