/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_FIELD_H
#define WALLET_CLI_HTTP_FIELD_H

/** A field that an answer has beside those of the transport. */
struct http_own_field {
    const char *name;
    const char *value;
};

#endif
