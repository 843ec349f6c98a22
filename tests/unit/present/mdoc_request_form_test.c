/* SPDX-License-Identifier: Apache-2.0 */

/* What is a request for mobile documents, and what is none: ISO/IEC 18013-5 8.3.2.1.2.1. */
#include "unit/mdoc/make_request.h"

/* A row is named in unit/mdoc/MUSTS. */
#define ROW(what_, hex_, status_)                                      \
    {                                                                  \
        .what = (what_), .hex = (hex_), .wanted = WALLET_ERR_##status_ \
    }

#define VERSION "67 76657273696f6e 63"
#define DOCS    "6b 646f635265717565737473"
#define ITEMS   "6c 6974656d7352657175657374 d818"
#define TYPE    "67 646f6354797065"
#define SPACES  "6a 6e616d65537061636573"
#define ONE     "a2" VERSION "312e30" DOCS "81 a1" ITEMS
#define ASKED   "58 1d a2" TYPE "6161" SPACES "a1 6161 a1 6162 f4"
#define MANY    "91 a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0"

TEST(refuses_what_is_no_request)
{
    static const struct {
        const char *what;
        const char *hex;
        enum wallet_status wanted;
    } broken[] = {
        ROW("request that is no map", "80", STRUCTURE),
        ROW("request without a version", "a1" DOCS "81 a1" ITEMS ASKED, STRUCTURE),
        ROW("request of another version", "a1" VERSION "322e30", UNSUPPORTED),
        ROW("request without documents", "a1" VERSION "312e30", STRUCTURE),
        ROW("request of no documents", "a2" VERSION "312e30" DOCS "80", STRUCTURE),
        ROW("request of too many documents", "a2" VERSION "312e30" DOCS MANY, TOO_LARGE),
        ROW("request with its version twice", "a2" VERSION "312e30" VERSION "312e30", MALFORMED),
        ROW("request with bytes behind it", ONE ASKED "00", STRUCTURE),
        ROW("document asked for without items", "a2" VERSION "312e30" DOCS "81 a0", STRUCTURE),
        ROW("items without their tag",
            "a2" VERSION "312e30" DOCS "81 a1 6c 6974656d7352657175657374" ASKED,
            STRUCTURE),
        ROW("items of nothing", ONE "41 a0", STRUCTURE),
        ROW("items cut off", ONE "41 a1", TRUNCATED),
        ROW("items without a type", ONE "53 a1" SPACES "a1 6161 a1 6162 f4", STRUCTURE),
        ROW("items without elements", ONE "4b a1" TYPE "61 61", STRUCTURE),
        ROW("namespace that asks for nothing",
            ONE "58 20 a2" TYPE "6161" SPACES "a2 6161 a0 6162 a1 6162 f4",
            STRUCTURE),
        ROW("element neither retained nor not",
            ONE "58 1d a2" TYPE "6161" SPACES "a1 6161 a1 6162 00",
            STRUCTURE),
    };
    struct wallet_mdoc_request *request = NULL;

    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct wallet_error error = { .message = "" };
        CHECK_ROW(
            broken[i].what,
            wallet_mdoc_request_read(
                test_hex(broken[i].hex), test_hex(""), NULL, NOON, &request, &error),
            broken[i].wanted);
        CHECK(error.message[0] && !request);
    }

    CHECK_EQUAL(
        wallet_mdoc_request_read(test_hex(ONE ASKED), test_hex(""), NULL, NOON, &request, NULL),
        WALLET_OK);
    wallet_mdoc_request_free(request);
}

/** A request for this many elements. */
static struct wallet_bytes make_long_request(size_t count)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    char name[8];

    wlt_write_map(&writer, 2);
    write_text(&writer, "docType", MDL);
    write_key(&writer, "nameSpaces");
    wlt_write_map(&writer, 1);
    write_key(&writer, "a");
    wlt_write_map(&writer, count);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(name, sizeof name, "%zu", i);
        write_key(&writer, name);
        wlt_write_bool(&writer, false);
    }

    return make_request_of(embedded(kept(&buffer)), (struct wallet_bytes){ 0 });
}

TEST(the_elements_asked_for_are_bounded_in_number)
{
    const size_t most = WALLET_MDOC_REQUEST_ELEMENT_MAX;
    const struct asking nobody = { .roots = NULL };
    struct wallet_mdoc_request *request = NULL;

    CHECK_EQUAL(read_at_noon(&nobody, make_long_request(most), &request), WALLET_OK);
    wallet_mdoc_request_free(request);
    request = NULL;
    CHECK_EQUAL(read_at_noon(&nobody, make_long_request(most + 1), &request), WALLET_ERR_TOO_LARGE);
    CHECK(!request);
}

TEST(a_callers_mistakes_are_told_as_such)
{
    struct asking asking;
    struct wallet_mdoc_request *request = NULL;
    open_asking(&asking, &good_reader);
    const struct wallet_bytes input = make_request(&asking, REQUEST_GOOD);
    uint8_t *large = test_memory(WALLET_MDOC_REQUEST_MAX + 1);
    memset(large, 0, WALLET_MDOC_REQUEST_MAX + 1);

    CHECK_EQUAL(
        wallet_mdoc_request_read(input, test_hex("82f6f6"), NULL, NOON, &request, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_mdoc_request_read(input, asking.transcript, NULL, NOON, NULL, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_mdoc_request_read(
            (struct wallet_bytes){ large, WALLET_MDOC_REQUEST_MAX + 1 },
            asking.transcript,
            NULL,
            NOON,
            &request,
            NULL),
        WALLET_ERR_TOO_LARGE);
    CHECK(!request);
    close_asking(&asking);
}
