/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_TERMS_H
#define WLT_LICENCE_TERMS_H

#include "catalogue/record.h"
#include "cbor/writer.h"
#include "licence/labels.h"

/** "SERIAL.VERSION" and its NUL. */
struct wlt_licence_id {
    char text[WALLET_SERIAL_MAX + 1 + WLT_VERSION_SIZE + 1];
};

/**
 * Checks all that can be wrong with a record before anything of it is written.
 *
 * \retval WALLET_ERR_MISSING  a required field, or the holder's number
 * \retval WALLET_ERR_VALUE    period, status, or a finding that the terms do not accept
 */
enum wallet_status wlt_terms_check(
    const struct wallet_record *record, int64_t issued_unix, struct wallet_error *error);

/** Writes serial and version; draws a serial at random where the terms have none. */
enum wallet_status wlt_licence_id_format(
    const struct wallet_terms *terms, struct wlt_licence_id *out, struct wallet_error *error);

/** Writes where the status stands, of terms that have one (draft-ietf-oauth-status-list section 6.3). */
void wlt_terms_write_status(struct wlt_writer *writer, const struct wallet_terms *terms);

#endif
