/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/json_text.h"

#include <wallet/reason.h>

#include "base/check_character.h"
#include "base/text.h"

static struct wallet_bytes copy(
    const struct wlt_node *node, struct wallet_bytes text, struct wlt_arena *arena)
{
    const struct wallet_bytes copied = wlt_arena_copy(arena, text);
    if (!copied.data) {
        wlt_node_fail_memory(node);
        return wlt_bytes_of("");
    }

    return copied;
}

struct wallet_bytes wlt_node_copy_shown(const struct wlt_node *node, struct wlt_arena *arena)
{
    const struct wallet_bytes text = wlt_node_text(node);

    if (text.size == 0) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected a text that is not empty");
    } else if (wlt_text_is_plain(text)) {
        return copy(node, text, arena);
    } else if (!wlt_text_is_printable(text)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "control or invisible characters");
    } else if (!wlt_text_is_nfc(text)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "not in Unicode normalisation form C");
    }

    return copy(node, text, arena);
}

void wlt_node_copy_titles(
    const struct wlt_node *node, struct wlt_arena *arena, struct wallet_bytes out[2])
{
    static const char *const names[] = { "zh", "en", NULL };
    const struct wlt_node chinese = wlt_node_member(node, "zh");
    const struct wlt_node english = wlt_node_member(node, "en");

    wlt_node_allow(node, names, WALLET_ERR_STRUCTURE);
    out[WALLET_CHINESE] = wlt_node_copy_shown(&chinese, arena);
    out[WALLET_ENGLISH] = wlt_node_copy_shown(&english, arena);
}

static bool is_lower(uint8_t character)
{
    return character >= 'a' && character <= 'z';
}

static bool is_name(struct wallet_bytes text, char joiner)
{
    if (text.size == 0 || text.size > WLT_NAME_MAX || !is_lower(text.data[0])) {
        return false;
    }

    for (size_t i = 0; i < text.size; i++) {
        const uint8_t character = text.data[i];
        if (!is_lower(character) && !wlt_is_digit(character) && character != (uint8_t)joiner) {
            return false;
        }
    }

    return true;
}

struct wallet_bytes wlt_node_copy_name(
    const struct wlt_node *node, char joiner, struct wlt_arena *arena)
{
    const struct wallet_bytes text = wlt_node_text(node);

    if (!is_name(text, joiner)) {
        wlt_node_fail(
            node,
            WALLET_ERR_STRUCTURE,
            "expected a name of a-z, 0-9 and '%c', a letter first, of at most %d characters",
            joiner,
            WLT_NAME_MAX);
    }

    return copy(node, text, arena);
}

static bool is_identifier(struct wallet_bytes text)
{
    if (text.size == 0 || text.size > WLT_NAME_MAX || wlt_is_digit(text.data[0]) ||
        text.data[0] == '_') {
        return false;
    }

    for (size_t i = 0; i < text.size; i++) {
        const uint8_t character = text.data[i];
        if (!is_lower(character) && !wlt_is_alphanumeric(character) && character != '_') {
            return false;
        }
    }

    return true;
}

struct wallet_bytes wlt_node_copy_identifier(const struct wlt_node *node, struct wlt_arena *arena)
{
    if (!wlt_node_is_there(node)) {
        return wlt_bytes_of("");
    }

    const struct wallet_bytes text = wlt_node_text(node);
    if (!is_identifier(text)) {
        wlt_node_fail(
            node, WALLET_ERR_STRUCTURE, "expected letters, digits and '_', a letter first");
    }

    return copy(node, text, arena);
}
