/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_JSON_TEXT_H
#define WLT_CATALOGUE_JSON_TEXT_H

#include "catalogue/arena.h"
#include "catalogue/json.h"

/*
 * Texts that outlive the JSON they stand in: copied to an arena.
 */

enum {
    WLT_NAME_MAX = 63, /* of types, lists and fields */
};

/** A text for people: not empty, printable, in NFC. */
struct wallet_bytes wlt_node_copy_shown(const struct wlt_node *node, struct wlt_arena *arena);

/** The object's members "zh" and "en", in the order of enum wallet_language. */
void wlt_node_copy_titles(
    const struct wlt_node *node, struct wlt_arena *arena, struct wallet_bytes out[2]);

/** A name: a-z 0-9 and `joiner`, a letter first, at most WLT_NAME_MAX characters. */
struct wallet_bytes wlt_node_copy_name(
    const struct wlt_node *node, char joiner, struct wlt_arena *arena);

/** An identifier of a standard: letters, digits and '_', a letter first; empty if not there. */
struct wallet_bytes wlt_node_copy_identifier(const struct wlt_node *node, struct wlt_arena *arena);

#endif
