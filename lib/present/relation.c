/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/type.h"
#include "licence/format.h"
#include "present/presentation.h"

/* What one licence tells of its holder; empty where it does not tell. */
struct holder {
    const struct wallet_type *type;
    struct wallet_bytes key;          /* to which it is bound */
    struct wallet_bytes person;       /* citizen number */
    struct wallet_bytes organisation; /* USCC */
    struct wallet_bytes name;
    struct wallet_bytes representative; /* of an organisation */
};

/** What stands behind a prefix; empty where another one does. */
static struct wallet_bytes behind(struct wallet_bytes sub, const char *prefix)
{
    const struct wallet_bytes wanted = wlt_bytes_of(prefix);

    return wlt_bytes_start_with(sub, prefix)
               ? (struct wallet_bytes){ sub.data + wanted.size, sub.size - wanted.size }
               : (struct wallet_bytes){ 0 };
}

static void note(struct holder *holder, const struct wallet_fact *fact)
{
    const char *name = wallet_field_name(fact->field);

    if (fact->field == holder->type->holder.person) {
        holder->person = fact->value.bytes;
    } else if (fact->field == holder->type->holder.organisation) {
        holder->organisation = fact->value.bytes;
    } else if (wlt_bytes_are(wlt_bytes_of(name), "name")) {
        holder->name = fact->value.bytes;
    } else if (wlt_bytes_are(wlt_bytes_of(name), "legal_representative")) {
        holder->representative = fact->value.bytes;
    }
}

static struct holder holder_of(const struct wallet_verdict *verdict)
{
    struct holder holder = {
        .type = wallet_verdict_type(verdict),
        .key = wlt_cwt_holder_key(&verdict->cwt, verdict->format->mode),
        .person = behind(verdict->cwt.sub, "111:"),
        .organisation = behind(verdict->cwt.sub, "001:"),
    };
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.member == 0 && fact.field) {
            note(&holder, &fact);
        }
    }

    return holder;
}

static bool is_same(struct wallet_bytes a, struct wallet_bytes b)
{
    return a.size > 0 && wlt_bytes_equal(a, b);
}

static void refuse(struct wallet_presentation *presentation, const char *detail)
{
    wlt_presentation_fail(presentation, WALLET_RESULT_FAILED, WALLET_REASON_HOLDER, detail);
}

static void miss(struct wallet_presentation *presentation)
{
    wlt_presentation_fail(
        presentation,
        WALLET_RESULT_FAILED,
        WALLET_REASON_INCOMPLETE,
        "it does not tell whether the licences belong together");
}

/** By the key that signed, or by the number of either kind. */
static bool is_one_holder(const struct holder *a, const struct holder *b)
{
    return is_same(a->key, b->key) || is_same(a->person, b->person) ||
           is_same(a->organisation, b->organisation);
}

static void check_holder(struct wallet_presentation *presentation)
{
    const struct holder first = holder_of(presentation->verdicts[0]);

    for (size_t i = 1; i < presentation->count; i++) {
        const struct holder other = holder_of(presentation->verdicts[i]);
        if (!is_one_holder(&first, &other)) {
            refuse(presentation, "the licences are of different holders");
        }
    }
}

/** The register among the licences; NULL where there is none. */
static const struct wallet_verdict *find_kind(
    const struct wallet_presentation *presentation, enum wallet_holder_kind kind)
{
    for (size_t i = 0; i < presentation->count; i++) {
        const struct wallet_type *type = wallet_verdict_type(presentation->verdicts[i]);
        if (type && wallet_type_holder(type) == kind) {
            return presentation->verdicts[i];
        }
    }

    return NULL;
}

/** Whether a register shows a member with this citizen number. */
static bool has_member(const struct wallet_verdict *household, struct wallet_bytes number)
{
    const struct wallet_type *type = wallet_verdict_type(household);
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(household, &walk, &fact)) {
        if (fact.member > 0 && fact.field && fact.field == type->holder.person &&
            is_same(fact.value.bytes, number)) {
            return true;
        }
    }

    return false;
}

static void check_household(struct wallet_presentation *presentation)
{
    const struct wallet_verdict *household = find_kind(presentation, WALLET_HOLDER_HOUSEHOLD);

    for (size_t i = 0; i < presentation->count; i++) {
        const struct wallet_verdict *verdict = presentation->verdicts[i];
        const struct holder holder = holder_of(verdict);
        if (!household || (verdict != household && holder.person.size == 0)) {
            miss(presentation);
        } else if (verdict != household && !has_member(household, holder.person)) {
            refuse(presentation, "a licence is of nobody in the household that is shown");
        }
    }
}

/* 营业执照 names who represents the enterprise by name alone, and that is what a counter compares. */
static void check_enterprise(struct wallet_presentation *presentation)
{
    const struct wallet_verdict *licence = find_kind(presentation, WALLET_HOLDER_ORGANISATION);
    const struct holder enterprise = licence ? holder_of(licence) : (struct holder){ 0 };

    for (size_t i = 0; i < presentation->count; i++) {
        const struct holder holder = holder_of(presentation->verdicts[i]);
        const bool is_organisation = holder.organisation.size > 0;
        const struct wallet_bytes its = is_organisation ? holder.organisation : holder.name;
        const struct wallet_bytes wanted =
            is_organisation ? enterprise.organisation : enterprise.representative;
        if (presentation->verdicts[i] == licence) {
            continue;
        }

        if (its.size == 0 || wanted.size == 0) {
            miss(presentation);
        } else if (!wlt_bytes_equal(its, wanted)) {
            refuse(presentation, "a licence is neither the enterprise's nor its representative's");
        }
    }
}

void wlt_relation_check(struct wallet_presentation *presentation, enum wallet_relation relation)
{
    switch (relation) {
    case WALLET_RELATION_NONE: break;
    case WALLET_RELATION_ONE_HOLDER: check_holder(presentation); break;
    case WALLET_RELATION_ONE_HOUSEHOLD: check_household(presentation); break;
    case WALLET_RELATION_ONE_ENTERPRISE: check_enterprise(presentation); break;
    }
}
