/* SPDX-License-Identifier: Apache-2.0 */
#include "code_text.h"

#include <wallet/qr.h>

#include "json.h"
#include "text.h"

#include <stdbool.h>

static const char mask[] = "***";

/** The part of the text that may be shown; whether there is another. */
static bool hide_secret(struct wallet_bytes *text)
{
    const size_t size = wallet_code_shown_size(*text);
    const bool is_masked = size < text->size;

    text->size = size;
    return is_masked;
}

void code_text_print(FILE *stream, struct wallet_bytes text)
{
    const bool is_masked = hide_secret(&text);

    text_print(stream, text);
    if (is_masked) {
        (void)fputs(mask, stream);
    }
}

void code_text_add(json_t *object, struct wallet_bytes text)
{
    if (!hide_secret(&text)) {
        (void)json_object_set_new(object, "text", json_text(text));
        return;
    }

    json_t *shown = json_text(text);
    (void)json_object_set_new(object, "text", json_sprintf("%s%s", json_string_value(shown), mask));
    (void)json_object_set_new(object, "masked", json_true());
    json_decref(shown);
}
