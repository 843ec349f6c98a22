/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "repository/note.h"

#include <string.h>

static bool is_text(const char *text)
{
    return !text || strnlen(text, WALLET_REPOSITORY_NOTE_MAX + 1) <= WALLET_REPOSITORY_NOTE_MAX;
}

static enum wallet_status check_look(
    const struct wallet_repository_look *look, struct wallet_error *error)
{
    const bool is_release = look->act == WALLET_ACT_RELEASE;

    if (!look->holder || (!is_release && look->act != WALLET_ACT_SEARCH) ||
        is_release != (look->holding != NULL)) {
        return wlt_fail(
            error,
            WALLET_ERR_ARGUMENT,
            WALLET_NO_OFFSET,
            "expected a holder, and either a search or a licence that was given out");
    }

    return is_text(look->clerk) && is_text(look->cause)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_VALUE,
                     WALLET_NO_OFFSET,
                     "clerk or cause is longer than %d bytes",
                     WALLET_REPOSITORY_NOTE_MAX);
}

enum wallet_status wallet_repository_log_look(
    struct wallet_repository *repository,
    const struct wallet_repository_look *look,
    struct wallet_error *error)
{
    if (!repository || !look) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_repository_demand_begun(repository, error);
    status = status == WALLET_OK ? check_look(look, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    const struct wlt_note note = {
        .act = look->act,
        .is_use = true,
        .at_unix = look->at_unix,
        .holder = look->holder,
        .digest = look->holding ? look->holding->digest : NULL,
        .counter = repository->id, /* the repository's own people look */
        .clerk = look->clerk,
        .cause = look->cause,
        .type = look->holding ? look->holding->type_code : NULL,
    };
    return wlt_note_append(repository, &note, error);
}
