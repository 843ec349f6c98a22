/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/point.h"

#include "base/error.h"
#include "base/text.h"

enum {
    DER_OCTET_STRING = 0x04,
    UNCOMPRESSED = 0x04, /* SEC 1 section 2.3.3 */
    COORDINATE_SIZE = 32,
};

/** What tokens call the two curves: PKCS #11 section 6.3 allows an OID or a PrintableString. */
static const struct {
    const char *name;
    size_t size;
    enum wlt_key_kind kind;
} curves[] = {
    { "\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07", 10, WLT_KEY_P256 },
    { "\x06\x03\x2b\x65\x70", 5, WLT_KEY_ED25519 },                          /* RFC 8410 */
    { "\x06\x09\x2b\x06\x01\x04\x01\xda\x47\x0f\x01", 11, WLT_KEY_ED25519 }, /* GNU's, older */
    { "\x13\x0c"
      "edwards25519",
      14,
      WLT_KEY_ED25519 },
};

/** RFC 5480 section 2.1.1: by name only.  0 for any other. */
static int kind_of(struct wallet_bytes parameters)
{
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        const struct wallet_bytes name = { (const uint8_t *)curves[i].name, curves[i].size };
        if (wlt_bytes_equal(parameters, name)) {
            return (int)curves[i].kind;
        }
    }

    return 0;
}

/** The point in its OCTET STRING, or bare, as some tokens give it; told apart by the size. */
static struct wallet_bytes unwrap(struct wallet_bytes point, size_t size)
{
    const bool is_wrapped =
        point.size == size + 2 && point.data[0] == DER_OCTET_STRING && point.data[1] == size;

    return is_wrapped ? (struct wallet_bytes){ point.data + 2, size } : point;
}

enum wallet_status wlt_point_read(
    struct wallet_bytes parameters,
    struct wallet_bytes point,
    struct wlt_public_key **out,
    struct wallet_error *error)
{
    const int kind = kind_of(parameters);
    if (kind == WLT_KEY_ED25519) {
        return wlt_public_key_from_ed25519(unwrap(point, COORDINATE_SIZE), out, error);
    }

    if (kind != WLT_KEY_P256) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key that is neither Ed25519 nor P-256");
    }

    const size_t size = 1 + 2 * COORDINATE_SIZE;
    const struct wallet_bytes bare = unwrap(point, size);
    if (bare.size != size || bare.data[0] != UNCOMPRESSED) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "expected a point that is not compressed");
    }

    return wlt_public_key_from_point(
        WLT_KEY_P256,
        (struct wallet_bytes){ bare.data + 1, COORDINATE_SIZE },
        (struct wallet_bytes){ bare.data + 1 + COORDINATE_SIZE, COORDINATE_SIZE },
        out,
        error);
}
