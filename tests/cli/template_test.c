/* SPDX-License-Identifier: Apache-2.0 */
#include "template.h"

#include "test.h"

#include <stdlib.h>

static const char facts_text[] =
    "{\"number\":\"17\",\"days\":5,\"open\":true,\"party\":{\"name\":\"钟望舒\"},"
    "\"form\":[{\"name\":\"phone\",\"value\":\"138\"},{\"name\":\"dot.ted\",\"value\":\"x\"}],"
    "\"materials\":[{\"title\":\"a\",\"licences\":[{\"id\":1},{\"id\":2}]},"
    "{\"title\":\"b\",\"licences\":[]}]}";

/** Fills a template in from the facts above; tells the result, or "! " and the problem. */
static const char *filled(const char *text)
{
    char *out = test_memory(1024);
    char problem[TEMPLATE_PROBLEM_SIZE];
    json_t *template = json_loads(text, JSON_DECODE_ANY, NULL);
    json_t *facts = json_loads(facts_text, 0, NULL);
    json_t *result = template_fill(template, facts, problem);

    CHECK(template && facts);
    if (result) {
        out[json_dumpb(result, out, 1023, JSON_COMPACT | JSON_ENCODE_ANY)] = '\0';
    } else {
        (void)snprintf(out, 1024, "! %s", problem);
    }

    json_decref(result);
    json_decref(facts);
    json_decref(template);
    return out;
}

TEST(fills_in_what_stands_at_a_place)
{
    static const struct {
        const char *template;
        const char *wanted;
    } rows[] = {
        { "{\"no\":\"$number\",\"n\":1}", "{\"no\":\"17\",\"n\":1}" },
        { "\"$days\"", "5" },
        { "\"$open\"", "true" },
        { "\"$party.name\"", "\"钟望舒\"" },
        { "[\"$party\",null,\"plain\"]", "[{\"name\":\"钟望舒\"},null,\"plain\"]" },
        { "\"$form[name=phone].value\"", "\"138\"" },
        { "\"$form[name=dot.ted].value\"", "\"x\"" },
        { "\"$$ 12\"", "\"$ 12\"" },
        { "\"$closed?\"", "null" },
        { "\"$form[name=fax].value?\"", "null" },
        { "{\"$each\":\"$materials\",\"as\":{\"t\":\"$.title\",\"of\":\"$number\"}}",
          "[{\"t\":\"a\",\"of\":\"17\"},{\"t\":\"b\",\"of\":\"17\"}]" },
        { "{\"$each\":\"$materials\",\"as\":{\"$each\":\"$.licences\",\"as\":\"$.id\"}}",
          "[[1,2],[]]" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_TEXT(filled(rows[i].template), rows[i].wanted);
    }
}

TEST(tells_which_place_is_not_there)
{
    static const struct {
        const char *template;
        const char *wanted;
    } rows[] = {
        { "{\"a\":{\"b\":\"$closed\"}}", "! there is no '$closed'" },
        { "\"$number.x\"", "! there is no '$number.x'" },
        { "\"$form[name=fax].value\"", "! there is no '$form[name=fax].value'" },
        { "\"$form[name\"", "! there is no '$form[name'" },
        { "\"$form[]\"", "! there is no '$form[]'" },
        { "\"$.title\"", "! there is no '$.title'" },
        { "[\"$a\"]", "! there is no '$a'" },
        { "{\"$each\":\"$number\",\"as\":1}", "! there is no list '$number'" },
        { "{\"$each\":\"$materials\"}", "! expected a place and 'as' in '$each'" },
        { "{\"$each\":\"$materials\",\"as\":1,\"x\":2}", "! expected a place and 'as' in '$each'" },
        { "{\"$each\":\"$materials\",\"as\":\"$.nothing\"}", "! there is no '$.nothing'" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_TEXT(filled(rows[i].template), rows[i].wanted);
    }
}

TEST(does_not_nest_without_end)
{
    char text[2 * 40 + 1];

    for (size_t i = 0; i < 40; i++) {
        text[i] = '[';
        text[40 + i] = ']';
    }
    text[80] = '\0';
    CHECK_TEXT(filled(text), "! nested too deep: 'template'");
}
