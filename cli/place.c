/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool place_join(char out[PATH_MAX], const char *folder, const char *name)
{
    const int size = snprintf(out, PATH_MAX, "%s%s%s", folder, name[0] ? "/" : "", name);

    return size > 0 && size < PATH_MAX;
}

static bool find_base(
    const char *variable, const char *otherwise, const char *name, char out[PATH_MAX])
{
    const char *base = getenv(variable);
    const char *home = getenv("HOME");
    char folder[PATH_MAX];

    /* The specification of base directories: a relative path is to be ignored. */
    if (base && base[0] == '/') {
        return place_join(out, base, name);
    }

    return home && home[0] == '/' && place_join(folder, home, otherwise) &&
           place_join(out, folder, name);
}

bool place_data(char out[PATH_MAX], const char *name)
{
    return find_base("XDG_DATA_HOME", ".local/share", name, out);
}

bool place_state(char out[PATH_MAX], const char *name)
{
    return find_base("XDG_STATE_HOME", ".local/state", name, out);
}

/* Tries `name` below the folder that the running program is in. */
static bool find_beside_program(const char *name, int mode, char out[PATH_MAX])
{
    char program[PATH_MAX];
    const ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);

    if (size <= 0) {
        return false;
    }
    program[size] = '\0';

    char *slash = strrchr(program, '/');
    if (!slash) {
        return false;
    }
    *slash = '\0';

    return place_join(out, program, name) && access(out, mode) == 0;
}

static bool find(const char *variable, const char *const *names, int mode, char out[PATH_MAX])
{
    const char *given = getenv(variable);
    if (given && given[0] != '\0') {
        return place_join(
            out, given, ""); /* taken at its word: a wrong one must be seen, not hidden */
    }

    for (; names[1]; names++) {
        if (find_beside_program(names[0], mode, out)) {
            return true;
        }
    }

    return place_join(out, names[0], "") && access(out, mode) == 0;
}

bool place_catalogue(char out[PATH_MAX])
{
    static const char *const names[] = {
        "../share/wallet/catalogue",
        "../lib/catalogue",
        WALLET_CATALOGUE_FOLDER,
        NULL,
    };

    return find("WALLET_CATALOGUE", names, R_OK | X_OK, out);
}

bool place_scanner(char out[PATH_MAX])
{
    static const char *const names[] = {
        "../libexec/wallet/wallet-scanner",
        "scanner/wallet-scanner",
        WALLET_SCANNER_PATH,
        NULL,
    };

    return find("WALLET_SCANNER", names, X_OK, out);
}

/** A file in a folder that is looked for. */
static bool find_in(
    const char *variable, const char *const *folders, const char *name, char out[PATH_MAX])
{
    char folder[PATH_MAX];

    return find(variable, folders, R_OK | X_OK, folder) && place_join(out, folder, name) &&
           access(out, R_OK) == 0;
}

bool place_example(const char *name, char out[PATH_MAX])
{
    static const char *const folders[] = {
        "../share/wallet/examples",
        ".",
        WALLET_EXAMPLES_FOLDER,
        NULL,
    };

    return find_in("WALLET_EXAMPLES", folders, name, out);
}

bool place_description(const char *name, char out[PATH_MAX])
{
    static const char *const folders[] = {
        "../share/wallet",
        ".",
        WALLET_SERVICE_FOLDER,
        NULL,
    };

    return find_in("WALLET_OPENAPI", folders, name, out);
}

bool place_desk(char out[PATH_MAX])
{
    static const char *const names[] = {
        "../share/wallet/desk",
        "desk/page",
        WALLET_DESK_FOLDER,
        NULL,
    };

    return find("WALLET_DESK", names, R_OK | X_OK, out);
}
