/* SPDX-License-Identifier: Apache-2.0 */

/* One authority in a VICAL, and whether it is the one that its certificate is for. */
#include "make_vical.h"

static enum wallet_status verdict(struct wallet_bytes map)
{
    struct wlt_vical_entry entry = { .doc_type_count = 0 };
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wlt_vical_entry_read(map, &entry, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    wlt_vical_entry_clear(&entry);
    return status;
}

static struct wallet_bytes encode(const struct info *info)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    write_info(&writer, info);
    CHECK_EQUAL(wlt_writer_status(&writer, NULL), WALLET_OK);
    return kept(&buffer);
}

TEST(reads_an_authority)
{
    struct provider provider = make_provider(&provider_signer);
    struct info info = info_of(&provider.iaca, MDL);
    struct wlt_vical_entry entry = { .doc_type_count = 0 };
    info.doc_types[1] = OTHER_DOC;

    CHECK_EQUAL(wlt_vical_entry_read(encode(&info), &entry, NULL), WALLET_OK);
    CHECK_TEXT(entry.authority, "Utopia Department of Roads");
    CHECK_TEXT(entry.country, "");
    CHECK_TEXT(entry.state, "");
    CHECK_EQUAL(entry.doc_type_count, 2);
    CHECK_TEXT(entry.doc_types[0], MDL);
    CHECK_TEXT(entry.doc_types[1], OTHER_DOC);
    CHECK_BYTES(wallet_buffer_bytes(&entry.der), info.certificate);
    wlt_vical_entry_clear(&entry);
    clear_provider(&provider);
}

static void another_serial(struct info *info)
{
    info->serial = test_hex("7fffff");
}

static void longer_serial(struct info *info)
{
    uint8_t *longer = test_memory(info->serial.size + 1);
    memcpy(longer, info->serial.data, info->serial.size);
    info->serial = (struct wallet_bytes){ longer, info->serial.size + 1 };
}

static void padded_serial(struct info *info)
{
    uint8_t *padded = test_memory(info->serial.size + 2);
    memcpy(padded + 2, info->serial.data, info->serial.size);
    info->serial = (struct wallet_bytes){ padded, info->serial.size + 2 };
}

static void another_ski(struct info *info)
{
    info->ski = test_hex("00112233");
}

static void shorter_ski(struct info *info)
{
    info->ski.size--;
}

static void nothing_but_certificate(struct info *info)
{
    *info = (struct info){ .certificate = info->certificate, .doc_types = { MDL } };
}

static void no_certificate(struct info *info)
{
    info->certificate.size = 0;
}

static void half_a_certificate(struct info *info)
{
    info->certificate.size /= 2;
}

static void no_doc_type(struct info *info)
{
    info->doc_types[0] = NULL;
}

static void empty_doc_type(struct info *info)
{
    info->doc_types[0] = "";
}

static void nothing(struct info *info)
{
    (void)info;
}

TEST(refuses_an_entry_that_does_not_fit_its_certificate)
{
    static const struct {
        const char *what;
        void (*spoil)(struct info *info);
        enum wallet_status wanted;
    } rows[] = {
        { "nothing", nothing, WALLET_OK },
        { "zeros before the serial number", padded_serial, WALLET_OK },
        { "nothing but the certificate", nothing_but_certificate, WALLET_OK },
        { "another serial number", another_serial, WALLET_ERR_REFUSED },
        { "a longer serial number", longer_serial, WALLET_ERR_REFUSED },
        { "another key identifier", another_ski, WALLET_ERR_REFUSED },
        { "part of the key identifier", shorter_ski, WALLET_ERR_REFUSED },
        { "no certificate", no_certificate, WALLET_ERR_STRUCTURE },
        { "half a certificate", half_a_certificate, WALLET_ERR_KEY },
        { "no document type", no_doc_type, WALLET_ERR_STRUCTURE },
        { "an empty document type", empty_doc_type, WALLET_ERR_VALUE },
    };
    struct provider provider = make_provider(&provider_signer);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct info info = info_of(&provider.iaca, MDL);
        rows[i].spoil(&info);
        CHECK_ROW(rows[i].what, verdict(encode(&info)), rows[i].wanted);
    }

    clear_provider(&provider);
}

TEST(an_entry_must_fit_a_certificate_that_cannot_be_used_too)
{
    static const struct {
        const char *what;
        void (*spoil)(struct info *info);
        enum wallet_status wanted;
    } rows[] = {
        { "nothing", nothing, WALLET_OK },
        { "another serial number", another_serial, WALLET_ERR_REFUSED },
        { "another key identifier", another_ski, WALLET_ERR_REFUSED },
        { "half a certificate", half_a_certificate, WALLET_ERR_KEY },
        { "no document type", no_doc_type, WALLET_ERR_STRUCTURE },
        { "an empty document type", empty_doc_type, WALLET_ERR_VALUE },
    };
    struct identity odd = make_odd_authority();

    CHECK(wlt_certificate_key(odd.certificate) == NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct info info = info_of(&odd, MDL);
        rows[i].spoil(&info);
        CHECK_ROW(rows[i].what, verdict(encode(&info)), rows[i].wanted);
    }

    release_identity(&odd);
}

/** {"certificate": ..., and these members}, which are given in hex. */
static struct wallet_bytes with(
    const struct identity *iaca, size_t member_count, const char *members)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    wlt_write_map(&writer, member_count + 1);
    write_bytes(&writer, "certificate", der_of(iaca->x509));
    wlt_write_encoded(&writer, test_hex(members));
    CHECK_EQUAL(wlt_writer_status(&writer, NULL), WALLET_OK);
    return kept(&buffer);
}

#define DOC_TYPE "67646f6354797065"
#define SERIAL   "6c73657269616c4e756d626572"

TEST(reads_members_in_the_forms_that_they_may_have)
{
    static const struct {
        const char *what;
        size_t count;
        const char *members;
        enum wallet_status wanted;
    } rows[] = {
        { "one type", 1, DOC_TYPE "816178", WALLET_OK },
        { "types of no announced length", 1, DOC_TYPE "9f6178ff", WALLET_OK },
        { "an unknown member", 2, DOC_TYPE "816178 6178 f5", WALLET_OK },
        { "a key that is no text", 2, DOC_TYPE "816178 01 f5", WALLET_OK },
        { "a type alone", 1, DOC_TYPE "6178", WALLET_ERR_STRUCTURE },
        { "no types", 1, DOC_TYPE "80", WALLET_ERR_STRUCTURE },
        { "a number for a type", 1, DOC_TYPE "8101", WALLET_ERR_STRUCTURE },
        { "a NUL in a type", 1, DOC_TYPE "81627800", WALLET_ERR_VALUE },
        { "another number", 2, DOC_TYPE "816178" SERIAL "1a7fffffff", WALLET_ERR_REFUSED },
        { "a serial number as bytes", 2, DOC_TYPE "816178" SERIAL "4101", WALLET_ERR_STRUCTURE },
        { "a negative one", 2, DOC_TYPE "816178" SERIAL "c34101", WALLET_ERR_STRUCTURE },
    };
    struct provider provider = make_provider(&provider_signer);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(
            rows[i].what,
            verdict(with(&provider.iaca, rows[i].count, rows[i].members)),
            rows[i].wanted);
    }

    CHECK_EQUAL(verdict(test_hex("80")), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(verdict(test_hex("a0")), WALLET_ERR_STRUCTURE);
    clear_provider(&provider);
}

TEST(a_small_serial_number_may_be_a_plain_one)
{
    struct provider provider = make_provider(&provider_signer);
    const struct wallet_bytes serial = wlt_certificate_serial(provider.iaca.certificate);
    char members[128] = DOC_TYPE "816178" SERIAL "1a";

    CHECK(serial.size > 0 && serial.size <= 4);
    for (size_t i = 0; i < 4; i++) {
        const unsigned digit = i < 4 - serial.size ? 0 : serial.data[i - (4 - serial.size)];
        (void)snprintf(members + strlen(members), sizeof members - strlen(members), "%02x", digit);
    }

    CHECK_EQUAL(verdict(with(&provider.iaca, 2, members)), WALLET_OK);
    clear_provider(&provider);
}

TEST(takes_so_many_document_types_and_no_more)
{
    struct provider provider = make_provider(&provider_signer);

    for (size_t count = WALLET_VICAL_DOC_TYPE_MAX; count < WALLET_VICAL_DOC_TYPE_MAX + 2; count++) {
        struct wallet_buffer buffer = { 0 };
        struct wlt_writer writer = wlt_writer_start(&buffer);
        wlt_write_map(&writer, 2);
        write_bytes(&writer, "certificate", der_of(provider.iaca.x509));
        write_key(&writer, "docType");
        wlt_write_array(&writer, count);
        for (size_t i = 0; i < count; i++) {
            wlt_write_text(&writer, test_text(MDL));
        }
        CHECK_EQUAL(
            verdict(kept(&buffer)),
            count > WALLET_VICAL_DOC_TYPE_MAX ? WALLET_ERR_TOO_LARGE : WALLET_OK);
    }

    clear_provider(&provider);
}

TEST(shows_no_text_that_is_not_fit_to_be_shown)
{
    struct provider provider = make_provider(&provider_signer);
    struct info info = info_of(&provider.iaca, MDL);
    struct wlt_vical_entry entry = { .doc_type_count = 0 };
    info.authority = "Utopia\x1b[31m";

    CHECK_EQUAL(wlt_vical_entry_read(encode(&info), &entry, NULL), WALLET_OK);
    CHECK_TEXT(entry.authority, "");
    wlt_vical_entry_clear(&entry);
    clear_provider(&provider);
}
