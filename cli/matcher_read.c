/* SPDX-License-Identifier: Apache-2.0 */
#include "matcher.h"

#include <jansson.h>

#include <string.h>

enum {
    PARTS = 4, /* v, model, score, threshold */
    PARTS_OF_PERSON = 3,
    THOUSANDTHS = 1000,
};

static const char person[] = "person";

static bool read_model(const json_t *answer, struct matcher_answer *out)
{
    const json_t *model = json_object_get(answer, "model");
    const size_t size = json_string_length(model);

    if (!json_is_string(model) || size == 0 || size >= sizeof out->model) {
        return false;
    }

    memcpy(out->model, json_string_value(model), size + 1);
    out->is_by_person = strcmp(out->model, person) == 0;
    return strlen(out->model) == size;
}

/* From 0 to 1. */
static bool read_share(const json_t *answer, const char *name, double *out)
{
    const json_t *value = json_object_get(answer, name);

    *out = json_number_value(value);
    return json_is_number(value) && *out >= 0 && *out <= 1;
}

static bool read_scores(const json_t *answer, struct matcher_answer *out)
{
    double score = 0;
    double threshold = 0;

    if (json_object_size(answer) != PARTS || !read_share(answer, "score", &score) ||
        !read_share(answer, "threshold", &threshold) || threshold <= 0) {
        return false;
    }

    /* What is rounded is rounded against the one who stands there; 0.8 is not a hair more. */
    const double hair = 1e-9;
    out->score = (unsigned)(score * THOUSANDTHS + hair);
    out->threshold = (unsigned)(threshold * THOUSANDTHS - hair) + 1;
    out->decision = out->score >= out->threshold ? MATCHER_SAME : MATCHER_DIFFERENT;
    return true;
}

static bool read_decision(const json_t *answer, struct matcher_answer *out)
{
    const char *decision = json_string_value(json_object_get(answer, "decision"));

    if (json_object_size(answer) != PARTS_OF_PERSON || !decision) {
        return false;
    }
    if (strcmp(decision, "same") == 0) {
        out->decision = MATCHER_SAME;
        return true;
    }

    out->decision = strcmp(decision, "different") == 0 ? MATCHER_DIFFERENT : MATCHER_UNSURE;
    return out->decision == MATCHER_DIFFERENT || strcmp(decision, "unsure") == 0;
}

/* One line: a newline behind it, and none in it. */
static size_t line_size(const char *text, size_t size)
{
    const size_t end = size > 0 && text[size - 1] == '\n' ? size - 1 : size;

    return memchr(text, '\n', end) ? 0 : end;
}

bool matcher_read(const char *text, size_t size, struct matcher_answer *out)
{
    json_t *answer = json_loadb(text, line_size(text, size), JSON_REJECT_DUPLICATES, NULL);
    const json_t *version = json_object_get(answer, "v");

    *out = (struct matcher_answer){ .decision = MATCHER_UNSURE };
    bool is_good = json_is_object(answer) && json_is_integer(version) &&
                   json_integer_value(version) == 1 && read_model(answer, out);
    if (is_good) {
        is_good = out->is_by_person ? read_decision(answer, out) : read_scores(answer, out);
    }

    json_decref(answer);
    return is_good;
}
