/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ecdsa.h"

#include <assert.h>
#include <string.h>

enum {
    DER_INTEGER = 0x02,
    DER_SEQUENCE = 0x30,
    DER_SHORT_MAX = 0x7f, /* lengths up to here take one byte */
    SIGN_BIT = 0x80,
};

_Static_assert((int)WLT_ECDSA_DER_MAX - 2 <= (int)DER_SHORT_MAX, "one byte holds each length");

/** X.690 section 8.3: as short as possible, and a zero before what would look negative. */
static size_t write_integer(struct wallet_bytes number, uint8_t *out)
{
    while (number.size > 1 && number.data[0] == 0) {
        number.data++;
        number.size--;
    }

    const size_t padding = number.data[0] & SIGN_BIT ? 1 : 0;
    out[0] = DER_INTEGER;
    out[1] = (uint8_t)(number.size + padding);
    out[2] = 0;
    memcpy(out + 2 + padding, number.data, number.size);
    return 2 + padding + number.size;
}

size_t wlt_ecdsa_to_der(struct wallet_bytes raw, uint8_t out[WLT_ECDSA_DER_MAX])
{
    const size_t half = raw.size / 2;
    assert(raw.size % 2 == 0 && half > 0 && half <= WLT_POINT_MAX);

    size_t size = 2;
    size += write_integer((struct wallet_bytes){ raw.data, half }, out + size);
    size += write_integer((struct wallet_bytes){ raw.data + half, half }, out + size);
    out[0] = DER_SEQUENCE;
    out[1] = (uint8_t)(size - 2);
    return size;
}

/** Steps over an object of this kind; an empty result if it is another. */
static struct wallet_bytes read_object(struct wallet_bytes *der, uint8_t kind)
{
    const struct wallet_bytes none = { 0 };
    if (der->size < 2 || der->data[0] != kind || der->data[1] > DER_SHORT_MAX ||
        der->data[1] > der->size - 2) {
        return none;
    }

    const struct wallet_bytes content = { der->data + 2, der->data[1] };
    der->data += 2 + content.size;
    der->size -= 2 + content.size;
    return content;
}

static bool read_integer(struct wallet_bytes *der, size_t number_size, uint8_t *out)
{
    struct wallet_bytes number = read_object(der, DER_INTEGER);
    if (number.size == 0) {
        return false;
    }

    if (number.data[0] == 0) {
        number.data++;
        number.size--;
    }

    if (number.size > number_size) {
        return false;
    }

    memset(out, 0, number_size - number.size);
    memcpy(out + number_size - number.size, number.data, number.size);
    return true;
}

bool wlt_ecdsa_from_der(struct wallet_bytes der, size_t number_size, uint8_t *out)
{
    struct wallet_bytes numbers = read_object(&der, DER_SEQUENCE);

    return der.size == 0 && read_integer(&numbers, number_size, out) &&
           read_integer(&numbers, number_size, out + number_size) && numbers.size == 0;
}
