/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "counter/case.h"

#include <string.h>

static bool has_digest(const struct wallet_matter *matter, const uint8_t digest[WLT_SHA256_SIZE])
{
    uint8_t found[WLT_SHA256_SIZE];

    wallet_matter_digest(matter, found);
    return memcmp(found, digest, sizeof found) == 0;
}

static enum wallet_status fail_kept(struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        WALLET_NO_OFFSET,
        "the matter that was kept with the case is gone, or is not what was kept");
}

static enum wallet_status parse_kept(
    struct wallet_case *item,
    const uint8_t digest[WLT_SHA256_SIZE],
    struct wallet_bytes json,
    struct wallet_error *error)
{
    uint8_t found[WLT_SHA256_SIZE];

    wlt_sha256(json, found);
    if (memcmp(found, digest, sizeof found) != 0) {
        return fail_kept(error);
    }

    const enum wallet_status status =
        wallet_matters_parse(json, item->cases->catalogue, &item->kept, error);
    if (status == WALLET_OK) {
        item->matter = wallet_matters_at(item->kept, 0);
    }

    return status;
}

static enum wallet_status read_kept(
    struct wallet_case *item, const uint8_t digest[WLT_SHA256_SIZE], struct wallet_error *error)
{
    struct wlt_statement *get = NULL;
    bool is_there = false;

    enum wallet_status status = wlt_cases_statement(item->cases, WLT_CASES_MATTER_GET, &get, error);
    if (status == WALLET_OK) {
        wlt_bind_bytes(get, 1, (struct wallet_bytes){ digest, WLT_SHA256_SIZE });
        status = wlt_statement_next(get, &is_there, error);
    }
    if (status != WALLET_OK || !is_there) {
        return status != WALLET_OK ? status : fail_kept(error);
    }

    status = parse_kept(item, digest, wlt_column_bytes(get, 0), error);
    wlt_statement_reset(get);
    return status;
}

enum wallet_status wlt_case_find_matter(
    struct wallet_case *item, const struct wlt_opening *opening, struct wallet_error *error)
{
    const struct wallet_matter *matter = wallet_matters_find(item->cases->matters, opening->matter);

    if (matter && has_digest(matter, opening->digest)) {
        item->matter = matter;
        return WALLET_OK;
    }

    return read_kept(item, opening->digest, error);
}
