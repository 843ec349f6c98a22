/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_PREPARED_H
#define WLT_REPOSITORY_PREPARED_H

#include "repository/content.h"
#include "repository/secrets.h"

struct wallet_prepared {
    struct wallet_repository_item item;
    struct wlt_content content;
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t digest[WALLET_AUDIT_HASH_SIZE];
    uint8_t source[WLT_SOURCE_SIZE]; /* of an item that has a row */
};

#endif
