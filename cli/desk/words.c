/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include "json.h"
#include "text.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

json_t *words(const char *english, const char *chinese)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "zh", json_text(text_of(chinese)));
    (void)json_object_set_new(out, "en", json_text(text_of(english)));
    return out;
}

json_t *words_type(const struct wallet_type *type)
{
    return words(wallet_type_title(type, WALLET_ENGLISH), wallet_type_title(type, WALLET_CHINESE));
}

json_t *words_field(const struct wallet_field *field)
{
    return words(
        wallet_field_title(field, WALLET_ENGLISH), wallet_field_title(field, WALLET_CHINESE));
}

struct session words_session(const struct session *session, enum wallet_language language)
{
    struct session out = *session;

    out.language = language;
    return out;
}

static void wipe(void *memory)
{
    if (memory) {
        explicit_bzero(memory, malloc_usable_size(memory));
    }
    free(memory);
}

void words_wipe_json(void)
{
    json_set_alloc_funcs(malloc, wipe);
}
