/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_CATALOGUE_SAMPLE_H
#define TEST_CATALOGUE_SAMPLE_H

#include <wallet/catalogue.h>

#include "test.h"

#include <stdlib.h>

/*
 * A licence type that nobody issues, with a field of each kind; its code lists are its own.
 */

#define SAMPLE_TITLE "{\"zh\":\"样\",\"en\":\"sample\"}"

#define SAMPLE_HEAD                                                \
    "\"name\":\"sample-pass\",\"code\":\"11360500000000019F901\"," \
    "\"title\":{\"zh\":\"样证\",\"en\":\"Sample Pass\"},"        \
    "\"definer\":{\"zh\":\"样局\",\"en\":\"Sample Bureau\"},"    \
    "\"validity\":{\"zh\":\"一年\",\"en\":\"one year\"},\"source\":\"tests\","

#define SAMPLE_FIELD(key_, name_, title_, rest_)                                                 \
    "{\"key\":" #key_ ",\"name\":\"" name_ "\",\"title\":{\"zh\":\"" title_ "\",\"en\":\"" name_ \
    "\"},\"disclosure\":\"always\"," rest_ "}"

#define SAMPLE_COLOURS                                                       \
    "[{\"code\":1,\"zh\":\"红\",\"en\":\"scarlet\",\"also\":[\"朱红\"]}," \
    "{\"code\":2,\"zh\":\"绿\",\"en\":\"viridian\"},{\"code\":12,\"zh\":\"青\"}]"

#define SAMPLE_MEMBER_FIELDS                                                                     \
    "[" SAMPLE_FIELD(1, "name", "姓名", "\"required\":true,\"kind\":\"text\"") "," SAMPLE_FIELD( \
        2,                                                                                       \
        "born",                                                                                  \
        "出生",                                                                                  \
        "\"kind\":\"date\"") "," SAMPLE_FIELD(3, "number", "号码", "\"kind\":\"citizen-number\"") "]"

#define SAMPLE_FIELDS                                 \
    "[" SAMPLE_FIELD(                                 \
        1,                                            \
        "name",                                       \
        "姓名",                                       \
        "\"required\":true,\"identifier\":\"KZ_XM\"," \
        "\"kind\":\"text\"") "," SAMPLE_FIELD(2, "born", "出生", "\"kind\":\"date\"") "," SAMPLE_FIELD(3, "until", "到期", "\"kind\":\"date\",\"long_term\":true") "," SAMPLE_FIELD(4, "colour", "颜色", "\"kind\":\"code\",\"codes\":" SAMPLE_COLOURS) "," SAMPLE_FIELD(5, "number", "号码", "\"kind\":\"citizen-number\"") "," SAMPLE_FIELD(6, "company", "单位", "\"kind\":\"uscc\"") "," SAMPLE_FIELD(7, "division", "区划", "\"kind\":\"division\"") "," SAMPLE_FIELD(8, "height", "身高", "\"kind\":\"number\"") "," SAMPLE_FIELD(9, "portrait", "相片", "\"kind\":\"portrait\",\"sensitive\":true") "," SAMPLE_FIELD(20, "family", "家人", "\"kind\":\"members\",\"fields\":" SAMPLE_MEMBER_FIELDS) "]"

#define SAMPLE_HOLDER "\"holder\":{\"kind\":\"person\",\"field\":\"number\"}"

#define SAMPLE_TYPE "{" SAMPLE_HEAD SAMPLE_HOLDER ",\"fields\":" SAMPLE_FIELDS "}"

/** Parses a type that must be right; freed by the caller. */
static inline struct wallet_catalogue *sample_parse(const char *json)
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { 0 };

    if (wallet_catalogue_parse(test_text(json), NULL, &catalogue, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    return catalogue;
}

/** The catalogue that ships; freed by the caller. */
static inline struct wallet_catalogue *sample_shipped(void)
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_error error = { 0 };

    if (wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, &error) != WALLET_OK) {
        fail_msg("%s", error.message);
    }

    return catalogue;
}

#endif
