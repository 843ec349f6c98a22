/* SPDX-License-Identifier: Apache-2.0 */
#include "scope_text.h"

#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *scope_text_of(const struct type_pick *pick)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (!stream) {
        return NULL;
    }

    fputs(wallet_type_code(pick->type), stream);
    for (size_t i = 0; i < pick->count && !pick->is_whole; i++) {
        const struct field_pick *field = &pick->fields[i];
        (void)fprintf(stream, "%s%" PRIu64, i > 0 ? "," : "#", wallet_field_key(field->field));
        if (field->member) {
            (void)fprintf(stream, ".%" PRIu64, wallet_field_key(field->member));
        }
    }

    return fclose(stream) == 0 ? text : NULL;
}

/* Prints one field and moves behind it and its separator. */
static const char *print_field(FILE *stream, const struct wallet_type *type, const char *at)
{
    char *end = NULL;
    const uint64_t key = strtoull(at, &end, 10);
    const struct wallet_field *field = type ? wallet_type_field_by_key(type, key) : NULL;

    if (field) {
        fputs(wallet_field_name(field), stream);
    } else {
        (void)fprintf(stream, "%" PRIu64, key);
    }
    if (*end == '.') {
        const uint64_t inner = strtoull(end + 1, &end, 10);
        const struct wallet_field *member =
            field ? wallet_field_member_field_by_key(field, inner) : NULL;
        if (member) {
            (void)fprintf(stream, ".%s", wallet_field_name(member));
        } else {
            (void)fprintf(stream, ".%" PRIu64, inner);
        }
    }

    return *end ? end + 1 : end;
}

char *scope_text_name(const struct wallet_catalogue *catalogue, const char *scope)
{
    const size_t code_size = strcspn(scope, "#");
    const struct wallet_bytes code = { (const uint8_t *)scope, code_size };
    const struct wallet_type *type = catalogue ? wallet_catalogue_find(catalogue, code) : NULL;
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (!stream) {
        return NULL;
    }

    if (type) {
        fputs(wallet_type_name(type), stream);
    } else {
        (void)fwrite(scope, 1, code_size, stream);
    }
    const char *at = scope[code_size] ? scope + code_size + 1 : scope + code_size;
    for (char mark = ':'; *at; mark = '+') {
        fputc(mark, stream);
        at = print_field(stream, type, at);
    }

    return fclose(stream) == 0 ? text : NULL;
}
