/* SPDX-License-Identifier: Apache-2.0 */
#include "http_signature.h"

#include <wallet/digest.h>

#include "base64.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    BASE_SIZE = 4096,
};

/** A text that grows within fixed room; what does not fit is told at the end. */
struct text {
    char *data;
    size_t room;
    size_t size;
    bool is_full;
};

static void append(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void append(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(text->data + text->size, text->room - text->size, format, arguments);
    va_end(arguments);

    if (size < 0 || (size_t)size >= text->room - text->size) {
        text->is_full = true;
        text->data[text->size] = '\0';
    } else {
        text->size += (size_t)size;
    }
}

const char *http_signature_algorithm(enum wallet_algorithm algorithm)
{
    static const char *const names[] = {
        [WALLET_ALGORITHM_ED25519] = "ed25519",
        [WALLET_ALGORITHM_ES256] = "ecdsa-p256-sha256",
        [WALLET_ALGORITHM_ES384] = "ecdsa-p384-sha384",
    };

    return (unsigned)algorithm < sizeof names / sizeof names[0] ? names[algorithm] : NULL;
}

/** A component's identifier: its name, and what stands behind it. */
static void append_name(struct text *out, const char *name)
{
    const size_t size = strcspn(name, ";");

    append(out, "\"%.*s\"%s", (int)size, name, name + size);
}

/** RFC 9421 section 2.3: the covered components and the parameters. */
static void write_parameters(
    struct text *out,
    const struct http_component *components,
    size_t count,
    const struct http_signature_terms *terms)
{
    append(out, "(");
    for (size_t i = 0; i < count; i++) {
        append(out, "%s", i > 0 ? " " : "");
        append_name(out, components[i].name);
    }

    append(out, ");created=%" PRId64 ";keyid=\"%s\"", terms->created_unix, terms->key_id);
    if (terms->algorithm) {
        append(out, ";alg=\"%s\"", terms->algorithm);
    }
}

static bool is_clean(const char *value)
{
    for (const char *at = value; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f) {
            return false;
        }
    }

    return true;
}

/** RFC 9421 section 2.5: the signature base, one line a component. */
static bool write_base(
    struct text *out, const struct http_component *components, size_t count, const char *parameters)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_clean(components[i].value)) {
            return false;
        }

        append_name(out, components[i].name);
        append(out, ": %s\n", components[i].value);
    }

    append(out, "\"@signature-params\": %s", parameters);
    return true;
}

static enum wallet_status fail(
    struct wallet_error *error, enum wallet_status status, const char *message)
{
    if (error) {
        *error = (struct wallet_error){ .status = status, .offset = WALLET_NO_OFFSET };
        (void)snprintf(error->message, sizeof error->message, "%s", message);
    }

    return status;
}

enum wallet_status http_signature_make(
    const struct http_component *components,
    size_t count,
    const struct http_signature_terms *terms,
    const struct wallet_signer *signer,
    struct http_signature *out,
    struct wallet_error *error)
{
    char base_text[BASE_SIZE];
    char parameters_text[HTTP_SIGNATURE_SIZE];
    char encoded[BASE64_SIZE(WALLET_SIGNATURE_MAX)];
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    struct text base = { base_text, sizeof base_text, 0, false };
    struct text parameters = { parameters_text, sizeof parameters_text, 0, false };
    struct text input = { out->input, sizeof out->input, 0, false };
    struct text value = { out->signature, sizeof out->signature, 0, false };

    write_parameters(&parameters, components, count, terms);
    if (!write_base(&base, components, count, parameters.data)) {
        return fail(error, WALLET_ERR_VALUE, "a control character where none may be");
    }

    append(&input, "%s=%s", terms->label, parameters.data);
    if (parameters.is_full || base.is_full || input.is_full) {
        return fail(error, WALLET_ERR_TOO_LARGE, "too much to sign in the head of a request");
    }

    const enum wallet_status status = signer->sign(
        signer->context,
        (struct wallet_bytes){ (const uint8_t *)base.data, base.size },
        signature,
        &size,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    (void)base64_write(BASE64_PLAIN, (struct wallet_bytes){ signature, size }, encoded);
    append(&value, "%s=:%s:", terms->label, encoded);
    return WALLET_OK;
}

bool http_signature_digest(struct wallet_bytes body, char out[HTTP_DIGEST_SIZE])
{
    uint8_t bytes[WALLET_DIGEST_SIZE];
    char encoded[BASE64_SIZE(WALLET_DIGEST_SIZE)];
    struct wallet_digest *digest = NULL;

    if (wallet_digest_new(&digest, NULL) != WALLET_OK) {
        return false;
    }

    wallet_digest_add(digest, body);
    wallet_digest_finish(digest, bytes);
    wallet_digest_free(digest);
    (void)base64_write(BASE64_PLAIN, (struct wallet_bytes){ bytes, sizeof bytes }, encoded);
    (void)snprintf(out, HTTP_DIGEST_SIZE, "sha-256=:%s:", encoded);
    return true;
}
