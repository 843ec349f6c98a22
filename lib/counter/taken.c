/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/taken.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/type.h"
#include "cbor/writer.h"
#include "counter/taken_code.h"
#include "licence/format.h"
#include "licence/verdict.h"

#include <stdio.h>
#include <string.h>

/** Whether a fact is kept: known, of the right kind, and no picture. */
static bool is_kept(const struct wallet_fact *fact)
{
    const bool is_good =
        fact->finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(fact->finding);

    return fact->field && is_good && wallet_field_kind(fact->field) != WALLET_FIELD_PORTRAIT;
}

static size_t count_facts(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t count = 0;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        count += is_kept(&fact) ? 1 : 0;
    }

    return count;
}

static enum wallet_status write_facts(
    const struct wallet_verdict *verdict, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    wlt_write_array(&writer, count_facts(verdict));
    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (is_kept(&fact)) {
            const uint64_t group = fact.member > 0 ? wallet_field_key(walk.members) : 0;
            const struct wlt_kept kept = { group, fact.member, fact.key, fact.value };
            wlt_kept_write(&writer, &kept);
        }
    }

    return wlt_writer_status(&writer, error);
}

/** Whose it is: as it says itself, else by the field of its type that says so. */
static void find_holder(const struct wallet_verdict *verdict, struct wlt_taken *out)
{
    const struct wallet_bytes sub = verdict->cwt.sub;
    const struct wlt_holder *holder = &out->type->holder;

    if (sub.size > 0 && sub.size < sizeof out->holder) {
        memcpy(out->holder, sub.data, sub.size);
        return;
    }

    for (size_t i = 0; i < out->kept_count && holder->kind != WALLET_HOLDER_HOUSEHOLD; i++) {
        const struct wlt_kept *kept = &out->kept[i];
        const struct wallet_field *field =
            kept->group == 0 ? wallet_type_field_by_key(out->type, kept->key) : NULL;
        if (field && (field == holder->person || field == holder->organisation)) {
            (void)snprintf(
                out->holder,
                sizeof out->holder,
                "%s%.*s",
                wlt_holder_prefix(field),
                (int)kept->value.bytes.size,
                (const char *)kept->value.bytes.data);
        }
    }
}

static void copy_text(struct wallet_bytes text, char *out, size_t size)
{
    (void)snprintf(out, size, "%.*s", (int)text.size, (const char *)text.data);
}

static void describe(const struct wallet_case_licence *licence, struct wlt_taken *out)
{
    const struct wallet_verdict *verdict = licence->verdict;
    const struct wallet_bytes key = wlt_cwt_holder_key(&verdict->cwt, verdict->format->mode);

    out->way = licence->way;
    out->type = wallet_verdict_type(verdict);
    copy_text(out->type->code, out->type_code, sizeof out->type_code);
    wallet_verdict_identifier(verdict, out->identifier);
    copy_text(wallet_verdict_issuer(verdict), out->issuer, sizeof out->issuer);
    out->is_bound = wallet_verdict_is_bound(verdict);
    out->is_to_be_checked = licence->is_to_be_checked;
    out->has_until = wallet_verdict_until(verdict, &out->until_unix);
    out->verified_unix = wallet_verdict_at(verdict);
    out->at_unix = out->verified_unix;

    wallet_verdict_digest(verdict, out->digest);
    wlt_sha256(licence->original, out->original);
    if (licence->ground.size > 0) {
        wlt_sha256(licence->ground, out->ground);
    }
    if (key.size > 0) {
        wlt_sha256(key, out->key);
    }
}

enum wallet_status wlt_taken_make(
    const struct wallet_case_licence *licence, struct wlt_taken **out, struct wallet_error *error)
{
    const struct wallet_verdict *verdict = licence->verdict;
    WLT_AUTO(taken) struct wlt_taken *taken = wlt_alloc(1, sizeof *taken);
    if (!taken) {
        return wlt_fail_memory(error);
    }

    if (!wallet_verdict_has_claims(verdict) || !wallet_verdict_type(verdict)) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "it is no licence of a type that is known here");
    }

    describe(licence, taken);
    enum wallet_status status = write_facts(verdict, &taken->encoded, error);
    if (status == WALLET_OK) {
        status = wlt_taken_read_kept(taken, error);
    }

    if (status == WALLET_OK) {
        find_holder(verdict, taken);
        *out = WLT_TAKE(taken);
    }

    return status;
}

void wlt_taken_free(struct wlt_taken *taken)
{
    if (taken) {
        wallet_buffer_clear(&taken->encoded);
        wlt_free(taken->kept);
        wlt_free(taken);
    }
}
