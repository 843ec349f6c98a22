/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What a verifier computes to find out whether a device showed a mobile document in a session (device
 * authentication, ISO/IEC 18013-5 9.1.3), field by field: for whoever is to find out why it failed, by
 * comparing this with what the device, or another verifier, computed.
 *
 * Nothing in it was verified: the issuer's signature is not even looked at.  Nothing in it is secret:
 * neither the reader's private key nor what is derived from it, but the document's type and what a device
 * said itself are there to read.
 */
#ifndef WALLET_MDOC_EXPLAIN_H
#define WALLET_MDOC_EXPLAIN_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a field is.  Numbers are never used again. */
enum wallet_mdoc_part {
    WALLET_MDOC_PART_NONE = 0,

    /* Of the session. */
    WALLET_MDOC_PART_TRANSCRIPT = 1,
    WALLET_MDOC_PART_TRANSCRIPT_TAGGED = 2,
    WALLET_MDOC_PART_TRANSCRIPT_SHA256 = 3,
    WALLET_MDOC_PART_HANDOVER_KIND = 4, /**< qr, nfc, openid4vp, openid4vp-dc-api, dcapi, unknown */
    WALLET_MDOC_PART_HANDOVER = 5,
    WALLET_MDOC_PART_HANDOVER_SELECT = 6,
    WALLET_MDOC_PART_HANDOVER_REQUEST = 7,
    WALLET_MDOC_PART_HANDOVER_HASH = 8,
    WALLET_MDOC_PART_ENGAGEMENT = 9,
    WALLET_MDOC_PART_ENGAGEMENT_VERSION = 10,
    WALLET_MDOC_PART_ENGAGEMENT_SUITE = 11,
    WALLET_MDOC_PART_ENGAGEMENT_CURVE = 12,
    WALLET_MDOC_PART_ENGAGEMENT_X = 13,
    WALLET_MDOC_PART_ENGAGEMENT_Y = 14,
    WALLET_MDOC_PART_READER = 15,
    WALLET_MDOC_PART_READER_CURVE = 16,
    WALLET_MDOC_PART_READER_X = 17,
    WALLET_MDOC_PART_READER_Y = 18,
    WALLET_MDOC_PART_GIVEN_CURVE = 19,
    WALLET_MDOC_PART_GIVEN_X = 20,
    WALLET_MDOC_PART_GIVEN_Y = 21,
    WALLET_MDOC_PART_GIVEN_IS_READER = 22,

    /* Of a document. */
    WALLET_MDOC_PART_DOC_TYPE = 23,
    WALLET_MDOC_PART_NAME_SPACES = 24,
    WALLET_MDOC_PART_AUTHENTICATION = 25,
    WALLET_MDOC_PART_AUTHENTICATION_SHA256 = 26,
    WALLET_MDOC_PART_DEVICE_CURVE = 27,
    WALLET_MDOC_PART_DEVICE_X = 28,
    WALLET_MDOC_PART_DEVICE_Y = 29,
    WALLET_MDOC_PART_DEVICE_THUMBPRINT = 30,
    WALLET_MDOC_PART_PROOF_KIND = 31, /**< signature, mac, both or none */
    WALLET_MDOC_PART_PROTECTED = 32,
    WALLET_MDOC_PART_ALGORITHM = 33,
    WALLET_MDOC_PART_ALGORITHM_NAME = 34,
    WALLET_MDOC_PART_PAYLOAD_SENT = 35,
    WALLET_MDOC_PART_STRUCTURE = 36,
    WALLET_MDOC_PART_PROOF = 37,
    WALLET_MDOC_PART_MAC_SALT = 38,
    WALLET_MDOC_PART_MAC_INFO = 39,
    WALLET_MDOC_PART_RESULT = 40, /**< passed, failed or unknown */
    WALLET_MDOC_PART_DETAIL = 41,

    /* Of either. */
    WALLET_MDOC_PART_PROBLEM = 42,

    WALLET_MDOC_PART_COUNT = 43,
};

/** The stable name of a part, such as "handover_kind"; "" for none. */
WALLET_API const char *wallet_mdoc_part_name(enum wallet_mdoc_part part);

/** What it is, for people; "" for none. */
WALLET_API const char *wallet_mdoc_part_sentence(
    enum wallet_mdoc_part part, enum wallet_language language);

/** How a field's value is given. */
enum wallet_mdoc_form {
    WALLET_MDOC_FORM_BYTES = 1, /**< `bytes`, of any kind */
    WALLET_MDOC_FORM_TEXT =
        2, /**< `bytes`, UTF-8: names that stay, or what came or is told in English */
    WALLET_MDOC_FORM_NUMBER = 3, /**< `number` */
    WALLET_MDOC_FORM_FLAG = 4,   /**< `number`, 0 for no and 1 for yes */
};

/** One field; borrows from the explanation. */
struct wallet_mdoc_explained {
    enum wallet_mdoc_part part;
    enum wallet_mdoc_form form;
    size_t document; /**< 0: of the session; else of this document, from 1 */
    struct wallet_bytes bytes;
    int64_t number;
};

/** An explanation.  Immutable: any number of threads may use it. */
struct wallet_mdoc_explanation;

/**
 * Explains a session, and each document of what was shown in it.  What cannot be read in them is a field
 * of the explanation, too: WALLET_MDOC_PART_PROBLEM.
 *
 * \param transcript  SessionTranscript, encoded, with or without its tag 24 (see transcript.h); at most
 *                    WALLET_INPUT_MAX; borrowed for the call only
 * \param response    a DeviceResponse, or an IssuerSigned alone; likewise; empty: of the session only
 * \param reader      the key that the reader made for the session, with or without its secret, without
 *                    which no MAC can be checked; borrowed for the call only; NULL: not known
 * \param out         on success the explanation, which the caller owns: wallet_mdoc_explanation_free()
 *
 * \retval WALLET_ERR_STRUCTURE    no transcript, or no response; so is MALFORMED, TRUNCATED, UNSUPPORTED
 * \retval WALLET_ERR_TOO_LARGE    one of them is larger than is allowed above
 * \retval WALLET_ERR_ARGUMENT     a NULL
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_explain(
    struct wallet_bytes transcript,
    struct wallet_bytes response,
    const struct wallet_key *reader,
    struct wallet_mdoc_explanation **out,
    struct wallet_error *error);

/** Releases `explanation`.  NULL is allowed. */
WALLET_API void wallet_mdoc_explanation_free(struct wallet_mdoc_explanation *explanation);

/** How many fields there are. */
WALLET_API size_t wallet_mdoc_explanation_count(const struct wallet_mdoc_explanation *explanation);

/** The field at `index`, below that: those of the session first, then of document after document. */
WALLET_API void wallet_mdoc_explanation_at(
    const struct wallet_mdoc_explanation *explanation,
    size_t index,
    struct wallet_mdoc_explained *out);

#ifdef __cplusplus
}
#endif

#endif
