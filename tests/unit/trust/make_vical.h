/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_VICAL_H
#define WALLET_TEST_MAKE_VICAL_H

#include "cbor/writer.h"
#include "cose/header.h"
#include "trust/vical.h"
#include "unit/trust/ladder.h"

/*
 * VICALs for tests: a provider with a root and a signer, authorities of documents, and what they are
 * said to be.  tests/interop/vical.py makes others with other tools.
 */

#define MDL       "org.iso.18013.5.1.mDL"
#define OTHER_DOC "org.example.residence.1"
#define PROVIDER  "Test Provider"
#define ISSUED    "2026-09-20T08:30:00Z"
#define NEXT      "2026-10-20T00:00:00Z"

enum {
    ISSUED_UNIX = 1789893000,
    NEXT_UNIX = 1792454400,
};

#define VICAL_SIGNER_EXTENSIONS               \
    LEAF_EXTENSIONS,                          \
    {                                         \
        "extendedKeyUsage", "1.0.18013.5.1.8" \
    }

/** Whoever signs VICALs, and the authorities of documents that it knows. */
struct provider {
    struct identity root;
    struct identity signer;
    struct identity iaca;
    struct identity other;
};

static const struct recipe provider_root = { .name = "Provider Root",
                                             .extensions = { AUTHORITY_EXTENSIONS } };
static const struct recipe provider_signer = { .name = "VICAL Signer",
                                               .extensions = { VICAL_SIGNER_EXTENSIONS } };
static const struct recipe iaca_recipe = { .name = "Utopia IACA",
                                           .country = "UT",
                                           .extensions = { AUTHORITY_EXTENSIONS } };

UNUSED static struct provider make_provider(const struct recipe *signer)
{
    const struct recipe other = { .name = "Other IACA",
                                  .country = "XX",
                                  .extensions = { AUTHORITY_EXTENSIONS } };
    struct provider provider;
    provider.root = make_certificate(&provider_root, NULL);
    provider.signer = make_certificate(signer, &provider.root);
    provider.iaca = make_certificate(&iaca_recipe, NULL);
    provider.other = make_certificate(&other, NULL);
    return provider;
}

UNUSED static void clear_provider(struct provider *provider)
{
    release_identity(&provider->other);
    release_identity(&provider->iaca);
    release_identity(&provider->signer);
    release_identity(&provider->root);
}

/** An authority with a key that is of no use here. */
UNUSED static struct identity make_odd_authority(void)
{
    const struct recipe recipe = { .name = "Odd IACA",
                                   .curve = "secp256k1",
                                   .extensions = { AUTHORITY_EXTENSIONS } };
    struct identity made = make_unparsed(&recipe, NULL);
    CHECK_EQUAL(wlt_certificate_parse_any(der_of(made.x509), &made.certificate, NULL), WALLET_OK);
    return made;
}

/** A CertificateInfo; what is empty or NULL is left out. */
struct info {
    struct wallet_bytes certificate;
    struct wallet_bytes serial; /* of a bignum */
    struct wallet_bytes ski;
    const char *doc_types[2];
    const char *authority;
};

/** What an honest provider says of an authority. */
UNUSED static struct info info_of(const struct identity *iaca, const char *doc_type)
{
    return (struct info){
        .certificate = der_of(iaca->x509),
        .serial = wlt_certificate_serial(iaca->certificate),
        .ski = wlt_certificate_key_identifier(iaca->certificate),
        .doc_types = { doc_type },
        .authority = "Utopia Department of Roads",
    };
}

/** A payload; what is empty or NULL is left out, unless it says otherwise. */
struct vical_recipe {
    const char *version;  /* NULL: "1.0" */
    const char *provider; /* NULL: PROVIDER */
    const char *date;     /* NULL: ISSUED */
    const char *next_update;
    uint64_t issue_id;
    const struct info *infos;
    size_t info_count;
    const char *more; /* members in hex, and how many */
    size_t more_count;
};

static inline void write_key(struct wlt_writer *writer, const char *key)
{
    wlt_write_text(writer, test_text(key));
}

static inline void write_text(struct wlt_writer *writer, const char *key, const char *value)
{
    if (value) {
        write_key(writer, key);
        wlt_write_text(writer, test_text(value));
    }
}

static inline void write_bytes(
    struct wlt_writer *writer, const char *key, struct wallet_bytes value)
{
    if (value.size > 0) {
        write_key(writer, key);
        wlt_write_bytes(writer, value);
    }
}

static inline void write_tdate(struct wlt_writer *writer, const char *key, const char *value)
{
    if (value) {
        write_key(writer, key);
        wlt_write_tag(writer, 0);
        wlt_write_text(writer, test_text(value));
    }
}

static inline size_t count_info(const struct info *info)
{
    size_t count = info->certificate.size > 0 ? 1 : 0;

    count += info->serial.size > 0 ? 1 : 0;
    count += info->ski.size > 0 ? 1 : 0;
    count += info->doc_types[0] ? 1 : 0;
    return count + (info->authority ? 1 : 0);
}

static inline void write_info(struct wlt_writer *writer, const struct info *info)
{
    const size_t type_count = (info->doc_types[0] ? 1U : 0U) + (info->doc_types[1] ? 1U : 0U);

    wlt_write_map(writer, count_info(info));
    write_bytes(writer, "certificate", info->certificate);
    if (info->serial.size > 0) {
        write_key(writer, "serialNumber");
        wlt_write_tag(writer, 2);
        wlt_write_bytes(writer, info->serial);
    }

    write_bytes(writer, "ski", info->ski);
    if (type_count > 0) {
        write_key(writer, "docType");
        wlt_write_array(writer, type_count);
        for (size_t i = 0; i < type_count; i++) {
            wlt_write_text(writer, test_text(info->doc_types[i]));
        }
    }

    write_text(writer, "issuingAuthority", info->authority);
}

/** Moves the content of a buffer into memory that lives until the test ends. */
static inline struct wallet_bytes kept(struct wallet_buffer *buffer)
{
    uint8_t *copy = test_memory(buffer->size + 1);
    const struct wallet_bytes out = { copy, buffer->size };
    memcpy(copy, buffer->data, buffer->size);
    wallet_buffer_clear(buffer);
    return out;
}

UNUSED static struct wallet_bytes payload_of(const struct vical_recipe *recipe)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    const size_t optional = (recipe->next_update ? 1U : 0U) + (recipe->issue_id > 0 ? 1U : 0U);
    wlt_write_map(&writer, 4 + optional + recipe->more_count);
    write_text(&writer, "version", recipe->version ? recipe->version : "1.0");
    write_text(&writer, "vicalProvider", recipe->provider ? recipe->provider : PROVIDER);
    write_tdate(&writer, "date", recipe->date ? recipe->date : ISSUED);
    if (recipe->issue_id > 0) {
        write_key(&writer, "vicalIssueID");
        wlt_write_unsigned(&writer, recipe->issue_id);
    }

    write_tdate(&writer, "nextUpdate", recipe->next_update);
    write_key(&writer, "certificateInfos");
    wlt_write_array(&writer, recipe->info_count);
    for (size_t i = 0; i < recipe->info_count; i++) {
        write_info(&writer, &recipe->infos[i]);
    }

    wlt_write_encoded(&writer, test_hex(recipe->more ? recipe->more : ""));
    CHECK_EQUAL(wlt_writer_status(&writer, NULL), WALLET_OK);
    return kept(&buffer);
}

/** {33: certificate}, or {33: [certificate, more]}. */
UNUSED static struct wallet_bytes x5chain_header(
    const struct identity *leaf, const struct identity *more)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, WLT_COSE_X5CHAIN);
    if (more) {
        wlt_write_array(&writer, 2);
    }

    wlt_write_bytes(&writer, der_of(leaf->x509));
    if (more) {
        wlt_write_bytes(&writer, der_of(more->x509));
    }

    return kept(&buffer);
}

/** Signed as ES256, with the signer's certificate in the unprotected header, and tag 18. */
UNUSED static struct wallet_bytes signed_by(
    const struct identity *signer, struct wallet_bytes payload)
{
    const struct wallet_signer signing = signer_of(signer);
    return agency_forge(&signing, test_hex("a10126"), x5chain_header(signer, NULL), payload);
}

UNUSED static struct wallet_certificates *roots_of(const struct identity *root)
{
    struct wallet_certificates *roots = NULL;
    CHECK_EQUAL(wallet_certificates_parse(der_of(root->x509), &roots, NULL), WALLET_OK);
    return roots;
}

/** Verifies at a time under one root; what was read is released at once. */
UNUSED static enum wallet_status verdict_on(
    struct wallet_bytes vical, const struct identity *root, int64_t at_unix)
{
    struct wallet_certificates *roots = roots_of(root);
    struct wallet_vical *out = NULL;
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wallet_vical_verify(vical, roots, at_unix, &out, &error);
    CHECK_EQUAL(out != NULL, status == WALLET_OK);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    wallet_vical_free(out);
    wallet_certificates_free(roots);
    return status;
}

/** A verified VICAL; wallet_vical_free(). */
UNUSED static struct wallet_vical *vical_of(
    const struct provider *provider, const struct vical_recipe *recipe)
{
    struct wallet_certificates *roots = roots_of(&provider->root);
    struct wallet_vical *out = NULL;

    CHECK_EQUAL(
        wallet_vical_verify(
            signed_by(&provider->signer, payload_of(recipe)), roots, NOON, &out, NULL),
        WALLET_OK);
    wallet_certificates_free(roots);
    return out;
}

#endif
