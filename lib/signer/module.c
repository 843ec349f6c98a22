/* SPDX-License-Identifier: Apache-2.0 */
#include "signer/module.h"

#include "base/error.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

enum {
    FILE_NAME_SIZE = 512,
};

/** What people can do something about, in their words. */
static const struct {
    CK_RV answer;
    const char *text;
} known[] = {
    { CKR_PIN_INCORRECT, "the PIN is wrong" },
    { CKR_PIN_INVALID, "the PIN is wrong" },
    { CKR_PIN_LEN_RANGE, "the PIN is wrong: none is so short or so long" },
    { CKR_PIN_EXPIRED, "the PIN has expired" },
    { CKR_PIN_LOCKED, "the PIN is locked after too many wrong ones" },
    { CKR_USER_PIN_NOT_INITIALIZED, "the token has no PIN yet" },
    { CKR_TOKEN_NOT_PRESENT, "the token is not there" },
    { CKR_DEVICE_REMOVED, "the token was taken out" },
    { CKR_KEY_FUNCTION_NOT_PERMITTED, "the token does not let this key sign" },
    { CKR_MECHANISM_INVALID, "the token does not have the algorithm of this key" },
};

enum wallet_status wlt_module_fail(struct wallet_error *error, CK_RV answer, const char *what)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (known[i].answer == answer) {
            return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "%s", known[i].text);
        }
    }

    if (answer == CKR_HOST_MEMORY) {
        return wlt_fail_memory(error);
    }

    return wlt_fail(
        error,
        WALLET_ERR_CRYPTO,
        WALLET_NO_OFFSET,
        "the token does not %s (PKCS #11 error 0x%lx)",
        what,
        answer);
}

static void *load(const char *path)
{
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
}

/** RFC 7512 section 2.4: a name without prefix or suffix, to be looked for where modules are. */
static void *load_named(const char *name)
{
    static const char *const forms[] = {
        WALLET_PKCS11_FOLDER "/%s.so", WALLET_PKCS11_FOLDER "/lib%s.so", "lib%s.so", "%s.so"
    };
    void *library = NULL;

    for (size_t i = 0; i < sizeof forms / sizeof forms[0] && !library; i++) {
        char path[FILE_NAME_SIZE];
        const char *mark = strstr(forms[i], "%s");
        const int size = snprintf(
            path, sizeof path, "%.*s%s%s", (int)(mark - forms[i]), forms[i], name, mark + 2);
        library = size > 0 && (size_t)size < sizeof path ? load(path) : NULL;
    }

    return library;
}

/** NULL if it cannot be loaded: dlerror() knows why. */
static void *load_from(const struct wlt_uri *uri, const char *path)
{
    if (uri->is_given[WLT_URI_MODULE_PATH]) {
        return load((const char *)uri->values[WLT_URI_MODULE_PATH].data);
    }

    if (uri->is_given[WLT_URI_MODULE_NAME]) {
        return load_named((const char *)uri->values[WLT_URI_MODULE_NAME].data);
    }

    return load(path);
}

/** Whether the URI or the path names one; a name with a slash in it would be a path. */
static bool is_named(const struct wlt_uri *uri, const char *path)
{
    const struct wallet_bytes name = uri->values[WLT_URI_MODULE_NAME];

    if (uri->is_given[WLT_URI_MODULE_PATH]) {
        return uri->values[WLT_URI_MODULE_PATH].size > 0;
    }

    return uri->is_given[WLT_URI_MODULE_NAME] ? name.size > 0 && !memchr(name.data, '/', name.size)
                                              : path && path[0] != '\0';
}

static enum wallet_status load_library(
    const struct wlt_uri *uri, const char *path, void **out, struct wallet_error *error)
{
    if (!is_named(uri, path)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "nothing names the PKCS #11 module to load");
    }

    *out = load_from(uri, path);
    if (!*out) {
        const char *reason = dlerror();
        return wlt_fail(
            error,
            WALLET_ERR_FILE,
            WALLET_NO_OFFSET,
            "the PKCS #11 module is not loaded: %s",
            reason ? reason : "no reason given");
    }

    return WALLET_OK;
}

static CK_FUNCTION_LIST *functions_of(void *library)
{
    CK_FUNCTION_LIST *functions = NULL;
    CK_C_GetFunctionList get = NULL;

    /* C has no cast from an object's address to a function's; POSIX says that they are alike. */
    void *const symbol = dlsym(library, "C_GetFunctionList");
    memcpy(&get, &symbol, sizeof get);
    return get && get(&functions) == CKR_OK ? functions : NULL;
}

static enum wallet_status start(struct wlt_module *module, struct wallet_error *error)
{
    CK_C_INITIALIZE_ARGS arguments = { .flags = CKF_OS_LOCKING_OK };

    module->functions = functions_of(module->library);
    if (!module->functions) {
        return wlt_fail(error, WALLET_ERR_FILE, WALLET_NO_OFFSET, "the file is no PKCS #11 module");
    }

    const CK_RV answer = module->functions->C_Initialize(&arguments);
    if (answer != CKR_OK && answer != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
        return wlt_module_fail(error, answer, "start");
    }

    module->is_ours = answer == CKR_OK;
    return WALLET_OK;
}

enum wallet_status wlt_module_open(
    const struct wlt_uri *uri, const char *path, struct wlt_module *out, struct wallet_error *error)
{
    struct wlt_module module = { 0 };

    enum wallet_status status = load_library(uri, path, &module.library, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = start(&module, error);
    if (status == WALLET_OK) {
        *out = module;
    } else {
        (void)dlclose(module.library);
    }

    return status;
}

void wlt_module_close(struct wlt_module *module)
{
    if (!module->library) {
        return;
    }

    if (module->is_ours) {
        (void)module->functions->C_Finalize(NULL);
    }

    (void)dlclose(module->library);
    *module = (struct wlt_module){ 0 };
}
