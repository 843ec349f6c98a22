/* SPDX-License-Identifier: Apache-2.0 */
#include "slip.h"

#include "text.h"

#include <string.h>

enum {
    IDEOGRAPHIC_SPACE = 0x3000
};

static bool is_full_width(int32_t point)
{
    return (point >= 0xff01 && point <= 0xff5e) || point == IDEOGRAPHIC_SPACE;
}

static bool is_small(int32_t point)
{
    return point >= 'a' && point <= 'z';
}

int32_t slip_narrow(int32_t point)
{
    if (point == IDEOGRAPHIC_SPACE) {
        return ' ';
    }

    return is_full_width(point) ? point - 0xff01 + '!' : point;
}

int32_t slip_meant(int32_t point)
{
    const int32_t narrow = slip_narrow(point);

    return is_small(narrow) ? narrow - 'a' + 'A' : narrow;
}

static bool starts_with(struct wallet_bytes text, const char *prefix)
{
    size_t offset = 0;

    for (; *prefix != '\0'; prefix++) {
        int32_t point = 0;
        if (offset >= text.size || !text_next(text, &offset, &point) ||
            slip_meant(point) != *prefix) {
            return false;
        }
    }

    return true;
}

bool slip_is_licence(struct wallet_bytes text)
{
    return starts_with(text, "EL1:") || starts_with(text, "EL1/") || starts_with(text, "HC1:");
}

const char *slip_hint(const struct session *session, struct wallet_bytes text)
{
    bool has_full_width = false;
    bool has_small = false;

    for (size_t offset = 0; slip_is_licence(text) && offset < text.size;) {
        int32_t point = 0;
        if (text_next(text, &offset, &point)) {
            has_full_width = has_full_width || is_full_width(point);
            has_small = has_small || is_small(point);
        }
    }

    if (has_full_width) {
        return SAY(
            session,
            "it has full-width letters: switch the input method to English and scan again",
            "码中有全角字符：请将输入法切换为英文后重新扫码");
    }
    if (has_small) {
        return SAY(
            session,
            "it has small letters, but codes have capitals only: look at Caps Lock and the "
            "scanner's settings, and scan again",
            "码中有小写字母，而码只含大写字母：请检查大写锁定键和扫码枪设置后重新扫码");
    }

    return NULL;
}
