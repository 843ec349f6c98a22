/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/session.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"

enum {
    SLOT_MAX = 1024,
};

/** PKCS #11 section 3.2: fields of fixed size, filled up with blanks and without a NUL. */
static bool field_fits(
    const struct wlt_uri *uri, enum wlt_uri_attribute attribute, const uint8_t *field, size_t size)
{
    while (size > 0 && (field[size - 1] == ' ' || field[size - 1] == 0)) {
        size--;
    }

    return !uri->is_given[attribute] ||
           wlt_bytes_equal(uri->values[attribute], (struct wallet_bytes){ field, size });
}

static bool token_fits(const struct wlt_uri *uri, const CK_TOKEN_INFO *info)
{
    return (info->flags & CKF_TOKEN_INITIALIZED) != 0 &&
           field_fits(uri, WLT_URI_TOKEN, info->label, sizeof info->label) &&
           field_fits(uri, WLT_URI_SERIAL, info->serialNumber, sizeof info->serialNumber) &&
           field_fits(
               uri, WLT_URI_MANUFACTURER, info->manufacturerID, sizeof info->manufacturerID) &&
           field_fits(uri, WLT_URI_MODEL, info->model, sizeof info->model);
}

/** A slot and what its token says of itself. */
struct choice {
    CK_SLOT_ID slot;
    CK_TOKEN_INFO info;
    size_t count; /* how many fit */
};

static void look_at(
    CK_FUNCTION_LIST *functions, const struct wlt_uri *uri, CK_SLOT_ID slot, struct choice *choice)
{
    CK_TOKEN_INFO info;

    /* A token that does not even say what it is may be broken; the others need not mind. */
    if (functions->C_GetTokenInfo(slot, &info) == CKR_OK && token_fits(uri, &info)) {
        choice->slot = slot;
        choice->info = info;
        choice->count++;
    }
}

static enum wallet_status look_at_all(
    CK_FUNCTION_LIST *functions,
    const struct wlt_uri *uri,
    struct choice *choice,
    struct wallet_error *error)
{
    CK_ULONG count = 0;
    CK_RV answer = functions->C_GetSlotList(CK_TRUE, NULL, &count);
    if (answer != CKR_OK || count > SLOT_MAX) {
        return wlt_module_fail(error, answer, "list its slots");
    }

    /* One more, so that none is asked for where there is none. */
    CK_SLOT_ID *slots = wlt_alloc(count + 1, sizeof *slots);
    if (!slots) {
        return wlt_fail_memory(error);
    }

    answer = functions->C_GetSlotList(CK_TRUE, slots, &count);
    for (CK_ULONG i = 0; answer == CKR_OK && i < count; i++) {
        look_at(functions, uri, slots[i], choice);
    }

    wlt_free(slots);
    return answer == CKR_OK ? WALLET_OK : wlt_module_fail(error, answer, "list its slots");
}

static enum wallet_status find_token(
    CK_FUNCTION_LIST *functions,
    const struct wlt_uri *uri,
    struct choice *out,
    struct wallet_error *error)
{
    const enum wallet_status status = look_at_all(functions, uri, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (out->count == 0) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "no token fits the URI");
    }

    if (out->count > 1) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "%zu tokens fit the URI: name one by 'token' or 'serial'",
            out->count);
    }

    return WALLET_OK;
}

static enum wallet_status log_in(
    struct wlt_session *session,
    const CK_TOKEN_INFO *info,
    struct wallet_bytes pin,
    struct wallet_error *error)
{
    const bool has_keypad = (info->flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;

    if ((info->flags & CKF_LOGIN_REQUIRED) == 0) {
        return WALLET_OK;
    }

    /* Asked before a PIN is tried: some tokens count a try all the same. */
    if ((info->flags & CKF_USER_PIN_LOCKED) != 0) {
        return wlt_module_fail(error, CKR_PIN_LOCKED, "log in");
    }

    if (pin.size == 0 && !has_keypad) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "the token asks for a PIN");
    }

    /* The interface knows no const; C_Login() only reads. */
    CK_UTF8CHAR *text = pin.size > 0 ? (CK_UTF8CHAR *)(uintptr_t)pin.data : NULL;
    const CK_RV answer = session->functions->C_Login(session->handle, CKU_USER, text, pin.size);
    if (answer != CKR_OK && answer != CKR_USER_ALREADY_LOGGED_IN) {
        return wlt_module_fail(error, answer, "log in");
    }

    session->is_logged_in = answer == CKR_OK;
    return WALLET_OK;
}

enum wallet_status wlt_session_open(
    CK_FUNCTION_LIST *functions,
    const struct wlt_uri *uri,
    struct wallet_bytes pin,
    struct wlt_session *out,
    struct wallet_error *error)
{
    struct wlt_session session = { .functions = functions };
    struct choice choice = { 0 };

    enum wallet_status status = find_token(functions, uri, &choice, error);
    if (status != WALLET_OK) {
        return status;
    }

    const CK_RV answer =
        functions->C_OpenSession(choice.slot, CKF_SERIAL_SESSION, NULL, NULL, &session.handle);
    if (answer != CKR_OK) {
        return wlt_module_fail(error, answer, "open a session");
    }

    session.is_open = true;
    status = log_in(&session, &choice.info, pin, error);
    if (status == WALLET_OK) {
        *out = session;
    } else {
        wlt_session_close(&session);
    }

    return status;
}

void wlt_session_close(struct wlt_session *session)
{
    if (!session->is_open) {
        return;
    }

    if (session->is_logged_in) {
        (void)session->functions->C_Logout(session->handle);
    }

    (void)session->functions->C_CloseSession(session->handle);
    *session = (struct wlt_session){ 0 };
}
