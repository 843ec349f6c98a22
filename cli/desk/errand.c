/* SPDX-License-Identifier: Apache-2.0 */
#include "errand.h"

#include <wallet/call.h>

#include "item_drafts.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

bool errand_is_out(const struct errand *errand)
{
    return errand->call.size > 0;
}

/* What all parties together need, within the grant; NULL stands for no bounds.  False: no memory. */
static bool draft(
    const struct errand *errand,
    const struct wallet_matter *matter,
    const struct wallet_grant *grant,
    struct item_drafts *out)
{
    struct picks picks = { .items = NULL };
    bool is_fine = true;

    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
        const size_t count = wallet_matter_items(matter, i, items);
        for (size_t j = 0; j < count && is_fine; j++) {
            is_fine = picks_add_item(&picks, errand->catalogue, &items[j], grant);
        }
    }

    is_fine = is_fine && item_drafts_add(out, &picks, false);
    picks_free(&picks);
    return is_fine;
}

static enum errand_answer complain_errand(
    const struct errand *errand, const struct wallet_error *error)
{
    remark(
        errand->session,
        SAY(errand->session, "the repository was not asked: %s", "未能向证照库取证：%s"),
        error->message);
    return ERRAND_NOT_MADE;
}

static enum errand_answer complain_no_memory(const struct errand *errand)
{
    return complain_errand(errand, &(struct wallet_error){ .message = "memory ran out" });
}

/* As the grant says it, where it says anything: a repository compares the two. */
static struct wallet_request_matter matter_of(
    const struct wallet_matter *matter, const struct wallet_grant *grant)
{
    struct wallet_request_matter granted = { .name = NULL };

    wallet_grant_matter(grant, &granted);
    return (struct wallet_request_matter){
        .category = WALLET_CALL_MATTER,
        .name = wallet_matter_title(matter, WALLET_CHINESE),
        .code = wallet_matter_code(matter),
        .cause = granted.cause,
    };
}

static enum errand_answer sign_call(
    struct errand *errand,
    const struct desk_case *desk_case,
    struct wallet_bytes bytes,
    const struct wallet_grant *grant,
    const struct item_drafts *drafts,
    int64_t at_unix)
{
    const struct wallet_call_terms terms = {
        .operation = WALLET_OPERATION_DATA,
        .repository = errand->repository,
        .clerk = desk_case->clerk,
        .matter = matter_of(desk_case->matter, grant),
        .case_number = desk_case->item ? wallet_case_number(desk_case->item) : NULL,
        .grant = bytes,
        .items = drafts->items,
        .item_count = drafts->count,
    };
    struct wallet_error error;

    return wallet_call_sign(&terms, &errand->signing->signer, at_unix, &errand->call, &error) ==
                   WALLET_OK
               ? ERRAND_MADE
               : complain_errand(errand, &error);
}

static bool keep_grant(struct errand *errand, struct wallet_bytes bytes)
{
    errand->grant = malloc(bytes.size);
    if (!errand->grant) {
        return false;
    }

    memcpy(errand->grant, bytes.data, bytes.size);
    errand->grant_size = bytes.size;
    return true;
}

enum errand_answer errand_make(
    struct errand *errand,
    const struct desk_case *desk_case,
    struct wallet_bytes bytes,
    const struct wallet_grant *grant,
    int64_t at_unix)
{
    struct item_drafts drafts = { .items = NULL };
    enum errand_answer answer = ERRAND_NOTHING;

    errand_forget(errand);
    if (!draft(errand, desk_case->matter, grant, &drafts) || !keep_grant(errand, bytes)) {
        answer = complain_no_memory(errand);
    } else if (drafts.count > 0) {
        answer = sign_call(errand, desk_case, bytes, grant, &drafts, at_unix);
    }
    item_drafts_free(&drafts);
    if (answer != ERRAND_MADE) {
        errand_forget(errand);
        return answer;
    }

    errand->number++;
    errand->is_sent = false;
    return ERRAND_MADE;
}

enum errand_answer errand_grant_by_duty(
    struct errand *errand,
    const struct desk_case *desk_case,
    const char *holder,
    const char *cause,
    int64_t at_unix,
    struct wallet_buffer *out)
{
    const struct wallet_matter *matter = desk_case->matter;
    const struct wallet_grant_evidence evidence = { .clerk = desk_case->clerk.name,
                                                    .account = desk_case->clerk.account,
                                                    .desk = desk_case->clerk.window };
    struct item_drafts drafts = { .items = NULL };
    struct wallet_error error = { .message = "memory ran out" };

    enum wallet_status status = WALLET_ERR_MEMORY;
    if (draft(errand, matter, NULL, &drafts)) {
        const struct wallet_grant_terms terms = {
            .method = WALLET_GRANT_DUTY,
            .audience = errand->signing->signer.issuer,
            .matter = { .category = WALLET_CALL_MATTER,
                        .name = wallet_matter_title(matter, WALLET_CHINESE),
                        .code = wallet_matter_code(matter),
                        .cause = cause },
            .items = drafts.items,
            .item_count = drafts.count,
            .holder = holder,
            .evidence = &evidence,
        };
        status = wallet_grant_sign(&terms, &errand->signing->signer, at_unix, out, &error);
    }

    item_drafts_free(&drafts);
    return status == WALLET_OK ? ERRAND_MADE : complain_errand(errand, &error);
}

void errand_forget(struct errand *errand)
{
    wallet_buffer_clear(&errand->call);
    free(errand->grant);
    errand->grant = NULL;
    errand->grant_size = 0;
}
