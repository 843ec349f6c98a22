/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The holder's side of mobile documents: an answer to a reader, a DeviceResponse, out of what issuers handed
 * over, and of each document no more than the chosen elements (ISO/IEC 18013-5 8.3.2.1.2.2).
 *
 * What a reader asks for is read by wallet_mdoc_request_read(); what of it is shown is for the holder to say.
 * The issuer's signature is not checked again: wallet_mdoc_verify() does that when a document is received.
 */
#ifndef WALLET_MDOC_PRESENT_H
#define WALLET_MDOC_PRESENT_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/mdoc.h>

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an issuer handed over, taken apart.  Immutable: any number of threads may use it. */
struct wallet_mdoc_issued;

/**
 * Reads what an issuer handed over, so that its holder sees what there is to show.  Nobody is asked whether
 * the issuer signed it.
 *
 * \param issuer_signed  an IssuerSigned alone, at most WALLET_INPUT_MAX; copied
 * \param out            on success what is in it, which the caller owns: wallet_mdoc_issued_free()
 *
 * \retval WALLET_ERR_UNSUPPORTED  an edition of the document that is not known
 * \retval WALLET_ERR_STRUCTURE    no IssuerSigned; so is MALFORMED and TRUNCATED
 * \retval WALLET_ERR_TOO_LARGE
 * \retval WALLET_ERR_ARGUMENT     a NULL
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_issued_read(
    struct wallet_bytes issuer_signed, struct wallet_mdoc_issued **out, struct wallet_error *error);

/** Releases `issued`.  NULL is allowed. */
WALLET_API void wallet_mdoc_issued_free(struct wallet_mdoc_issued *issued);

/** The type of document, such as "org.iso.18013.5.1.mDL"; borrows from `issued`. */
WALLET_API struct wallet_bytes wallet_mdoc_issued_doc_type(const struct wallet_mdoc_issued *issued);

/** How many elements there are to show. */
WALLET_API size_t wallet_mdoc_issued_count(const struct wallet_mdoc_issued *issued);

/** The element at `index`, below wallet_mdoc_issued_count(), in the document's order; borrows. */
WALLET_API void wallet_mdoc_issued_at(
    const struct wallet_mdoc_issued *issued, size_t index, struct wallet_mdoc_element *out);

/** An element that its holder chose to show: two texts in UTF-8, borrowed. */
struct wallet_mdoc_choice {
    struct wallet_bytes name_space;
    struct wallet_bytes identifier;
};

/** A document, and what of it is shown.  Everything is borrowed. */
struct wallet_mdoc_shown {
    struct wallet_bytes issuer_signed; /**< an IssuerSigned alone, as its issuer handed it over */
    const struct wallet_key *device;   /**< the key that it was issued for, with its secret */
    const struct wallet_mdoc_choice *choices;
    size_t choice_count; /**< 1 to WALLET_MDOC_ELEMENT_MAX */

    /**
     * Signs with that key where the secret is elsewhere, as in a token: `device` may then be NULL.  A MAC
     * needs `device` all the same.  NULL: `device` signs.
     */
    const struct wallet_signer *signer;
};

/**
 * Writes an answer for one session: the chosen elements and the issuer's signature as they were received,
 * and for each document the device's proof that it is shown in this session.
 *
 * \param documents   1 to WALLET_MDOC_DOCUMENT_MAX of them
 * \param transcript  SessionTranscript of the session, encoded, with or without its tag 24 (see
 *                    transcript.h); borrowed for the call only
 * \param reader      the public key that the reader made for the session, see wallet_transcript_reader_key():
 *                    the proof is a MAC, which proves nothing to anybody else; NULL: it is a signature, which
 *                    everybody can check later
 * \param out         replaced by the DeviceResponse; owned by the caller; empty on failure
 *
 * \retval WALLET_ERR_MISSING      an element that the document has not
 * \retval WALLET_ERR_KEY          a device's key without its secret, or a key or a signer of which the
 *                                 document does not know
 * \retval WALLET_ERR_UNSUPPORTED  a MAC by keys on different curves, or by keys that do not agree on a secret;
 *                                 or an edition of the document that is not known
 * \retval WALLET_ERR_STRUCTURE    no IssuerSigned; so is MALFORMED and TRUNCATED
 * \retval WALLET_ERR_TOO_LARGE    the answer would have more than WALLET_INPUT_MAX bytes
 * \retval WALLET_ERR_ARGUMENT     a NULL, a number of documents or choices that is not allowed above, or a
 *                                 transcript that is none
 * \retval WALLET_ERR_MEMORY
 * \return what the signer says, where it cannot sign
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_present(
    const struct wallet_mdoc_shown *documents,
    size_t count,
    struct wallet_bytes transcript,
    const struct wallet_key *reader,
    struct wallet_buffer *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
