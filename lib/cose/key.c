/* SPDX-License-Identifier: Apache-2.0 */
#include "cose/key.h"

#include "base/error.h"
#include "cbor/check.h"
#include "cbor/reader.h"
#include "cbor/writer.h"
#include "cose/header.h"
#include "crypto/ed25519.h"

/* RFC 9052 section 7.1 and RFC 9053 section 7. */
enum {
    LABEL_KTY = 1,
    LABEL_CRV = -1,
    LABEL_X = -2,
    LABEL_Y = -3,

    KTY_OKP = 1,
    KTY_EC2 = 2,

    CRV_P256 = 1,
    CRV_P384 = 2,
    CRV_P521 = 3,
    CRV_ED25519 = 6,
    CRV_ED448 = 7,
    CRV_BRAINPOOL_256 = 256, /* these four: registered by ISO/IEC 18013-5 */
    CRV_BRAINPOOL_320 = 257,
    CRV_BRAINPOOL_384 = 258,
    CRV_BRAINPOOL_512 = 259,
    CRV_SM2 = WLT_COSE_SM2, /* private use, as is the algorithm's number */
};

/** How a kind of key is written. */
struct form {
    enum wlt_key_kind kind;
    enum wallet_algorithm algorithm; /* the one that is tied to it */
    int64_t kty;
    int64_t crv;
};

static const struct form forms[] = {
    { WLT_KEY_ED25519, WALLET_ALGORITHM_ED25519, KTY_OKP, CRV_ED25519 },
    { WLT_KEY_P256, WALLET_ALGORITHM_ES256, KTY_EC2, CRV_P256 },
    { WLT_KEY_P384, WALLET_ALGORITHM_ES384, KTY_EC2, CRV_P384 },
    { WLT_KEY_SM2, WALLET_ALGORITHM_SM2, KTY_EC2, CRV_SM2 },
    { WLT_KEY_P521, WALLET_ALGORITHM_ES512, KTY_EC2, CRV_P521 },
    { WLT_KEY_BRAINPOOL_256, WALLET_ALGORITHM_ESB256, KTY_EC2, CRV_BRAINPOOL_256 },
    { WLT_KEY_BRAINPOOL_320, WALLET_ALGORITHM_ESB320, KTY_EC2, CRV_BRAINPOOL_320 },
    { WLT_KEY_BRAINPOOL_384, WALLET_ALGORITHM_ESB384, KTY_EC2, CRV_BRAINPOOL_384 },
    { WLT_KEY_BRAINPOOL_512, WALLET_ALGORITHM_ESB512, KTY_EC2, CRV_BRAINPOOL_512 },
    { WLT_KEY_ED448, WALLET_ALGORITHM_ED448, KTY_OKP, CRV_ED448 },
};

/** The members of a COSE_Key that matter; 0, which is reserved, where a number is absent. */
struct members {
    int64_t kty;
    int64_t crv;
    struct wallet_bytes x;
    struct wallet_bytes y;
};

static const struct form *find_kind(enum wlt_key_kind kind)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (forms[i].kind == kind) {
            return &forms[i];
        }
    }

    return NULL;
}

static const struct form *find_form(const struct members *members)
{
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (forms[i].kty == members->kty && forms[i].crv == members->crv) {
            return &forms[i];
        }
    }

    return NULL;
}

enum wallet_status wlt_cose_key_append(
    const struct wlt_public_key *key, struct wallet_buffer *out, struct wallet_error *error)
{
    const struct form *form = find_kind(wlt_public_key_kind(key));
    if (!form) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "an RSA key is not written as COSE_Key");
    }

    const bool has_y = form->kty == KTY_EC2;
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, has_y ? 4 : 3);
    wlt_write_int(&writer, LABEL_KTY);
    wlt_write_int(&writer, form->kty);
    wlt_write_int(&writer, LABEL_CRV);
    wlt_write_int(&writer, form->crv);
    wlt_write_int(&writer, LABEL_X);
    wlt_write_bytes(&writer, wlt_public_key_x(key));
    if (has_y) {
        wlt_write_int(&writer, LABEL_Y);
        wlt_write_bytes(&writer, wlt_public_key_y(key));
    }

    return wlt_writer_status(&writer, error);
}

/** A number, or 0 for the name that the registry would allow in its place. */
static int64_t read_number(struct wlt_reader *reader)
{
    if (wlt_next_is(reader, WLT_CBOR_TEXT)) {
        (void)wlt_read_text(reader);
        return 0;
    }

    return wlt_read_int(reader);
}

/** RFC 9053 section 7.1.1: bstr / bool; a bool is the sign of a compressed point. */
static struct wallet_bytes read_y(struct wlt_reader *reader)
{
    if (wlt_next_is(reader, WLT_CBOR_SIMPLE)) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a point that is not compressed");
    }

    return wlt_read_bytes(reader);
}

static void read_member(struct wlt_reader *reader, struct members *out)
{
    switch (read_number(reader)) {
    case LABEL_KTY: out->kty = read_number(reader); break;
    case LABEL_CRV: out->crv = read_number(reader); break;
    case LABEL_X: out->x = wlt_read_bytes(reader); break;
    case LABEL_Y: out->y = read_y(reader); break;
    default: (void)wlt_read_any(reader);
    }
}

static enum wallet_status read_members(
    struct wallet_bytes encoded, struct members *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_LENIENT);

    const uint64_t count = wlt_read_map(&reader);
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        read_member(&reader, out);
    }

    return wlt_reader_finish(&reader, error);
}

static enum wallet_status read_key(
    struct wallet_bytes encoded,
    struct members *out,
    const struct form **out_form,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_LENIENT, error);
    if (status == WALLET_OK) {
        status = read_members(encoded, out, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    *out_form = find_form(out);
    return *out_form
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_UNSUPPORTED,
                     WALLET_NO_OFFSET,
                     "expected a COSE_Key on Ed25519, Ed448, SM2 or a curve of NIST or Brainpool");
}

static enum wallet_status make_key(
    const struct form *form,
    const struct members *members,
    struct wlt_public_key **out,
    struct wallet_error *error)
{
    if (form->kty == KTY_EC2) {
        return wlt_public_key_from_point(form->kind, members->x, members->y, out, error);
    }

    return form->kind == WLT_KEY_ED448 ? wlt_public_key_from_ed448(members->x, out, error)
                                       : wlt_public_key_from_ed25519(members->x, out, error);
}

enum wallet_status wlt_cose_key_read(
    struct wallet_bytes encoded, struct wlt_public_key **out, struct wallet_error *error)
{
    struct members members = { 0 };
    const struct form *form = NULL;

    const enum wallet_status status = read_key(encoded, &members, &form, error);
    return status == WALLET_OK ? make_key(form, &members, out, error) : status;
}

static enum wallet_status check_ed25519(
    const struct members *members, struct wallet_bytes message, struct wallet_bytes signature)
{
    return members->x.size == WLT_ED25519_POINT_SIZE && wlt_ed25519_start() &&
                   wlt_ed25519_check(members->x.data, message, signature)
               ? WALLET_OK
               : WALLET_ERR_REFUSED;
}

/** Rare enough to be made and gone. */
static enum wallet_status check_ed448(
    struct wlt_check_context *context,
    const struct members *members,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wallet_error *error)
{
    struct wlt_public_key *key = NULL;

    enum wallet_status status = wlt_public_key_from_ed448(members->x, &key, error);
    if (status == WALLET_OK) {
        status = wlt_check_signature(context, key, WALLET_ALGORITHM_ED448, message, signature);
        wlt_public_key_free(key);
    }

    return status;
}

enum wallet_status wlt_cose_key_check_signature(
    struct wlt_check_context *context,
    struct wallet_bytes encoded,
    int64_t alg,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wallet_error *error)
{
    struct members members = { 0 };
    const struct form *form = NULL;

    const enum wallet_status status = read_key(encoded, &members, &form, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!wlt_cose_algorithm_may_be(alg, form->algorithm)) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "COSE algorithm %lld is not %s, which goes with the holder's key",
            (long long)alg,
            wallet_algorithm_name(form->algorithm));
    }

    if (form->kind == WLT_KEY_ED25519) {
        return check_ed25519(&members, message, signature);
    }

    if (form->kind == WLT_KEY_ED448) {
        return check_ed448(context, &members, message, signature, error);
    }

    const struct wlt_point point = { form->kind, members.x, members.y };
    return wlt_check_signature_by_point(
        context, &point, form->algorithm, message, signature, error);
}

enum wallet_status wlt_cose_key_thumbprint(
    const struct wlt_public_key *key, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error)
{
    struct wallet_buffer encoded = { 0 };

    const enum wallet_status status = wlt_cose_key_append(key, &encoded, error);
    if (status == WALLET_OK) {
        wlt_sha256(wallet_buffer_bytes(&encoded), out);
    }

    wallet_buffer_clear(&encoded);
    return status;
}
