/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_CATALOGUE_MATTER_SAMPLE_H
#define TEST_CATALOGUE_MATTER_SAMPLE_H

#include <wallet/matter.h>

#include "sample.h"

#include <string.h>

/*
 * A matter that nobody handles, with a part of each kind; it names types that ship.  Each line is one
 * of the file, so that a test can say in which line something is wrong.
 */
static const char matter_sample[] =
    /* 1 */
    "{ \"name\": \"sample-matter\",\n"
    /* 2 */ "\"code\": \"11360500000000019FSAMPLE01\",\n"
    /* 3 */ "\"title\": { \"zh\": \"样事\", \"en\": \"Sample Matter\" },\n"
    /* 4 */ "\"department\": { \"zh\": \"样局\", \"en\": \"Sample Bureau\" },\n"
    /* 5 */ "\"department_code\": \"11360500000000019F\",\n"
    /* 6 */ "\"basis\": \"tests\", \"days\": 5, \"relation\": \"one-household\",\n"
    /* 7 */ "\"parties\": [\n"
    /* 8 */ "{ \"name\": \"applicant\", \"title\": { \"zh\": \"甲\", \"en\": \"A\" }, \"holder\": "
    "\"person\" },\n"
    /* 9 */ "{ \"name\": \"spouse\", \"title\": { \"zh\": \"乙\", \"en\": \"B\" }, \"holder\": "
    "\"person\" },\n"
    /* 10 */ "{ \"name\": \"firm\", \"title\": { \"zh\": \"丙\", \"en\": \"C\" }, \"holder\": "
    "\"organisation\" } ],\n"
    /* 11 */ "\"materials\": [\n"
    /* 12 */ "{ \"name\": \"identity\", \"title\": { \"zh\": \"身份证\", \"en\": \"card\" }, "
    "\"form\": \"automatic\",\n"
    /* 13 */ "\"source\": \"government\", \"kind\": 3, \"copies\": 2, \"shared\": true,\n"
    /* 14 */ "\"guide\": { \"zh\": \"须知\", \"en\": \"guide\" }, \"basis\": \"law\",\n"
    /* 15 */ "\"licences\": [ { \"type\": \"id-card\",\n"
    /* 16 */ "\"fields\": [\"citizen_number\", \"name\", \"birth_date\", \"sex\"] } ] },\n"
    /* 17 */ "{ \"name\": \"register\", \"title\": { \"zh\": \"户口簿\", \"en\": \"register\" }, "
    "\"form\": \"automatic-first\",\n"
    /* 18 */ "\"source\": \"government\", \"necessity\": \"deferrable\", \"licences\": [\n"
    /* 19 */ "{ \"type\": \"household-register\", \"fields\": [\"members.citizen_number\", "
    "\"address\", \"members.name\"] },\n"
    /* 20 */ "{ \"type\": \"residence-permit\", \"fields\": [\"address\"] } ] },\n"
    /* 21 */ "{ \"name\": \"spouse-identity\", \"title\": { \"zh\": \"配偶身份证\", \"en\": "
    "\"spouse's card\" },\n"
    /* 22 */ "\"form\": \"automatic\", \"source\": \"government\", \"party\": \"spouse\", "
    "\"necessity\": \"not-necessary\",\n"
    /* 23 */ "\"licences\": [ { \"type\": \"id-card\", \"fields\": [\"name\", \"citizen_number\"] "
    "} ] },\n"
    /* 24 */ "{ \"name\": \"firm\", \"title\": { \"zh\": \"执照\", \"en\": \"licence\" }, "
    "\"form\": \"automatic\", \"source\": \"government\",\n"
    /* 25 */ "\"party\": \"firm\", \"licences\": [ { \"type\": \"business-licence\", \"fields\": "
    "[\"name\", \"uscc\"] } ] },\n"
    /* 26 */ "{ \"name\": \"letter\", \"title\": { \"zh\": \"信\", \"en\": \"letter\" }, \"form\": "
    "\"paper\", \"source\": \"other\",\n"
    /* 27 */ "\"standard\": { \"zh\": \"签名\", \"en\": \"signed\" } } ],\n"
    /* 28 */ "\"form\": [\n"
    /* 29 */ "{ \"name\": \"full_name\", \"title\": { \"zh\": \"姓名\", \"en\": \"name\" }, "
    "\"kind\": \"text\", \"required\": true,\n"
    /* 30 */ "\"from\": [\"id-card.name\", \"household-register.members.name@applicant\"] },\n"
    /* 31 */ "{ \"name\": \"spouse_name\", \"title\": { \"zh\": \"配偶\", \"en\": \"spouse\" }, "
    "\"kind\": \"text\",\n"
    /* 32 */ "\"from\": [\"household-register.members.name@spouse\", \"spouse/id-card.name\"] },\n"
    /* 33 */ "{ \"name\": \"born\", \"title\": { \"zh\": \"生日\", \"en\": \"born\" }, \"kind\": "
    "\"date\", \"from\": [\"id-card.birth_date\"] },\n"
    /* 34 */ "{ \"name\": \"how\", \"title\": { \"zh\": \"方式\", \"en\": \"how\" }, \"kind\": "
    "\"choice\",\n"
    /* 35 */ "\"choices\": [ { \"zh\": \"一\", \"en\": \"one\" }, { \"zh\": \"二\", \"en\": "
    "\"two\" } ] } ],\n"
    /* 36 */ "\"rules\": [\n"
    /* 37 */ "{ \"name\": \"names\", \"title\": { \"zh\": \"同名\", \"en\": \"same\" }, \"kind\": "
    "\"same\", \"advisory\": true,\n"
    /* 38 */ "\"left\": [\"id-card.name\"], \"right\": "
    "[\"household-register.members.name@applicant\"] },\n"
    /* 39 */ "{ \"name\": \"family\", \"title\": { \"zh\": \"成员\", \"en\": \"member\" }, "
    "\"kind\": \"member\",\n"
    /* 40 */ "\"left\": [\"spouse/id-card.citizen_number\"], \"right\": "
    "[\"household-register.members.citizen_number\"] },\n"
    /* 41 */ "{ \"name\": \"valid\", \"title\": { \"zh\": \"有效\", \"en\": \"valid\" }, \"kind\": "
    "\"current\", \"licence\": \"spouse/id-card\" },\n"
    /* 42 */ "{ \"name\": \"here\", \"title\": { \"zh\": \"本地\", \"en\": \"here\" }, \"kind\": "
    "\"region\",\n"
    /* 43 */ "\"left\": [\"household-register.address\", \"residence-permit.address\"], \"texts\": "
    "[\"江西省\", \"新余市\"] },\n"
    /* 44 */ "{ \"name\": \"age\", \"title\": { \"zh\": \"成年\", \"en\": \"adult\" }, \"kind\": "
    "\"age\", \"left\": [\"id-card.birth_date\"],\n"
    /* 45 */ "\"least\": 18, \"most\": 60 } ] }\n";

/** A matter that must be right, over the types that ship. */
struct matter_scene {
    struct wallet_catalogue *catalogue;
    struct wallet_matters *matters;
    const struct wallet_matter *matter;
};

static inline struct matter_scene matter_scene_open(const char *json)
{
    struct matter_scene scene = { .catalogue = sample_shipped() };
    struct wallet_error error = { 0 };

    if (wallet_matters_parse(test_text(json), scene.catalogue, &scene.matters, &error) !=
        WALLET_OK) {
        fail_msg("%s", error.message);
    }

    scene.matter = wallet_matters_at(scene.matters, 0);
    return scene;
}

static inline void matter_scene_close(struct matter_scene *scene)
{
    wallet_matters_free(scene->matters);
    wallet_catalogue_free(scene->catalogue);
}

/** The sample with the one place where `from` stands replaced by `to`. */
static inline char *matter_changed(const char *from, const char *to)
{
    const char *at = strstr(matter_sample, from);
    char *out = test_memory(sizeof matter_sample + strlen(to));

    if (!at || strstr(at + 1, from)) {
        fail_msg("'%s' does not stand there once", from);
    }

    const size_t before = (size_t)(at - matter_sample);
    memcpy(out, matter_sample, before);
    memcpy(out + before, to, strlen(to));
    memcpy(out + before + strlen(to), at + strlen(from), strlen(at + strlen(from)) + 1);
    return out;
}

#endif
