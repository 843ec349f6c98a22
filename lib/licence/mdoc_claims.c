/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/format.h"
#include "licence/mdoc.h"

enum {
    PART_ISSUER = 0, /* of a walk: what the issuer signed, and then what the device did */
    PART_DEVICE = 1,
    PART_COUNT = 2,
};

static bool is_mdoc(const struct wallet_verdict *verdict)
{
    return verdict->format == &wlt_format_mdoc;
}

struct wallet_bytes wallet_mdoc_doc_type(const struct wallet_verdict *verdict)
{
    return is_mdoc(verdict) && wallet_verdict_has_claims(verdict) ? verdict->cwt.vct
                                                                  : (struct wallet_bytes){ 0 };
}

bool wallet_mdoc_deviates(
    const struct wallet_verdict *verdict, size_t index, enum wallet_deviation deviation)
{
    return is_mdoc(verdict) && index < WLT_CHAIN_MAX &&
           (unsigned)deviation < WALLET_DEVIATION_COUNT &&
           (verdict->deviations[index] >> deviation & 1) != 0;
}

/** Opens the next part of a walk: a map of namespaces, which may be empty or missing. */
static void open_part(const struct wallet_verdict *verdict, struct wallet_mdoc_walk *walk)
{
    struct wallet_item item = { 0 };

    walk->rest = walk->part == PART_ISSUER ? wallet_verdict_claims(verdict)
                                           : (struct wallet_claims){ verdict->by_device };
    walk->part++;
    if (wallet_claims_next(&walk->rest, &item)) {
        walk->name_spaces_left = item.number;
    }
}

static void open_name_space(struct wallet_mdoc_walk *walk)
{
    struct wallet_item name = { 0 };
    struct wallet_item map = { 0 };

    walk->name_spaces_left--;
    if (wallet_claims_next(&walk->rest, &name) && wallet_claims_next(&walk->rest, &map)) {
        walk->name_space = name.content;
        walk->elements_left = map.number;
    }
}

static bool read_element(struct wallet_mdoc_walk *walk, struct wallet_mdoc_element *out)
{
    struct wallet_item name = { 0 };

    walk->elements_left--;
    if (!wallet_claims_next(&walk->rest, &name)) {
        return false;
    }

    const struct wallet_bytes value = walk->rest.rest;
    (void)wallet_claims_skip(&walk->rest);
    *out = (struct wallet_mdoc_element){
        .name_space = walk->name_space,
        .identifier = name.content,
        .value = { { value.data, value.size - walk->rest.rest.size } },
        .is_by_device = walk->part > PART_DEVICE,
    };
    return true;
}

bool wallet_mdoc_next(
    const struct wallet_verdict *verdict,
    struct wallet_mdoc_walk *walk,
    struct wallet_mdoc_element *out)
{
    if (!is_mdoc(verdict) || !wallet_verdict_has_claims(verdict)) {
        return false;
    }

    while (walk->elements_left == 0) {
        if (walk->name_spaces_left > 0) {
            open_name_space(walk);
        } else if (walk->part < PART_COUNT) {
            open_part(verdict, walk);
        } else {
            return false;
        }
    }

    return read_element(walk, out);
}
