/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The reader's side of requests for mobile documents: a DeviceRequest (ISO/IEC 18013-5 8.3.2.1.2.1), signed
 * by the reader if it says who it is (reader authentication, 9.1.4).
 *
 * A request is for one session: what is signed holds the session's transcript.  What a device answers is
 * verified by wallet_mdoc_verify() with the same transcript; how a device reads a request, see
 * mdoc_request.h.
 */
#ifndef WALLET_MDOC_ASK_H
#define WALLET_MDOC_ASK_H

#include <wallet/bytes.h>
#include <wallet/certificate.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/mdoc_request.h>

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A document that a reader wants, and what of it.  Everything is borrowed. */
struct wallet_mdoc_wanted {
    const char *doc_type;                             /**< such as "org.iso.18013.5.1.mDL" */
    const struct wallet_mdoc_asked_element *elements; /**< in any order, none of them twice */
    size_t element_count;                             /**< 1 to WALLET_MDOC_REQUEST_ELEMENT_MAX */
};

/** Who asks.  Everything is borrowed. */
struct wallet_mdoc_reader {
    const struct wallet_signer *signer; /**< of Ed25519, ES256 or ES384 */

    /**
     * The signer's own first, then the one above it, and so on: with their root WALLET_CHAIN_MAX at most.
     * The first is for readers (extended key usage 1.0.18013.5.1.6) and no authority's.  A root is not sent,
     * if it is there: a device has its roots.
     */
    const struct wallet_certificates *certificates;
    struct wallet_bytes transcript; /**< of the session, with or without its tag 24 */
};

/**
 * Writes a request in deterministic CBOR, whatever the order of the elements.
 *
 * \param wanted  1 to WALLET_MDOC_REQUEST_DOC_MAX documents
 * \param reader  signs what is asked of each; NULL: nobody does, and devices may tell it nothing
 * \param out     replaced by the DeviceRequest, at most WALLET_MDOC_REQUEST_MAX; owned by the caller; empty
 *                on failure
 *
 * \retval WALLET_ERR_VALUE        a name that is empty or no UTF-8, or an element twice
 * \retval WALLET_ERR_KEY          the first certificate is not the signer's, or not a reader's
 * \retval WALLET_ERR_UNSUPPORTED  a signer of another algorithm
 * \retval WALLET_ERR_TOO_LARGE    more than is allowed above, in bytes
 * \retval WALLET_ERR_ARGUMENT     a NULL, a number that is not allowed above, or a transcript that is none
 * \retval WALLET_ERR_MEMORY
 * \return what the signer says, where it cannot sign
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_request_write(
    const struct wallet_mdoc_wanted *wanted,
    size_t count,
    const struct wallet_mdoc_reader *reader,
    struct wallet_buffer *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
