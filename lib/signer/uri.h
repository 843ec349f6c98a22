/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SIGNER_URI_H
#define WLT_SIGNER_URI_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** The attributes of a PKCS #11 URI (RFC 7512 sections 2.3 and 2.4) that mean something to us. */
enum wlt_uri_attribute {
    WLT_URI_TOKEN = 0,
    WLT_URI_SERIAL,
    WLT_URI_MANUFACTURER,
    WLT_URI_MODEL,
    WLT_URI_OBJECT,
    WLT_URI_ID,
    WLT_URI_TYPE,
    WLT_URI_MODULE_PATH,
    WLT_URI_MODULE_NAME,
    WLT_URI_PIN_SOURCE,
    WLT_URI_ATTRIBUTE_COUNT,
};

/** What a URI says, percent-decoded. */
struct wlt_uri {
    struct wallet_buffer decoded; /* has the values, each with a NUL behind it */
    bool is_given[WLT_URI_ATTRIBUTE_COUNT];
    struct wallet_bytes values[WLT_URI_ATTRIBUTE_COUNT];
};

/**
 * Parses a PKCS #11 URI.  Clear it with wlt_uri_clear() on success.
 *
 * \retval WALLET_ERR_VALUE  no such URI: an attribute that is unknown, twice there, too long or in the
 *                           wrong place, a character that needs percent-encoding, a text that is not
 *                           UTF-8 or has a NUL; a `pin-value`; a `type` other than private
 */
enum wallet_status wlt_uri_parse(const char *text, struct wlt_uri *out, struct wallet_error *error);

void wlt_uri_clear(struct wlt_uri *uri);

#endif
