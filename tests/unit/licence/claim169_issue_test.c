/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/check.h"
#include "make_identity.h"

/* Identities as they are issued: in the forms of the specification's table, and no others. */

static enum wallet_status issue(
    const struct identity_world *world, const struct wallet_claim169_record *record)
{
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };
    const enum wallet_status status =
        wallet_claim169_issue(record, &world->signer, AGENCY_NOW, &out, &error);

    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    wallet_buffer_clear(&out);
    return status;
}

TEST(writes_the_forms_of_the_table_in_the_order_of_the_numbers)
{
    const uint8_t fingers[] = { 1, 10 };
    const struct wallet_claim169_capture captures[] = {
        { .attribute = WALLET_CLAIM169_VOICE,
          .biometric = { .data = test_hex("01"), .has_format = true, .format = 2 } },
        identity_face(),
        { .attribute = WALLET_CLAIM169_FACE,
          .biometric = { .data = test_hex("02"), .issuer = test_text("V") } },
    };
    struct identity_world world;
    struct wallet_buffer out = { 0 };
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    struct wallet_claim169_record record = identity_record(captures);
    record.capture_count = 3;
    record.subject = "s";
    record.from_unix = AGENCY_NOW - 1;
    record.marital_status = 3;
    record.best_quality_fingers = fingers;
    record.best_quality_finger_count = 2;
    record.texts[WALLET_CLAIM169_COUNTRY_OF_ISSUANCE] = "UTO";

    CHECK_EQUAL(wallet_claim169_issue(&record, &world.signer, AGENCY_NOW, &out, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_cbor_check(wallet_buffer_bytes(&out), WLT_CBOR_STRICT, NULL), WALLET_OK);
    const struct wallet_bytes payload = test_hex(
        "a6" IDENTITY_ISS "026173 041a6ce52600 051a6b03f27f" IDENTITY_IAT "18a9 a9"
        "0163313233 04674a616e20446f65 08683139383430313138 0902 0e03 12 82010a 17 6355544f"
        "183e 82 a3004e ffd8ffe000104a46494600010100 01000201 a2004102 036156"
        "1841 81 a2004101 0102");
    const struct wallet_bytes key_id = { world.signer.key_id, WALLET_KEY_ID_SIZE };
    const struct wallet_bytes wanted = JOIN(
        test_hex("d284 4d a2 0127 0448"),
        key_id,
        test_hex("a0"),
        as_bytes(payload),
        test_hex("5840"));
    CHECK_EQUAL(out.size, wanted.size + 64);
    CHECK_BYTES(((struct wallet_bytes){ out.data, wanted.size }), wanted);
    CHECK_EQUAL(identity_judge(&world, wallet_buffer_bytes(&out)), WALLET_REASON_NONE);
    wallet_buffer_clear(&out);
    identity_close(&world);
}

TEST(says_no_more_than_it_was_given)
{
    struct identity_world world;
    struct wallet_buffer out = { 0 };
    identity_open(&world, WALLET_ALGORITHM_ES256);
    const struct wallet_claim169_record record = { .issuer = "urn:x", .gender = 3 };

    CHECK_EQUAL(wallet_claim169_issue(&record, &world.signer, AGENCY_NOW, &out, NULL), WALLET_OK);
    const struct wallet_bytes key_id = { world.signer.key_id, WALLET_KEY_ID_SIZE };
    const struct wallet_bytes wanted = JOIN(
        test_hex("d284 4d a2 0126 0448"),
        key_id,
        test_hex("a0 53 a3 01 65 75726e3a78" IDENTITY_IAT "18a9 a1 0903 5840"));
    CHECK_BYTES(((struct wallet_bytes){ out.data, wanted.size }), wanted);
    CHECK_EQUAL(identity_judge(&world, wallet_buffer_bytes(&out)), WALLET_REASON_NONE);
    wallet_buffer_clear(&out);
    identity_close(&world);
}

TEST(takes_the_signature_back_in_a_second_step)
{
    const struct wallet_claim169_record record = { .issuer = IDENTITY_URI, .gender = 1 };
    struct identity_world world;
    struct wallet_buffer message = { 0 };
    struct wallet_buffer out = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    identity_open(&world, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(
        wallet_claim169_issue_start(&record, &world.signer, AGENCY_NOW, &message, NULL), WALLET_OK);
    CHECK_EQUAL(
        world.signer.sign(
            world.signer.context, wallet_buffer_bytes(&message), signature, &size, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_issue_finish(
            wallet_buffer_bytes(&message), (struct wallet_bytes){ signature, size }, &out, NULL),
        WALLET_OK);
    CHECK_EQUAL(identity_judge(&world, wallet_buffer_bytes(&out)), WALLET_REASON_NONE);
    wallet_buffer_clear(&out);
    wallet_buffer_clear(&message);
    identity_close(&world);
}

static const struct {
    enum wallet_claim169_attribute attribute;
    const char *text;
    bool is_good;
} texts[] = {
    { WALLET_CLAIM169_ID, "3918592438", true },
    { WALLET_CLAIM169_ID, "", false },
    { WALLET_CLAIM169_FULL_NAME, "جاناردان بنغالور", true },
    { WALLET_CLAIM169_FULL_NAME, "a\nb", false },
    { WALLET_CLAIM169_FULL_NAME, "\xff", false },
    { WALLET_CLAIM169_FULL_NAME, "a\xe2\x80\xae", false },
    { WALLET_CLAIM169_ADDRESS, "Line 1\nLine 2", true },
    { WALLET_CLAIM169_ADDRESS, "Line 1\tx", false },
    { WALLET_CLAIM169_ADDRESS, "", false },
    { WALLET_CLAIM169_ADDRESS, "a\n\xff", false },
    { WALLET_CLAIM169_DATE_OF_BIRTH, "20000229", true },
    { WALLET_CLAIM169_DATE_OF_BIRTH, "19000229", false },
    { WALLET_CLAIM169_DATE_OF_BIRTH, "1984-04-18", false },
    { WALLET_CLAIM169_DATE_OF_BIRTH, "1984018", false },
    { WALLET_CLAIM169_DATE_OF_BIRTH, "1984011a", false },
    { WALLET_CLAIM169_LANGUAGE, "eng", true },
    { WALLET_CLAIM169_LANGUAGE, "ENG", false },
    { WALLET_CLAIM169_LANGUAGE, "en", false },
    { WALLET_CLAIM169_SECONDARY_LANGUAGE, "AR", false },
    { WALLET_CLAIM169_SECONDARY_LANGUAGE, "ara", true },
    { WALLET_CLAIM169_EMAIL, "janardhan@example.com", true },
    { WALLET_CLAIM169_EMAIL, "janardhan", false },
    { WALLET_CLAIM169_EMAIL, "@example.com", false },
    { WALLET_CLAIM169_EMAIL, "a@com", false },
    { WALLET_CLAIM169_EMAIL, "a@.com", false },
    { WALLET_CLAIM169_EMAIL, "a@b.", false },
    { WALLET_CLAIM169_EMAIL, "a b@c.de", false },
    { WALLET_CLAIM169_EMAIL, "a@b@c.de", false },
    { WALLET_CLAIM169_PHONE, "+919876543210", true },
    { WALLET_CLAIM169_PHONE, "+22 607 123 4567", true },
    { WALLET_CLAIM169_PHONE, "919876543210", false },
    { WALLET_CLAIM169_PHONE, "+22 607  123 4567", false },
    { WALLET_CLAIM169_PHONE, "+22 607 123 4567 ", false },
    { WALLET_CLAIM169_PHONE, "+22-607-1234567", false },
    { WALLET_CLAIM169_PHONE, "+ 226071234567", false },
    { WALLET_CLAIM169_PHONE, "+123456", false },
    { WALLET_CLAIM169_PHONE, "+1234567890123456", false },
    { WALLET_CLAIM169_NATIONALITY, "IN", true },
    { WALLET_CLAIM169_NATIONALITY, "IND", true },
    { WALLET_CLAIM169_NATIONALITY, "I", false },
    { WALLET_CLAIM169_NATIONALITY, "INDI", false },
    { WALLET_CLAIM169_NATIONALITY, "in", false },
    { WALLET_CLAIM169_COUNTRY_OF_ISSUANCE, "India", false },
    { WALLET_CLAIM169_GENDER, "Male", false },
    { WALLET_CLAIM169_PHOTO, "x", false },
    { WALLET_CLAIM169_BEST_QUALITY_FINGERS, "1", false },
};

TEST(checks_each_text_by_its_form)
{
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct wallet_claim169_record record = { .issuer = IDENTITY_URI };
        record.texts[texts[i].attribute] = texts[i].text;
        CHECK_ROW(
            texts[i].text, issue(&world, &record), texts[i].is_good ? WALLET_OK : WALLET_ERR_VALUE);
    }

    identity_close(&world);
}

TEST(checks_who_issues_it_and_for_how_long)
{
    const struct {
        const char *what;
        struct wallet_claim169_record record;
        enum wallet_status wanted;
    } rows[] = {
        { "nobody", { .gender = 1 }, WALLET_ERR_MISSING },
        { "no attribute", { .issuer = IDENTITY_URI }, WALLET_ERR_MISSING },
        { "no URI", { .issuer = "www.mosip.io", .gender = 1 }, WALLET_ERR_VALUE },
        { "an empty URI", { .issuer = "https:", .gender = 1 }, WALLET_ERR_VALUE },
        { "a scheme of digits", { .issuer = "1a:b", .gender = 1 }, WALLET_ERR_VALUE },
        { "a blank in it", { .issuer = "https://a b", .gender = 1 }, WALLET_ERR_VALUE },
        { "a quotation mark", { .issuer = "https://a\"", .gender = 1 }, WALLET_ERR_VALUE },
        { "an empty subject",
          { .issuer = IDENTITY_URI, .subject = "", .gender = 1 },
          WALLET_ERR_VALUE },
        { "over when it is issued",
          { .issuer = IDENTITY_URI, .until_unix = AGENCY_NOW, .gender = 1 },
          WALLET_ERR_VALUE },
        { "over before it begins",
          { .issuer = IDENTITY_URI,
            .from_unix = AGENCY_NOW + 9,
            .until_unix = AGENCY_NOW + 9,
            .gender = 1 },
          WALLET_ERR_VALUE },
        { "a second long",
          { .issuer = IDENTITY_URI, .until_unix = AGENCY_NOW + 1, .gender = 1 },
          WALLET_OK },
        { "gender 4", { .issuer = IDENTITY_URI, .gender = 4 }, WALLET_ERR_VALUE },
        { "marital status 4", { .issuer = IDENTITY_URI, .marital_status = 4 }, WALLET_ERR_VALUE },
    };
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, issue(&world, &rows[i].record), rows[i].wanted);
    }

    identity_close(&world);
}

TEST(checks_fingers)
{
    const uint8_t fingers[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11 };
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    struct wallet_claim169_record record = { .issuer = IDENTITY_URI,
                                             .best_quality_fingers = fingers,
                                             .best_quality_finger_count = 10 };

    CHECK_EQUAL(issue(&world, &record), WALLET_OK);
    record.best_quality_finger_count = 11;
    CHECK_EQUAL(issue(&world, &record), WALLET_ERR_VALUE);
    record.best_quality_fingers = fingers + 10;
    record.best_quality_finger_count = 1;
    CHECK_EQUAL(issue(&world, &record), WALLET_ERR_VALUE);
    identity_close(&world);
}

TEST(checks_biometrics)
{
    const struct wallet_bytes jpeg = identity_jpeg();
    const struct {
        const char *what;
        int attribute;
        struct wallet_claim169_biometric biometric;
        bool is_good;
    } rows[] = {
        { "a picture", 62, { jpeg, true, 0, true, 1, { 0 } }, true },
        { "a picture of no kind", 62, { jpeg, true, 0, false, 0, { 0 } }, true },
        { "data alone", 50, { jpeg, false, 0, false, 0, { 0 } }, true },
        { "a picture of another kind", 62, { jpeg, true, 0, true, 0, { 0 } }, false },
        { "a vendor's picture", 62, { jpeg, true, 0, true, 100, { 0 } }, true },
        { "a picture beyond the vendors'", 62, { jpeg, true, 0, true, 201, { 0 } }, false },
        { "a picture of a kind between", 62, { jpeg, true, 0, true, 7, { 0 } }, false },
        { "a template", 51, { jpeg, true, 1, true, 2, { 0 } }, true },
        { "a template of no kind", 51, { jpeg, true, 1, true, 3, { 0 } }, false },
        { "a sound", 65, { jpeg, true, 2, true, 1, { 0 } }, true },
        { "a sound of no kind", 65, { jpeg, true, 2, true, 2, { 0 } }, false },
        { "a hash", 60, { jpeg, true, 3, false, 0, { 0 } }, true },
        { "another format", 60, { jpeg, true, 4, false, 0, { 0 } }, false },
        { "a kind of no format", 62, { jpeg, false, 0, true, 1, { 0 } }, false },
        { "no data", 62, { { 0 }, true, 0, false, 0, { 0 } }, false },
        { "an issuer that hides", 62, { jpeg, true, 0, true, 1, test_hex("0a") }, false },
        { "an issuer that is no text", 62, { jpeg, true, 0, true, 1, test_hex("ff") }, false },
        { "of an attribute that is a text", 4, { jpeg, true, 0, true, 1, { 0 } }, false },
        { "of the old photo", 16, { jpeg, true, 0, true, 1, { 0 } }, false },
        { "of nothing", 66, { jpeg, true, 0, true, 1, { 0 } }, false },
    };
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_claim169_capture capture = {
            (enum wallet_claim169_attribute)rows[i].attribute, rows[i].biometric
        };
        const struct wallet_claim169_record record = {
            .issuer = IDENTITY_URI, .gender = 1, .captures = &capture, .capture_count = 1
        };
        CHECK_ROW(
            rows[i].what, issue(&world, &record), rows[i].is_good ? WALLET_OK : WALLET_ERR_VALUE);
    }

    identity_close(&world);
}

TEST(signs_by_two_algorithms_and_up_to_a_size)
{
    struct identity_world world;
    identity_open(&world, WALLET_ALGORITHM_ES384);
    struct wallet_claim169_capture face = identity_face();
    struct wallet_claim169_record record = identity_record(&face);
    CHECK_EQUAL(issue(&world, &record), WALLET_ERR_KEY);
    identity_close(&world);

    identity_open(&world, WALLET_ALGORITHM_ED25519);
    uint8_t *large = test_memory(WALLET_LICENCE_MAX);
    memcpy(large, face.biometric.data.data, face.biometric.data.size);
    face.biometric.data = (struct wallet_bytes){ large, WALLET_LICENCE_MAX - 800 };
    CHECK_EQUAL(issue(&world, &record), WALLET_OK);
    face.biometric.data.size = WALLET_LICENCE_MAX - 550;
    CHECK_EQUAL(issue(&world, &record), WALLET_ERR_TOO_LARGE);
    identity_close(&world);
}

TEST(needs_all_its_arguments)
{
    struct identity_world world;
    struct wallet_buffer out = { 0 };
    identity_open(&world, WALLET_ALGORITHM_ED25519);
    const struct wallet_claim169_record record = { .issuer = IDENTITY_URI, .gender = 1 };
    const struct wallet_signer mute = { .algorithm = WALLET_ALGORITHM_ED25519 };

    CHECK_EQUAL(
        wallet_claim169_issue(NULL, &world.signer, AGENCY_NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_claim169_issue(&record, NULL, AGENCY_NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_claim169_issue(&record, &mute, AGENCY_NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_claim169_issue(&record, &world.signer, AGENCY_NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_claim169_issue_start(&record, &world.signer, AGENCY_NOW, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    identity_close(&world);
}
