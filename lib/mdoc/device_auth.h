/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_DEVICE_AUTH_H
#define WLT_MDOC_DEVICE_AUTH_H

#include "crypto/private_key.h"
#include "mdoc/document.h"
#include "mdoc/mso.h"

/** A session, as its reader knows it. */
struct wlt_mdoc_session {
    struct wallet_bytes transcript;           /* SessionTranscript, encoded */
    const struct wlt_private_key *reader_key; /* made for this session; NULL: not known */
};

/**
 * Checks that the device with the key in the security object showed this document in this session: by a
 * signature, or by a MAC under what its key and the reader's agree on (ISO/IEC 18013-5 9.1.3).
 *
 * \param context  the caller's thread's
 *
 * \retval WALLET_ERR_REFUSED       it did not: nothing is proven, both ways at once, or wrongly; or it says
 *                                  something itself that its key may not
 * \retval WALLET_ERR_UNDETERMINED  a MAC, and the reader's key is not known; or the device's key is of a kind
 *                                  that is not read here
 * \retval WALLET_ERR_VALUE         an algorithm that is not the key's
 * \retval WALLET_ERR_UNSUPPORTED   a MAC, and the reader's key is on another curve than the device's
 * \retval WALLET_ERR_KEY           a key that must not be used
 * \retval WALLET_ERR_STRUCTURE     it is not formed as it should; so is MALFORMED, TRUNCATED, TOO_LARGE
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_device_auth_check(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    const struct wlt_mdoc_session *session,
    struct wlt_check_context *context,
    struct wallet_error *error);

/**
 * Appends DeviceAuthenticationBytes: what a device signs in a session, or makes a MAC of (9.1.3.4).
 *
 * \param transcript          SessionTranscript, without its tag
 * \param device_name_spaces  DeviceNameSpacesBytes, encoded
 */
enum wallet_status wlt_device_auth_append_signed(
    struct wallet_bytes doc_type,
    struct wallet_bytes transcript,
    struct wallet_bytes device_name_spaces,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Whether there is anything by which a device proves what it shows: WALLET_ERR_REFUSED if not. */
enum wallet_status wlt_device_auth_is_there(
    const struct wlt_mdoc_document *document, struct wallet_error *error);

#endif
