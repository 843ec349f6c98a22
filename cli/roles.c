/* SPDX-License-Identifier: Apache-2.0 */
#include "roles.h"

#include "near.h"
#include "output.h"

#include <string.h>

/* In the order of the bits of enum wallet_role. */
static const char *const names[] = {
    "issuer", "counter", "identity-service", "status", "repository", "audit",
};

#define ROLE_COUNT (sizeof names / sizeof names[0])

static enum exit_code complain_role(const struct session *session, const char *word, size_t size)
{
    struct near near = near_start(word, size);
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        near_offer(&near, names[i]);
    }

    complain(session, SAY(session, "there is no role '%.*s'", "没有角色 '%.*s'"), (int)size, word);
    why(session,
        SAY(session,
            "roles are issuer, counter, identity-service, status, repository and audit",
            "角色有 issuer、counter、identity-service、status、repository 和 audit"));
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), near.best);
    } else {
        hint(session, SAY(session, "name one of these", "请给出其中之一"));
    }
    return EXIT_CODE_USAGE;
}

static enum exit_code read_one(
    const struct session *session, const char *word, size_t size, unsigned *out)
{
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (strlen(names[i]) == size && memcmp(names[i], word, size) == 0) {
            *out |= 1U << i;
            return EXIT_CODE_OK;
        }
    }

    return complain_role(session, word, size);
}

enum exit_code roles_read(
    const struct session *session, const struct option_list *list, unsigned *out)
{
    enum exit_code code = EXIT_CODE_OK;
    unsigned roles = 0;

    for (size_t i = 0; i < list->count && code == EXIT_CODE_OK; i++) {
        const char *word = list->items[i];
        while (word && code == EXIT_CODE_OK) {
            const char *comma = strchr(word, ',');
            const size_t size = comma ? (size_t)(comma - word) : strlen(word);
            code = read_one(session, word, size, &roles);
            word = comma ? comma + 1 : NULL;
        }
    }

    if (code == EXIT_CODE_OK) {
        *out = roles;
    }
    return code;
}

const char *roles_next(unsigned roles, unsigned *index)
{
    while (*index < ROLE_COUNT) {
        const unsigned bit = (*index)++;
        if ((roles >> bit & 1U) != 0) {
            return names[bit];
        }
    }

    return NULL;
}
