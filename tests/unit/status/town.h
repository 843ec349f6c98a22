/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_TOWN_H
#define WALLET_TEST_TOWN_H

#include <wallet/wallet.h>

#include "agency.h"
#include "base/buffer.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

/*
 * An agency that keeps a register and publishes it into memory, for the tests of this layer.
 */

#define TOWN_URI "https://status.example/xinyu"

enum {
    TOWN_FILES_MAX = 64,
};

/** What was published, by name. */
struct town_files {
    size_t count;
    char names[TOWN_FILES_MAX][WALLET_STATUS_NAME_SIZE];
    struct wallet_buffer contents[TOWN_FILES_MAX];
};

struct town {
    struct agency agency;
    struct wallet_status_register *reg;
    struct town_files files;
};

static inline struct wallet_buffer *town_file(struct town_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++) {
        if (strcmp(files->names[i], name) == 0) {
            return &files->contents[i];
        }
    }

    return NULL;
}

static inline enum wallet_status town_take(
    void *context, const char *name, struct wallet_bytes content)
{
    struct town_files *files = context;
    struct wallet_buffer *there = town_file(files, name);

    if (!there) {
        CHECK(files->count < TOWN_FILES_MAX);
        (void)snprintf(files->names[files->count], WALLET_STATUS_NAME_SIZE, "%s", name);
        there = &files->contents[files->count++];
    }

    wlt_buffer_set_size(there, 0);
    CHECK(wlt_buffer_append(there, content));
    return WALLET_OK;
}

static inline enum wallet_status town_load(
    void *context, const char *name, struct wallet_bytes *out)
{
    const struct wallet_buffer *there = town_file(context, name);
    if (!there) {
        return WALLET_ERR_FILE;
    }

    *out = wallet_buffer_bytes(there);
    return WALLET_OK;
}

static inline void town_open(struct town *town)
{
    *town = (struct town){ 0 };
    agency_open(&town->agency, WALLET_ALGORITHM_ED25519);
    CHECK_EQUAL(wallet_status_register_new(TOWN_URI, &town->reg, NULL), WALLET_OK);
}

static inline void town_clear_files(struct town_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        wallet_buffer_clear(&files->contents[i]);
    }

    files->count = 0;
}

static inline void town_close(struct town *town)
{
    town_clear_files(&town->files);
    wallet_status_register_free(town->reg);
    agency_close(&town->agency);
}

/** Draws a place, issues the agency's licence with it, and enters it under its identifier. */
static inline void town_issue(struct town *town, char out_identifier[WALLET_IDENTIFIER_SIZE])
{
    struct wallet_status_place place = { 0 };
    struct wallet_terms *terms = wallet_record_terms(town->agency.record);

    CHECK_EQUAL(wallet_status_register_draw(town->reg, AGENCY_NOW, &place, NULL), WALLET_OK);
    terms->status_uri = place.uri;
    terms->status_index = place.index;
    agency_issue(&town->agency, &town->agency.signer);
    CHECK_EQUAL(
        wallet_issue_identifier(wallet_buffer_bytes(&town->agency.licence), out_identifier, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_status_register_enter(town->reg, out_identifier, NULL), WALLET_OK);
}

static inline void town_publish(struct town *town, int64_t at_unix)
{
    CHECK_EQUAL(
        wallet_status_register_publish(
            town->reg,
            &town->agency.signer,
            NULL,
            at_unix,
            at_unix - WALLET_STATUS_FRESH_SECONDS,
            &(struct wallet_status_taker){ town_take, &town->files },
            NULL),
        WALLET_OK);
}

static inline struct wallet_bytes town_manifest(struct town *town)
{
    return wallet_buffer_bytes(town_file(&town->files, WALLET_STATUS_MANIFEST_NAME));
}

/** Adds what was published last to a snapshot. */
static inline enum wallet_status town_add(
    struct town *town,
    struct wallet_status_snapshot *snapshot,
    const struct wallet_status_manifest *seen)
{
    return wallet_status_snapshot_add(
        snapshot,
        town_manifest(town),
        town->agency.trust,
        seen,
        INT64_MAX,
        &(struct wallet_status_loader){ town_load, &town->files },
        NULL);
}

#endif
