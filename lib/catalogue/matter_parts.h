/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_MATTER_PARTS_H
#define WLT_CATALOGUE_MATTER_PARTS_H

#include "catalogue/matter.h"
#include "catalogue/type.h"

/*
 * The parts of a matter file: each is read into the matter, in the order in which they stand here, for
 * each may name what was read before.
 */

/** What reading a part needs around it. */
struct wlt_matter_reading {
    const struct wallet_catalogue *catalogue;
    struct wlt_arena *arena;
    struct wallet_matter *matter;
};

void wlt_matter_parties_read(const struct wlt_node *node, const struct wlt_matter_reading *reading);
void wlt_matter_materials_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading);

/** Works out what a request asks of each party; fails at `root`. */
void wlt_matter_asked_make(const struct wlt_node *root, const struct wlt_matter_reading *reading);

void wlt_matter_form_read(const struct wlt_node *node, const struct wlt_matter_reading *reading);
void wlt_matter_rules_read(const struct wlt_node *node, const struct wlt_matter_reading *reading);

/** A text in two languages, each followed by a NUL. */
void wlt_matter_words_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, const char *out[2]);

/** The same, or "" where it is not there. */
void wlt_matter_words_read_if_there(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, const char *out[2]);

/** Room for the elements of an array, `min` to `max` of them; NULL: it failed, or there is none. */
void *wlt_matter_array_read(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    size_t min,
    size_t max,
    size_t size,
    size_t *out_count);

/** The index of the party that a text names; fails at `node` if there is none. */
size_t wlt_matter_party_named(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    struct wallet_bytes name);

/** The licence type that a text names, which such a party may hold; fails at `node` if not. */
const struct wallet_type *wlt_matter_type_named(
    const struct wlt_node *node,
    const struct wlt_matter_reading *reading,
    struct wallet_bytes name,
    size_t party);

/** The field of one level that a text names; fails at `node` if there is none. */
const struct wallet_field *wlt_matter_field_named(
    const struct wlt_node *node,
    const struct wlt_field_set *set,
    const char *owner,
    struct wallet_bytes name);

/** Cuts off `rest` what stands before the first `mark`, and the mark; false: it is not there. */
bool wlt_matter_cut(struct wallet_bytes *rest, char mark, struct wallet_bytes *out);

/** Reads sources, 1 to WALLET_SOURCE_MAX; NULL: it failed. */
const struct wallet_source *wlt_matter_sources_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, size_t *out_count);

/** Reads "[PARTY/]TYPE", a licence that a material of the party wants; NULL: it failed. */
const struct wallet_type *wlt_matter_licence_read(
    const struct wlt_node *node, const struct wlt_matter_reading *reading, size_t *out_party);

#endif
