/* SPDX-License-Identifier: Apache-2.0 */
#include "audience.h"

#include "output.h"

#include <stdio.h>
#include <string.h>

enum {
    USCC_SIZE = 18,
    DIVISION_AT = 2, /* GB 32100: positions 3 to 8 */
    DIVISION_SIZE = 6,
    LEVELS = 3, /* county, city, province */
};

static bool add(struct audience *audience, const char *name)
{
    if (audience->count == AUDIENCE_MAX) {
        return false;
    }

    audience->names[audience->count++] = name;
    return true;
}

/* "360502" for level 0, "360500" for 1, "360000" for 2. */
static bool add_division(struct audience *audience, const char *uscc, int level)
{
    char *out = audience->divisions[audience->count % AUDIENCE_MAX];
    const int kept = DIVISION_SIZE - 2 * level;

    (void)snprintf(
        out, AUDIENCE_NAME_SIZE, "%.*s%.*s", kept, uscc + DIVISION_AT, 2 * level, "0000");
    return add(audience, out);
}

static bool add_name(struct audience *audience, const char *name)
{
    bool fits = add(audience, name);

    for (int level = 0; fits && strlen(name) == USCC_SIZE && level < LEVELS; level++) {
        fits = add_division(audience, name, level);
    }

    return fits;
}

enum exit_code audience_read(
    const struct session *session,
    const struct option_list *named,
    const char *counter,
    struct audience *out)
{
    out->count = 0;
    bool fits = !counter || add_name(out, counter);

    for (size_t i = 0; fits && i < named->count; i++) {
        fits = add_name(out, named->items[i]);
    }
    if (fits) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "too many are named", "指明的核验方过多"));
    why(session, SAY(session, "--audience takes 16 of them", "--audience 至多 16 个"));
    hint(session, SAY(session, "name the counter alone", "请只指明本窗口"));
    return EXIT_CODE_USAGE;
}
