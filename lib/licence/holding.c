/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/holding.h"

#include "base/text.h"
#include "catalogue/type.h"

static void note_holder(struct wlt_holding *holding, const struct wallet_fact *fact)
{
    const struct wlt_holder *holder = &holding->type->holder;

    if (fact->field == holder->person || fact->field == holder->organisation) {
        holding->count++;
        holding->field = fact->field;
        holding->number = fact->value.bytes;
    }
}

/* Number and relation stand in any order: whichever comes last makes the head known. */
static void note_member(struct wlt_holding *holding, const struct wallet_fact *fact)
{
    const struct wlt_holder *holder = &holding->type->holder;
    const bool is_head =
        fact->field == holder->relation && fact->value.number == (int64_t)holder->head;
    const bool is_number = fact->field == holder->person;

    if (is_head) {
        holding->count++;
        holding->head = fact->member;
    } else if (is_number) {
        holding->numbered = fact->member;
        holding->last = fact->value.bytes;
    }

    if ((is_head || is_number) && holding->head == holding->numbered) {
        holding->field = holder->person;
        holding->number = holding->last;
    }
}

void wlt_holding_note(struct wlt_holding *holding, const struct wallet_fact *fact)
{
    const bool is_household = holding->type->holder.kind == WALLET_HOLDER_HOUSEHOLD;

    if (!fact->field || fact->finding == WALLET_FINDING_KIND) {
        return;
    }

    if (is_household && fact->member > 0) {
        note_member(holding, fact);
    } else if (!is_household && fact->member == 0) {
        note_holder(holding, fact);
    }
}

static bool is_named(const struct wlt_holding *holding, struct wallet_bytes sub)
{
    const struct wallet_bytes prefix = wlt_bytes_of(wlt_holder_prefix(holding->field));
    const struct wallet_bytes type = { sub.data, prefix.size };

    if (sub.size < prefix.size || !wlt_bytes_equal(type, prefix)) {
        return false;
    }

    const struct wallet_bytes code = { sub.data + prefix.size, sub.size - prefix.size };
    return wlt_bytes_equal(code, holding->number);
}

const char *wlt_holding_problem(
    const struct wlt_holding *holding, struct wallet_bytes sub, bool may_be_hidden)
{
    const bool is_either = holding->type->holder.kind == WALLET_HOLDER_EITHER;

    if (is_either && holding->count == 0 && !may_be_hidden) {
        return "it has the number neither of a person nor of an organisation";
    }

    if (is_either && holding->count > 1) {
        return "it has the numbers of a person and of an organisation";
    }

    const bool is_told =
        holding->count == 1 && holding->number.size > 0 && (sub.size > 0 || !may_be_hidden);
    return is_told && !is_named(holding, sub) ? "its fields name another holder than 'sub' does"
                                              : NULL;
}
