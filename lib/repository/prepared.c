/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/prepared.h"

#include "base/alloc.h"
#include "base/error.h"
#include "crypto/digest.h"
#include "repository/store.h"

enum wallet_status wallet_prepared_new(struct wallet_prepared **out, struct wallet_error *error)
{
    if (!out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    *out = wlt_alloc(1, sizeof **out);
    return *out ? WALLET_OK : wlt_fail_memory(error);
}

void wallet_prepared_free(struct wallet_prepared *prepared)
{
    wlt_free(prepared);
}

enum wallet_status wallet_repository_prepare(
    const struct wallet_repository *repository,
    const struct wallet_repository_item *item,
    struct wallet_prepared *out,
    struct wallet_error *error)
{
    if (!repository || !item || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    out->item = *item;
    const enum wallet_status status = wlt_content_read(
        item->licence,
        repository->codes.catalogue,
        repository->has_custody ? repository->custody : NULL,
        &out->content,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_secrets_holder(repository->secrets, out->content.holder, out->holder);
    wlt_sha256(item->licence, out->digest);
    if (item->row) {
        wlt_secrets_source(repository->secrets, item->row, out->source);
    }
    return WALLET_OK;
}
