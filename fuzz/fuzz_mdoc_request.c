/* SPDX-License-Identifier: Apache-2.0 */

/* What a reader asks of a device, as the device takes it. */
#include <wallet/wallet.h>

#include "fuzz.h"

#include <string.h>

enum {
    NOW = 1790000000, /* when the signed ones of the corpus were made */
};

/** Under which they were made; nobody has its key any more. */
static const char root[] = "-----BEGIN CERTIFICATE-----\n"
                           "MIIBaDCCAQ6gAwIBAgIBLjAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAtSZWFkZXIg\n"
                           "Um9vdDAeFw0yNjA5MjAxNDEzMjBaFw0yNjA5MjIxNDEzMjBaMBYxFDASBgNVBAMM\n"
                           "C1JlYWRlciBSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuB/y16R7iShl\n"
                           "Z5OAc4N6iVkkAfC2DkHi6897km3BouGHUKex9D1VfOeTUmyz4EmGz46E1IB/FkEz\n"
                           "r4kbBolEoKNNMEswDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwHQYD\n"
                           "VR0OBBYEFA2MxsetDHRUIGEJlzDE3mlJ8GsCMAkGA1UdIwQCMAAwCgYIKoZIzj0E\n"
                           "AwIDSAAwRQIhANsikTS9DYKg6FjC8lft0cmpD3SxHE36j9bUtR97zxV/AiAzXqkZ\n"
                           "YGkpqRZ7wY2xsb3wrMBVFPpRbGLCToq11MKsuw==\n"
                           "-----END CERTIFICATE-----\n";

static const struct wallet_certificates *the_readers(void)
{
    static struct wallet_certificates *readers;
    const struct wallet_bytes pem = { (const uint8_t *)root, sizeof root - 1 };

    if (!readers) {
        FUZZ_CHECK(wallet_certificates_parse(pem, &readers, NULL) == WALLET_OK);
    }

    return readers;
}

/** Each element that is counted is told, and a name only of who is known. */
static void read_asked(const struct wallet_mdoc_request *request, size_t index)
{
    struct wallet_mdoc_asked asked;

    wallet_mdoc_request_at(request, index, &asked);
    FUZZ_CHECK(asked.doc_type.size > 0 && asked.element_count > 0);
    FUZZ_CHECK(asked.reader == WALLET_RESULT_PASSED || !asked.reader_name[0]);
    for (size_t i = 0; i < asked.element_count; i++) {
        struct wallet_mdoc_asked_element element = { .is_retained = false };
        wallet_mdoc_request_element(request, index, i, &element);
        FUZZ_CHECK(element.name_space.data && element.identifier.data);
    }
}

static bool is_text(struct wallet_bytes text)
{
    return text.size > 0 && !memchr(text.data, '\0', text.size);
}

/** What is asked of a document can be asked again; only names of nothing are none of ours. */
static void ask_again(const struct wallet_mdoc_request *request, size_t index)
{
    static struct wallet_mdoc_asked_element elements[WALLET_MDOC_REQUEST_ELEMENT_MAX];
    struct wallet_mdoc_request *again = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_mdoc_asked asked;
    bool have_names = true;

    wallet_mdoc_request_at(request, index, &asked);
    for (size_t i = 0; i < asked.element_count; i++) {
        wallet_mdoc_request_element(request, index, i, &elements[i]);
        have_names =
            have_names && elements[i].name_space.size > 0 && elements[i].identifier.size > 0;
    }

    if (!is_text(asked.doc_type)) {
        return;
    }

    char *doc_type = strndup((const char *)asked.doc_type.data, asked.doc_type.size);
    const struct wallet_mdoc_wanted wanted = { doc_type, elements, asked.element_count };
    const enum wallet_status status = wallet_mdoc_request_write(&wanted, 1, NULL, &out, NULL);
    FUZZ_CHECK(status == (have_names ? WALLET_OK : WALLET_ERR_VALUE));
    if (status == WALLET_OK) {
        const struct wallet_bytes no_session = { 0 };
        FUZZ_CHECK(
            wallet_mdoc_request_read(
                wallet_buffer_bytes(&out), no_session, NULL, NOW, &again, NULL) == WALLET_OK);
        wallet_mdoc_request_at(again, 0, &asked);
        FUZZ_CHECK(asked.element_count == wanted.element_count);
    }

    wallet_mdoc_request_free(again);
    wallet_buffer_clear(&out);
    free(doc_type);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t transcript[] = { 0x83, 0xf6, 0xf6, 0xf6 };
    const struct wallet_bytes session = { transcript, sizeof transcript };
    const struct wallet_bytes input = { data, size };
    struct wallet_mdoc_request *request = NULL;

    if (wallet_mdoc_request_read(input, session, the_readers(), NOW, &request, NULL) == WALLET_OK) {
        for (size_t i = 0; i < wallet_mdoc_request_count(request); i++) {
            read_asked(request, i);
            ask_again(request, i);
        }
    }

    wallet_mdoc_request_free(request);
    return 0;
}
