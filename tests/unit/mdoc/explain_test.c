/* SPDX-License-Identifier: Apache-2.0 */

/* What is told of a document's device authentication, field by field. */
#include "explained.h"

#include <string.h>

TEST(a_signature_is_told_with_what_it_is_over)
{
    struct mdoc_world world;
    open_world(&world);
    const struct mdoc_recipe recipe = { .odd = ODD_NOTHING };
    const struct wallet_bytes signed_bytes = make_authentication(&world, &recipe);
    struct wallet_mdoc_explanation *explanation = explain(&world, make_mdoc(&world, &recipe));
    struct wallet_mdoc_explained structure = { .number = 0 };
    struct wallet_mdoc_explained proof = { .number = 0 };

    check_text(explanation, 1, WALLET_MDOC_PART_DOC_TYPE, MDL);
    check_bytes(explanation, 1, WALLET_MDOC_PART_NAME_SPACES, test_hex("d81841a0"));
    check_bytes(explanation, 1, WALLET_MDOC_PART_AUTHENTICATION, signed_bytes);
    check_text(explanation, 1, WALLET_MDOC_PART_DEVICE_CURVE, "P-256");
    check_text(explanation, 1, WALLET_MDOC_PART_PROOF_KIND, "signature");
    check_bytes(explanation, 1, WALLET_MDOC_PART_PROTECTED, test_hex("a10126"));
    check_number(explanation, 1, WALLET_MDOC_PART_ALGORITHM, -7);
    check_text(explanation, 1, WALLET_MDOC_PART_ALGORITHM_NAME, "ES256");
    check_text(explanation, 1, WALLET_MDOC_PART_RESULT, "passed");
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_DETAIL));
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_PAYLOAD_SENT));
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_MAC_SALT));

    /* The bytes that are told are those that the device signed: its key says so. */
    struct wlt_check_context *context = NULL;
    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    CHECK(find(explanation, 1, WALLET_MDOC_PART_STRUCTURE, &structure));
    CHECK(find(explanation, 1, WALLET_MDOC_PART_PROOF, &proof));
    CHECK_EQUAL(
        wlt_check_signature(
            context,
            wlt_key_public(world.device),
            WALLET_ALGORITHM_ES256,
            structure.bytes,
            proof.bytes),
        WALLET_OK);
    wlt_check_context_free(context);
    wallet_mdoc_explanation_free(explanation);
    close_world(&world);
}

TEST(a_mac_is_told_with_what_its_key_is_made_of)
{
    struct mdoc_world world;
    open_world(&world);
    const struct wallet_bytes shown = make_mdoc(&world, &(struct mdoc_recipe){ .is_mac = true });
    struct wallet_mdoc_explanation *explanation = explain(&world, shown);
    struct wallet_mdoc_explained salt = { .number = 0 };

    check_text(explanation, 1, WALLET_MDOC_PART_PROOF_KIND, "mac");
    check_number(explanation, 1, WALLET_MDOC_PART_ALGORITHM, 5);
    check_text(explanation, 1, WALLET_MDOC_PART_ALGORITHM_NAME, "HMAC 256/256");
    check_text(explanation, 1, WALLET_MDOC_PART_MAC_INFO, "EMacKey");
    check_text(explanation, 1, WALLET_MDOC_PART_RESULT, "passed");
    CHECK(find(explanation, 1, WALLET_MDOC_PART_MAC_SALT, &salt));
    check_bytes(explanation, 0, WALLET_MDOC_PART_TRANSCRIPT_SHA256, salt.bytes);
    wallet_mdoc_explanation_free(explanation);

    world.session.reader_key = NULL;
    explanation = explain(&world, shown);
    check_text(explanation, 1, WALLET_MDOC_PART_RESULT, "unknown");
    CHECK(is_told(explanation, 1, WALLET_MDOC_PART_DETAIL));
    CHECK(is_told(explanation, 1, WALLET_MDOC_PART_MAC_SALT));
    wallet_mdoc_explanation_free(explanation);
    close_world(&world);
}

static bool holds(struct wallet_bytes bytes, const uint8_t *wanted, size_t size)
{
    for (size_t i = 0; i + size <= bytes.size; i++) {
        if (memcmp(bytes.data + i, wanted, size) == 0) {
            return true;
        }
    }

    return false;
}

TEST(nothing_secret_is_told)
{
    struct mdoc_world world;
    open_world(&world);
    const struct mdoc_recipe recipe = { .is_mac = true };
    struct wallet_mdoc_explanation *explanation = explain(&world, make_mdoc(&world, &recipe));
    struct wallet_mdoc_explained field;
    uint8_t key[WLT_SHA256_SIZE];

    derive_mac_key(&world, &recipe, key);
    for (size_t i = 0; i < wallet_mdoc_explanation_count(explanation); i++) {
        wallet_mdoc_explanation_at(explanation, i, &field);
        CHECK(!holds(field.bytes, key, sizeof key));
    }

    wallet_mdoc_explanation_free(explanation);
    close_world(&world);
}

TEST(why_a_device_is_not_believed_is_told)
{
    static const struct {
        struct mdoc_recipe recipe;
        enum wallet_mdoc_part told;
    } rows[] = {
        { { .odd = ODD_DEVICE_OF_OTHERS }, WALLET_MDOC_PART_STRUCTURE },
        { { .odd = ODD_DEVICE_OF_OTHERS, .is_mac = true }, WALLET_MDOC_PART_MAC_SALT },
        { { .odd = ODD_TRANSCRIPT_TAGGED }, WALLET_MDOC_PART_AUTHENTICATION },
        { { .odd = ODD_OTHER_PAYLOAD_SENT }, WALLET_MDOC_PART_PAYLOAD_SENT },
        { { .odd = ODD_SIGNATURE_AND_MAC }, WALLET_MDOC_PART_PROOF_KIND },
        { { .odd = ODD_NO_DEVICE_SIGNED }, WALLET_MDOC_PART_DOC_TYPE },
        { { .odd = ODD_NO_DEVICE_AUTH }, WALLET_MDOC_PART_PROOF_KIND },
        { { .odd = ODD_MAC_CUT, .is_mac = true }, WALLET_MDOC_PART_ALGORITHM },
        { { .odd = ODD_DEVICE_ALGORITHM_UNPROTECTED }, WALLET_MDOC_PART_PROTECTED },
        { { .odd = ODD_KEY_OFF_CURVE }, WALLET_MDOC_PART_PROBLEM },
        { { .by_device = "a1 6178 a1 6179 01" }, WALLET_MDOC_PART_NAME_SPACES },
    };
    struct mdoc_world world;
    open_world(&world);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wallet_mdoc_explanation *explanation =
            explain(&world, make_mdoc(&world, &rows[i].recipe));
        check_text(explanation, 1, WALLET_MDOC_PART_RESULT, "failed");
        CHECK(is_told(explanation, 1, WALLET_MDOC_PART_DETAIL));
        CHECK_ROW(wallet_mdoc_part_name(rows[i].told), is_told(explanation, 1, rows[i].told), true);
        wallet_mdoc_explanation_free(explanation);
    }

    close_world(&world);
}

TEST(what_a_device_does_not_say_is_not_told_for_it)
{
    struct mdoc_world world;
    open_world(&world);
    struct wallet_mdoc_explanation *explanation =
        explain(&world, make_mdoc(&world, &(struct mdoc_recipe){ .odd = ODD_SIGNATURE_AND_MAC }));
    check_text(explanation, 1, WALLET_MDOC_PART_PROOF_KIND, "both");
    wallet_mdoc_explanation_free(explanation);

    explanation = explain(
        &world,
        make_mdoc(&world, &(struct mdoc_recipe){ .odd = ODD_DEVICE_ALGORITHM_UNPROTECTED }));
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_ALGORITHM));
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_ALGORITHM_NAME));
    wallet_mdoc_explanation_free(explanation);

    explanation =
        explain(&world, make_mdoc(&world, &(struct mdoc_recipe){ .odd = ODD_NO_DEVICE_AUTH }));
    check_text(explanation, 1, WALLET_MDOC_PART_PROOF_KIND, "none");
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_STRUCTURE));
    wallet_mdoc_explanation_free(explanation);
    close_world(&world);
}

TEST(what_is_in_no_document_is_told_of_that_document)
{
    static const enum odd rows[] = { ODD_NO_DOC_TYPE, ODD_MSO_BARE, ODD_ISSUER_DETACHED };
    struct mdoc_world world;
    open_world(&world);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct mdoc_recipe recipe = { .odd = rows[i] };
        struct wallet_mdoc_explanation *explanation = explain(&world, make_mdoc(&world, &recipe));
        CHECK(is_told(explanation, 1, WALLET_MDOC_PART_PROBLEM));
        CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_RESULT));
        wallet_mdoc_explanation_free(explanation);
    }

    close_world(&world);
}

TEST(a_document_that_nobody_shows_has_a_device_and_no_proof)
{
    struct mdoc_world world;
    open_world(&world);
    struct wallet_mdoc_explanation *explanation =
        explain(&world, make_mdoc(&world, &(struct mdoc_recipe){ .is_bare = true }));

    check_text(explanation, 1, WALLET_MDOC_PART_DOC_TYPE, MDL);
    check_bytes(
        explanation, 1, WALLET_MDOC_PART_DEVICE_X, wlt_public_key_x(wlt_key_public(world.device)));
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_AUTHENTICATION));
    CHECK(!is_told(explanation, 1, WALLET_MDOC_PART_RESULT));
    wallet_mdoc_explanation_free(explanation);
    close_world(&world);
}

TEST(each_document_is_told_by_its_place)
{
    struct mdoc_world world;
    open_world(&world);
    const struct mdoc_recipe good = { .odd = ODD_NOTHING };
    const struct mdoc_recipe bad = { .odd = ODD_DEVICE_OF_OTHERS };
    struct wallet_buffer both = { 0 };
    struct wlt_writer writer = wlt_writer_start(&both);

    wlt_write_encoded(&writer, make_document(&world, &good));
    wlt_write_encoded(&writer, make_document(&world, &bad));
    struct wallet_mdoc_explanation *explanation =
        explain(&world, make_response_of(&good, wallet_buffer_bytes(&both), 2));
    check_text(explanation, 1, WALLET_MDOC_PART_RESULT, "passed");
    check_text(explanation, 2, WALLET_MDOC_PART_RESULT, "failed");
    CHECK(!is_told(explanation, 3, WALLET_MDOC_PART_DOC_TYPE));
    wallet_mdoc_explanation_free(explanation);
    wallet_buffer_clear(&both);
    close_world(&world);
}

TEST(refuses_what_is_neither_transcript_nor_response)
{
    const struct wallet_bytes none = { 0 };
    const struct wallet_bytes transcript = test_hex("83f6f6f6");
    const struct wallet_bytes large = { transcript.data, WALLET_INPUT_MAX + 1 };
    struct wallet_mdoc_explanation *explanation = NULL;
    struct wallet_error error = { .message = "" };

    CHECK_EQUAL(wallet_mdoc_explain(none, none, NULL, &explanation, &error), WALLET_ERR_TRUNCATED);
    CHECK(strncmp(error.message, "the transcript: ", 16) == 0);
    CHECK_EQUAL(
        wallet_mdoc_explain(test_hex("82f6f6"), none, NULL, &explanation, NULL),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        wallet_mdoc_explain(transcript, test_hex("a0"), NULL, &explanation, &error),
        WALLET_ERR_STRUCTURE);
    CHECK(strncmp(error.message, "the response: ", 14) == 0);
    CHECK_EQUAL(
        wallet_mdoc_explain(transcript, test_hex("a1"), NULL, &explanation, NULL),
        WALLET_ERR_TRUNCATED);
    CHECK_EQUAL(wallet_mdoc_explain(large, none, NULL, &explanation, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(
        wallet_mdoc_explain(transcript, large, NULL, &explanation, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_mdoc_explain(transcript, none, NULL, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_mdoc_explain((struct wallet_bytes){ NULL, 1 }, none, NULL, &explanation, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_mdoc_explain(transcript, (struct wallet_bytes){ NULL, 1 }, NULL, &explanation, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK(!explanation);
    wallet_mdoc_explanation_free(NULL);
}

TEST(every_part_has_a_name_of_its_own_and_says_what_it_is)
{
    for (int i = 1; i < WALLET_MDOC_PART_COUNT; i++) {
        const enum wallet_mdoc_part part = (enum wallet_mdoc_part)i;
        CHECK(wallet_mdoc_part_name(part)[0] != '\0');
        CHECK(wallet_mdoc_part_sentence(part, WALLET_ENGLISH)[0] != '\0');
        CHECK(wallet_mdoc_part_sentence(part, WALLET_CHINESE)[0] != '\0');
        CHECK(
            strcmp(
                wallet_mdoc_part_sentence(part, WALLET_ENGLISH),
                wallet_mdoc_part_sentence(part, WALLET_CHINESE)) != 0);
        for (int j = 1; j < i; j++) {
            CHECK(
                strcmp(
                    wallet_mdoc_part_name(part), wallet_mdoc_part_name((enum wallet_mdoc_part)j)) !=
                0);
        }
    }

    CHECK_TEXT(wallet_mdoc_part_name(WALLET_MDOC_PART_COUNT), "");
    CHECK_TEXT(wallet_mdoc_part_sentence(WALLET_MDOC_PART_NONE, WALLET_ENGLISH), "");
}
