/* SPDX-License-Identifier: Apache-2.0 */
#include "template.h"

#include <stdio.h>
#include <string.h>

enum {
    WORD_SIZE = 128,
    DEPTH_MAX = 32,
};

/** What a template is filled in from, here. */
struct filling {
    const json_t *facts;
    const json_t *element; /* of the innermost "$each"; NULL: outside of any */
    char *problem;
    int depth;
};

static json_t *fill(struct filling *filling, json_t *template);

static json_t *fail(const struct filling *filling, const char *what, const char *where)
{
    (void)snprintf(filling->problem, TEMPLATE_PROBLEM_SIZE, "%s '%s'", what, where);
    return NULL;
}

/** Copies what is before one of `ends`, and moves behind it; false where it does not fit. */
static bool take_word(const char **at, const char *ends, char out[WORD_SIZE])
{
    const size_t size = strcspn(*at, ends);
    if (size == 0 || size >= WORD_SIZE) {
        return false;
    }

    memcpy(out, *at, size);
    out[size] = '\0';
    *at += size;
    return true;
}

static const json_t *find_element(const json_t *array, const char *key, const char *value)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *element = json_array_get(array, i);
        const char *text = json_string_value(json_object_get(element, key));
        if (text && strcmp(text, value) == 0) {
            return element;
        }
    }

    return NULL;
}

/** Steps into "[key=value]", which `*at` is at. */
static const json_t *select_element(const json_t *array, const char **at)
{
    char key[WORD_SIZE];
    char value[WORD_SIZE];

    (*at)++;
    if (!take_word(at, "=]", key) || *(*at)++ != '=' || !take_word(at, "]", value) ||
        *(*at)++ != ']') {
        return NULL;
    }

    return find_element(array, key, value);
}

/** The value at a place; NULL: there is none. */
static const json_t *find(const json_t *from, const char *place)
{
    char word[WORD_SIZE];
    const json_t *value = from;
    const char *at = place;

    while (value && *at && *at != '?') {
        if (*at == '[') {
            value = select_element(value, &at);
        } else {
            at += *at == '.' ? 1 : 0;
            value = take_word(&at, ".[?", word) ? json_object_get(value, word) : NULL;
        }
    }

    return value;
}

static json_t *fill_text(struct filling *filling, json_t *template)
{
    const char *text = json_string_value(template);
    if (text[0] != '$') {
        return json_string(text);
    }
    if (text[1] == '$') {
        return json_string(text + 1);
    }

    const bool is_relative = text[1] == '.';
    const json_t *value = find(is_relative ? filling->element : filling->facts, text + 1);
    if (value) {
        return json_deep_copy(value);
    }

    return text[strlen(text) - 1] == '?' ? json_null() : fail(filling, "there is no", text);
}

static json_t *fill_each(struct filling *filling, json_t *template)
{
    const char *place = json_string_value(json_object_get(template, "$each"));
    json_t *item = json_object_get(template, "as");
    if (!place || place[0] != '$' || !item || json_object_size(template) != 2) {
        return fail(filling, "expected a place and 'as' in", "$each");
    }

    const json_t *array = find(place[1] == '.' ? filling->element : filling->facts, place + 1);
    if (!json_is_array(array)) {
        return fail(filling, "there is no list", place);
    }

    struct filling inner = *filling;
    json_t *out = json_array();
    for (size_t i = 0; i < json_array_size(array); i++) {
        inner.element = json_array_get(array, i);
        if (json_array_append_new(out, fill(&inner, item)) != 0) {
            json_decref(out);
            return NULL;
        }
    }

    return out;
}

static json_t *fill_object(struct filling *filling, json_t *template)
{
    json_t *out = json_object();

    for (void *at = json_object_iter(template); at; at = json_object_iter_next(template, at)) {
        json_t *value = fill(filling, json_object_iter_value(at));
        if (json_object_set_new(out, json_object_iter_key(at), value) != 0) {
            json_decref(out);
            return NULL;
        }
    }

    return out;
}

static json_t *fill_array(struct filling *filling, json_t *template)
{
    json_t *out = json_array();

    for (size_t i = 0; i < json_array_size(template); i++) {
        if (json_array_append_new(out, fill(filling, json_array_get(template, i))) != 0) {
            json_decref(out);
            return NULL;
        }
    }

    return out;
}

static json_t *fill_nested(struct filling *filling, json_t *template)
{
    if (json_is_array(template)) {
        return fill_array(filling, template);
    }

    return json_object_get(template, "$each") ? fill_each(filling, template)
                                              : fill_object(filling, template);
}

static json_t *fill(struct filling *filling, json_t *template)
{
    if (json_is_string(template)) {
        return fill_text(filling, template);
    }
    if (!json_is_object(template) && !json_is_array(template)) {
        return json_deep_copy(template);
    }
    if (filling->depth == DEPTH_MAX) {
        return fail(filling, "nested too deep:", "template");
    }

    filling->depth++;
    json_t *out = fill_nested(filling, template);
    filling->depth--;
    return out;
}

json_t *template_fill(json_t *template, const json_t *facts, char *problem)
{
    struct filling filling = { .facts = facts, .problem = problem };

    problem[0] = '\0';
    json_t *out = fill(&filling, template);
    if (!out && problem[0] == '\0') {
        (void)snprintf(problem, TEMPLATE_PROBLEM_SIZE, "out of memory");
    }

    return out;
}
