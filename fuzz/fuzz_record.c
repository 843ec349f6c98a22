/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/record.h>

#include "fuzz.h"

#include <string.h>

#define FIELD(key_, name_, kind_)                                                            \
    "{\"key\":" #key_ ",\"name\":\"" name_ "\",\"title\":{\"zh\":\"" name_ "\xe2\x80\xa6\"," \
    "\"en\":\"" name_ "\"},\"disclosure\":\"always\",\"kind\":" kind_ "}"

/* A type with a field of each kind; a member may have most of them, too. */
#define PLAIN_FIELDS                                                                                                                                                                                                                                                                      \
    FIELD(1, "name", "\"text\"")                                                                                                                                                                                                                                                          \
    "," FIELD(2, "born", "\"date\"") "," FIELD(3, "until", "\"date\",\"long_term\":true") "," FIELD(4, "sex", "\"code\",\"codes\":[{\"code\":1,\"zh\":\"m\"},{\"code\":2,\"zh\":\"f\"}]") "," FIELD(5, "number", "\"citizen-number\",\"birth_date\":\"born\",\"sex\":\"sex\"") "," FIELD( \
        6,                                                                                                                                                                                                                                                                                \
        "uscc",                                                                                                                                                                                                                                                                           \
        "\"uscc\"") "," FIELD(7, "division", "\"division\"") "," FIELD(8, "height", "\"number\"") "," FIELD(9, "portrait", "\"portrait\"")

static const char type_json[] =
    "{\"name\":\"fuzz\",\"code\":\"11360500000000019F901\","
    "\"title\":{\"zh\":\"a\",\"en\":\"a\"},\"definer\":{\"zh\":\"a\",\"en\":\"a\"},"
    "\"validity\":{\"zh\":\"a\",\"en\":\"a\"},\"source\":\"a\","
    "\"holder\":{\"kind\":\"person\",\"field\":\"number\"},\"fields\":[" PLAIN_FIELDS
    "," FIELD(10, "members", "\"members\",\"fields\":[" PLAIN_FIELDS "]") "]}";

/** Made at the first input; lives as long as the fuzzer. */
static const struct wallet_type *the_type(void)
{
    static struct wallet_catalogue *catalogue;
    const struct wallet_bytes json = { (const uint8_t *)type_json, sizeof type_json - 1 };

    if (!catalogue) {
        FUZZ_CHECK(wallet_catalogue_parse(json, NULL, &catalogue, NULL) == WALLET_OK);
    }

    return wallet_catalogue_at(catalogue, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wallet_record *record = NULL;
    struct wallet_error error;
    const struct wallet_bytes json = { data, size };

    /* A message is for terminals, whatever the input; what was parsed can be issued. */
    if (wallet_record_parse(the_type(), json, &record, &error) == WALLET_OK) {
        FUZZ_CHECK(wallet_record_check(record, NULL) == WALLET_OK);
    } else {
        FUZZ_CHECK(!strpbrk(error.message, "\x1b\a\r\n\t"));
    }

    wallet_record_free(record);
    return 0;
}
