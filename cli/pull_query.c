/* SPDX-License-Identifier: Apache-2.0 */
#include "pull_query.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A cursor is the place in hex and the number of the case there: opaque to whoever has it. */
enum {
    PLACE_DIGITS = 16,
};

void pull_cursor_write(const struct wallet_accepted_mark *mark, char out[PULL_CURSOR_SIZE])
{
    (void)snprintf(out, PULL_CURSOR_SIZE, "%016" PRIx64 "-%s", mark->place, mark->number);
}

static bool read_cursor(const char *text, size_t size, struct wallet_accepted_mark *out)
{
    const size_t number_size = size > PLACE_DIGITS ? size - PLACE_DIGITS - 1 : 0;
    const char *number = text + PLACE_DIGITS + 1;

    if (number_size == 0 || number_size >= sizeof out->number ||
        strspn(text, "0123456789abcdef") != PLACE_DIGITS || text[PLACE_DIGITS] != '-' ||
        strspn(number, "0123456789") != number_size) {
        return false;
    }

    (void)snprintf(out->number, sizeof out->number, "%.*s", (int)number_size, number);
    out->place = strtoull(text, NULL, 16);
    return out->place > 0 && out->place <= INT64_MAX;
}

static bool read_limit(const char *text, size_t size, unsigned *out)
{
    if (size == 0 || size > 3 || strspn(text, "0123456789") != size) {
        return false;
    }

    *out = (unsigned)strtoul(text, NULL, 10);
    return *out >= 1 && *out <= PULL_LIMIT_MAX;
}

/** One NAME=VALUE. */
static const char *read_argument(
    const char *text, size_t size, struct pull_request *out, bool seen[2])
{
    static const char since[] = "since=";
    static const char limit[] = "limit=";
    const size_t name_size = sizeof since - 1; /* of both */
    const bool is_since = size >= name_size && memcmp(text, since, name_size) == 0;
    const bool is_limit = size >= name_size && memcmp(text, limit, name_size) == 0;

    if ((!is_since && !is_limit) || seen[is_limit]) {
        return "only 'since' and 'limit' are asked for, each at most once";
    }

    seen[is_limit] = true;
    if (is_limit) {
        return read_limit(text + name_size, size - name_size, &out->limit)
                   ? NULL
                   : "'limit' is a number from 1 to 100";
    }

    return read_cursor(text + name_size, size - name_size, &out->since)
               ? NULL
               : "'since' is no cursor of an answer: leave it out to begin anew";
}

const char *pull_query_read(const char *query, struct pull_request *out)
{
    bool seen[2] = { false, false };
    const char *why = NULL;

    for (const char *at = query + 1; *at != '\0' && !why;) {
        char argument[128];
        const size_t size = strcspn(at, "&");

        if (size >= sizeof argument) {
            return "an argument is longer than is taken";
        }
        (void)snprintf(argument, sizeof argument, "%.*s", (int)size, at);
        why = read_argument(argument, size, out, seen);
        at += size;
        at += *at == '&' ? 1 : 0;
    }

    return why;
}
