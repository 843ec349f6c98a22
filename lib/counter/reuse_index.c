/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "counter/do.h"

#include <string.h>

/** A material that was taken, and by which act. */
struct entry {
    const char *type; /* "": paper */
    size_t place;     /* SIZE_MAX: it is not to be used again from here */
};

/** What is to be checked is not accepted yet; what was used again stays where it was submitted first. */
static struct entry entry_of(const struct wlt_made *made, size_t index)
{
    const struct wlt_dossier_material *put = &made->dossier->materials[index];
    struct entry entry = { .type = "", .place = SIZE_MAX };

    if (put->state == WALLET_MATERIAL_PAPER) {
        entry.place = made->paper_acts[index];
    } else if (put->state == WALLET_MATERIAL_LICENCE) {
        const struct wlt_taken *taken = made->dossier->licences[put->licence];
        entry.type = taken->type_code;
        entry.place = taken->way == WALLET_WAY_REUSE ? SIZE_MAX : made->licence_acts[put->licence];
    }

    return entry;
}

/** When an act was done, by its own word. */
static enum wallet_status time_of(
    const struct wallet_case *item, size_t place, int64_t *out, struct wallet_error *error)
{
    struct wlt_case_act act;

    const enum wallet_status status =
        wlt_case_act_read(wallet_buffer_bytes(&item->acts[place]), &act, error);
    *out = act.at_unix;
    return status;
}

static enum wallet_status put_row(
    struct wallet_case *item,
    const char *holder,
    const struct wallet_material *material,
    const struct entry *entry,
    struct wallet_error *error)
{
    struct wlt_statement *add = NULL;
    uint8_t hash[WALLET_AUDIT_HOLDER_SIZE];
    int64_t taken_unix = 0;

    enum wallet_status status = time_of(item, entry->place, &taken_unix, error);
    status = status == WALLET_OK
                 ? wlt_cases_statement(item->cases, WLT_CASES_REUSABLE_ADD, &add, error)
                 : status;
    if (status != WALLET_OK) {
        return status;
    }

    wlt_cases_secrets_holder(item->cases->secrets, wlt_bytes_of(holder), hash);
    wlt_bind_bytes(add, 1, (struct wallet_bytes){ hash, sizeof hash });
    wlt_bind_text(add, 2, wlt_bytes_of(item->number));
    wlt_bind_text(add, 3, wlt_bytes_of(material->name));
    wlt_bind_text(add, 4, wlt_bytes_of(entry->type));
    wlt_bind_int(add, 5, (int64_t)entry->place);
    wlt_bind_int(add, 6, taken_unix);
    return wlt_statement_run(add, NULL, error);
}

/* With every act after the acceptance as well: what was deferred comes then. */
enum wallet_status wlt_case_put_reusables(
    struct wallet_case *item, const struct wlt_made *after, struct wallet_error *error)
{
    const size_t count = after->was_accepted ? wallet_matter_material_count(item->matter) : 0;
    enum wallet_status status = WALLET_OK;

    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        const struct wallet_material *material = wallet_matter_material_at(item->matter, i);
        const char *holder = after->dossier->parties[material->party];
        const struct entry entry = entry_of(after, i);

        if (material->is_shared && holder[0] != '\0' && entry.place != SIZE_MAX) {
            status = put_row(item, holder, material, &entry, error);
        }
    }

    return status;
}
