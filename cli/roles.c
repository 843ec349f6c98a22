/* SPDX-License-Identifier: Apache-2.0 */
#include "roles.h"

#include "near.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

static const struct {
    enum wallet_role role;
    const char *name;
    const char *name_zh;
} table[] = {
    { WALLET_ROLE_ISSUER, "issuer", "颁发机构" },
    { WALLET_ROLE_COUNTER, "counter", "窗口" },
    { WALLET_ROLE_IDENTITY_SERVICE, "identity-service", "身份核验服务" },
    { WALLET_ROLE_STATUS, "status", "状态发布" },
    { WALLET_ROLE_REPOSITORY, "repository", "电子证照库" },
    { WALLET_ROLE_AUDIT, "audit", "审计" },
    { WALLET_ROLE_APPROVAL, "approval", "审批系统" },
};

enum {
    ROLE_COUNT = sizeof table / sizeof table[0],
};

static enum exit_code complain_role(const struct session *session, const char *word, size_t size)
{
    struct near near = near_start(word, size);
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        near_offer(&near, table[i].name);
    }

    complain(session, SAY(session, "there is no role '%.*s'", "没有角色 '%.*s'"), (int)size, word);
    why(session,
        SAY(session,
            "roles are issuer, counter, identity-service, status, repository, audit and approval",
            "角色有 issuer、counter、identity-service、status、repository、audit 和 approval"));
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), near.best);
    } else {
        hint(session, SAY(session, "name one of these", "请给出其中之一"));
    }
    return EXIT_CODE_USAGE;
}

static unsigned find(const char *word, size_t size)
{
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (strlen(table[i].name) == size && memcmp(table[i].name, word, size) == 0) {
            return table[i].role;
        }
    }

    return 0;
}

unsigned roles_find(const char *name)
{
    return find(name, strlen(name));
}

static enum exit_code read_one(
    const struct session *session, const char *word, size_t size, unsigned *out)
{
    const unsigned role = find(word, size);
    if (role == 0) {
        return complain_role(session, word, size);
    }

    *out |= role;
    return EXIT_CODE_OK;
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

void roles_write(const struct session *session, unsigned roles, char out[ROLES_TEXT_SIZE])
{
    out[0] = '\0';
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (roles & table[i].role) {
            const char *word = SAY(session, table[i].name, table[i].name_zh);
            const size_t size = strlen(out);
            (void)snprintf(out + size, ROLES_TEXT_SIZE - size, "%s%s", size ? ", " : "", word);
        }
    }
}

json_t *roles_json(unsigned roles)
{
    json_t *out = json_array();

    for (size_t i = 0; i < ROLE_COUNT; i++) {
        if (roles & table[i].role) {
            (void)json_array_append_new(out, json_string(table[i].name));
        }
    }

    return out;
}
