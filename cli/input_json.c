/* SPDX-License-Identifier: Apache-2.0 */
#include "input_json.h"

void input_json_place(const struct input *input, json_t *object)
{
    if (input->line > 0) {
        (void)json_object_set_new(object, "line", json_integer((json_int_t)input->line));
    }
    if (input->parts > 0) {
        (void)json_object_set_new(object, "parts", json_integer((json_int_t)input->parts));
    }
    if (input->count > 1) {
        json_t *code = json_object();
        (void)json_object_set_new(code, "index", json_integer((json_int_t)input->index));
        (void)json_object_set_new(code, "of", json_integer((json_int_t)input->count));
        (void)json_object_set_new(object, "code", code);
    }
}
