/* SPDX-License-Identifier: Apache-2.0 */
#include "found.h"

#include "scan/protocol.h"

#include <stdlib.h>
#include <string.h>

static const float quiet_share = 0.12F; /* four modules of the smallest symbol are 0.19 of it */

static struct point middle_of(const struct quad *place)
{
    struct point middle = { 0 };
    for (unsigned i = 0; i < QUAD_CORNERS; i++) {
        middle.x += place->corners[i].x / QUAD_CORNERS;
        middle.y += place->corners[i].y / QUAD_CORNERS;
    }

    return middle;
}

/** On which side of the line from a to b: the sign of the cross product. */
static float side_of(struct point point, struct point a, struct point b)
{
    return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
}

/** A corner, moved outwards by a share of its way from the middle. */
static struct point outer(const struct quad *place, unsigned corner, float share)
{
    const struct point middle = middle_of(place);
    const struct point at = place->corners[corner % QUAD_CORNERS];
    return (struct point){
        at.x + (at.x - middle.x) * share,
        at.y + (at.y - middle.y) * share,
    };
}

/** Whether the point is on the same side of all four edges. */
static bool is_inside(struct point point, const struct quad *place, float share)
{
    unsigned right = 0;
    unsigned left = 0;
    for (unsigned i = 0; i < QUAD_CORNERS; i++) {
        const float side = side_of(point, outer(place, i, share), outer(place, i + 1, share));
        right += side > 0;
        left += side < 0;
    }

    return right == QUAD_CORNERS || left == QUAD_CORNERS;
}

static bool has_text(const struct code *code, const void *bytes, size_t size)
{
    return code->size == size && memcmp(code->bytes, bytes, size) == 0;
}

static bool is_known(const struct found *found, const void *bytes, size_t size)
{
    for (unsigned i = 0; i < found->count; i++) {
        if (has_text(&found->codes[i], bytes, size)) {
            return true;
        }
    }

    return false;
}

bool found_add(struct found *found, const void *bytes, size_t size, const struct quad *place)
{
    if (size > WLT_SCAN_TEXT_MAX || found->count == WALLET_SCAN_CODE_MAX ||
        is_known(found, bytes, size)) {
        return true;
    }

    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (!copy) {
        return false;
    }

    memcpy(copy, bytes, size);
    found->codes[found->count] = (struct code){ copy, size, *place };
    found->count++;
    return true;
}

/** Whether two codes lie over each other: the middle of one is in the other. */
static bool are_at_one_place(const struct code *one, const struct code *other)
{
    return is_inside(middle_of(&one->place), &other->place, 0) ||
           is_inside(middle_of(&other->place), &one->place, 0);
}

static void remove_code(struct found *found, unsigned index)
{
    free(found->codes[index].bytes);
    found->count--;
    found->codes[index] = found->codes[found->count];
}

/** Removes what contradicts the code; false: nothing did. */
static bool remove_contradicted(struct found *found, const struct code *code)
{
    bool is_contradicted = false;
    for (unsigned i = found->count; i-- > 0;) {
        if (!has_text(&found->codes[i], code->bytes, code->size) &&
            are_at_one_place(&found->codes[i], code)) {
            remove_code(found, i);
            is_contradicted = true;
        }
    }

    return is_contradicted;
}

void found_move(struct found *found, struct found *from)
{
    for (unsigned i = 0; i < from->count; i++) {
        struct code *code = &from->codes[i];
        if (found->count == WALLET_SCAN_CODE_MAX || is_known(found, code->bytes, code->size) ||
            remove_contradicted(found, code)) {
            free(code->bytes);
        } else {
            found->codes[found->count++] = *code;
        }
    }

    from->count = 0;
}

bool found_covers(const struct found *found, struct point point)
{
    for (unsigned i = 0; i < found->count; i++) {
        if (is_inside(point, &found->codes[i].place, quiet_share)) {
            return true;
        }
    }

    return false;
}

void found_free(struct found *found)
{
    for (unsigned i = 0; i < found->count; i++) {
        free(found->codes[i].bytes);
    }

    found->count = 0;
}
