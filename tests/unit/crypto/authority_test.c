/* SPDX-License-Identifier: Apache-2.0 */
#include "crypto/authority.h"

#include "make_certificate.h"

#include <string.h>

static const struct recipe authority_recipe = { .name = "Authority",
                                                .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe leaf_recipe = { .name = "Leaf", .extensions = { LEAF_EXTENSIONS } };

TEST(an_authority_is_who_signed_under_its_name)
{
    const struct recipe other_name = { .name = "Another", .extensions = { AUTHORITY_EXTENSIONS } };
    struct identity authority = make_certificate(&authority_recipe, NULL);
    struct identity namesake = make_certificate(&authority_recipe, NULL);
    struct identity other = make_certificate(&other_name, NULL);
    struct identity leaf = make_certificate(&leaf_recipe, &authority);

    CHECK(wlt_authority_issued(authority.certificate, leaf.certificate));
    CHECK(wlt_authority_issued(authority.certificate, authority.certificate));
    CHECK(!wlt_authority_issued(namesake.certificate, leaf.certificate));
    CHECK(!wlt_authority_issued(other.certificate, leaf.certificate));
    CHECK(!wlt_authority_issued(leaf.certificate, leaf.certificate));
    CHECK_EQUAL(ERR_peek_error(), 0);
    release_identity(&leaf);
    release_identity(&other);
    release_identity(&namesake);
    release_identity(&authority);
}

TEST(a_digest_is_of_name_and_key)
{
    struct recipe later = { .name = "Authority",
                            .not_after = NOON + 9,
                            .extensions = { AUTHORITY_EXTENSIONS } };
    struct recipe otherwise = leaf_recipe;
    struct identity authority = make_certificate(&authority_recipe, NULL);
    struct identity namesake = make_certificate(&authority_recipe, NULL);
    struct identity leaf = make_certificate(&leaf_recipe, &authority);
    later.pkey = authority.pkey;
    otherwise.pkey = authority.pkey;
    struct identity renewed = make_certificate(&later, NULL);
    struct identity renamed = make_certificate(&otherwise, NULL);
    uint8_t digest[WLT_DIGEST_SIZE];
    uint8_t other[WLT_DIGEST_SIZE];

    wlt_authority_digest(authority.certificate, digest);
    wlt_authority_digest(renewed.certificate, other);
    CHECK_EQUAL(memcmp(digest, other, sizeof digest), 0);
    wlt_authority_digest(namesake.certificate, other);
    CHECK(memcmp(digest, other, sizeof digest) != 0);
    wlt_authority_digest(renamed.certificate, other);
    CHECK(memcmp(digest, other, sizeof digest) != 0);
    wlt_authority_digest(leaf.certificate, other);
    CHECK(memcmp(digest, other, sizeof digest) != 0);
    release_identity(&renamed);
    release_identity(&renewed);
    release_identity(&leaf);
    release_identity(&namesake);
    release_identity(&authority);
}
