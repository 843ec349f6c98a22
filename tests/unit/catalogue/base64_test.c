/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/base64.h"

#include "test.h"

/* RFC 4648 section 10. */
static const struct {
    const char *plain;
    const char *text;
} vectors[] = {
    { "", "" },
    { "f", "Zg==" },
    { "fo", "Zm8=" },
    { "foo", "Zm9v" },
    { "foob", "Zm9vYg==" },
    { "fooba", "Zm9vYmE=" },
    { "foobar", "Zm9vYmFy" },
    { "\xfb\xff\xfe", "+//+" },
};

TEST(encodes_the_vectors_of_the_rfc)
{
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        struct wallet_buffer out = { 0 };
        CHECK(wlt_base64_append(&out, test_text(vectors[i].plain)));
        CHECK_BYTES(wallet_buffer_bytes(&out), test_text(vectors[i].text));
        wallet_buffer_clear(&out);
    }
}

TEST(decodes_the_vectors_of_the_rfc)
{
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        const struct wallet_bytes text = test_text(vectors[i].text);
        uint8_t *out = test_memory(wlt_base64_size(text) + 1);
        size_t size = 99;
        CHECK_ROW(vectors[i].text, wlt_base64_decode(text, out, &size), true);
        CHECK_BYTES(((struct wallet_bytes){ out, size }), test_text(vectors[i].plain));
    }
}

TEST(every_byte_comes_back)
{
    struct wallet_buffer text = { 0 };
    uint8_t bytes[256];
    uint8_t back[258];
    size_t size = 0;

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(i * 7 + 3);
    }

    for (size_t count = 0; count <= sizeof bytes; count++) {
        const struct wallet_bytes some = { bytes, count };
        text.size = 0;
        CHECK(wlt_base64_append(&text, some));
        CHECK(wlt_base64_decode(wallet_buffer_bytes(&text), back, &size));
        CHECK_BYTES(((struct wallet_bytes){ back, size }), some);
    }

    wallet_buffer_clear(&text);
}

TEST(refuses_what_is_not_canonical)
{
    static const char *const rows[] = {
        "Z",    "Zg",   "Zg=",  "Zg===", "====", "Z===",    "=Zg=",     "Zg==Zg==",
        "Zh==", "Zm9=", "Zm9 ", "Zm9\n", "Zm-_", "Zm9v Zm", "Zm9v\nZg", "Zg=A",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint8_t out[16];
        size_t size = 0;
        CHECK_ROW(rows[i], wlt_base64_decode(test_text(rows[i]), out, &size), false);
    }
}
