/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_elements.h"

#include "json.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

#define RETAIN ",retain"

static enum exit_code complain_name(const struct session *session, const char *name)
{
    complain(session, SAY(session, "'%s' names no element", "'%s' 不是数据元素名"), name);
    why(session, SAY(session, "a namespace and a name are needed", "须有命名空间和名称"));
    hint(session, "--element org.iso.18013.5.1/family_name");
    return EXIT_CODE_USAGE;
}

/* The last slash parts them: a namespace may be an address. */
static bool read_one(
    const char *text, enum mdoc_intent intent, struct wallet_mdoc_asked_element *out)
{
    const char *slash = strrchr(text, '/');
    if (!slash || slash == text) {
        return false;
    }

    size_t size = strlen(slash + 1);
    const size_t suffix = sizeof RETAIN - 1;
    const bool is_retained =
        intent == MDOC_INTENT && size >= suffix && strcmp(slash + 1 + size - suffix, RETAIN) == 0;
    size -= is_retained ? suffix : 0;
    *out = (struct wallet_mdoc_asked_element){
        .name_space = { (const uint8_t *)text, (size_t)(slash - text) },
        .identifier = { (const uint8_t *)slash + 1, size },
        .is_retained = is_retained,
    };
    return size > 0;
}

enum exit_code mdoc_elements_read(
    const struct session *session,
    const struct option_list *names,
    enum mdoc_intent intent,
    struct mdoc_elements *out)
{
    out->items = calloc(names->count + 1, sizeof *out->items);
    if (!out->items) {
        return complain_memory(session);
    }

    for (out->count = 0; out->count < names->count; out->count++) {
        const char *name = names->items[out->count];
        if (!read_one(name, intent, &out->items[out->count])) {
            return complain_name(session, name);
        }
    }

    return EXIT_CODE_OK;
}

void mdoc_elements_free(struct mdoc_elements *elements)
{
    free(elements->items);
    *elements = (struct mdoc_elements){ .items = NULL };
}

json_t *mdoc_element_name_json(struct wallet_bytes name_space, struct wallet_bytes identifier)
{
    const size_t size = name_space.size + 1 + identifier.size;
    uint8_t *name = malloc(size);
    if (!name) {
        return json_null();
    }

    memcpy(name, name_space.data, name_space.size);
    name[name_space.size] = '/';
    memcpy(name + name_space.size + 1, identifier.data, identifier.size);
    json_t *out = json_text((struct wallet_bytes){ name, size });
    free(name);
    return out;
}

json_t *mdoc_element_json(const struct wallet_mdoc_asked_element *element)
{
    json_t *out = json_object();

    (void)json_object_set_new(
        out, "element", mdoc_element_name_json(element->name_space, element->identifier));
    (void)json_object_set_new(out, "retain", json_boolean(element->is_retained));
    return out;
}

static bool are_same(struct wallet_bytes a, struct wallet_bytes b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

bool mdoc_elements_have(
    const struct mdoc_elements *elements,
    struct wallet_bytes name_space,
    struct wallet_bytes identifier)
{
    for (size_t i = 0; i < elements->count; i++) {
        if (are_same(elements->items[i].name_space, name_space) &&
            are_same(elements->items[i].identifier, identifier)) {
            return true;
        }
    }

    return false;
}
