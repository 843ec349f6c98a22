/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A session transcript (ISO/IEC 18013-5 9.1.5.1): what passed between a reader and a device before the
 * device showed a mobile document, as both saw it.  The device signs it along, so that what it shows in
 * one session is of no use in another.
 *
 * The reader makes it from its own part of the session, never from what came with the document: its
 * nonce or its key must be fresh, or an old answer would pass again.
 *
 * Each call gives WALLET_ERR_ARGUMENT for a NULL and WALLET_ERR_MEMORY.  Those that make a transcript replace
 * the content of `out`, which the caller owns; after a failure it is empty.
 */
#ifndef WALLET_TRANSCRIPT_H
#define WALLET_TRANSCRIPT_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Of a session that began with the device's QR code ("mdoc:...").
 *
 * \param engagement  the DeviceEngagement in the code, as received
 * \param reader_key  the public key that the reader made for the session, the COSE_Key as it was sent:
 *                    see wallet_key_write_cose()
 *
 * \retval WALLET_ERR_STRUCTURE  one of them is no CBOR map; else MALFORMED, TRUNCATED, TOO_LARGE
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_transcript_qr(
    struct wallet_bytes engagement,
    struct wallet_bytes reader_key,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Of a session that began by NFC.
 *
 * \param engagement  the DeviceEngagement in the Handover Select message, as received
 * \param reader_key  as for wallet_transcript_qr()
 * \param select      the Handover Select message
 * \param request     the Handover Request message; empty for a static handover, which has none
 *
 * \retval WALLET_ERR_ARGUMENT  no Handover Select message
 * \retval WALLET_ERR_STRUCTURE as for wallet_transcript_qr()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_transcript_nfc(
    struct wallet_bytes engagement,
    struct wallet_bytes reader_key,
    struct wallet_bytes select,
    struct wallet_bytes request,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Of an OpenID4VP 1.0 request by redirect, `direct_post` included (its Annex B.2.6.1).
 *
 * \param client_id     the request's `client_id`, its prefix included
 * \param nonce         the request's
 * \param thumbprint    SHA-256 (RFC 7638) of the key that the answer is encrypted to, 32 bytes; empty for
 *                      an answer that is not encrypted
 * \param response_uri  the request's `response_uri` or `redirect_uri`
 *
 * \retval WALLET_ERR_ARGUMENT  a thumbprint of another size
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_transcript_redirect(
    const char *client_id,
    const char *nonce,
    struct wallet_bytes thumbprint,
    const char *response_uri,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Of an OpenID4VP 1.0 request by the Digital Credentials API (its Annex B.2.6.2).
 *
 * \param origin      of the page that asked, without the prefix "origin:"
 * \param nonce       the request's
 * \param thumbprint  as for wallet_transcript_redirect()
 *
 * \retval WALLET_ERR_ARGUMENT  a thumbprint of another size
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_transcript_dc_api(
    const char *origin,
    const char *nonce,
    struct wallet_bytes thumbprint,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Takes the public key that the reader made for the session (EReaderKey) out of its transcript: the one
 * to which a device makes a MAC.  Sessions over OpenID4VP have none.
 *
 * \param transcript  SessionTranscript, encoded, with or without its tag 24; borrowed for the call only
 * \param out         on success the key, which the caller owns: wallet_key_free()
 *
 * \retval WALLET_ERR_MISSING      there is none in it
 * \retval WALLET_ERR_UNSUPPORTED  as for wallet_key_read_cose(), and so is KEY
 * \retval WALLET_ERR_STRUCTURE    no transcript, or something else in the key's place; so is MALFORMED,
 *                                 TRUNCATED and TOO_LARGE
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_transcript_reader_key(
    struct wallet_bytes transcript, struct wallet_key **out, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
