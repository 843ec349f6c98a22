/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_KIND_H
#define WALLET_CLI_MDOC_KIND_H

#include <wallet/claims.h>

#include "session.h"

/** What CBOR of mobile documents (ISO/IEC 18013-5) is, by its members, looked at without any trust. */
enum mdoc_kind {
    MDOC_NONE = 0,
    MDOC_RESPONSE,        /* what a device shows; also what begins like it and is broken */
    MDOC_ISSUER_SIGNED,   /* as an issuer hands it over */
    MDOC_REQUEST,         /* what a reader asks for */
    MDOC_ENGAGEMENT,      /* how to reach a device */
    MDOC_SECURITY_OBJECT, /* what an issuer signs */
    MDOC_TRANSCRIPT,      /* of a session */
};

enum mdoc_kind mdoc_kind(struct wallet_bytes bytes);

/** The name that JSON gives it, such as "DeviceResponse"; NULL for none. */
const char *mdoc_kind_name(enum mdoc_kind kind);

/** What it is, as "a mobile document that a device shows"; NULL for none. */
const char *mdoc_kind_sentence(const struct session *session, enum mdoc_kind kind);

#endif
