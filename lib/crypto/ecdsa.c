/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/ecdsa.h"

#include <assert.h>
#include <string.h>

enum {
    DER_INTEGER = 0x02,
    DER_SEQUENCE = 0x30,
    DER_SHORT_MAX = 0x7f, /* lengths up to here take one byte, */
    DER_LONG = 0x81,      /* and up to 255 one more, behind this one (X.690 section 8.1.3) */
    DER_HEAD_MAX = 3,
    SIGN_BIT = 0x80,
};

_Static_assert((int)WLT_POINT_MAX + 1 <= (int)DER_SHORT_MAX, "one byte holds a number's length");
_Static_assert((int)WLT_ECDSA_DER_MAX <= UINT8_MAX, "one byte holds the whole's");

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

struct wallet_bytes wlt_ecdsa_to_der(struct wallet_bytes raw, uint8_t out[WLT_ECDSA_DER_MAX])
{
    const size_t half = raw.size / 2;
    assert(raw.size % 2 == 0 && half > 0 && half <= WLT_POINT_MAX);

    uint8_t *numbers = out + DER_HEAD_MAX;
    size_t size = write_integer((struct wallet_bytes){ raw.data, half }, numbers);
    size += write_integer((struct wallet_bytes){ raw.data + half, half }, numbers + size);

    /* The head is written last, towards the front: only now is it known how long it is. */
    uint8_t *at = numbers;
    *--at = (uint8_t)size;
    if (size > DER_SHORT_MAX) {
        *--at = DER_LONG;
    }

    *--at = DER_SEQUENCE;
    return (struct wallet_bytes){ at, (size_t)(numbers - at) + size };
}

/** How many bytes the head has: kind and length; 0 if it is none of the shortest form. */
static size_t head_size(struct wallet_bytes der)
{
    if (der.size < 2) {
        return 0;
    }

    if (der.data[1] <= DER_SHORT_MAX) {
        return 2;
    }

    return der.data[1] == DER_LONG && der.size > 2 && der.data[2] > DER_SHORT_MAX ? 3 : 0;
}

/** Steps over an object of this kind; an empty result if it is another. */
static struct wallet_bytes read_object(struct wallet_bytes *der, uint8_t kind)
{
    const size_t head = head_size(*der);
    if (head == 0 || der->data[0] != kind || der->data[head - 1] > der->size - head) {
        return (struct wallet_bytes){ 0 };
    }

    const struct wallet_bytes content = { der->data + head, der->data[head - 1] };
    der->data += head + content.size;
    der->size -= head + content.size;
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
