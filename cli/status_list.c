/* SPDX-License-Identifier: Apache-2.0 */
#include "status_list.h"

#include "json.h"

json_t *status_list_json(const struct wallet_status_list_facts *facts, int64_t at_unix)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "uri", json_string(facts->uri));
    (void)json_object_set_new(
        out, "kind", json_string(facts->is_of_identifiers ? "identifier_list" : "status_list"));
    (void)json_object_set_new(out, "count", json_integer((json_int_t)facts->count));
    (void)json_object_set_new(out, "issued", json_time(facts->issued_unix));
    (void)json_object_set_new(out, "age", json_integer((json_int_t)(at_unix - facts->issued_unix)));
    return out;
}
