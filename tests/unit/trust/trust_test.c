/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/trust.h"

#include "test.h"
#include "unit/crypto/make_certificate.h"

#include <openssl/pem.h>

#include <stdio.h>

static const struct recipe leaf_recipe = {
    .name = "Leaf",
    .organisation = "11360500000000019F",
    .extensions = { LEAF_EXTENSIONS },
};
static const struct recipe root_recipe = { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } };

static struct wallet_trust *new_trust(void)
{
    struct wallet_trust *trust = NULL;
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    return trust;
}

/** A key file without its secret, as an agency gives it away. */
static struct wallet_buffer key_file(void)
{
    static const char *const types[] = { "11100000000013127D001" };
    const struct wallet_key_owner owner = {
        .issuer = "11360500000000019F",
        .name_en = "A Bureau",
        .types = types,
        .type_count = 1,
    };
    struct wallet_key *key = NULL;
    struct wallet_buffer file = { 0 };

    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_public(key, &file, NULL), WALLET_OK);
    wallet_key_free(key);
    return file;
}

static struct wallet_bytes pem_of(const X509 *x509)
{
    BIO *memory = BIO_new(BIO_s_mem());
    char *text = NULL;
    CHECK_EQUAL(PEM_write_bio_X509(memory, x509), 1);
    const long size = BIO_get_mem_data(memory, &text);
    uint8_t *copy = test_memory((size_t)size);
    memcpy(copy, text, (size_t)size);
    BIO_free(memory);
    return (struct wallet_bytes){ copy, (size_t)size };
}

TEST(takes_key_files_and_certificates_in_der_and_pem)
{
    struct wallet_trust *trust = new_trust();
    struct wallet_buffer file = key_file();
    struct identity leaf = make_certificate(&leaf_recipe, NULL);
    struct identity root = make_certificate(&root_recipe, NULL);

    CHECK_EQUAL(wallet_trust_count(trust), 0);
    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, der_of(leaf.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, pem_of(root.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_count(trust), 3);

    release_identity(&root);
    release_identity(&leaf);
    wallet_buffer_clear(&file);
    wallet_trust_free(trust);
}

TEST(finds_each_key_by_its_identifier)
{
    enum {
        MANY = 40
    };
    struct wallet_trust *trust = new_trust();
    struct wallet_bytes wanted[MANY];
    size_t count = 0;

    for (size_t i = 0; i < MANY; i++) {
        struct identity leaf = make_certificate(&leaf_recipe, NULL);
        uint8_t *kid = test_memory(WALLET_KEY_ID_SIZE);
        memcpy(kid, wlt_certificate_digest(leaf.certificate).data, WALLET_KEY_ID_SIZE);
        wanted[i] = (struct wallet_bytes){ kid, WALLET_KEY_ID_SIZE };
        CHECK_EQUAL(wallet_trust_add(trust, der_of(leaf.x509), NULL), WALLET_OK);
        release_identity(&leaf);
    }

    for (size_t i = 0; i < MANY; i++) {
        const struct wlt_signatory *found = wlt_trust_find(trust, wanted[i], &count);
        CHECK_EQUAL(count, 1);
        CHECK(memcmp(found->key_id, wanted[i].data, WALLET_KEY_ID_SIZE) == 0);
    }

    CHECK(!wlt_trust_find(trust, test_hex("0000000000000000"), &count));
    CHECK_EQUAL(count, 0);
    CHECK(!wlt_trust_find(trust, test_hex("00"), &count));
    wallet_trust_free(trust);
}

/** The same file with other types. */
static struct wallet_bytes with_types(const struct wallet_buffer *file, const char *types)
{
    const char *old = strstr((const char *)file->data, "Types: ");
    const char *rest = strchr(old, '\n');
    const size_t room = file->size + strlen(types) + 16;
    char *text = test_memory(room);
    (void)snprintf(
        text,
        room,
        "%.*sTypes: %s%s",
        (int)(old - (const char *)file->data),
        (const char *)file->data,
        types,
        rest);
    return test_text(text);
}

TEST(takes_a_key_once_and_refuses_it_with_other_types)
{
    struct wallet_trust *trust = new_trust();
    struct wallet_buffer file = key_file();

    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_count(trust), 1);
    CHECK_EQUAL(wallet_trust_add(trust, with_types(&file, "*"), NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(wallet_trust_count(trust), 1);
    wallet_buffer_clear(&file);
    wallet_trust_free(trust);
}

TEST(refuses_certificates_and_a_key_in_one_file)
{
    struct wallet_trust *trust = new_trust();
    struct wallet_buffer file = key_file();
    struct identity leaf = make_certificate(&leaf_recipe, NULL);
    const struct wallet_bytes pem = pem_of(leaf.x509);
    char *both = test_memory(file.size + pem.size + 1);

    memcpy(both, file.data, file.size);
    memcpy(both + file.size, pem.data, pem.size);
    CHECK_EQUAL(wallet_trust_add(trust, test_text(both), NULL), WALLET_ERR_KEY);
    release_identity(&leaf);
    wallet_buffer_clear(&file);
    wallet_trust_free(trust);
}

TEST(refuses_what_holds_no_key)
{
    uint8_t *large = test_memory(WALLET_KEY_FILE_MAX + 1);
    const struct {
        const char *what;
        struct wallet_bytes file;
        enum wallet_status wanted;
    } rows[] = {
        { "nothing", { NULL, 0 }, WALLET_ERR_KEY },
        { "a text", test_text("hello"), WALLET_ERR_KEY },
        { "broken DER", test_hex("3003020101"), WALLET_ERR_KEY },
        { "too much", { large, WALLET_KEY_FILE_MAX + 1 }, WALLET_ERR_TOO_LARGE },
        { "no pointer", { NULL, 1 }, WALLET_ERR_ARGUMENT },
    };
    struct wallet_trust *trust = new_trust();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, wallet_trust_add(trust, rows[i].file, NULL), rows[i].wanted);
    }

    CHECK_EQUAL(wallet_trust_count(trust), 0);
    CHECK_EQUAL(wallet_trust_add(NULL, test_text(""), NULL), WALLET_ERR_ARGUMENT);
    wallet_trust_free(trust);
    wallet_trust_free(NULL);
}

TEST(lets_a_key_file_sign_its_types_and_a_certificate_none)
{
    const struct wallet_bytes id_card = test_text("11100000000013127D001");
    const struct wallet_bytes other = test_text("11100000MB0143028R001");
    struct wallet_trust *trust = new_trust();
    struct wallet_buffer file = key_file();
    struct identity leaf = make_certificate(&leaf_recipe, NULL);
    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, der_of(leaf.x509), NULL), WALLET_OK);

    for (size_t i = 0; i < wallet_trust_count(trust); i++) {
        const struct wlt_signatory *signatory = &wlt_trust_signatories(trust)[i];
        const bool is_file = signatory->file != NULL;
        CHECK_EQUAL(wlt_signatory_allows_type(signatory, id_card), is_file);
        CHECK(!wlt_signatory_allows_type(signatory, other));
        CHECK_EQUAL(wlt_signatory_allows_type(signatory, (struct wallet_bytes){ 0 }), !is_file);
        CHECK_TEXT(wlt_signatory_id(signatory), "11360500000000019F");
        CHECK_TEXT(wlt_signatory_name(signatory, WALLET_ENGLISH), is_file ? "A Bureau" : "Leaf");
        CHECK(wlt_signatory_holds_at(signatory, NOON));
        CHECK_EQUAL(wlt_signatory_holds_at(signatory, NOON + 9 * DAY), is_file);
        CHECK(wlt_signatory_key(signatory));
    }

    release_identity(&leaf);
    wallet_buffer_clear(&file);
    wallet_trust_free(trust);
}

TEST(takes_only_authorities_for_anchors)
{
    struct wallet_trust *trust = new_trust();
    struct identity root = make_certificate(&root_recipe, NULL);
    struct identity leaf = make_certificate(&leaf_recipe, &root);

    CHECK_EQUAL(
        wlt_trust_check_path(trust, leaf.certificate, NULL, 0, NOON, NULL),
        WALLET_ERR_UNDETERMINED);
    CHECK_EQUAL(wallet_trust_add(trust, der_of(root.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wlt_trust_check_path(trust, leaf.certificate, NULL, 0, NOON, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_trust_check_path(trust, leaf.certificate, NULL, 0, NOON + 9 * DAY, NULL),
        WALLET_ERR_REFUSED);
    release_identity(&leaf);
    release_identity(&root);
    wallet_trust_free(trust);
}
