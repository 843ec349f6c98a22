/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A PKCS #11 module for tests: one token with an Ed25519 key made anew each time it starts, whose
 * label says what is wrong with it.  What SoftHSM cannot be brought to do stands here.
 */
#include <sodium.h>

#include <p11-kit/pkcs11.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLOT = 7,
    PRIVATE_KEY = 1,
    PUBLIC_KEY = 2,
    PIN_SIZE = 4,
};

static const char pin[] = "1234";

static struct {
    bool is_started;
    bool is_public_wanted;
    bool is_listed;
    uint8_t point[crypto_sign_PUBLICKEYBYTES];
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
} token;

/** What is wrong, as the test's environment says. */
static bool is_wrong(const char *what)
{
    const char *wrong = getenv("FAKE_TOKEN");
    return wrong && strcmp(wrong, what) == 0;
}

static CK_RV initialize(void *arguments)
{
    (void)arguments;
    if (is_wrong("start")) {
        return CKR_DEVICE_ERROR;
    }

    if (token.is_started) {
        return CKR_CRYPTOKI_ALREADY_INITIALIZED;
    }

    token.is_started = true;
    return crypto_sign_keypair(token.point, token.secret) == 0 ? CKR_OK : CKR_FUNCTION_FAILED;
}

static CK_RV finalize(void *reserved)
{
    (void)reserved;
    token.is_started = false;
    return CKR_OK;
}

static CK_RV get_slot_list(CK_BBOOL present, CK_SLOT_ID *slots, CK_ULONG *count)
{
    (void)present;
    if (is_wrong("slots")) {
        return CKR_DEVICE_ERROR;
    }

    if (slots) {
        slots[0] = SLOT;
    }

    *count = is_wrong("empty") ? 0 : 1;
    return CKR_OK;
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO *info)
{
    (void)slot;
    memset(info, ' ', sizeof *info);
    memcpy(info->label, "Fake", 4);
    info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED;
    info->flags |= is_wrong("locked") ? CKF_USER_PIN_LOCKED : 0;
    info->flags |= is_wrong("keypad") ? CKF_PROTECTED_AUTHENTICATION_PATH : 0;
    info->flags &= is_wrong("open") ? ~(CK_FLAGS)CKF_LOGIN_REQUIRED : ~(CK_FLAGS)0;
    return is_wrong("info") ? CKR_DEVICE_ERROR : CKR_OK;
}

static CK_RV open_session(
    CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *out)
{
    (void)slot;
    (void)flags;
    (void)application;
    (void)notify;
    *out = 1;
    return is_wrong("session") ? CKR_SESSION_COUNT : CKR_OK;
}

static CK_RV close_session(CK_SESSION_HANDLE session)
{
    (void)session;
    return CKR_OK;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *text, CK_ULONG size)
{
    (void)session;
    (void)user;
    if (is_wrong("locked-late")) {
        return CKR_PIN_LOCKED;
    }

    if (is_wrong("expired")) {
        return CKR_PIN_EXPIRED;
    }

    if (is_wrong("keypad")) {
        return text ? CKR_ARGUMENTS_BAD : CKR_OK;
    }

    return size == PIN_SIZE && memcmp(text, pin, PIN_SIZE) == 0 ? CKR_OK : CKR_PIN_INCORRECT;
}

static CK_RV find_init(CK_SESSION_HANDLE session, CK_ATTRIBUTE *wanted, CK_ULONG count)
{
    CK_OBJECT_CLASS class = 0;

    (void)session;
    (void)count;
    memcpy(&class, wanted[0].pValue, sizeof class);
    token.is_public_wanted = class == CKO_PUBLIC_KEY;
    token.is_listed = token.is_public_wanted && is_wrong("lonely");
    return is_wrong("find") ? CKR_DEVICE_ERROR : CKR_OK;
}

static CK_RV find(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *out, CK_ULONG max, CK_ULONG *count)
{
    (void)session;
    *count = token.is_listed || max == 0 ? 0 : 1;
    *count = is_wrong("too-many") ? max + 1 : *count;
    out[0] = token.is_public_wanted ? PUBLIC_KEY : PRIVATE_KEY;
    token.is_listed = true;
    return CKR_OK;
}

static CK_RV find_final(CK_SESSION_HANDLE session)
{
    (void)session;
    return CKR_OK;
}

static CK_RV give(CK_ATTRIBUTE *attribute, const void *value, CK_ULONG size)
{
    if (attribute->ulValueLen < size) {
        attribute->ulValueLen = CK_UNAVAILABLE_INFORMATION;
        return CKR_BUFFER_TOO_SMALL;
    }

    memcpy(attribute->pValue, value, size);
    attribute->ulValueLen = size;
    return CKR_OK;
}

static CK_RV give_point(CK_ATTRIBUTE *attribute)
{
    uint8_t point[2 + crypto_sign_PUBLICKEYBYTES] = { 0x04, crypto_sign_PUBLICKEYBYTES };
    uint8_t secret[crypto_sign_SECRETKEYBYTES];

    memcpy(point + 2, token.point, sizeof token.point);
    if (is_wrong("other-half")) {
        (void)crypto_sign_keypair(point + 2, secret);
    }

    return give(attribute, point, is_wrong("no-point") ? 0 : sizeof point);
}

static CK_RV get_attribute(
    CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attribute, CK_ULONG count)
{
    static const uint8_t ed25519[] = { 0x06, 0x03, 0x2b, 0x65, 0x70 };
    static const CK_BBOOL yes = CK_TRUE;

    (void)session;
    (void)count;
    if (attribute->type == CKA_ALWAYS_AUTHENTICATE && is_wrong("each-time")) {
        return give(attribute, &yes, sizeof yes);
    }

    if (attribute->type == CKA_ID) {
        return give(attribute, "\x01", is_wrong("no-id") ? 0 : 1);
    }

    if (attribute->type == CKA_EC_PARAMS) {
        return give(attribute, ed25519, sizeof ed25519);
    }

    if (attribute->type == CKA_EC_POINT && (object == PUBLIC_KEY || is_wrong("point-within"))) {
        return give_point(attribute);
    }

    attribute->ulValueLen = CK_UNAVAILABLE_INFORMATION;
    return CKR_ATTRIBUTE_TYPE_INVALID;
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    (void)session;
    if (mechanism->mechanism != CKM_EDDSA || key != PRIVATE_KEY) {
        return CKR_MECHANISM_INVALID;
    }

    return is_wrong("no-sign") ? CKR_KEY_FUNCTION_NOT_PERMITTED : CKR_OK;
}

static CK_RV sign(
    CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *out_size)
{
    (void)session;
    if (is_wrong("gone")) {
        return CKR_DEVICE_REMOVED;
    }

    (void)crypto_sign_detached(out, NULL, data, size, token.secret);
    out[0] ^= is_wrong("rubbish") ? 1 : 0;
    *out_size = crypto_sign_BYTES;
    *out_size -= is_wrong("short") ? 1 : 0;
    *out_size = is_wrong("huge") ? (CK_ULONG)-1 : *out_size;
    return CKR_OK;
}

static CK_FUNCTION_LIST functions = {
    .version = { 2, 40 },
    .C_Initialize = initialize,
    .C_Finalize = finalize,
    .C_GetSlotList = get_slot_list,
    .C_GetTokenInfo = get_token_info,
    .C_OpenSession = open_session,
    .C_CloseSession = close_session,
    .C_Login = login,
    .C_Logout = close_session,
    .C_FindObjectsInit = find_init,
    .C_FindObjects = find,
    .C_FindObjectsFinal = find_final,
    .C_GetAttributeValue = get_attribute,
    .C_SignInit = sign_init,
    .C_Sign = sign,
};

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **out)
{
    *out = &functions;
    return is_wrong("no-list") ? CKR_GENERAL_ERROR : CKR_OK;
}
