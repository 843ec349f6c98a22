/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "catalogue/matter_parts.h"
#include "catalogue/nearest.h"
#include "catalogue/quote.h"

#include <string.h>

/** Fails for a name that stands for nothing, with the one that may have been meant. */
static void fail_unknown(
    const struct wlt_node *node,
    const char *what,
    const char *owner,
    const struct wlt_nearest *nearest)
{
    char quoted[WLT_QUOTE_SIZE];

    wlt_quote(nearest->wanted, quoted);
    wlt_node_fail(
        node,
        WALLET_ERR_STRUCTURE,
        "%s%sthere is no %s '%s'%s%s%s",
        owner ? owner : "",
        owner ? ": " : "",
        what,
        quoted,
        nearest->found ? ", did you mean '" : "",
        nearest->found ? nearest->found : "",
        nearest->found ? "'?" : "");
}

static void fail_party(
    const struct wlt_node *node, const struct wallet_matter *matter, struct wallet_bytes name)
{
    struct wlt_nearest nearest = { .wanted = name };

    for (size_t i = 0; i < matter->party_count; i++) {
        wlt_nearest_offer(&nearest, wlt_bytes_of(matter->parties[i].name));
    }

    fail_unknown(node, "party", NULL, &nearest);
}

size_t wlt_matter_party_named(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, struct wallet_bytes name)
{
    const struct wallet_matter *matter = reading->matter;

    for (size_t i = 0; i < matter->party_count; i++) {
        if (wlt_bytes_are(name, matter->parties[i].name)) {
            return i;
        }
    }

    fail_party(node, matter, name);
    return 0;
}

static void fail_type(
    const struct wlt_node *node, const struct wallet_catalogue *catalogue, struct wallet_bytes name)
{
    struct wlt_nearest nearest = { .wanted = name };

    for (size_t i = 0; i < wallet_catalogue_count(catalogue); i++) {
        wlt_nearest_offer(&nearest, wallet_catalogue_at(catalogue, i)->name);
    }

    fail_unknown(node, "licence type", NULL, &nearest);
}

/** Whether such a party may hold such a licence; a household's is of its members. */
static bool may_hold(const struct wallet_party *party, const struct wallet_type *type)
{
    return party->holder == WALLET_HOLDER_PERSON
               ? type->holder.kind != WALLET_HOLDER_ORGANISATION
               : type->holder.kind == WALLET_HOLDER_ORGANISATION ||
                     type->holder.kind == WALLET_HOLDER_EITHER;
}

const struct wallet_type *wlt_matter_type_named(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    struct wallet_bytes name,
    size_t party)
{
    const struct wallet_type *type = wallet_catalogue_find(reading->catalogue, name);
    if (!wlt_json_is_ok(node->json)) {
        return NULL;
    }

    if (!type) {
        fail_type(node, reading->catalogue, name);
        return NULL;
    }

    const struct wallet_party *holder = &reading->matter->parties[party];
    if (!may_hold(holder, type)) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "'%s' is %s, which holds no '%s'",
            holder->name,
            holder->holder == WALLET_HOLDER_PERSON ? "a person" : "an organisation",
            wallet_type_name(type));
        return NULL;
    }

    return type;
}

const struct wallet_field *wlt_matter_field_named(
    const struct wlt_node *node,
    const struct wlt_field_set *set,
    const char *owner,
    struct wallet_bytes name)
{
    const struct wallet_field *field = wlt_field_set_named(set, name);

    if (!field && wlt_json_is_ok(node->json)) {
        const struct wlt_nearest nearest = {
            .wanted = name,
            .found = wlt_field_set_nearest(set, name),
        };
        fail_unknown(node, "field", owner, &nearest);
    }

    return field;
}

bool wlt_matter_cut(struct wallet_bytes *rest, char mark, struct wallet_bytes *out)
{
    const uint8_t *found = rest->size > 0 ? memchr(rest->data, mark, rest->size) : NULL;
    if (!found) {
        return false;
    }

    const size_t size = (size_t)(found - rest->data);
    *out = (struct wallet_bytes){ rest->data, size };
    *rest = (struct wallet_bytes){ found + 1, rest->size - size - 1 };
    return true;
}
