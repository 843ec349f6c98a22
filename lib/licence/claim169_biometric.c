/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/claim169.h"

/* The keys of a biometric. */
enum {
    KEY_DATA = 0,
    KEY_FORMAT = 1,
    KEY_SUB_FORMAT = 2,
    KEY_ISSUER = 3,
};

bool wallet_claim169_biometrics(
    struct wallet_claims value, struct wallet_claim169_biometric_walk *out)
{
    struct wallet_claims rest = value;
    struct wallet_item item = { 0 };

    if (!wallet_claims_next(&rest, &item) ||
        (item.kind != WALLET_ITEM_MAP && item.kind != WALLET_ITEM_ARRAY)) {
        return false;
    }

    /* The specification's own example has a map alone, against its table. */
    *out = item.kind == WALLET_ITEM_MAP
               ? (struct wallet_claim169_biometric_walk){ value, 1 }
               : (struct wallet_claim169_biometric_walk){ rest, item.number };
    return true;
}

/** A key as a number, be it written as text; false for others. */
static bool read_key(struct wallet_claims *claims, uint64_t *out)
{
    struct wallet_item item = { 0 };
    struct wallet_claims key = *claims;

    (void)wallet_claims_skip(claims);
    (void)wallet_claims_next(&key, &item);
    if (item.kind == WALLET_ITEM_TEXT && item.content.size == 1) {
        *out = (uint64_t)item.content.data[0] - '0';
        return true;
    }

    *out = item.number;
    return item.kind == WALLET_ITEM_UNSIGNED;
}

/** Takes one pair's value; false where it is not of its kind. */
static bool read_pair(struct wallet_claims *claims, struct wallet_claim169_biometric *out)
{
    uint64_t key = 0;
    const bool is_ours = read_key(claims, &key);
    struct wallet_claims value = *claims;
    struct wallet_item item = { 0 };

    (void)wallet_claims_skip(claims);
    if (!is_ours || key > KEY_ISSUER || !wallet_claims_next(&value, &item)) {
        return true;
    }

    switch (key) {
    case KEY_DATA: out->data = item.content; return item.kind == WALLET_ITEM_BYTES;
    case KEY_FORMAT:
        out->has_format = true;
        out->format = item.number;
        return item.kind == WALLET_ITEM_UNSIGNED;
    case KEY_SUB_FORMAT:
        out->has_sub_format = true;
        out->sub_format = item.number;
        return item.kind == WALLET_ITEM_UNSIGNED;
    default: out->issuer = item.content; return item.kind == WALLET_ITEM_TEXT;
    }
}

bool wallet_claim169_next_biometric(
    struct wallet_claim169_biometric_walk *walk, struct wallet_claim169_biometric *out)
{
    struct wallet_claims rest = walk->rest;
    struct wallet_claim169_biometric biometric = { .has_format = false };
    struct wallet_item item = { 0 };

    if (walk->left == 0 || !wallet_claims_next(&rest, &item) || item.kind != WALLET_ITEM_MAP) {
        return false;
    }

    for (uint64_t left = item.number; left > 0; left--) {
        if (!read_pair(&rest, &biometric)) {
            return false;
        }
    }

    if (biometric.data.size == 0) {
        return false;
    }

    (void)wallet_claims_skip(&walk->rest);
    walk->left--;
    *out = biometric;
    return true;
}

const char *wallet_claim169_format_name(uint64_t format)
{
    static const char *const names[] = { "image", "template", "sound", "bio-hash" };
    return format < sizeof names / sizeof names[0] ? names[format] : "";
}

const char *wallet_claim169_sub_format_name(uint64_t format, uint64_t sub_format)
{
    static const char *const names[][7] = {
        { "PNG", "JPEG", "JPEG 2000", "AVIF", "WebP", "TIFF", "WSQ" },
        { "ANSI 378", "ISO 19794-2", "NIST" },
        { "WAV", "MP3" },
    };

    if (format <= WALLET_CLAIM169_FORMAT_TEMPLATE && sub_format >= WLT_CLAIM169_VENDOR_LEAST &&
        sub_format <= WLT_CLAIM169_VENDOR_MOST) {
        return "vendor";
    }

    const char *name =
        format <= WALLET_CLAIM169_FORMAT_SOUND && sub_format < 7 ? names[format][sub_format] : NULL;
    return name ? name : "";
}

/** Of several captures of the face the first that is a picture, or does not say what it is. */
static bool find_face(struct wallet_claims claims, struct wallet_claim169_biometric *out)
{
    struct wallet_claim169_biometric_walk walk = { .left = 0 };
    struct wallet_claims value;
    bool is_found = false;

    if (wallet_claim169_find(claims, WALLET_CLAIM169_FACE, &value)) {
        (void)wallet_claim169_biometrics(value, &walk);
    }

    while (!is_found && wallet_claim169_next_biometric(&walk, out)) {
        is_found = !out->has_format || out->format == WALLET_CLAIM169_FORMAT_IMAGE;
    }

    return is_found;
}

/** The deprecated photo's formats are those of images, counted from JPEG on. */
static void read_photo_format(struct wallet_claims claims, struct wallet_claim169_biometric *out)
{
    struct wallet_claims value;
    struct wallet_item item = { 0 };

    out->has_format = true;
    out->format = WALLET_CLAIM169_FORMAT_IMAGE;
    if (wallet_claim169_find(claims, WALLET_CLAIM169_PHOTO_FORMAT, &value) &&
        wallet_claims_next(&value, &item) && item.kind == WALLET_ITEM_UNSIGNED) {
        out->has_sub_format = true;
        out->sub_format = item.number;
    }
}

bool wallet_claim169_portrait(struct wallet_claims claims, struct wallet_claim169_biometric *out)
{
    struct wallet_claims value;
    struct wallet_item item = { 0 };

    *out = (struct wallet_claim169_biometric){ .has_format = false };
    if (find_face(claims, out)) {
        return true;
    }

    *out = (struct wallet_claim169_biometric){ .has_format = false };
    if (!wallet_claim169_find(claims, WALLET_CLAIM169_PHOTO, &value) ||
        !wallet_claims_next(&value, &item) || item.kind != WALLET_ITEM_BYTES ||
        item.content.size == 0) {
        return false;
    }

    out->data = item.content;
    read_photo_format(claims, out);
    return true;
}
