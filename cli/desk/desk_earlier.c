/* SPDX-License-Identifier: Apache-2.0 */
#include "desk_earlier.h"

#include "json.h"
#include "text.h"
#include "words.h"

#include <string.h>

enum {
    OPEN_MAX = 50,
    SAME_MAX = 3,
};

/** What is being listed. */
struct listing {
    const struct desk_case *desk_case;
    bool is_of_matter; /* only those of the case's matter, without itself */
    size_t most;
    json_t *out;
};

static const struct wallet_matter *matter_of(
    const struct desk_case *desk_case, const struct wallet_case_line *line)
{
    return wallet_matters_find(desk_case->matters, text_of(line->matter_code));
}

static json_t *line_json(const struct desk_case *desk_case, const struct wallet_case_line *line)
{
    const struct wallet_matter *matter = matter_of(desk_case, line);
    const enum wallet_case_state state = (enum wallet_case_state)line->state;

    return json_pack(
        "{s:s,s:o,s:o,s:o,s:o}",
        "number",
        line->number,
        "matter",
        matter ? words(
                     wallet_matter_title(matter, WALLET_ENGLISH),
                     wallet_matter_title(matter, WALLET_CHINESE))
               : words(line->matter_code, line->matter_code),
        "label",
        words(
            wallet_case_state_label(state, WALLET_ENGLISH),
            wallet_case_state_label(state, WALLET_CHINESE)),
        "changed",
        json_time(line->changed_unix),
        "clerk",
        json_text(text_of(line->clerk)));
}

static bool is_wanted(const struct listing *listing, const struct wallet_case_line *line)
{
    const struct wallet_case *item = listing->desk_case->item;

    return !listing->is_of_matter ||
           (strcmp(line->matter_code, wallet_matter_code(wallet_case_matter(item))) == 0 &&
            strcmp(line->number, wallet_case_number(item)) != 0);
}

static bool list(void *context, const struct wallet_case_line *line)
{
    struct listing *listing = context;

    if (is_wanted(listing, line)) {
        (void)json_array_append_new(listing->out, line_json(listing->desk_case, line));
    }

    return json_array_size(listing->out) < listing->most;
}

/* What cannot be looked up is not listed. */
static void add(struct listing *listing, const struct wallet_cases_query *query)
{
    if (json_array_size(listing->out) < listing->most) {
        (void)!wallet_cases_list(
            listing->desk_case->store->cases, query, list, listing, &(struct wallet_error){ 0 });
    }
}

json_t *desk_earlier_open_json(const struct desk_case *desk_case)
{
    static const enum wallet_case_state open[] = { WALLET_CASE_CORRECTING, WALLET_CASE_COLLECTING };
    struct listing listing = { .desk_case = desk_case, .most = OPEN_MAX, .out = json_array() };

    for (size_t i = 0; desk_case->store && i < sizeof open / sizeof open[0]; i++) {
        add(&listing, &(struct wallet_cases_query){ .state = (int)open[i], .limit = OPEN_MAX });
    }

    return listing.out;
}

json_t *desk_earlier_same_json(const struct desk_case *desk_case)
{
    const char *holder = desk_case->item ? wallet_case_party(desk_case->item, 0) : "";
    struct listing listing = {
        .desk_case = desk_case, .is_of_matter = true, .most = SAME_MAX, .out = json_array()
    };

    if (holder[0] != '\0') {
        add(&listing, &(struct wallet_cases_query){ .holder = holder });
    }

    return listing.out;
}

enum desk_case_answer desk_earlier_resume(struct desk_case *desk_case, const char *number)
{
    static const struct wallet_error over = {
        .status = WALLET_ERR_REFUSED,
        .message = "the case was accepted or is over: it no longer changes",
    };
    struct wallet_error error = { .message = "" };
    struct wallet_case *item = NULL;

    if (!desk_case->store) {
        return DESK_CASE_NO_STORE;
    }

    const enum wallet_status status =
        wallet_case_load(desk_case->store->cases, number, &item, &error);
    if (status != WALLET_OK || !desk_case_collects(item)) {
        wallet_case_free(item);
        return desk_case_tell(
            desk_case,
            status == WALLET_OK ? WALLET_ERR_REFUSED : status,
            status == WALLET_OK ? &over : &error);
    }

    desk_case_forget(desk_case);
    desk_case->matter = wallet_case_matter(item);
    desk_case->item = item;
    return DESK_CASE_DONE;
}
