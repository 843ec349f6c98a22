/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The input is taken for the fields Signature-Input and Signature of a request, one line each, which whoever
 * reaches a counter's port may write as they like.
 */
#include "fuzz.h"
#include "http_signed.h"

#include <string.h>

static const char *value_of(const void *context, const char *name)
{
    static const char *const values[][2] = {
        { "@method", "GET" },
        { "@path", "/v1/cases" },
        { "@query", "?since=0" },
        { "content-digest", "sha-256=:AA==:" },
    };
    (void)context;

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (strcmp(values[i][0], name) == 0) {
            return values[i][1];
        }
    }

    return NULL;
}

/** What was signed is the covered components, each once and in order, and then the parameters as they came. */
static void check_base(const struct http_signed *read, const char *input)
{
    const char *at = read->base;
    char line[HTTP_SIGNED_TEXT_SIZE];

    for (size_t i = 0; i < read->covered_count; i++) {
        const char *name = read->covered[i];
        (void)snprintf(line, sizeof line, "\"%s\": %s\n", name, value_of(NULL, name));
        FUZZ_CHECK(strncmp(at, line, strlen(line)) == 0);
        at += strlen(line);
        for (size_t j = 0; j < i; j++) {
            FUZZ_CHECK(strcmp(read->covered[j], name) != 0);
        }
        FUZZ_CHECK(http_signed_covers(read, name));
    }

    const char *start = "\"@signature-params\": ";
    FUZZ_CHECK(strncmp(at, start, strlen(start)) == 0);
    FUZZ_CHECK(strcmp(at + strlen(start), strchr(input, '=') + 1) == 0);
    FUZZ_CHECK(strlen(read->base) == read->base_size);
}

static void check(const struct http_signed *read, const char *input)
{
    FUZZ_CHECK(read->key_id[0] != '\0' && read->nonce[0] != '\0');
    FUZZ_CHECK(read->created_unix >= 0 && read->expires_unix >= 0);
    FUZZ_CHECK(read->signature_size <= sizeof read->signature);
    FUZZ_CHECK(read->covered_count <= HTTP_SIGNED_COVERED_MAX);
    check_base(read, input);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct http_signed read; /* large */
    const struct http_signed_source source = { value_of, NULL };
    char *input = size > 0 ? strndup((const char *)data, size) : NULL;
    char *signature = input ? strchr(input, '\n') : NULL;

    if (signature) {
        *signature++ = '\0';
        if (!http_signed_read(input, signature, &source, &read)) {
            check(&read, input);
        }
    }
    free(input);
    return 0;
}
