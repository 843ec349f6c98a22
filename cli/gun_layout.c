/* SPDX-License-Identifier: Apache-2.0 */
#include "gun_layout.h"

#include "output.h"
#include "slip.h"
#include "text.h"

#include <utf8proc.h>

#include <stdarg.h>
#include <stdio.h>

enum {
    /* Dead keys and a lost character or two do not hide a layout. */
    NEAR_ENOUGH = 3,
    /* What has less than half of the card's characters right, in any layout, is no card. */
    CARD_DIFFERENCE_MAX = 22,
};

/* What the X keyboard configuration says of each key that types the alphabet, alone and with Shift; accents
   stand for dead keys.  A Russian keyboard has no Latin letters, so no gun is set to it. */
static const struct gun_layout layouts[] = {
    { "German",
      "德语",
      { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY $%(`ß.-Ö",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY $%}]/.&>" } },
    { "Swiss",
      "瑞士",
      { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY ç%(`'.-é",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZY \\%#!/.&>" } },
    { "French",
      "法语",
      { "à&é\"'(-è_çQBCDEFGHIJKL?NOPARSTUVZXYW 458+):!M",
        ")!@#$%^&*(QBCDEFGHIJKL:NOPARSTUVZXYW ]\"\\+6<>." } },
    { "Spanish",
      "西班牙语",
      { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%(¿'.-Ñ",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%}]/.&>" } },
    { "Italian",
      "意大利语",
      { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%(^'.-ç", NULL } }, /* as the Spanish one */
    { "Japanese",
      "日语",
      { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%(~-./+",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%\":-./'" } },
    { "Russian", "俄语", { "0123456789ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ ;%*+-ю.Ж", NULL } },
    { "Dvorak",
      "Dvorak",
      { "0123456789AXJE>UIDCHTNMBRL\"POYGK<QF: $%*}[vzS",
        "0123456789ANIHDYUJGCVPMLSRXO:KF><BT? $%*}'e[Z" } },
};

bool gun_points_read(struct wallet_bytes text, struct gun_points *out)
{
    out->count = 0;
    out->is_wide = false;
    for (size_t offset = 0; offset < text.size;) {
        int32_t point = 0;
        (void)text_next(text, &offset, &point);
        if (out->count == GUN_POINTS_MAX) {
            return false;
        }
        out->items[out->count++] = slip_narrow(point);
        out->is_wide = out->is_wide || slip_narrow(point) != point;
    }

    return true;
}

static size_t count_letters(const struct gun_points *points, int32_t first, int32_t last)
{
    size_t count = 0;

    for (size_t i = 0; i < points->count; i++) {
        count += points->items[i] >= first && points->items[i] <= last;
    }

    return count;
}

bool gun_points_raise(struct gun_points *points)
{
    if (count_letters(points, 'A', 'Z') > 0 || count_letters(points, 'a', 'z') == 0) {
        return false;
    }

    for (size_t i = 0; i < points->count; i++) {
        points->items[i] = slip_meant(points->items[i]);
    }
    return true;
}

static bool compare(const char *shown, const struct gun_points *got, struct gun_difference *out)
{
    struct gun_points wanted;

    return gun_points_read(text_of(shown), &wanted) && gun_align(&wanted, got, out, NULL, NULL);
}

bool gun_layout_find(const struct gun_points *got, struct gun_layout_match *out)
{
    struct gun_points raised = *got;

    *out = (struct gun_layout_match){ .is_capital = !gun_points_raise(&raised) };
    if (!compare(GUN_ALPHABET, &raised, &out->difference)) {
        return false;
    }

    size_t best = gun_difference_size(&out->difference);
    for (size_t i = 0; i < 2 * (sizeof layouts / sizeof layouts[0]); i++) {
        const struct gun_layout *layout = &layouts[i / 2];
        struct gun_difference difference;
        if (!layout->shown[i % 2]) {
            continue;
        }
        if (!compare(layout->shown[i % 2], &raised, &difference)) {
            return false;
        }
        const size_t size = gun_difference_size(&difference);
        if (size < best) {
            best = size;
            out->layout = size <= NEAR_ENOUGH ? layout : NULL;
            out->side = i % 2 == 0 ? GUN_LAYOUT_HOST : GUN_LAYOUT_GUN;
        }
    }

    out->is_card = best <= CARD_DIFFERENCE_MAX;
    return true;
}

static size_t append(char *out, size_t capacity, size_t used, const char *format, ...)
    OUTPUT_LIKE_PRINTF(4, 5);

/* Appends what fits whole, or nothing. */
static size_t append(char *out, size_t capacity, size_t used, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    const int size = vsnprintf(out + used, capacity - used, format, arguments);
    va_end(arguments);
    if (size < 0 || (size_t)size >= capacity - used) {
        out[used] = '\0';
        return used;
    }

    return used + (size_t)size;
}

/* One sign in UTF-8; what cannot be printed becomes U+FFFD. */
static const char *write_point(int32_t point, char out[8])
{
    const int32_t shown = text_is_printable(point) ? point : 0xfffd;

    out[utf8proc_encode_char(shown, (utf8proc_uint8_t *)out)] = '\0';
    return out;
}

static size_t append_pair(
    const struct session *session,
    const struct gun_points *texts[2],
    struct gun_pair pair,
    char *out,
    size_t capacity,
    size_t used)
{
    char wanted[8] = "";
    char got[8] = "";

    if (pair.wanted == GUN_ALIGN_NONE) {
        return append(
            out,
            capacity,
            used,
            SAY(session, "%s'%s' is too many", "%s多出 '%s'"),
            used > 0 ? ", " : "",
            write_point(texts[1]->items[pair.got], got));
    }
    if (pair.got == GUN_ALIGN_NONE) {
        return append(
            out,
            capacity,
            used,
            SAY(session, "%s'%s' is lost", "%s丢失 '%s'"),
            used > 0 ? ", " : "",
            write_point(texts[0]->items[pair.wanted], wanted));
    }

    return append(
        out,
        capacity,
        used,
        SAY(session, "%s'%s' comes as '%s'", "%s'%s' 变成 '%s'"),
        used > 0 ? ", " : "",
        write_point(texts[0]->items[pair.wanted], wanted),
        write_point(texts[1]->items[pair.got], got));
}

static bool is_right(const struct gun_points *texts[2], struct gun_pair pair)
{
    return pair.wanted != GUN_ALIGN_NONE && pair.got != GUN_ALIGN_NONE &&
           texts[0]->items[pair.wanted] == texts[1]->items[pair.got];
}

bool gun_layout_list(
    const struct session *session, const struct gun_points *got, char *out, size_t capacity)
{
    struct gun_points wanted;
    struct gun_points raised = *got;
    struct gun_difference difference;
    struct gun_pair pairs[2 * GUN_POINTS_MAX];
    const struct gun_points *texts[2] = { &wanted, &raised };
    size_t count = 0;
    size_t used = 0;

    out[0] = '\0';
    (void)gun_points_raise(&raised);
    if (!gun_points_read(text_of(GUN_ALPHABET), &wanted) ||
        !gun_align(&wanted, &raised, &difference, pairs, &count)) {
        return false;
    }

    for (size_t i = 0; i < count; i++) {
        if (!is_right(texts, pairs[i])) {
            used = append_pair(session, texts, pairs[i], out, capacity, used);
        }
    }
    return true;
}
