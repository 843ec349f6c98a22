/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_OWNER_H
#define WALLET_CLI_OWNER_H

#include <wallet/catalogue.h>
#include <wallet/key.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

/** Whose key it is to be, as options say. */
struct owner_settings {
    const char *issuer;
    const char *name_zh;
    const char *name_en;
    struct option_list types; /* each one or several, by name or code, separated by commas */
};

/** The same with type codes; borrows from the settings.  owner_free() releases it. */
struct owner {
    struct wallet_key_owner owner;
    struct wallet_catalogue *catalogue; /* has the codes; NULL if none were named */
    const char **codes;
    size_t code_count;
};

/** Looks the types up; tells why where it cannot. */
enum exit_code owner_read(
    const struct session *session, const struct owner_settings *settings, struct owner *out);

void owner_free(struct owner *owner);

#endif
