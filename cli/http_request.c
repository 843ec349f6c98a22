/* SPDX-License-Identifier: Apache-2.0 */
#include "http_exchange.h"
#include "http_parts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What a route may ask of the head of a request, beside its path. */

/* A field that is looked for. */
struct finding {
    const char *name;
    struct http_field found;
};

static enum MHD_Result find_field(
    void *opaque,
    enum MHD_ValueKind kind,
    const char *name,
    size_t name_size,
    const char *value,
    size_t value_size)
{
    struct finding *finding = opaque;
    (void)kind, (void)name_size, (void)value_size;

    if (strcasecmp(name, finding->name) == 0) {
        finding->found.value = value;
        finding->found.count++;
    }

    return MHD_YES;
}

const char *http_exchange_field(const struct http_exchange *exchange, const char *name)
{
    struct finding finding = { .name = name };

    (void)MHD_get_connection_values_n(
        http_exchange_connection(exchange), MHD_HEADER_KIND, find_field, &finding);
    return finding.found.count == 1 ? finding.found.value : NULL;
}

/* A query that is put together again. */
struct query {
    char *text;
    size_t room;
    size_t size;
    bool is_full;
};

static enum MHD_Result add_argument(
    void *opaque,
    enum MHD_ValueKind kind,
    const char *name,
    size_t name_size,
    const char *value,
    size_t value_size)
{
    struct query *query = opaque;
    (void)kind, (void)name_size, (void)value_size;

    const int size = snprintf(
        query->text + query->size,
        query->room - query->size,
        "%s%s%s%s",
        query->size > 1 ? "&" : "",
        name,
        value ? "=" : "",
        value ? value : "");
    query->is_full = size < 0 || (size_t)size >= query->room - query->size;
    query->size += query->is_full ? 0 : (size_t)size;
    return query->is_full ? MHD_NO : MHD_YES;
}

bool http_exchange_query(const struct http_exchange *exchange, char *out, size_t size)
{
    struct query query = { .text = out, .room = size, .size = 1 };

    if (size < 2) {
        return false;
    }

    memcpy(out, "?", 2);
    (void)MHD_get_connection_values_n(
        http_exchange_connection(exchange), MHD_GET_ARGUMENT_KIND, add_argument, &query);
    return !query.is_full;
}
