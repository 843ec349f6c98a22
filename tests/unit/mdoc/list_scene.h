/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_LIST_SCENE_H
#define WALLET_TEST_LIST_SCENE_H

#include "../status/make_list.h"
#include "make_mdoc.h"

/*
 * Mobile documents whose issuer publishes lists by themselves (ISO/IEC 18013-5, second edition, 12.3.6).
 */

#define STATUS_URI "https://status.example/9"

/** Issuers, and who signs lists below the authority of the first; the second is trusted too. */
struct scene {
    struct mdoc_world world;
    struct identity publisher;
    struct identity other_iaca;
    struct identity other_publisher;
    struct wallet_status_snapshot *snapshot;
};

UNUSED static void open_scene_with(struct scene *scene, const struct recipe *signer)
{
    const struct recipe other = { .name = "Other IACA", .extensions = { AUTHORITY_EXTENSIONS } };

    *scene = (struct scene){ .snapshot = NULL };
    open_world_with(&scene->world, signer, "P-256");
    scene->publisher = make_certificate(&list_signer, &scene->world.iaca);
    scene->other_iaca = make_certificate(&other, NULL);
    scene->other_publisher = make_certificate(&list_signer, &scene->other_iaca);
    CHECK_EQUAL(
        wallet_trust_add(scene->world.trust, der_of(scene->other_iaca.x509), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_status_snapshot_new(&scene->snapshot, NULL), WALLET_OK);
    wallet_verifier_set_status(scene->world.verifier, scene->snapshot);
}

UNUSED static void open_scene(struct scene *scene)
{
    open_scene_with(scene, &document_signer);
}

UNUSED static void close_scene(struct scene *scene)
{
    wallet_status_snapshot_free(scene->snapshot);
    release_identity(&scene->other_publisher);
    release_identity(&scene->other_iaca);
    release_identity(&scene->publisher);
    close_world(&scene->world);
}

/** A `status` of one kind or both; NULL or below 0: it does not have that one. */
struct place {
    const char *identifier; /* in hex */
    int64_t index;
    const struct identity *authority; /* that it names for its list of identifiers */
};

UNUSED static const char *status_of(const struct place *place)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, (place->identifier ? 1U : 0U) + (place->index >= 0 ? 1U : 0U));
    if (place->index >= 0) {
        write_key(&writer, "status_list");
        wlt_write_map(&writer, 2);
        write_key(&writer, "idx");
        wlt_write_int(&writer, place->index);
        write_text(&writer, "uri", STATUS_URI);
    }

    if (place->identifier) {
        write_key(&writer, "identifier_list");
        wlt_write_map(&writer, place->authority ? 3 : 2);
        write_key(&writer, "id");
        wlt_write_bytes(&writer, test_hex(place->identifier));
        write_text(&writer, "uri", LIST_URI);
        if (place->authority) {
            write_bytes(&writer, "certificate", der_of(place->authority->x509));
        }
    }

    const struct wallet_bytes made = kept(&buffer);
    char *hex = test_memory(2 * made.size + 1);
    for (size_t i = 0; i < made.size; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", made.data[i]);
    }

    return hex;
}

/** Of 16 entries the last is revoked. */
UNUSED static struct list_recipe entries_by(const struct identity *publisher)
{
    return (struct list_recipe){ .signer = publisher,
                                 .typ = WLT_TYP_STATUS_LIST,
                                 .uri = STATUS_URI,
                                 .identifiers = "",
                                 .entries = ENTRIES };
}

UNUSED static const struct wallet_verdict *ask(struct scene *scene, const struct place *place)
{
    const struct mdoc_recipe recipe = { .status = status_of(place) };
    return verdict_of(&scene->world, make_mdoc(&scene->world, &recipe));
}

UNUSED static enum wallet_reason reason_of(struct scene *scene, const struct place *place)
{
    return wallet_verdict_reason(ask(scene, place));
}

#endif
