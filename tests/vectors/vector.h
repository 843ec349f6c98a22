/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_VECTOR_H
#define TEST_VECTOR_H

#include "test.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Published vectors are JSON: out of $WALLET_VECTORS where there is such a folder, else out of the
 * copy beside this file.
 */

/** NULL where there is neither. */
static inline const char *vector_path(const char *name)
{
    const char *path = test_vector_path(name);
    if (path && access(path, R_OK) == 0) {
        return path;
    }

    char *below = test_memory(strlen("tests/vectors/") + strlen(name) + 1);
    (void)stpcpy(stpcpy(below, "tests/vectors/"), name);
    path = test_root_path(below);
    return access(path, R_OK) == 0 ? path : NULL;
}

/** The content of a file, which some begin with a byte order mark; skips the test without it. */
static inline json_t *vector_load(const char *name)
{
    const char *path = vector_path(name);
    if (!path) {
        print_message("# SKIP no vectors '%s'\n", name);
        skip();
    }

    struct wallet_bytes file = test_file(path);
    if (file.size >= 3 && memcmp(file.data, "\xef\xbb\xbf", 3) == 0) {
        file.data += 3;
        file.size -= 3;
    }

    json_error_t error;
    json_t *json = json_loadb((const char *)file.data, file.size, JSON_REJECT_DUPLICATES, &error);
    if (!json) {
        fail_msg("'%s', line %d: %s", name, error.line, error.text);
    }

    return json;
}

/** A text, or NULL. */
static inline const char *vector_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/** What a text spells in hex; nothing where there is no text. */
static inline struct wallet_bytes vector_hex(const json_t *object, const char *key)
{
    const char *hex = vector_text(object, key);
    return test_hex(hex ? hex : "");
}

#endif
