/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_DOSSIER_H
#define WALLET_TEST_MAKE_DOSSIER_H

#include "counter/dossier.h"
#include "make_taken.h"

/** A desk with one matter and an empty dossier for it. */
struct table {
    struct desk desk;
    struct wallet_matters *matters;
    struct wlt_dossier *dossier;
};

/*
 * A subsidy for a family's rent: the applicant's card and household, the spouse's card if there is a
 * spouse, and proof of income, which may follow.
 */
#define MATTER                                                                                         \
    "{\"name\":\"rent-subsidy\",\"code\":\"11360500000000019F0001\","                                  \
    "\"title\":{\"zh\":\"租房补贴\",\"en\":\"Rent subsidy\"},"                                     \
    "\"department\":{\"zh\":\"新余市某局\",\"en\":\"An office\"},"                                \
    "\"department_code\":\"11360500000000019F\",\"basis\":\"none\",\"days\":5,"                        \
    "\"relation\":\"one-household\",\"parties\":["                                                     \
    "{\"name\":\"applicant\",\"title\":{\"zh\":\"申请人\",\"en\":\"Applicant\"},"                   \
    "\"holder\":\"person\"},"                                                                          \
    "{\"name\":\"spouse\",\"title\":{\"zh\":\"配偶\",\"en\":\"Spouse\"},\"holder\":\"person\"},"     \
    "{\"name\":\"firm\",\"title\":{\"zh\":\"单位\",\"en\":\"Employer\"},"                            \
    "\"holder\":\"organisation\"}],"                                                                   \
    "\"materials\":["                                                                                  \
    "{\"name\":\"identity\",\"title\":{\"zh\":\"身份证\",\"en\":\"ID card\"},"                      \
    "\"form\":\"automatic\",\"necessity\":\"necessary\",\"source\":\"government\",\"kind\":1,"         \
    "\"copies\":1,\"party\":\"applicant\",\"shared\":true,\"licences\":[{\"type\":\"id-card\","        \
    "\"fields\":[\"name\",\"birth_date\",\"address\",\"citizen_number\"]}]},"                          \
    "{\"name\":\"household\",\"title\":{\"zh\":\"户口簿\",\"en\":\"Household register\"},"          \
    "\"form\":\"automatic-first\",\"necessity\":\"necessary\",\"source\":\"government\","              \
    "\"kind\":1,\"copies\":1,\"party\":\"applicant\",\"licences\":[{\"type\":"                         \
    "\"household-register\",\"fields\":[\"address\",\"members.name\",\"members.relation\","            \
    "\"members.citizen_number\"]}]},"                                                                  \
    "{\"name\":\"spouse-identity\",\"title\":{\"zh\":\"配偶身份证\",\"en\":\"Spouse's card\"},"   \
    "\"form\":\"automatic\",\"necessity\":\"not-necessary\",\"source\":\"government\","                \
    "\"kind\":1,\"copies\":1,\"party\":\"spouse\",\"licences\":[{\"type\":\"id-card\","                \
    "\"fields\":[\"name\",\"citizen_number\"]}]},"                                                     \
    "{\"name\":\"employer\",\"title\":{\"zh\":\"营业执照\",\"en\":\"Business licence\"},"          \
    "\"form\":\"automatic\",\"necessity\":\"not-necessary\",\"source\":\"government\","                \
    "\"kind\":1,\"copies\":1,\"party\":\"firm\",\"licences\":[{\"type\":\"business-licence\","         \
    "\"fields\":[\"name\",\"uscc\",\"legal_representative\"]}]},"                                      \
    "{\"name\":\"income\",\"title\":{\"zh\":\"收入证明\",\"en\":\"Proof of income\"},"             \
    "\"form\":\"either\",\"necessity\":\"deferrable\",\"source\":\"applicant\",\"kind\":1,"            \
    "\"copies\":1,\"party\":\"applicant\"}],"                                                          \
    "\"form\":["                                                                                       \
    "{\"name\":\"name\",\"title\":{\"zh\":\"姓名\",\"en\":\"Name\"},\"kind\":\"text\","              \
    "\"required\":true,\"from\":[\"id-card.name\"]},"                                                  \
    "{\"name\":\"relation\",\"title\":{\"zh\":\"与户主关系\",\"en\":\"Relation\"},"               \
    "\"kind\":\"text\",\"from\":[\"household-register.members.relation@applicant\"]},"                 \
    "{\"name\":\"address\",\"title\":{\"zh\":\"住址\",\"en\":\"Address\"},\"kind\":\"text\","        \
    "\"required\":true,\"from\":[\"household-register.address\",\"id-card.address\"]},"                \
    "{\"name\":\"phone\",\"title\":{\"zh\":\"电话\",\"en\":\"Telephone\"},\"kind\":\"phone\","       \
    "\"required\":true}],"                                                                             \
    "\"rules\":["                                                                                      \
    "{\"name\":\"member\",\"title\":{\"zh\":\"申请人在户口簿上\",\"en\":\"In the register\"}," \
    "\"kind\":\"member\",\"left\":[\"id-card.citizen_number\"],"                                       \
    "\"right\":[\"household-register.members.citizen_number\"]},"                                      \
    "{\"name\":\"address\",\"title\":{\"zh\":\"住址一致\",\"en\":\"Same address\"},"               \
    "\"kind\":\"same\",\"advisory\":true,\"left\":[\"id-card.address\"],"                              \
    "\"right\":[\"household-register.address\"]},"                                                     \
    "{\"name\":\"boss\",\"title\":{\"zh\":\"法定代表人\",\"en\":\"Legal representative\"},"       \
    "\"kind\":\"same\",\"left\":[\"firm/business-licence.legal_representative\"],"                     \
    "\"right\":[\"id-card.name\"]},"                                                                   \
    "{\"name\":\"current\",\"title\":{\"zh\":\"身份证有效\",\"en\":\"Card in force\"},"           \
    "\"kind\":\"current\",\"licence\":\"id-card\"},"                                                   \
    "{\"name\":\"region\",\"title\":{\"zh\":\"住在新余\",\"en\":\"Lives here\"},"                  \
    "\"kind\":\"region\",\"left\":[\"id-card.address\"],"                                              \
    "\"texts\":[\"江西省新余市\",\"新余市\"]},"                                               \
    "{\"name\":\"age\",\"title\":{\"zh\":\"成年\",\"en\":\"Of age\"},\"kind\":\"age\","              \
    "\"left\":[\"id-card.birth_date\",\"id-card.citizen_number\"],\"least\":18,\"most\":150}]}"

static inline void table_open(struct table *table)
{
    struct wallet_error error = { .message = "" };

    *table = (struct table){ .matters = NULL };
    desk_open(&table->desk, WALLET_ALGORITHM_ED25519);
    if (wallet_matters_parse(test_text(MATTER), table->desk.catalogue, &table->matters, &error) !=
        WALLET_OK) {
        fail_msg("%s", error.message);
    }

    table->dossier = wlt_dossier_new(wallet_matters_at(table->matters, 0));
    CHECK(table->dossier);
    CHECK_EQUAL(wlt_dossier_weigh(table->dossier, AGENCY_NOW, NULL), WALLET_OK);
}

static inline void table_close(struct table *table)
{
    wlt_dossier_free(table->dossier);
    wallet_matters_free(table->matters);
    desk_close(&table->desk);
}

/** Takes a licence if it may be; tells why not in `why`, of 240 bytes; "": it was taken. */
static inline void table_take(struct table *table, struct wlt_taken *taken, char *why)
{
    struct wallet_error error = { .message = "" };

    why[0] = '\0';
    if (wlt_dossier_place(table->dossier, taken, NULL, &taken->party, &error) != WALLET_OK) {
        memcpy(why, error.message, sizeof error.message);
        wlt_taken_free(taken);
        return;
    }

    CHECK(wlt_dossier_take(table->dossier, taken));
    CHECK_EQUAL(wlt_dossier_weigh(table->dossier, AGENCY_NOW, NULL), WALLET_OK);
}

/** Takes a licence of which the paths are shown; it must be taken. */
static inline void table_show(
    struct table *table, const char *type, const char *json, const char *paths)
{
    char why[sizeof((struct wallet_error *)NULL)->message];

    table_take(table, take_shown(&table->desk, type, json, paths), why);
    CHECK_TEXT(why, "");
}

#endif
