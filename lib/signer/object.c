/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/object.h"

#include "base/error.h"
#include "signer/point.h"

enum {
    FOUND_MAX = 2, /* enough to see that one is not the only one */
};

/** Fills in up to FOUND_MAX objects that have all of these attributes. */
static enum wallet_status find(
    const struct wlt_session *session,
    CK_ATTRIBUTE *wanted,
    CK_ULONG wanted_count,
    CK_OBJECT_HANDLE out[FOUND_MAX],
    CK_ULONG *out_count,
    struct wallet_error *error)
{
    CK_FUNCTION_LIST *functions = session->functions;

    CK_RV answer = functions->C_FindObjectsInit(session->handle, wanted, wanted_count);
    if (answer != CKR_OK) {
        return wlt_module_fail(error, answer, "look for keys");
    }

    /* A token may give fewer at a time than were asked for. */
    CK_ULONG count = 0;
    for (CK_ULONG got = 1; answer == CKR_OK && got > 0 && count < FOUND_MAX; count += got) {
        got = 0;
        answer = functions->C_FindObjects(session->handle, out + count, FOUND_MAX - count, &got);
        if (got > FOUND_MAX - count) {
            answer = CKR_GENERAL_ERROR;
            got = 0;
        }
    }

    (void)functions->C_FindObjectsFinal(session->handle);
    *out_count = count;
    return answer == CKR_OK ? WALLET_OK : wlt_module_fail(error, answer, "look for keys");
}

/** The interface knows no const; what is looked for is only read. */
static CK_ATTRIBUTE attribute_of(CK_ATTRIBUTE_TYPE type, struct wallet_bytes value)
{
    return (CK_ATTRIBUTE){ type, (void *)(uintptr_t)value.data, value.size };
}

static struct wallet_bytes class_bytes(const CK_OBJECT_CLASS *class)
{
    return (struct wallet_bytes){ (const uint8_t *)class, sizeof *class };
}

/** A key that wants the PIN each time would need somebody to keep it: nobody here does. */
static bool asks_each_time(const struct wlt_session *session, CK_OBJECT_HANDLE key)
{
    CK_BBOOL asks = CK_FALSE;
    CK_ATTRIBUTE attribute = { CKA_ALWAYS_AUTHENTICATE, &asks, sizeof asks };

    return session->functions->C_GetAttributeValue(session->handle, key, &attribute, 1) == CKR_OK &&
           asks != CK_FALSE;
}

enum wallet_status wlt_object_find(
    const struct wlt_session *session,
    const struct wlt_uri *uri,
    CK_OBJECT_HANDLE *out,
    struct wallet_error *error)
{
    const CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
    CK_ATTRIBUTE wanted[3] = { attribute_of(CKA_CLASS, class_bytes(&class)) };
    CK_ULONG wanted_count = 1;
    CK_OBJECT_HANDLE found[FOUND_MAX] = { CK_INVALID_HANDLE };
    CK_ULONG count = 0;

    if (uri->is_given[WLT_URI_OBJECT]) {
        wanted[wanted_count++] = attribute_of(CKA_LABEL, uri->values[WLT_URI_OBJECT]);
    }

    if (uri->is_given[WLT_URI_ID]) {
        wanted[wanted_count++] = attribute_of(CKA_ID, uri->values[WLT_URI_ID]);
    }

    const enum wallet_status status = find(session, wanted, wanted_count, found, &count, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (count == 0) {
        return wlt_fail(
            error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "no private key in the token fits the URI");
    }

    if (count > 1) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "several private keys fit the URI: name one by 'object' and 'id'");
    }

    if (asks_each_time(session, found[0])) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "the token asks for the PIN at each signature with this key");
    }

    *out = found[0];
    return WALLET_OK;
}

/** An attribute of a key; `size` is 0 where the object has none that fits. */
struct value {
    uint8_t data[256];
    CK_ULONG size;
};

static struct value read_value(
    const struct wlt_session *session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type)
{
    struct value value = { .size = 0 };
    CK_ATTRIBUTE attribute = { type, value.data, sizeof value.data };

    const CK_RV answer =
        session->functions->C_GetAttributeValue(session->handle, object, &attribute, 1);
    if (answer == CKR_OK && attribute.ulValueLen <= sizeof value.data) {
        value.size = attribute.ulValueLen;
    }

    return value;
}

static struct wallet_bytes value_bytes(const struct value *value)
{
    return (struct wallet_bytes){ value->data, value->size };
}

/** PKCS #11 section 6.3: tokens give private keys no CKA_EC_POINT; its public half has it. */
static enum wallet_status find_public(
    const struct wlt_session *session,
    CK_OBJECT_HANDLE private_key,
    CK_OBJECT_HANDLE *out,
    struct wallet_error *error)
{
    const CK_OBJECT_CLASS class = CKO_PUBLIC_KEY;
    const struct value id = read_value(session, private_key, CKA_ID);
    CK_ATTRIBUTE wanted[] = { attribute_of(CKA_CLASS, class_bytes(&class)),
                              attribute_of(CKA_ID, value_bytes(&id)) };
    CK_OBJECT_HANDLE found[FOUND_MAX] = { CK_INVALID_HANDLE };
    CK_ULONG count = 0;

    const enum wallet_status status = find(session, wanted, 2, found, &count, error);
    if (status == WALLET_OK && (count != 1 || id.size == 0)) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "expected one public key in the token with the id of the private one");
    }

    *out = found[0];
    return status;
}

enum wallet_status wlt_object_read_public(
    const struct wlt_session *session,
    CK_OBJECT_HANDLE private_key,
    struct wlt_public_key **out,
    struct wallet_error *error)
{
    const struct value parameters = read_value(session, private_key, CKA_EC_PARAMS);
    struct value point = read_value(session, private_key, CKA_EC_POINT);

    if (point.size == 0) {
        CK_OBJECT_HANDLE public_key = CK_INVALID_HANDLE;
        const enum wallet_status status = find_public(session, private_key, &public_key, error);
        if (status != WALLET_OK) {
            return status;
        }

        point = read_value(session, public_key, CKA_EC_POINT);
    }

    return wlt_point_read(value_bytes(&parameters), value_bytes(&point), out, error);
}
