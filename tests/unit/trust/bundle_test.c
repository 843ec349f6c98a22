/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/bundle.h"

#include "agency.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "cose/sign1.h"
#include "unit/trust/make_entry.h"

enum {
    NOW = 1795420800,
    LEEWAY = 120,
};

static const struct wallet_bundle_file *three_files(void)
{
    static struct wallet_bundle_file files[3];

    files[0] = (struct wallet_bundle_file){ "11360500000000019F/manifest.cwt", test_text("m") };
    files[1] = (struct wallet_bundle_file){ "trust.cbor", test_text("list") };
    files[2] = (struct wallet_bundle_file){ "crl/a.crl", { NULL, 0 } };
    return files;
}

static struct wallet_buffer make_bundle(const struct member *root)
{
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wallet_bundle_write(three_files(), 3, &root->signer, NOW, &out, NULL), WALLET_OK);
    return out;
}

static enum wallet_status verify(
    struct wallet_bytes object, const struct wallet_key *root, int64_t at_unix)
{
    struct wallet_bundle *bundle = NULL;
    struct wallet_error error = { .status = WALLET_OK };
    const enum wallet_status status = wallet_bundle_verify(object, root, at_unix, &bundle, &error);

    CHECK_EQUAL(error.status, status);
    CHECK_EQUAL(bundle != NULL, status == WALLET_OK);
    wallet_bundle_free(bundle);
    return status;
}

/** Signs claims as the root would, whatever they are, and verifies the object. */
static enum wallet_status verify_claims(
    const struct member *root, const char *typ, struct wallet_bytes claims)
{
    struct wallet_buffer headers = { 0 };
    struct wallet_buffer message = { 0 };
    struct wallet_buffer object = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    struct wlt_writer writer = wlt_writer_start(&headers);

    wlt_write_map(&writer, 3);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, wlt_cose_algorithm_number(root->signer.algorithm));
    wlt_write_int(&writer, WLT_COSE_KID);
    wlt_write_bytes(&writer, wallet_key_id(root->key));
    wlt_write_int(&writer, WLT_COSE_TYP);
    wlt_write_text(&writer, wlt_bytes_of(typ));
    CHECK_EQUAL(
        wlt_sign1_append_signed(
            wallet_buffer_bytes(&headers), (struct wallet_bytes){ 0 }, claims, &message, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        root->signer.sign(
            root->signer.context, wallet_buffer_bytes(&message), signature, &size, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wlt_sign1_append(
            wallet_buffer_bytes(&headers),
            claims,
            (struct wallet_bytes){ signature, size },
            &object,
            NULL),
        WALLET_OK);

    const enum wallet_status status = verify(wallet_buffer_bytes(&object), root->key, NOW);
    wallet_buffer_clear(&headers);
    wallet_buffer_clear(&message);
    wallet_buffer_clear(&object);
    return status;
}

/** Two empty files of these names, in a bundle of this issuer. */
static enum wallet_status verify_names(
    const struct member *root,
    const char *typ,
    const char *issuer,
    const char *first,
    const char *second)
{
    struct wallet_buffer claims = { 0 };
    struct wlt_writer writer = wlt_writer_start(&claims);

    wlt_write_map(&writer, 3);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(issuer));
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, NOW);
    wlt_write_int(&writer, WLT_CLAIM_BUNDLE_FILES);
    wlt_write_map(&writer, (first ? 1U : 0U) + (second ? 1U : 0U));
    for (size_t i = 0; i < 2; i++) {
        const char *name = i == 0 ? first : second;
        if (name) {
            wlt_write_text(&writer, wlt_bytes_of(name));
            wlt_write_bytes(&writer, (struct wallet_bytes){ 0 });
        }
    }

    const enum wallet_status status = verify_claims(root, typ, wallet_buffer_bytes(&claims));
    wallet_buffer_clear(&claims);
    return status;
}

TEST(reads_what_was_signed)
{
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ES256);
    struct wallet_buffer object = make_bundle(&root);
    struct wallet_bundle *bundle = NULL;
    struct wallet_bundle_file file;

    CHECK_EQUAL(
        wallet_bundle_verify(wallet_buffer_bytes(&object), root.key, NOW, &bundle, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_bundle_issued(bundle), NOW);
    CHECK_EQUAL(wallet_bundle_count(bundle), 3);
    wallet_bundle_at(bundle, 0, &file);
    CHECK_TEXT(file.name, "crl/a.crl");
    CHECK_EQUAL(file.content.size, 0);
    wallet_bundle_at(bundle, 1, &file);
    CHECK_TEXT(file.name, "trust.cbor");
    CHECK_BYTES(file.content, test_text("list"));
    wallet_bundle_at(bundle, 2, &file);
    CHECK_TEXT(file.name, "11360500000000019F/manifest.cwt");
    CHECK_BYTES(file.content, test_text("m"));

    wallet_bundle_free(bundle);
    wallet_buffer_clear(&object);
    clear_member(&root);
}

TEST(refuses_any_bit_that_was_altered)
{
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    struct wallet_buffer object = make_bundle(&root);

    for (size_t i = 0; i < object.size * 8; i++) {
        object.data[i / 8] ^= (uint8_t)(1U << i % 8);
        CHECK_EQUAL(verify(wallet_buffer_bytes(&object), root.key, NOW) == WALLET_OK, false);
        object.data[i / 8] ^= (uint8_t)(1U << i % 8);
    }
    for (size_t size = 0; size < object.size; size++) {
        const struct wallet_bytes part = { object.data, size };
        CHECK_EQUAL(verify(part, root.key, NOW) == WALLET_OK, false);
    }

    wallet_buffer_clear(&object);
    clear_member(&root);
}

TEST(refuses_another_root_and_a_bundle_from_the_future)
{
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    struct member other = make_member(1, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    struct wallet_buffer object = make_bundle(&root);
    const struct wallet_bytes bytes = wallet_buffer_bytes(&object);

    CHECK_EQUAL(verify(bytes, other.key, NOW), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verify(bytes, root.key, NOW - LEEWAY - 1), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verify(bytes, root.key, NOW - LEEWAY), WALLET_OK);
    CHECK_EQUAL(verify(bytes, NULL, NOW), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        verify((struct wallet_bytes){ bytes.data, WALLET_BUNDLE_MAX + 1 }, root.key, NOW),
        WALLET_ERR_TOO_LARGE);

    wallet_buffer_clear(&object);
    clear_member(&other);
    clear_member(&root);
}

TEST(shows_a_bundle_of_any_root_without_verifying_it)
{
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    struct wallet_buffer object = make_bundle(&root);
    struct wallet_bundle *bundle = NULL;

    object.data[object.size - 1] ^= 1;
    CHECK_EQUAL(wallet_bundle_read(wallet_buffer_bytes(&object), &bundle, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_bundle_count(bundle), 3);
    wallet_bundle_free(bundle);
    CHECK_EQUAL(
        wallet_bundle_read((struct wallet_bytes){ object.data, 9 }, &bundle, NULL),
        WALLET_ERR_TRUNCATED);

    wallet_buffer_clear(&object);
    clear_member(&root);
}

TEST(reads_safe_names_once_each_under_its_own_typ)
{
    static const struct {
        const char *first;
        const char *second;
        enum wallet_status wanted;
    } rows[] = {
        { "a", "b", WALLET_OK },
        { "a/b", "c/d-e_F.0", WALLET_OK },
        { "a", "a", WALLET_ERR_MALFORMED },
        { "b", "a", WALLET_ERR_MALFORMED },
        { NULL, NULL, WALLET_ERR_STRUCTURE },
        { "", NULL, WALLET_ERR_VALUE },
        { ".", NULL, WALLET_ERR_VALUE },
        { "..", NULL, WALLET_ERR_VALUE },
        { "../a", NULL, WALLET_ERR_VALUE },
        { "a/..", NULL, WALLET_ERR_VALUE },
        { "a/.b", NULL, WALLET_ERR_VALUE },
        { "/a", NULL, WALLET_ERR_VALUE },
        { "a/", NULL, WALLET_ERR_VALUE },
        { "a//b", NULL, WALLET_ERR_VALUE },
        { "a/b/c", NULL, WALLET_ERR_VALUE },
        { "a\\b", NULL, WALLET_ERR_VALUE },
        { "a b", NULL, WALLET_ERR_VALUE },
    };
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].first ? rows[i].first : "none",
            verify_names(&root, wlt_bundle_offline.typ, ROOT_ISSUER, rows[i].first, rows[i].second),
            rows[i].wanted);
    }
    CHECK_EQUAL(
        verify_names(&root, "application/wallet-trust+cwt", ROOT_ISSUER, "a", NULL),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        verify_names(&root, wlt_bundle_offline.typ, "91110000000000000X", "a", NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(
        verify_claims(&root, wlt_bundle_offline.typ, test_text("\xa0")), WALLET_ERR_STRUCTURE);

    clear_member(&root);
}

TEST(signs_nothing_that_could_not_be_read)
{
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    struct wallet_bundle_file files[2] = { { "a", test_text("1") }, { "a", test_text("2") } };
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wallet_bundle_write(files, 2, &root.signer, NOW, &out, NULL), WALLET_ERR_VALUE);
    files[1].name = "../a";
    CHECK_EQUAL(wallet_bundle_write(files, 2, &root.signer, NOW, &out, NULL), WALLET_ERR_VALUE);
    files[1].name = "b";
    CHECK_EQUAL(wallet_bundle_write(files, 0, &root.signer, NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_bundle_write(files, 2, &root.signer, 0, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_bundle_write(files, WALLET_BUNDLE_FILE_MAX + 1, &root.signer, NOW, &out, NULL),
        WALLET_ERR_TOO_LARGE);
    files[1].content.size = WALLET_BUNDLE_MAX;
    CHECK_EQUAL(wallet_bundle_write(files, 2, &root.signer, NOW, &out, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(out.size, 0);

    clear_member(&root);
}
