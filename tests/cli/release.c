/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/wallet.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A repository's hand in a story: signs a copy of a licence against a grant, with what is in its scope.
 * The grant is not verified here, for it is the copy that the story is about.
 *
 * usage: release KEY LICENCE GRANT COUNTER OUT
 */

enum {
    FILE_MAX = 131072,
    GOOD_FOR = 600, /* seconds */
};

static void need(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fprintf(stderr, "release: %s\n", error->message);
        exit(1);
    }
}

static struct wallet_bytes read_file(const char *path, uint8_t *room)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }

    const size_t size = fread(room, 1, FILE_MAX, file);
    (void)fclose(file);
    return (struct wallet_bytes){ room, size };
}

/* Of the licence what is in the grant's scope. */
static void narrow(
    struct wallet_bytes licence, const struct wallet_grant *grant, struct wallet_buffer *out)
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_selection *selection = NULL;
    struct wallet_error error = { .message = "" };

    need(wallet_catalogue_load(STORY_CATALOGUE, &catalogue, &error), &error);
    need(wallet_selection_new(licence, catalogue, &selection, &error), &error);
    if (!wallet_grant_select(grant, catalogue, selection)) {
        fprintf(stderr, "release: the grant has no such type\n");
        exit(1);
    }

    need(wallet_selection_write(selection, out, &error), &error);
    wallet_selection_free(selection);
    wallet_catalogue_free(catalogue);
}

static void release(
    const struct wallet_key *key,
    const struct wallet_grant *grant,
    struct wallet_bytes licence,
    const char *counter,
    struct wallet_buffer *out)
{
    uint8_t digest[WALLET_GRANT_DIGEST_SIZE];
    struct wallet_copy_terms terms = { .audience = counter,
                                       .clerk = "钟见山",
                                       .method = wallet_grant_method(grant),
                                       .grant = digest,
                                       .licence = licence,
                                       .seconds = GOOD_FOR };
    struct wallet_signer signer;
    struct wallet_error error = { .message = "" };

    wallet_grant_matter(grant, &terms.matter);
    wallet_grant_digest(grant, digest);
    need(wallet_key_signer(key, &signer, &error), &error);
    need(wallet_copy_sign(&terms, &signer, wallet_grant_issued(grant), out, &error), &error);
}

int main(int argc, char **argv)
{
    static uint8_t rooms[3][FILE_MAX];
    struct wallet_key *key = NULL;
    struct wallet_grant *grant = NULL;
    struct wallet_buffer narrowed = { 0 };
    struct wallet_buffer copy = { 0 };
    struct wallet_error error = { .message = "" };

    if (argc != 6) {
        fprintf(stderr, "usage: release KEY LICENCE GRANT COUNTER OUT\n");
        return 2;
    }

    need(wallet_key_parse(read_file(argv[1], rooms[0]), &key, &error), &error);
    need(wallet_grant_parse(read_file(argv[3], rooms[2]), &grant, &error), &error);
    narrow(read_file(argv[2], rooms[1]), grant, &narrowed);
    release(key, grant, wallet_buffer_bytes(&narrowed), argv[4], &copy);

    FILE *out = fopen(argv[5], "wb");
    const bool written =
        out && fwrite(copy.data, 1, copy.size, out) == copy.size && fclose(out) == 0;
    wallet_buffer_clear(&copy);
    wallet_buffer_clear(&narrowed);
    wallet_grant_free(grant);
    wallet_key_free(key);
    return written ? 0 : 1;
}
