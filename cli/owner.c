/* SPDX-License-Identifier: Apache-2.0 */
#include "owner.h"

#include "output.h"
#include "types.h"

#include <stdlib.h>
#include <string.h>

static enum exit_code add_code(const struct session *session, const char *name, struct owner *owner)
{
    const struct wallet_type *type = NULL;
    const enum exit_code code = types_find(session, owner->catalogue, name, &type);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const char **codes = reallocarray(owner->codes, owner->code_count + 1, sizeof *codes);
    if (!codes) {
        return complain_memory(session);
    }

    owner->codes = codes;
    owner->codes[owner->code_count++] = wallet_type_code(type);
    return EXIT_CODE_OK;
}

static enum exit_code add_codes(
    const struct session *session, const char *list, struct owner *owner)
{
    char *copy = strdup(list);
    char *rest = NULL;
    enum exit_code code = copy ? EXIT_CODE_OK : complain_memory(session);

    for (char *name = copy ? strtok_r(copy, ",", &rest) : NULL; name && code == EXIT_CODE_OK;
         name = strtok_r(NULL, ",", &rest)) {
        code = add_code(session, name, owner);
    }

    free(copy);
    return code;
}

enum exit_code owner_read(
    const struct session *session, const struct owner_settings *settings, struct owner *out)
{
    struct owner owner = { .catalogue = NULL };
    enum exit_code code =
        settings->types.count ? types_load(session, &owner.catalogue) : EXIT_CODE_OK;

    for (size_t i = 0; i < settings->types.count && code == EXIT_CODE_OK; i++) {
        code = add_codes(session, settings->types.items[i], &owner);
    }
    if (code != EXIT_CODE_OK) {
        owner_free(&owner);
        return code;
    }

    owner.owner = (struct wallet_key_owner){ .issuer = settings->issuer,
                                             .name_zh = settings->name_zh,
                                             .name_en = settings->name_en,
                                             .types = owner.codes,
                                             .type_count = owner.code_count };
    *out = owner;
    return EXIT_CODE_OK;
}

void owner_free(struct owner *owner)
{
    free(owner->codes);
    wallet_catalogue_free(owner->catalogue);
    *owner = (struct owner){ .catalogue = NULL };
}
