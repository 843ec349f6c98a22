/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_IDENTITY_DATA_H
#define WALLET_CLI_IDENTITY_DATA_H

#include <wallet/claim169.h>

#include "exit_code.h"
#include "file.h"
#include "session.h"

#include <jansson.h>

enum {
    IDENTITY_DATA_CAPTURE_MAX = 64,
};

/** What a data file says an identity is to be; identity_data_free() releases it. */
struct identity_data {
    json_t *root; /* owns the texts */
    struct wallet_claim169_record record;
    uint8_t fingers[10];
    struct wallet_claim169_capture captures[IDENTITY_DATA_CAPTURE_MAX];
    struct file pictures[IDENTITY_DATA_CAPTURE_MAX]; /* own their data */
};

/**
 * Reads JSON:
 *
 *     { "issuer": "https://id.example.org", "subject": "...",
 *       "valid_from": "2026-01-01", "valid_until": "2036-01-01",
 *       "identity": { "fullName": "...", "gender": 2, "face": "photo.jpg" } }
 *
 * Attributes are named as wallet_claim169_name() does; a biometric is the name of a picture's file, or an
 * object with "data" (base64) or "file", "format", "subFormat" and "issuer", or an array of them.
 * Tells why where it cannot; values are checked when the identity is issued.
 */
enum exit_code identity_data_read(
    const struct session *session, const char *path, struct identity_data *out);

void identity_data_free(struct identity_data *data);

#endif
