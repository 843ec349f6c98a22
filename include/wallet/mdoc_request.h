/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What a reader asks of a device: a DeviceRequest for mobile documents (ISO/IEC 18013-5 8.3.2.1.2.1), and
 * who the reader is, where it signs what it asks (reader authentication).
 *
 * A device that shows who asks shows it only where the reader is *passed*: anybody can claim a name.
 */
#ifndef WALLET_MDOC_REQUEST_H
#define WALLET_MDOC_REQUEST_H

#include <wallet/bytes.h>
#include <wallet/certificate.h>
#include <wallet/error.h>
#include <wallet/reason.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest request, in bytes; the most documents in one, and the most elements of each. */
#define WALLET_MDOC_REQUEST_MAX         65536
#define WALLET_MDOC_REQUEST_DOC_MAX     16
#define WALLET_MDOC_REQUEST_ELEMENT_MAX 512

/** A request that was read.  Immutable: any number of threads may use it. */
struct wallet_mdoc_request;

/**
 * Reads a request, and finds out who asks.
 *
 * \param input       a DeviceRequest in CBOR, at most WALLET_MDOC_REQUEST_MAX; copied
 * \param transcript  SessionTranscript of the session, encoded, with or without its tag 24 (see
 *                    transcript.h); borrowed for the call only; empty: not known, and so is no reader
 * \param readers     authorities of readers that the device trusts; borrowed for the call; NULL: none
 * \param at_unix     the time of the check; the clock is the caller's
 * \param out         on success the request, which the caller owns: wallet_mdoc_request_free()
 *
 * \retval WALLET_ERR_UNSUPPORTED  a version that is not known
 * \retval WALLET_ERR_STRUCTURE    no request; so is MALFORMED and TRUNCATED
 * \retval WALLET_ERR_TOO_LARGE    more than is allowed above
 * \retval WALLET_ERR_ARGUMENT     a NULL, or a transcript that is none
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_request_read(
    struct wallet_bytes input,
    struct wallet_bytes transcript,
    const struct wallet_certificates *readers,
    int64_t at_unix,
    struct wallet_mdoc_request **out,
    struct wallet_error *error);

/** Releases `request`.  NULL is allowed. */
WALLET_API void wallet_mdoc_request_free(struct wallet_mdoc_request *request);

/** How many documents are asked for. */
WALLET_API size_t wallet_mdoc_request_count(const struct wallet_mdoc_request *request);

/** A document that is asked for; borrows from the request. */
struct wallet_mdoc_asked {
    struct wallet_bytes doc_type; /**< UTF-8 */
    enum wallet_result reader;    /**< *not applicable*: the reader signs nothing */

    /**
     * Where `reader` is failed: MALFORMED, ALGORITHM, SIGNATURE, or CERTIFICATE, which is not a reader's or
     * not in its time.  Where it is unknown: NONCE without a transcript, ISSUER_UNKNOWN under no authority.
     */
    enum wallet_reason reason;
    const char *reader_name;    /**< common name of its certificate; "" unless `reader` is passed */
    const char *authority_name; /**< that of the authority above it, out of `readers`; or "" */
    size_t element_count;
};

/** The document at `index`, below wallet_mdoc_request_count(). */
WALLET_API void wallet_mdoc_request_at(
    const struct wallet_mdoc_request *request, size_t index, struct wallet_mdoc_asked *out);

/** An element that is asked for; borrows from the request. */
struct wallet_mdoc_asked_element {
    struct wallet_bytes name_space; /**< UTF-8, as is the identifier */
    struct wallet_bytes identifier;
    bool is_retained; /**< the reader means to keep it */
};

/** The element at `element` of the document at `index`, in the order of the request. */
WALLET_API void wallet_mdoc_request_element(
    const struct wallet_mdoc_request *request,
    size_t index,
    size_t element,
    struct wallet_mdoc_asked_element *out);

#ifdef __cplusplus
}
#endif

#endif
