/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/source.h"

#include "base/buffer.h"
#include "base/text.h"
#include "counter/weigh.h"

#include <string.h>

/** Whether a member's number is that of whoever the party is. */
static bool is_number_of(
    const struct wlt_dossier *dossier,
    size_t party,
    const struct wallet_field *members,
    const struct wlt_kept *kept)
{
    const struct wallet_field *field = wallet_field_member_field_by_key(members, kept->key);
    const char *holder = strchr(dossier->parties[party], ':');

    return field && wallet_field_kind(field) == WALLET_FIELD_CITIZEN_NUMBER && holder &&
           wlt_bytes_are(kept->value.bytes, holder + 1);
}

/** Which member of a licence the party is, from 1; 0: none that it shows. */
static size_t member_of(
    const struct wlt_dossier *dossier,
    const struct wlt_taken *taken,
    const struct wallet_source *source)
{
    const uint64_t group = wallet_field_key(source->field);

    for (size_t i = 0; i < taken->kept_count; i++) {
        const struct wlt_kept *kept = &taken->kept[i];
        if (kept->group == group &&
            is_number_of(dossier, source->member_party, source->field, kept)) {
            return kept->member;
        }
    }

    return 0;
}

/** Whether a value is the one, or one of those, that the source means. */
static bool is_meant(const struct wallet_source *source, size_t member, const struct wlt_kept *kept)
{
    if (!source->member) {
        return kept->group == 0 && kept->key == wallet_field_key(source->field);
    }

    return kept->group == wallet_field_key(source->field) &&
           kept->key == wallet_field_key(source->member) &&
           (source->member_party == WALLET_NO_PARTY || kept->member == member);
}

static size_t find_in(
    const struct wlt_dossier *dossier,
    const struct wallet_source *source,
    size_t licence,
    struct wlt_said *out)
{
    const struct wlt_taken *taken = dossier->licences[licence];
    const bool is_of_member = source->member && source->member_party != WALLET_NO_PARTY;
    const size_t member = is_of_member ? member_of(dossier, taken, source) : 0;
    size_t count = 0;

    for (size_t i = 0; i < taken->kept_count && count < WLT_SAID_MAX; i++) {
        if (is_meant(source, member, &taken->kept[i])) {
            out[count++] = (struct wlt_said){
                .field = source->member ? source->member : source->field,
                .value = taken->kept[i].value,
                .licence = licence,
            };
        }
    }

    return count;
}

size_t wlt_source_find(
    const struct wlt_dossier *dossier, const struct wallet_source *source, struct wlt_said *out)
{
    for (size_t i = dossier->licence_count; i > 0; i--) {
        const struct wlt_taken *taken = dossier->licences[i - 1];
        const bool is_it = taken->party == source->party &&
                           strcmp(taken->type_code, wallet_type_code(source->type)) == 0;
        const size_t count = is_it ? find_in(dossier, source, i - 1, out) : 0;
        if (count > 0) {
            return count;
        }
    }

    return 0;
}

size_t wlt_sources_find(
    const struct wlt_dossier *dossier,
    const struct wallet_source *sources,
    size_t count,
    struct wlt_said *out)
{
    size_t found = 0;

    for (size_t i = 0; i < count && found == 0; i++) {
        found = wlt_source_find(dossier, &sources[i], out);
    }

    return found;
}

bool wlt_sources_may_come(
    const struct wlt_dossier *dossier, const struct wallet_source *sources, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (wlt_licence_may_come(dossier, sources[i].party, sources[i].type)) {
            return true;
        }
    }

    return false;
}

bool wlt_said_format(const struct wlt_said *said, struct wallet_buffer *out)
{
    return wallet_field_format(said->field, &said->value, WALLET_CHINESE, out) == WALLET_OK;
}
