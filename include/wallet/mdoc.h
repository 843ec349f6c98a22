/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Mobile documents (mdoc, ISO/IEC 18013-5) of any type, such as driving licences: what a device answers to
 * a reader, a DeviceResponse, is verified, and each document in it gets a verdict of its own, with the same
 * checks and reasons as every licence (see verify.h).
 *
 * Who issued it is found by the certificates that it carries, which must lead to an authority that the
 * verifier trusts: a root that was added by wallet_trust_add(), or one that a VICAL names for this type of
 * document (see vical.h).  Whether its holder's device shows it is found by the session's transcript (see
 * transcript.h): without that, a verdict stays unknown at best.
 *
 * A document whose type is the code of a licence type of the catalogue is a licence of ours (see
 * mdoc_issue.h), and tells its fields as every licence does: wallet_verdict_type(),
 * wallet_verdict_next_fact().  Its elements must be fields of the type, and its certificates, which say
 * nothing of types, are not enough: a key file or a trust list must say that the agency may sign it.
 */
#ifndef WALLET_MDOC_H
#define WALLET_MDOC_H

#include <wallet/bytes.h>
#include <wallet/certificate.h>
#include <wallet/claims.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/transcript.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The most documents in one response, and the most elements in one of a document's namespaces. */
#define WALLET_MDOC_DOCUMENT_MAX 16
#define WALLET_MDOC_ELEMENT_MAX  512

/** What the reader knows of the session in which it is shown a document; `= { 0 }` is nothing. */
struct wallet_mdoc_session {
    /** SessionTranscript, encoded, with or without its tag 24; empty: not known. */
    struct wallet_bytes transcript;

    /**
     * The private key that the reader made for this session, by which devices are understood that answer
     * with a MAC and not with a signature; NULL: not known.
     */
    const struct wallet_key *reader_key;

    /** The type of document that was asked for; NULL: any. */
    const char *doc_type;

    /**
     * Public key of the device that an IssuerSigned alone was issued for, as the device asks on getting it
     * from the issuer; NULL: it is not known, and the verdict stays unknown.
     */
    const struct wallet_key *device_key;
};

/**
 * The verdicts on the documents of a response, and the memory in which they are made: used again for the
 * next one.  One thread at a time.
 *
 * Keep it: in it the last signers are remembered whose certificates were found good, 16 for each place in a
 * response, and a document of one of them is verified several times as fast.  Whether they are still in their
 * time, and under the same trust and for the same type of document, is asked each time.
 */
struct wallet_mdoc;

/**
 * \param out  on success no verdicts yet, which the caller owns: wallet_mdoc_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_new(
    struct wallet_mdoc **out, struct wallet_error *error);

/** Releases `mdoc` and all that was borrowed from it.  NULL is allowed. */
WALLET_API void wallet_mdoc_free(struct wallet_mdoc *mdoc);

/**
 * Verifies each document of a DeviceResponse, or an IssuerSigned alone as an issuer hands it over.  They
 * are read leniently, as real wallets write them: any order of members, and long forms; never are they
 * written again before they are checked.
 *
 * What was made out of a transcript that another session had, or of a nonce that is used twice, passes
 * twice: that is not remembered here.
 *
 * \param verifier  borrowed; its status data is asked about documents that have a status: by a place in a
 *                  status list, by an identifier in a list of those that are revoked, or both, which must
 *                  both pass (wallet/status_list.h)
 * \param input     CBOR, at most WALLET_INPUT_MAX; borrowed for the call only
 * \param session   borrowed for the call only; NULL: nothing is known
 * \param at_unix   the time of the check; the clock is the caller's
 * \param mdoc      replaced; what was borrowed from it before is gone
 *
 * \retval WALLET_OK                every document is *accepted*, and there is one at least
 * \retval WALLET_ERR_REFUSED       one is *refused*, or there is none; the message says why
 * \retval WALLET_ERR_UNDETERMINED  none is refused and one is *unknown*; the message says why
 * \retval WALLET_ERR_ARGUMENT      a NULL, a transcript that is none, or a reader's key without its secret
 * \retval WALLET_ERR_MEMORY        no verdicts
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_mdoc_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wallet_mdoc_session *session,
    int64_t at_unix,
    struct wallet_mdoc *mdoc,
    struct wallet_error *error);

/**
 * Whether bytes begin as a DeviceResponse or an IssuerSigned does: a map whose first key is one of theirs.  A
 * few others do, too, such as a DeviceRequest.
 */
WALLET_API bool wallet_mdoc_recognise(struct wallet_bytes input);

/** How many verdicts there are: one a document, or the one that says why there are no documents. */
WALLET_API size_t wallet_mdoc_count(const struct wallet_mdoc *mdoc);

/**
 * The verdict at `index`, below wallet_mdoc_count(), in the order of the response; borrows from `mdoc`.
 * Its format is "mdoc", and its claims are one map, {namespace: {element: value}}, of what the issuer
 * signed.
 */
WALLET_API const struct wallet_verdict *wallet_mdoc_at(
    const struct wallet_mdoc *mdoc, size_t index);

/*
 * What follows is of the verdict on a mobile document, and empty or false of any other, and unless
 * signature and authority held.
 */

/** The type of document, such as "org.iso.18013.5.1.mDL"; borrows from `verdict`. */
WALLET_API struct wallet_bytes wallet_mdoc_doc_type(const struct wallet_verdict *verdict);

/** One element that a document discloses; borrows from the verdict. */
struct wallet_mdoc_element {
    struct wallet_bytes name_space; /**< UTF-8, as is the identifier */
    struct wallet_bytes identifier;
    struct wallet_claims value; /**< one item, which may hold others */
    bool is_by_device; /**< said by the device, as its issuer allowed; else by the issuer */
};

/** A walk over the elements; start with `= { 0 }`. */
struct wallet_mdoc_walk {
    struct wallet_claims rest;
    uint64_t name_spaces_left;
    uint64_t elements_left;
    struct wallet_bytes name_space;
    unsigned part;
};

/** Reads the next element, those by the issuer first, in the order in which they came; false at the end. */
WALLET_API bool wallet_mdoc_next(
    const struct wallet_verdict *verdict,
    struct wallet_mdoc_walk *walk,
    struct wallet_mdoc_element *out);

/**
 * Whether the certificate at `index` of those that came along, the signer's first, deviates so from the
 * profile of ISO/IEC 18013-5 Annex B.  A grave one refuses the document, the others are for the issuer to
 * mend.  False where the certificates were not looked at.
 */
WALLET_API bool wallet_mdoc_deviates(
    const struct wallet_verdict *verdict, size_t index, enum wallet_deviation deviation);

#ifdef __cplusplus
}
#endif

#endif
