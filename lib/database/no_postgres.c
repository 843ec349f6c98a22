/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "database/driver.h"

/* In place of postgres*.c where it was built without libpq. */

static enum wallet_status refuse(struct wallet_error *error)
{
    return wlt_fail(
        error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "this build has no PostgreSQL in it");
}

static enum wallet_status refuse_to_open(
    __attribute__((unused)) const char *name,
    __attribute__((unused)) struct wlt_database **out,
    struct wallet_error *error)
{
    return refuse(error);
}

static enum wallet_status refuse_to_create(
    __attribute__((unused)) const char *name,
    __attribute__((unused)) const struct wlt_database_mark *mark,
    __attribute__((unused)) wlt_database_fill *fill,
    __attribute__((unused)) void *context,
    struct wallet_error *error)
{
    return refuse(error);
}

const struct wlt_driver wlt_driver_postgres = {
    .kind = WLT_DATABASE_POSTGRESQL,
    .open = refuse_to_open,
    .create = refuse_to_create,
};
