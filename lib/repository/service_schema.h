/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_SERVICE_SCHEMA_H
#define WLT_REPOSITORY_SERVICE_SCHEMA_H

#include "database/database.h"

/** Makes the tables of an empty repository that services need, within the caller's transaction. */
enum wallet_status wlt_service_create(struct wlt_database *database, struct wallet_error *error);

#endif
