/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"
#include "vault/head.h"
#include "vault/record.h"

TEST(opens_what_was_written_and_finds_all_of_it)
{
    struct wallet_vault *vault = sample_open(sample_file());
    struct wallet_vault_licence licence;
    struct wallet_vault_event event;
    struct wallet_vault_key key;

    const struct wallet_vault_count count = wallet_vault_count(vault);
    CHECK_EQUAL(count.keys, 1);
    CHECK_EQUAL(count.licences, 2);
    CHECK_EQUAL(count.events, 3);
    CHECK_EQUAL(wallet_vault_generation(vault), 1);
    CHECK_EQUAL(wallet_vault_cost(vault).memory_kib, sample_cost.memory_kib);
    CHECK(wallet_vault_key_at(vault, 0, &key));
    CHECK_EQUAL(key.made_unix, SAMPLE_NOW);
    CHECK(wallet_vault_licence_at(vault, 0, &licence));
    CHECK_BYTES(licence.content, test_text("a licence"));
    CHECK(licence.is_bound);
    CHECK(memcmp(licence.key_id, key.id, sizeof key.id) == 0);
    CHECK(wallet_vault_event_at(vault, 1, &event));
    CHECK_EQUAL(event.act, WALLET_VAULT_SHOWN);
    CHECK_EQUAL(event.shown_count, 2);
    CHECK_BYTES(event.shown[0].fields[1], test_text("members[0].name"));
    wallet_vault_free(vault);
}

TEST(an_empty_vault_opens_too)
{
    struct wallet_vault *vault = sample_empty();
    struct wallet_vault *again = sample_open(sample_write(vault));

    CHECK_EQUAL(wallet_vault_count(again).keys, 0);
    wallet_vault_free(again);
    wallet_vault_free(vault);
}

TEST(another_passphrase_has_a_reason_of_its_own)
{
    static const char *const wrong[] = { "", "correct hors", "correct horse ", "Correct horse" };
    const struct wallet_bytes file = sample_file();

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct wallet_vault *vault = NULL;
        struct wallet_error error;
        CHECK_EQUAL(wallet_vault_open(file, test_text(wrong[i]), &vault, &error), WALLET_ERR_KEY);
        CHECK_TEXT(error.message, "the passphrase does not open this vault");
        CHECK(vault == NULL);
    }
}

TEST(refuses_the_vault_with_any_bit_altered)
{
    const struct wallet_bytes file = sample_file();
    uint8_t *altered = sample_copy(file);

    for (size_t bit = 0; bit < 8 * file.size; bit++) {
        altered[bit / 8] = (uint8_t)(altered[bit / 8] ^ 1U << bit % 8);
        const enum wallet_status status = sample_try((struct wallet_bytes){ altered, file.size });
        CHECK(status != WALLET_OK && status != WALLET_ERR_KEY);
        CHECK_EQUAL(wallet_status_fault(status), WALLET_FAULT_INPUT);
        altered[bit / 8] = (uint8_t)(altered[bit / 8] ^ 1U << bit % 8);
    }

    CHECK_EQUAL(sample_try((struct wallet_bytes){ altered, file.size }), WALLET_OK);
}

TEST(refuses_every_beginning_of_a_vault)
{
    const struct wallet_bytes file = sample_file();

    for (size_t size = 0; size < file.size; size++) {
        CHECK_EQUAL(sample_try((struct wallet_bytes){ file.data, size }), WALLET_ERR_TRUNCATED);
    }
}

TEST(refuses_bytes_behind_a_vault)
{
    const struct wallet_bytes file = sample_file();
    uint8_t *longer = test_memory(file.size + 1);

    memcpy(longer, file.data, file.size);
    CHECK_EQUAL(sample_try((struct wallet_bytes){ longer, file.size + 1 }), WALLET_ERR_MALFORMED);
}

/** Where the parts of a file stand: the head, its records, the head again. */
struct parts {
    struct wallet_bytes head;
    struct wallet_bytes records[16];
    size_t count;
};

static struct parts take_apart(struct wallet_bytes file)
{
    struct wlt_reader reader = wlt_reader_start(file, WLT_CBOR_STRICT);
    struct parts parts = { 0 };

    parts.head = wlt_read_any(&reader);
    while (reader.offset < file.size - parts.head.size) {
        parts.records[parts.count++] = wlt_read_any(&reader);
    }

    CHECK(wlt_reader_is_ok(&reader));
    return parts;
}

static struct wallet_bytes put_together(const struct parts *parts)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_encoded(&writer, parts->head);
    for (size_t i = 0; i < parts->count; i++) {
        wlt_write_encoded(&writer, parts->records[i]);
    }
    wlt_write_encoded(&writer, parts->head);

    const struct wallet_bytes bytes = { sample_copy(wallet_buffer_bytes(&out)), out.size };
    wallet_buffer_clear(&out);
    return bytes;
}

TEST(notices_records_that_were_moved_repeated_or_left_out)
{
    const struct parts parts = take_apart(sample_file());
    CHECK_EQUAL(parts.count, 6);
    CHECK_EQUAL(sample_try(put_together(&parts)), WALLET_OK);

    for (size_t i = 0; i < parts.count; i++) {
        for (size_t j = 0; j < parts.count; j++) {
            struct parts other = parts;
            other.records[i] = parts.records[j];
            CHECK_EQUAL(
                sample_try(put_together(&other)), i == j ? WALLET_OK : WALLET_ERR_MALFORMED);
            other.records[j] = parts.records[i];
            CHECK_EQUAL(
                sample_try(put_together(&other)), i == j ? WALLET_OK : WALLET_ERR_MALFORMED);
        }

        struct parts shorter = parts;
        shorter.count--;
        memmove(
            &shorter.records[i],
            &parts.records[i + 1],
            (shorter.count - i) * sizeof parts.records[0]);
        CHECK(sample_try(put_together(&shorter)) != WALLET_OK);
    }
}

TEST(notices_records_of_another_vault_and_of_another_generation)
{
    struct wallet_vault *vault = sample_vault();
    const struct parts older = take_apart(sample_write(vault));
    const struct parts newer = take_apart(sample_write(vault));
    const struct parts other = take_apart(sample_file());

    for (size_t i = 0; i < newer.count; i++) {
        struct parts mixed = newer;
        mixed.records[i] = older.records[i];
        CHECK_EQUAL(sample_try(put_together(&mixed)), WALLET_ERR_MALFORMED);
        mixed.records[i] = other.records[i];
        CHECK_EQUAL(sample_try(put_together(&mixed)), WALLET_ERR_MALFORMED);
    }

    struct parts mixed = newer;
    mixed.head = older.head;
    CHECK_EQUAL(sample_try(put_together(&mixed)), WALLET_ERR_MALFORMED);
    wallet_vault_free(vault);
}

/** The sample's head with another number in place of one of those that it says. */
static struct wallet_bytes forge_head(uint64_t format, uint64_t passes, uint64_t memory_kib)
{
    struct wallet_buffer said = { 0 };
    struct wallet_buffer out = { 0 };
    const uint8_t zeros[64] = { 0 };
    struct wlt_writer writer = wlt_writer_start(&said);

    wlt_write_array(&writer, 10);
    wlt_write_text(&writer, test_text("wallet-vault"));
    wlt_write_unsigned(&writer, format);
    wlt_write_bytes(&writer, (struct wallet_bytes){ zeros, 16 });
    wlt_write_unsigned(&writer, passes);
    wlt_write_unsigned(&writer, memory_kib);
    wlt_write_bytes(&writer, (struct wallet_bytes){ zeros, 16 });
    for (size_t i = 0; i < 4; i++) {
        wlt_write_unsigned(&writer, i == 0 ? 1 : 0);
    }

    writer = wlt_writer_start(&out);
    for (size_t i = 0; i < 2; i++) {
        wlt_write_array(&writer, 3);
        wlt_write_bytes(&writer, wallet_buffer_bytes(&said));
        wlt_write_bytes(&writer, (struct wallet_bytes){ zeros, 24 });
        wlt_write_bytes(&writer, (struct wallet_bytes){ zeros, 48 });
    }

    const struct wallet_bytes bytes = { sample_copy(wallet_buffer_bytes(&out)), out.size };
    wallet_buffer_clear(&said);
    wallet_buffer_clear(&out);
    return bytes;
}

TEST(computes_nothing_for_a_header_that_asks_for_too_much)
{
    CHECK_EQUAL(sample_try(forge_head(1, 1, 8)), WALLET_ERR_KEY);
    CHECK_EQUAL(sample_try(forge_head(2, 1, 8)), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(sample_try(forge_head(1, 5, 8)), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(sample_try(forge_head(1, UINT64_MAX, 8)), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(sample_try(forge_head(1, 1, 1048577)), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(sample_try(forge_head(1, 0, 8)), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(sample_try(forge_head(1, 1, 7)), WALLET_ERR_STRUCTURE);
}

TEST(knows_what_is_no_vault)
{
    struct wallet_vault *vault = NULL;

    CHECK_EQUAL(sample_try(test_text("-----BEGIN PRIVATE KEY-----")), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(sample_try(test_hex("834100410041 00")), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        sample_try((struct wallet_bytes){ (const uint8_t *)"", WALLET_VAULT_FILE_MAX + 1 }),
        WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_vault_open(test_text(""), test_text(""), NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_vault_open(
            (struct wallet_bytes){ NULL, 1 }, test_text(SAMPLE_PASSPHRASE), &vault, NULL),
        WALLET_ERR_ARGUMENT);
}
