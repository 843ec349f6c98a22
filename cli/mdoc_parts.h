/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_PARTS_H
#define WALLET_CLI_MDOC_PARTS_H

#include <wallet/bytes.h>

#include "exit_code.h"
#include "session.h"

/*
 * What a session with a device is made of, as a command line gives it.  Each call tells why it cannot be
 * used; `out` is empty before, and encoded_text_free() releases it in any case.
 */

/** The text of a device's code; or a file with that, or with the bytes in it. */
enum exit_code mdoc_parts_engagement(
    const struct session *session, const char *given, struct wallet_buffer *out);

/** The reader's public key as a COSE_Key, by which a secret can be agreed on: of a key file, or as it was sent. */
enum exit_code mdoc_parts_reader_key(
    const struct session *session, const char *path, struct wallet_buffer *out);

/** The 32 bytes that base64url or hex stands for. */
enum exit_code mdoc_parts_thumbprint(
    const struct session *session, const char *given, struct wallet_buffer *out);

/** The NDEF message by which a device chose how to go on (Handover Select). */
enum exit_code mdoc_parts_select(
    const struct session *session, const char *path, struct wallet_buffer *out);

/** The NDEF message by which a reader offered ways to go on (Handover Request). */
enum exit_code mdoc_parts_request(
    const struct session *session, const char *path, struct wallet_buffer *out);

/** An origin, which stays the text that it is: `out` stays empty. */
enum exit_code mdoc_parts_origin(
    const struct session *session, const char *given, struct wallet_buffer *out);

/** Tells that nothing was given for an option. */
enum exit_code mdoc_parts_complain_empty(const struct session *session, const char *option);

/** All three lines on a value that cannot be used. */
enum exit_code mdoc_parts_complain(
    const struct session *session, const char *value, const char *reason, const char *advice);

#endif
