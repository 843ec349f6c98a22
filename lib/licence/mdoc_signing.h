/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_MDOC_SIGNING_H
#define WLT_LICENCE_MDOC_SIGNING_H

#include <wallet/certificate.h>
#include <wallet/key.h>

/** Who has a part in a document that is to be signed, and when it begins; all of it borrowed. */
struct wlt_mdoc_signing {
    const struct wallet_certificates *chain;
    const struct wallet_signer *signer;
    const struct wallet_key *device;
    int64_t signed_unix;
    int64_t from_unix;
};

/**
 * Checks all that can be wrong with them before anything is signed: what a verifier would refuse is not
 * issued.
 *
 * \retval WALLET_ERR_KEY          certificates that are not the signer's, in no order, or not fit for it
 * \retval WALLET_ERR_UNSUPPORTED  a signer or a device for an algorithm that readers do not know
 * \retval WALLET_ERR_TOO_LARGE    too many certificates
 * \retval WALLET_ERR_VALUE        a time outside the validity of the signer's certificate
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_mdoc_signing_check(
    const struct wlt_mdoc_signing *signing, struct wallet_error *error);

#endif
