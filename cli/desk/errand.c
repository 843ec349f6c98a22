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

/* Of the licences that may stand for a material the first one, or the first that is granted. */
static bool add_material(
    const struct errand *errand,
    const struct wallet_material *material,
    const struct wallet_grant *grant,
    struct picks *out)
{
    for (size_t i = 0; i < material->wanted_count; i++) {
        const struct wallet_wanted *wanted = &material->wanted[i];
        const struct wallet_request_item item = { .type = wallet_type_code(wanted->type),
                                                  .fields = wanted->fields,
                                                  .field_count = wanted->field_count };
        if (!grant || wallet_grant_has_type(grant, item.type)) {
            return picks_add_item(out, errand->catalogue, &item, grant);
        }
    }

    return true;
}

/* What is still missing, and nothing else: whoever agreed to more is asked for no more. */
static bool draft_missing(
    const struct errand *errand,
    const struct desk_case *desk_case,
    const struct wallet_grant *grant,
    struct item_drafts *out)
{
    const size_t count = wallet_matter_material_count(desk_case->matter);
    struct picks picks = { .items = NULL };
    bool is_fine = true;

    for (size_t i = 0; i < count && is_fine; i++) {
        if (desk_case_lacks(desk_case, i)) {
            is_fine = add_material(
                errand, wallet_matter_material_at(desk_case->matter, i), grant, &picks);
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
    if (!draft_missing(errand, desk_case, grant, &drafts) || !keep_grant(errand, bytes)) {
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
    errand->is_by_duty = wallet_grant_method(grant) == WALLET_GRANT_DUTY;
    return ERRAND_MADE;
}

static enum wallet_status sign_duty(
    const struct errand *errand,
    const struct desk_case *desk_case,
    const struct wallet_grant_terms *rest,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wallet_grant_evidence evidence = { .clerk = desk_case->clerk.name,
                                                    .account = desk_case->clerk.account,
                                                    .desk = desk_case->clerk.window };
    struct wallet_grant_terms terms = *rest;

    terms.method = WALLET_GRANT_DUTY;
    terms.audience = errand->signing->signer.issuer;
    terms.evidence = &evidence;
    return wallet_grant_sign(&terms, &errand->signing->signer, at_unix, out, error);
}

enum errand_answer errand_grant_by_duty(
    struct errand *errand,
    const struct desk_case *desk_case,
    size_t material,
    const char *holder,
    const char *cause,
    int64_t at_unix,
    struct wallet_buffer *out)
{
    const struct wallet_matter *matter = desk_case->matter;
    struct picks picks = { .items = NULL };
    struct item_drafts drafts = { .items = NULL };
    struct wallet_error error = { .message = "memory ran out" };
    enum wallet_status status = WALLET_ERR_MEMORY;

    if (add_material(errand, wallet_matter_material_at(matter, material), NULL, &picks) &&
        item_drafts_add(&drafts, &picks, false)) {
        const struct wallet_grant_terms terms = {
            .matter = { .category = WALLET_CALL_MATTER,
                        .name = wallet_matter_title(matter, WALLET_CHINESE),
                        .code = wallet_matter_code(matter),
                        .cause = cause },
            .items = drafts.items,
            .item_count = drafts.count,
            .holder = holder,
        };
        status = sign_duty(errand, desk_case, &terms, at_unix, out, &error);
    }

    item_drafts_free(&drafts);
    picks_free(&picks);
    return status == WALLET_OK ? ERRAND_MADE : complain_errand(errand, &error);
}

void errand_forget(struct errand *errand)
{
    wallet_buffer_clear(&errand->call);
    free(errand->grant);
    errand->grant = NULL;
    errand->grant_size = 0;
}
