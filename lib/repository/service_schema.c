/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/service_schema.h"

#include "repository/share.h"
#include "repository/used.h"

enum wallet_status wlt_service_create(struct wlt_database *database, struct wallet_error *error)
{
    const enum wallet_status status = wlt_used_create(database, error);
    return status == WALLET_OK ? wlt_share_create(database, error) : status;
}
