/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/date.h"
#include "base/error.h"
#include "base/fold.h"
#include "base/text.h"
#include "catalogue/day.h"
#include "counter/source.h"
#include "counter/weigh.h"

#include <string.h>

enum {
    BIRTH_OFFSET = 6, /* GB 11643-1999: digits 7 to 14 of a citizen number are the day of birth */
    BIRTH_SIZE = 8,
};

/** What one rule is weighed with. */
struct weighing {
    const struct wlt_dossier *dossier;
    const struct wallet_rule *rule;
    int64_t at_unix;
    struct wlt_said left[WLT_SAID_MAX];
    struct wlt_said right[WLT_SAID_MAX];
    size_t left_count;
    size_t right_count;
    struct wallet_buffer a; /* what is compared, as text */
    struct wallet_buffer b;
    bool is_out_of_memory;
};

static enum wallet_comparison told(bool is_same)
{
    return is_same ? WALLET_COMPARISON_SAME : WALLET_COMPARISON_DIFFERENT;
}

/** Writes a value so that two ways of writing it are one. */
static void fold(struct weighing *weighing, const struct wlt_said *said, struct wallet_buffer *out)
{
    struct wallet_buffer text = { 0 };

    if (!wlt_said_format(said, &text) || !wlt_text_fold(wallet_buffer_bytes(&text), out)) {
        weighing->is_out_of_memory = true;
    }

    wallet_buffer_clear(&text);
}

static bool is_same(
    struct weighing *weighing, const struct wlt_said *left, const struct wlt_said *right)
{
    fold(weighing, left, &weighing->a);
    fold(weighing, right, &weighing->b);
    return wlt_bytes_equal(wallet_buffer_bytes(&weighing->a), wallet_buffer_bytes(&weighing->b));
}

/** SAME, and MEMBER, where the right side has a value of each member. */
static enum wallet_comparison compare_sides(struct weighing *weighing)
{
    bool is_found = false;

    if (weighing->left_count == 0 || weighing->right_count == 0) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    for (size_t i = 0; i < weighing->right_count && !is_found; i++) {
        is_found = is_same(weighing, &weighing->left[0], &weighing->right[i]);
    }

    return told(is_found);
}

static enum wallet_comparison compare_current(struct weighing *weighing)
{
    const struct wlt_dossier *dossier = weighing->dossier;

    for (size_t i = dossier->licence_count; i > 0; i--) {
        const struct wlt_taken *taken = dossier->licences[i - 1];
        if (taken->party == weighing->rule->party &&
            strcmp(taken->type_code, wallet_type_code(weighing->rule->type)) == 0) {
            return told(!taken->has_until || taken->until_unix > weighing->at_unix);
        }
    }

    return WALLET_COMPARISON_IMPOSSIBLE;
}

static bool begins_with(struct weighing *weighing, const char *text)
{
    if (!wlt_text_fold(wlt_bytes_of(text), &weighing->b)) {
        weighing->is_out_of_memory = true;
        return false;
    }

    return weighing->b.size > 0 &&
           wlt_bytes_start_with(wallet_buffer_bytes(&weighing->a), (const char *)weighing->b.data);
}

static enum wallet_comparison compare_region(struct weighing *weighing)
{
    const struct wallet_rule *rule = weighing->rule;
    bool is_inside = false;

    if (weighing->left_count == 0) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    fold(weighing, &weighing->left[0], &weighing->a);
    for (size_t i = 0; i < rule->text_count && !is_inside && !weighing->is_out_of_memory; i++) {
        is_inside = begins_with(weighing, rule->texts[i]);
    }

    return told(is_inside);
}

static bool read_birth(const struct wlt_said *said, int64_t *out_day)
{
    switch (wallet_field_kind(said->field)) {
    case WALLET_FIELD_DATE: *out_day = said->value.number; return true;
    case WALLET_FIELD_CITIZEN_NUMBER:
        return said->value.bytes.size > BIRTH_OFFSET + BIRTH_SIZE &&
               wlt_day_parse(
                   (struct wallet_bytes){ said->value.bytes.data + BIRTH_OFFSET, BIRTH_SIZE },
                   out_day);
    case WALLET_FIELD_TEXT:
    case WALLET_FIELD_CODE:
    case WALLET_FIELD_USCC:
    case WALLET_FIELD_DIVISION:
    case WALLET_FIELD_NUMBER:
    case WALLET_FIELD_PORTRAIT:
    case WALLET_FIELD_MEMBERS: break;
    }

    return false;
}

/** Whole years from one day to another; who was born on 29 February is a year older on 1 March. */
static int years_between(struct wlt_date from, struct wlt_date to)
{
    const bool had_birthday =
        to.month > from.month || (to.month == from.month && to.day >= from.day);
    return to.year - from.year - (had_birthday ? 0 : 1);
}

static enum wallet_comparison compare_age(struct weighing *weighing)
{
    int64_t birth = 0;
    struct wlt_date born;
    struct wlt_date today;

    if (weighing->left_count == 0 || !read_birth(&weighing->left[0], &birth) ||
        !wlt_date_from_days(birth, &born) ||
        !wlt_date_from_days(wlt_day_in_china(weighing->at_unix), &today)) {
        return WALLET_COMPARISON_IMPOSSIBLE;
    }

    const int age = years_between(born, today);
    return told(age >= (int)weighing->rule->least && age <= (int)weighing->rule->most);
}

static enum wallet_comparison compare(struct weighing *weighing)
{
    switch (weighing->rule->kind) {
    case WALLET_RULE_SAME:
    case WALLET_RULE_MEMBER: return compare_sides(weighing);
    case WALLET_RULE_CURRENT: return compare_current(weighing);
    case WALLET_RULE_REGION: return compare_region(weighing);
    case WALLET_RULE_AGE: return compare_age(weighing);
    }

    return WALLET_COMPARISON_IMPOSSIBLE;
}

/** Whether a licence that the rule needs is not there, but may still come. */
static bool must_wait(const struct weighing *weighing)
{
    const struct wlt_dossier *dossier = weighing->dossier;
    const struct wallet_rule *rule = weighing->rule;

    if (rule->kind == WALLET_RULE_CURRENT) {
        return wlt_licence_may_come(dossier, rule->party, rule->type);
    }

    return (weighing->left_count == 0 &&
            wlt_sources_may_come(dossier, rule->left, rule->left_count)) ||
           (rule->right_count > 0 && weighing->right_count == 0 &&
            wlt_sources_may_come(dossier, rule->right, rule->right_count));
}

static void weigh_rule(struct weighing *weighing, struct wlt_dossier_rule *out)
{
    const struct wallet_rule *rule = weighing->rule;

    weighing->left_count =
        wlt_sources_find(weighing->dossier, rule->left, rule->left_count, weighing->left);
    weighing->right_count =
        wlt_sources_find(weighing->dossier, rule->right, rule->right_count, weighing->right);
    out->comparison = compare(weighing);
    out->is_compared = out->comparison != WALLET_COMPARISON_IMPOSSIBLE || !must_wait(weighing);
}

enum wallet_status wlt_weigh_rules(
    struct wlt_dossier *dossier, int64_t at_unix, struct wallet_error *error)
{
    const size_t count = wallet_matter_rule_count(dossier->matter);
    struct weighing weighing = { .dossier = dossier, .at_unix = at_unix };

    for (size_t i = 0; i < count; i++) {
        weighing.rule = wallet_matter_rule_at(dossier->matter, i);
        weigh_rule(&weighing, &dossier->rules[i]);
    }

    wallet_buffer_clear(&weighing.a);
    wallet_buffer_clear(&weighing.b);
    return weighing.is_out_of_memory ? wlt_fail_memory(error) : WALLET_OK;
}

bool wlt_dossier_may_decide(const struct wlt_dossier *dossier, size_t rule)
{
    const struct wlt_dossier_rule *put = &dossier->rules[rule];

    return put->is_compared && put->comparison != WALLET_COMPARISON_SAME &&
           (wallet_matter_rule_at(dossier->matter, rule)->is_advisory ||
            put->comparison == WALLET_COMPARISON_IMPOSSIBLE);
}

bool wlt_rule_holds(const struct wlt_dossier *dossier, size_t rule)
{
    const struct wlt_dossier_rule *put = &dossier->rules[rule];

    if (!put->is_compared || put->comparison == WALLET_COMPARISON_SAME) {
        return true;
    }

    /* What was decided counts only as long as it is for the clerk to decide: licences may come anew. */
    return wlt_dossier_may_decide(dossier, rule) && put->is_decided && put->decision;
}
