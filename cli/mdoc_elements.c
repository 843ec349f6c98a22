/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_elements.h"

#include <wallet/mdoc_issue.h>

#include "json.h"
#include "near.h"
#include "output.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define RETAIN ",retain"

static bool are_same(struct wallet_bytes a, struct wallet_bytes b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

static bool ends_with_retain(const char *name)
{
    const size_t size = strlen(name);
    const size_t suffix = sizeof RETAIN - 1;

    return size >= suffix && strcmp(name + size - suffix, RETAIN) == 0;
}

static enum exit_code complain_name(const struct session *session, const char *name)
{
    complain(session, SAY(session, "'%s' names no element", "'%s' 不是数据元素名"), name);
    why(session, SAY(session, "a namespace and a name are needed", "须有命名空间和名称"));
    hint(session, "--element org.iso.18013.5.1/family_name");
    return EXIT_CODE_USAGE;
}

/* Whether a word stands behind the name that is not known here. */
static bool has_word(const char *name, struct wallet_bytes identifier, enum mdoc_intent intent)
{
    return intent == MDOC_INTENT ? memchr(identifier.data, ',', identifier.size) != NULL
                                 : ends_with_retain(name);
}

static enum exit_code complain_comma(
    const struct session *session, const char *name, enum mdoc_intent intent)
{
    const char *comma = strrchr(name, ',');

    complain(session, SAY(session, "'%s' names no element", "'%s' 不是数据元素名"), name);
    if (intent == MDOC_INTENT) {
        why(session,
            SAY(session,
                "behind the comma stands '%s', and 'retain' alone may stand there",
                "逗号之后是 '%s'，而该处只能是 'retain'"),
            comma + 1);
        hint(session, "--element %.*s" RETAIN, (int)(comma - name), name);
    } else {
        why(session,
            SAY(session,
                "only who asks says more than a name: '%s'",
                "名称之外的内容（'%s'）只用于请求"),
            comma);
        hint(session, "--element %.*s", (int)(comma - name), name);
    }
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_field(
    const struct session *session, const char *name, const struct wallet_type *type)
{
    const char *written = strrchr(name, '/') + 1;
    struct near near = near_start(written, strcspn(written, ","));

    near_offer(&near, WALLET_MDOC_IDENTIFIER);
    for (size_t i = 0; i < wallet_type_field_count(type); i++) {
        near_offer(&near, wallet_field_name(wallet_type_field_at(type, i)));
    }

    complain(session, SAY(session, "'%s' names no element", "'%s' 不是数据元素名"), name);
    why(session,
        SAY(session, "the type '%s' has no such field", "类型 '%s' 没有该字段"),
        wallet_type_name(type));
    if (near.best) {
        hint(session, SAY(session, "did you mean '%s'?", "是不是 '%s'？"), near.best);
    } else {
        hint(
            session,
            SAY(session, "'wallet type show %s' lists them", "'wallet type show %s' 列出其字段"),
            wallet_type_name(type));
    }
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_twice(const struct session *session, const char *name)
{
    complain(session, SAY(session, "no request was made", "未生成请求"));
    why(session, SAY(session, "'%s' is asked for twice", "'%s' 请求了两次"), name);
    hint(session, SAY(session, "name each element once", "每个数据元素只写一次"));
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

    const bool is_retained = intent == MDOC_INTENT && ends_with_retain(slash + 1);
    const size_t size = strlen(slash + 1) - (is_retained ? sizeof RETAIN - 1 : 0);
    *out = (struct wallet_mdoc_asked_element){
        .name_space = { (const uint8_t *)text, (size_t)(slash - text) },
        .identifier = { (const uint8_t *)slash + 1, size },
        .is_retained = is_retained,
    };
    return size > 0;
}

/* In a type of ours the elements are its fields, whichever of their names somebody knows. */
static bool find_field(const struct wallet_type *type, struct wallet_mdoc_asked_element *element)
{
    const struct wallet_field *field = wallet_type_find_field(type, element->identifier);

    element->name_space = text_of(wallet_type_code(type));
    if (field) {
        element->identifier = text_of(wallet_field_name(field));
    }
    return field || are_same(element->identifier, text_of(WALLET_MDOC_IDENTIFIER));
}

static bool is_twice(const struct mdoc_elements *elements)
{
    const struct wallet_mdoc_asked_element *last = &elements->items[elements->count];

    return mdoc_elements_have(elements, last->name_space, last->identifier);
}

static enum exit_code take(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const char *name,
    enum mdoc_intent intent,
    struct mdoc_elements *out)
{
    struct wallet_mdoc_asked_element *element = &out->items[out->count];

    if (!read_one(name, intent, element)) {
        return complain_name(session, name);
    }
    if (has_word(name, element->identifier, intent)) {
        return complain_comma(session, name, intent);
    }

    const struct wallet_type *type =
        catalogue ? wallet_catalogue_find(catalogue, element->name_space) : NULL;
    if (type && !find_field(type, element)) {
        return complain_field(session, name, type);
    }

    return intent == MDOC_INTENT && is_twice(out) ? complain_twice(session, name) : EXIT_CODE_OK;
}

enum exit_code mdoc_elements_read(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct option_list *names,
    enum mdoc_intent intent,
    struct mdoc_elements *out)
{
    enum exit_code code = EXIT_CODE_OK;

    out->items = calloc(names->count + 1, sizeof *out->items);
    if (!out->items) {
        return complain_memory(session);
    }

    while (out->count < names->count && code == EXIT_CODE_OK) {
        code = take(session, catalogue, names->items[out->count], intent, out);
        out->count++;
    }

    return code;
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
